using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>Whether the asset is the one that was signed (C2PA 2.2 §15.12): finds the hard binding and has it checked.</summary>
internal static class ContentChecks
{
    internal static ContentResult Check(Manifest active, AssetInput asset, ValidationScope scope, CancellationToken cancel)
    {
        var log = new StatusLog(scope.Options.Limits.MaximumStatuses);
        var report = Check(active, asset, scope, log, cancel);
        var bound = Bound(active, scope).Manifest;
        var isSigned = bound?.Assertions.All(a => !a.Kind.StartsWith("c2pa.hash.", StringComparison.Ordinal) || bound.Lists(a)) == true;
        return new ContentResult(report, log.Entries, isSigned ? bound!.Label : null);
    }

    private static BindingReport? Check(Manifest active, AssetInput asset, ValidationScope scope, StatusLog log, CancellationToken cancel)
    {
        var (manifest, updated) = Bound(active, scope);
        var assertion = manifest?.Assertions.FirstOrDefault(a => Labels.IsHardBinding(a.Kind));
        if (manifest is null || assertion is null)
        {
            log.Add(Code.ClaimHardBindingsMissing, active.Url, "No manifest of the chain binds the content: nothing says which bytes were signed.");
            return null;
        }
        // Unreadable content has its code already; the asset is not shown to match.
        if (assertion.Value is not { Kind: CborKind.Map } value)
        {
            if (assertion.Error is null) log.Add(Code.ClaimHardBindingsMissing, assertion.Url, "The hard binding is not a map.");
            return null;
        }
        return HardBinding.Validate(new BindingInput
        {
            Asset = asset.Bytes,
            Layout = asset.Layout,
            Label = assertion.Kind,
            Assertion = value,
            Url = assertion.Url,
            DefaultAlgorithm = manifest.Algorithm,
            Updated = updated,
            Policy = scope.Options.Policy,
            Fragments = asset.Fragments,
            Resolve = uri => manifest.Find(JumbfUri.AssertionLabel(uri) ?? "") is { Value: { } found } target ? (target.Kind, found) : null,
            MultiAsset = [.. manifest.Assertions.Where(a => a.Kind == Labels.MultiAssetHash).Select(a => new BoundPart(a.Url, a.Value ?? CborValue.Null))],
            Collection = asset.Collection,
            Detached = asset.Detached,
            Limits = scope.Options.Limits,
        }, log, cancel);
    }

    // An update manifest binds nothing: its parent does, or its parent's parent (§15.12).
    private static (Manifest? Manifest, bool Updated) Bound(Manifest active, ValidationScope scope)
    {
        HashSet<string> seen = [];
        var manifest = active;
        while (manifest is { Kind: not ManifestKind.Standard } && seen.Add(manifest.Label))
        {
            var parent = scope.IngredientsOf(manifest).FirstOrDefault(i => i.Relationship == Ingredient.ParentOf);
            manifest = scope.Store.Find(JumbfUri.ManifestLabel(parent?.Manifest?.Url ?? ""));
        }
        return (manifest is { Kind: ManifestKind.Standard } ? manifest : null, manifest != active);
    }
}
