using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>What manifests state about the making, as texts: source types of their actions, software, signers, soft bindings.</summary>
internal static class ManifestTexts
{
    internal static IEnumerable<StatedText> Of(ProvenanceReport? report) =>
        report?.Manifests.SelectMany(m => m.Label == report.ActiveLabel ? Of(m, [.. m.Statuses, .. report.Active], "") : Of(m, m.Statuses, "of an ingredient")) ?? [];

    private static IEnumerable<StatedText> Of(ManifestReport manifest, IReadOnlyList<Status> statuses, string from)
    {
        var failed = statuses.Any(s => s.Kind == StatusKind.Failure && IsBroken(s.Code));
        var basis = manifest.Signature is { IsValid: true } && !failed ? FingerprintBasis.Signed : FingerprintBasis.BrokenSignature;
        StatedText Text(string key, string value) => new(TextPlace.Manifest, key, value, basis, from);
        foreach (var action in manifest.Actions)
        {
            if (action.DigitalSourceType is { } type) yield return Text("digitalSourceType", type);
            if (action.Agent is { } agent) yield return Text("agent", agent);
        }
        foreach (var generator in manifest.Generators) yield return Text("generator", generator);
        if (manifest.Signature?.Signer is { } signer)
        {
            if (signer.CommonName is { Length: > 0 } name) yield return Text("signer", name);
            if (signer.Organisation is { Length: > 0 } organisation) yield return Text("signer", organisation);
        }
        foreach (var algorithm in manifest.SoftBindings) yield return Text("softBinding", algorithm);
    }

    // What was signed is not what is here. Whether the signer is trusted, or wrote it all as the rules want, is another question.
    private static bool IsBroken(string code) => !code.StartsWith("timeStamp.", StringComparison.Ordinal)
        && (code.EndsWith(".mismatch", StringComparison.Ordinal) || code.Contains("Hash.", StringComparison.Ordinal) || code == Code.ClaimHardBindingsMissing);
}
