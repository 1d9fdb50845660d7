using Touchstone.Provenance.Validation;

namespace Touchstone.Provenance.Verdicts;

/// <summary>The state of credentials in one sentence.</summary>
internal static class Sentences
{
    internal static string Summary(CredentialState state, StoreResult? result) => state switch
    {
        CredentialState.None => "The file carries no credentials. Most files do not, and removing them is easy: this says nothing about the file.",
        CredentialState.Unreadable => "The file could not be read well enough to tell whether it carries credentials.",
        CredentialState.Inaccessible => "The credentials of this file are kept elsewhere. They were not given, and nothing is fetched.",
        CredentialState.Invalid => $"The file carries credentials that do not hold: {Worst(result)}",
        CredentialState.Valid => "The credentials hold, and their signer is on no trust list that was used. What they say is only as good as the signer.",
        _ => "The credentials hold and their signer is on a trust list. They prove who signed which bytes, not that the scene is true.",
    };

    private static string Worst(StoreResult? result)
    {
        var failures = (result?.Active ?? []).Where(StateRules.RejectsActive).Concat((result?.Deltas ?? []).Select(d => d.Status).Where(StateRules.RejectsHistory)).ToArray();
        return failures.Length == 0 ? "what was signed could not be checked." : failures.Length == 1 ? $"{failures[0].Explanation} ({failures[0].Code})" : $"{failures[0].Explanation} ({failures[0].Code}, and {failures.Length - 1} more)";
    }
}
