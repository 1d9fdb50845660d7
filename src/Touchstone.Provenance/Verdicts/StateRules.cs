using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Validation;

namespace Touchstone.Provenance.Verdicts;

/// <summary>The state in one word, from the statuses (C2PA 2.2 §14.3).</summary>
internal static class StateRules
{
    internal static CredentialState Of(StoreResult result, ValidationPolicy policy)
    {
        if (result.Active.Any(Rejects) || result.Deltas.Any(d => Rejects(d.Status))) return CredentialState.Invalid;
        if (result.Binding is not { Matches: true }) return CredentialState.Invalid;
        if (!result.Active.Any(s => s.Code == Code.ClaimSignatureValidated)) return CredentialState.Invalid;
        var trusted = result.Active.Any(s => s.Code == Code.SigningCredentialTrusted);
        // The reference lets an unlisted signer anywhere in the history lower the word; the specification speaks of the active manifest.
        if (policy == ValidationPolicy.Reference) trusted &= !result.Deltas.Any(d => d.Status.Code == Code.SigningCredentialUntrusted);
        return trusted ? CredentialState.Trusted : CredentialState.Valid;
    }

    // An unlisted signer makes credentials valid and not trusted; it does not make them invalid.
    private static bool Rejects(Status status) => status.Kind == StatusKind.Failure && status.Code != Code.SigningCredentialUntrusted;
}
