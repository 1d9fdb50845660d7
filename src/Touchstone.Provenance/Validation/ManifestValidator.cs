using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Validation;

/// <summary>All checks of one manifest that need no asset: claim, signature, time, trust, assertions, actions.</summary>
internal static class ManifestValidator
{
    internal static ManifestResult Validate(Manifest manifest, ValidationScope scope, CancellationToken cancel)
    {
        var log = new StatusLog(scope.Options.Limits.MaximumStatuses);
        SignatureReport? signature = null;
        if (ClaimChecks.Check(manifest, scope, log))
        {
            signature = ValidateSignature(manifest, scope, log, cancel);
            KindChecks.Check(manifest, scope, log);
            AssertionChecks.Check(manifest, scope, log);
            ActionChecks.Check(manifest, scope, log);
            if (scope.IsStrict) ReferenceChecks.CheckIcon(manifest.Claim!["claim_generator_info"], manifest, scope, log);
            if (manifest.Algorithm is null && manifest.References.Any(r => r.Algorithm is null))
                log.Add(Code.AlgorithmUnsupported, manifest.ClaimUrl, "The claim names no hash algorithm, and neither do all of its references.");
        }
        return new ManifestResult(manifest, signature, log.Entries);
    }

    private static SignatureReport? ValidateSignature(Manifest manifest, ValidationScope scope, StatusLog log, CancellationToken cancel)
    {
        var reference = manifest.Claim!["signature"]?.Text;
        var url = reference is null ? null : JumbfUri.Absolute(reference, manifest.Label);
        var own = url is not null && JumbfUri.ManifestLabel(url) == manifest.Label && JumbfUri.PathWithin(url) is [var label] && manifest.SignatureBox?.Label == label;
        if (!own || manifest.Cose is not { } cose)
        {
            log.Add(Code.ClaimSignatureMissing, manifest.SignatureUrl, reference is null ? "The claim names no signature." : $"There is no signature at {reference} in this manifest.");
            return null;
        }
        var input = new SignatureInput(cose, manifest.ClaimBytes, manifest.ClaimVersion == 1, manifest.SignatureUrl, scope.TokensFor(manifest), scope.OcspResponses);
        return SignatureValidator.Validate(input, scope.Options, log, cancel);
    }
}
