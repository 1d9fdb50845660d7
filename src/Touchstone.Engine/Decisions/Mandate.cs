using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Decisions;

/// <summary>The right to decide one question automatically, won by passing a gate.</summary>
/// <param name="Question">The question.</param>
/// <param name="FlagFrom">Natural-log likelihood ratio from which the promise on false flags was tested; infinite where evidence may not flag.</param>
/// <param name="ClearUpTo">Natural-log likelihood ratio up to which the promise on misses was tested; minus infinity where evidence may not clear.</param>
/// <param name="Contradictions">Whether flagging by a structural contradiction was tested.</param>
/// <param name="Gate">Name, version and content hash of the gate that was passed.</param>
/// <param name="ValidUntil">When the right ends.</param>
/// <param name="Detectors">Version of every detector that was tested, by id; another version has not passed.</param>
public sealed record QuestionMandate(
    Question Question, double FlagFrom, double ClearUpTo, bool Contradictions, string Gate, DateTimeOffset ValidUntil, IReadOnlyDictionary<string, string> Detectors);

/// <summary>Which questions may be decided without a person, under which policy.</summary>
/// <param name="Id">Identity of the operating point it comes from, or "none".</param>
/// <param name="PolicyHash">Content hash of the policy the gates were passed with.</param>
/// <param name="Questions">At most one per question.</param>
public sealed record Mandate(string Id, string PolicyHash, IReadOnlyList<QuestionMandate> Questions)
{
    /// <summary>Version of the engine the gates were passed with, which fixes decoding; another one has not passed. Null where there is no gate.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>No gate has been passed: everything goes to a person.</summary>
    public static Mandate None { get; } = new("none", "", []);

    /// <summary>What may be decided about one specimen at one moment.</summary>
    /// <param name="policy">The policy that decides.</param>
    /// <param name="findings">What the detectors said, with their versions.</param>
    /// <param name="at">The moment.</param>
    public Standing For(Policy policy, IReadOnlyList<Finding> findings, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(findings);
        var lapsed = new Dictionary<Question, (string Code, string Text)>();
        var held = new Dictionary<Question, QuestionMandate>();
        foreach (var mandate in Questions)
        {
            if (Lapse(mandate, policy, findings, at) is { } why) lapsed[mandate.Question] = why;
            else held[mandate.Question] = mandate;
        }
        return new Standing(held, lapsed) { Id = Id };
    }

    private (string Code, string Text)? Lapse(QuestionMandate mandate, Policy policy, IReadOnlyList<Finding> findings, DateTimeOffset at)
    {
        if (EngineVersion is { } tested && tested != Examination.CurrentEngineVersion) return (Codes.DecisionGateStale, $"The gate {mandate.Gate} was passed with engine {tested}; run it again.");
        if (policy.ContentHash != PolicyHash) return (Codes.DecisionGateStale, $"The gate {mandate.Gate} was passed with another policy.");
        if (at > mandate.ValidUntil) return (Codes.DecisionGateExpired, $"The gate {mandate.Gate} was passed until {mandate.ValidUntil:yyyy-MM-dd}; run it again.");
        var other = findings.FirstOrDefault(f => f.Question == mandate.Question && mandate.Detectors.GetValueOrDefault(f.DetectorId) != f.DetectorVersion);
        return other is null ? null : (Codes.DecisionGateStale, $"The gate {mandate.Gate} was passed without {other.DetectorId} {other.DetectorVersion}; run it again.");
    }
}

/// <summary>The mandates that stand for one specimen at one moment, and why others do not.</summary>
/// <param name="Held">Mandates that stand.</param>
/// <param name="Lapsed">Why a mandate does not stand, by question.</param>
public sealed record Standing(IReadOnlyDictionary<Question, QuestionMandate> Held, IReadOnlyDictionary<Question, (string Code, string Text)> Lapsed)
{
    /// <summary>Identity of the operating point they come from, or "none".</summary>
    public string Id { get; init; } = "none";

    /// <summary>Nothing may be decided without a person.</summary>
    public static Standing None { get; } = new(new Dictionary<Question, QuestionMandate>(), new Dictionary<Question, (string, string)>());
}
