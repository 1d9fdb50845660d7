using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>Hashed URIs within standard assertions: thumbnails, icons, data boxes (C2PA 2.2 §15.10.3.3).</summary>
internal static class ReferenceChecks
{
    // Checked with the ingredients (§15.11.3), or naming what another manifest holds.
    private static readonly HashSet<string> _elsewhere = ["activeManifest", "c2pa_manifest", "claimSignature"];

    internal static void Check(Manifest manifest, Assertion assertion, ValidationScope scope, StatusLog log)
    {
        if (assertion.Value is { } value) Walk(value, manifest, value["alg"]?.Text, scope, log);
    }

    /// <summary>Checks the icon of a generator (§15.6.2).</summary>
    internal static void CheckIcon(CborValue? generatorInfo, Manifest manifest, ValidationScope scope, StatusLog log)
    {
        if (HashedUri.Of(generatorInfo?["icon"]) is { } icon) CheckOne(icon, manifest, null, scope, log);
    }

    private static void Walk(CborValue value, Manifest manifest, string? algorithm, ValidationScope scope, StatusLog log)
    {
        foreach (var item in value.Items) Walk(item, manifest, algorithm, scope, log);
        if (value.Kind == CborKind.Map && HashedUri.Of(value) is { } reference && JumbfUri.IsLocal(reference.Url) && value["hash"] is not null) CheckOne(reference, manifest, algorithm, scope, log);
        foreach (var (key, part) in value.Entries)
            if (key.Text is not { } name || !_elsewhere.Contains(name)) Walk(part, manifest, value["alg"]?.Text ?? algorithm, scope, log);
    }

    private static void CheckOne(HashedUri reference, Manifest manifest, string? algorithm, ValidationScope scope, StatusLog log)
    {
        var url = JumbfUri.Absolute(reference.Url, manifest.Label);
        if (!JumbfUri.IsLocal(url) || JumbfUri.ManifestLabel(url) is not { } label) return;
        if (scope.IsRedacted(label, JumbfUri.AssertionLabel(url))) return;
        var target = scope.Store.Find(label)?.Resolve(JumbfUri.PathWithin(url));
        if (target is null)
        {
            log.Add(Code.HashedURIMissing, url, "What this reference names is not in the store.");
            return;
        }
        switch (BoxHash.Compare(target, reference, algorithm ?? manifest.Algorithm))
        {
            case BoxHashOutcome.Match:
                break;
            case BoxHashOutcome.NoAlgorithm:
                log.Add(Code.AlgorithmUnsupported, manifest.ClaimUrl, $"The hash algorithm of the reference to {url} is not allowed.");
                break;
            default:
                log.Add(Code.HashedURIMismatch, url, "What this reference names was changed, or the reference carries no hash.");
                break;
        }
    }
}
