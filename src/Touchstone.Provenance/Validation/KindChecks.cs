using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>The assertions a kind of manifest must and must not have (C2PA 2.2 §15.10.1).</summary>
internal static class KindChecks
{
    // C2PA 2.2 §11.2.3: what an update manifest may say was done.
    private static readonly HashSet<string> _updateActions = ["c2pa.edited.metadata", "c2pa.opened", "c2pa.published", "c2pa.redacted"];

    internal static void Check(Manifest manifest, ValidationScope scope, StatusLog log)
    {
        Assertion[] bindings = [.. manifest.Assertions.Where(a => Labels.IsHardBinding(a.Kind))];
        // The reference counts only parents that have a manifest.
        var parents = scope.IngredientsOf(manifest).Count(i => i.Relationship == Ingredient.ParentOf && (scope.IsStrict || i.Manifest is not null));
        switch (manifest.Kind)
        {
            case ManifestKind.Standard:
                if (bindings.Length > 1) log.Add(Code.AssertionMultipleHardBindings, manifest.Url, $"The manifest has {bindings.Length} hard bindings; one is allowed.");
                // For the active manifest the check of the content says it (§15.12); one that is listed and gone has a code of its own.
                if (scope.IsStrict && bindings.Length == 0 && manifest != scope.Store.Active && !manifest.References.Any(r => Labels.IsHardBinding(Assertion.WithoutInstance(JumbfUri.AssertionLabel(r.Url) ?? "")))) log.Add(Code.ClaimHardBindingsMissing, manifest.Url, "Nothing binds the manifest to content.");
                if (parents > 1) log.Add(Code.ManifestMultipleParents, manifest.Url, $"The manifest has {parents} parents; one is allowed.");
                break;
            case ManifestKind.Update:
                CheckUpdate(manifest, bindings, scope, log);
                break;
            case ManifestKind.TimeStamp:
                if (parents != 1) log.Add(Code.ManifestTimestampWrongParents, manifest.Url, "A time-stamp manifest must have exactly one parent.");
                if (manifest.Assertions.Any(a => !Ingredient.IsKind(a.Kind))) log.Add(Code.ManifestTimestampInvalid, manifest.Url, "A time-stamp manifest may hold nothing but its parent.");
                break;
        }
    }

    private static void CheckUpdate(Manifest manifest, Assertion[] bindings, ValidationScope scope, StatusLog log)
    {
        var ingredients = scope.IngredientsOf(manifest);
        // The reference looks at the parents alone and lets other ingredients be.
        if (scope.IsStrict ? ingredients is not [{ Relationship: Ingredient.ParentOf }] : ingredients.Count(i => i.Relationship == Ingredient.ParentOf) != 1)
            log.Add(Code.ManifestUpdateWrongParents, manifest.Url, $"An update manifest must have exactly one ingredient, its parent; this has {ingredients.Count} ingredients, {ingredients.Count(i => i.Relationship == Ingredient.ParentOf)} of them parents.");
        if (bindings.Length > 0 || manifest.Assertions.Any(a => a.Kind == Labels.MultiAssetHash))
            log.Add(Code.ManifestUpdateInvalid, manifest.Url, "An update manifest must not have a hard binding.");
        if (manifest.Assertions.Any(a => Labels.IsThumbnail(a.Kind)) && (scope.IsStrict || manifest.Assertions.Count(a => a.Kind.StartsWith("c2pa.thumbnail.claim", StringComparison.Ordinal)) > 1))
            log.Add(Code.ManifestUpdateInvalid, manifest.Url, "An update manifest must not have a thumbnail.");
        foreach (var action in manifest.Assertions.Where(a => Labels.IsActions(a.Kind)).SelectMany(a => a.Value?["actions"]?.Items ?? (IReadOnlyList<CborValue>)[]))
            if (action["action"]?.Text is not { } name || !_updateActions.Contains(name))
                log.Add(Code.ManifestUpdateInvalid, manifest.Url, $"The action {action["action"]?.Text ?? "without a name"} is not allowed in an update manifest.");
    }
}
