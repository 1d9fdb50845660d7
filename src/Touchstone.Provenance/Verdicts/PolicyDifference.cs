using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Validation;

namespace Touchstone.Provenance.Verdicts;

/// <summary>What the other policy decides about the same credentials.</summary>
/// <param name="Policy">The other policy.</param>
/// <param name="State">The state it gives.</param>
/// <param name="OnlyHere">Failures that only the policy of the report gives.</param>
/// <param name="OnlyThere">Failures that only the other policy gives.</param>
public sealed record PolicyDifference(ValidationPolicy Policy, CredentialState State, IReadOnlyList<Status> OnlyHere, IReadOnlyList<Status> OnlyThere)
{
    internal static PolicyDifference Of(StoreResult here, StoreResult there, ValidationPolicy policy)
    {
        var (ours, theirs) = (Failures(here), Failures(there));
        return new PolicyDifference(policy, StateRules.Of(there, policy), Without(ours, theirs), Without(theirs, ours));
    }

    private static Status[] Failures(StoreResult result) => [.. result.Active.Concat(result.Deltas.Select(d => d.Status)).Where(s => s.Kind == StatusKind.Failure)];

    private static Status[] Without(Status[] these, Status[] those)
    {
        var known = those.Select(s => (s.Code, s.Url)).ToHashSet();
        return [.. these.Where(s => !known.Contains((s.Code, s.Url))).DistinctBy(s => (s.Code, s.Url))];
    }
}
