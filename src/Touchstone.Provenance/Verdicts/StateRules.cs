using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Validation;

namespace Touchstone.Provenance.Verdicts;

/// <summary>The state in one word, from the statuses (C2PA 2.2 §14.3).</summary>
internal static class StateRules
{
    internal static CredentialState Of(StoreResult result, ValidationPolicy policy)
    {
        if (result.Active.Any(RejectsActive) || result.Deltas.Any(d => RejectsHistory(d.Status))) return CredentialState.Invalid;
        if (result.Binding is not { Matches: true }) return CredentialState.Invalid;
        if (!result.Active.Any(s => s.Code == Code.ClaimSignatureValidated)) return CredentialState.Invalid;
        var trusted = result.Active.Any(s => s.Code == Code.SigningCredentialTrusted);
        // The reference lets an unlisted signer anywhere in the history lower the word; the specification speaks of the active manifest.
        if (policy == ValidationPolicy.Reference) trusted &= !result.Deltas.Any(d => d.Status.Code == Code.SigningCredentialUntrusted);
        return trusted ? CredentialState.Trusted : CredentialState.Valid;
    }

    /// <summary>Whether a status of the active manifest makes credentials invalid. An unlisted signer makes them valid and not trusted.</summary>
    internal static bool RejectsActive(Status status) => status.Kind == StatusKind.Failure && status.Code != Code.SigningCredentialUntrusted;

    /// <summary>Whether a status of an ingredient's manifest does. That its certificate has expired since does not: whoever took it in, and signed, did so before.</summary>
    internal static bool RejectsHistory(Status status) => RejectsActive(status) && status.Code is not (Code.ClaimSignatureOutsideValidity or Code.SigningCredentialExpired);
}
