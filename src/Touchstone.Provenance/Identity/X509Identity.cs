using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Identity;

// An identity assertion signed with a certificate: COSE over the signer payload (CAWG identity assertion 1.2 §8.2).
internal static class X509Identity
{
    internal static IdentityReport Check(IdentityInput input, IdentityReport report, CancellationToken cancel)
    {
        var options = input.Options with { Trust = input.Options.Identity.Certificates };
        SignatureReport? found = null;
        IReadOnlyList<Status> statuses = [];
        foreach (var signed in input.Payload.Signable(input.Assertion.Content("cbor") ?? default))
        {
            var log = new StatusLog(options.Limits.MaximumStatuses);
            var checkedOnce = SignatureValidator.Validate(new SignatureInput(input.Signature, signed, IsClaimV1: false, input.Assertion.Url, [], []), options, log, cancel);
            // The first reading speaks unless a later one verifies.
            if (found is not null && !checkedOnce.IsValid) continue;
            found = checkedOnce;
            statuses = log.Entries;
            if (found.IsValid) break;
        }
        foreach (var status in statuses)
            if (Renamed(status.Code) is { } code) input.Log.Add(code, input.Assertion.Url, status.Explanation.Replace("claim signature", "signature of the identity assertion", StringComparison.Ordinal));
        return report with { Signer = found!.Signer, Time = found.TimeStamp?.Time, Holds = found.IsValid, IsTrusted = found.Trust is not null };
    }

    // The codes of §8.2.2 for what the codes of C2PA 2.2 §15.2.2 say of claim signatures.
    private static string? Renamed(string code) => code switch
    {
        Code.AlgorithmUnsupported => Code.CawgX509AlgorithmUnsupported,
        Code.ClaimSignatureValidated => Code.CawgX509SignatureValidated,
        Code.ClaimSignatureMismatch => Code.CawgX509SignatureMismatch,
        Code.ClaimSignatureInsideValidity => Code.CawgX509SignatureInsideValidity,
        Code.ClaimSignatureOutsideValidity or Code.SigningCredentialExpired => Code.CawgX509SignatureOutsideValidity,
        Code.SigningCredentialTrusted => Code.CawgX509CredentialTrusted,
        Code.SigningCredentialUntrusted => Code.CawgX509CredentialUntrusted,
        Code.SigningCredentialInvalid => Code.CawgX509CredentialInvalid,
        Code.SigningCredentialOcspRevoked => Code.CawgIdentityCredentialRevoked,
        _ => null,
    };
}
