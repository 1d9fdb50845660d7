using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Workbench.Reports;

/// <summary>The decision in one sentence, from its coded reasons.</summary>
public static class DecisionSentence
{
    /// <summary>Who has to do what, and why.</summary>
    public static string For(Examination examination)
    {
        ArgumentNullException.ThrowIfNull(examination);
        var decision = examination.Decision;
        if (examination.Fault is { } fault) return $"It could not be examined. {fault.Message}";
        if (decision.Reasons.Count == 0) return "The policy gives no reason.";
        return decision.Outcome switch
        {
            Outcome.Flag when decision.Reasons[0].Code == Codes.DecisionContradiction => $"The file contradicts itself. {decision.Reasons[0].Text}",
            Outcome.Review => Review(decision.Reasons),
            Outcome.Clear => $"Every question the policy asks ({Topics(decision.Reasons)}) has calibrated evidence, and it speaks for authenticity.",
            _ => decision.Reasons[0].Text,
        };
    }

    private static string Review(IReadOnlyList<DecisionReason> reasons)
    {
        // A contradiction is the news; why a person has to weigh it comes after.
        if (reasons.FirstOrDefault(r => r.Code == Codes.DecisionContradiction) is { } contradiction) return $"A person has to look: the file contradicts itself. {contradiction.Text}";
        var parts = reasons.Where(r => r.Question is not null).GroupBy(r => r.Code).Select(group => group.Key switch
        {
            Codes.DecisionUncalibrated => $"no calibrated evidence on {Topics(group)}",
            Codes.DecisionUncertain => $"the evidence on {Topics(group)} is not decisive",
            Codes.DecisionWeighty => $"the policy leaves {Topics(group)} to a person",
            Codes.DecisionNoGate => $"no gate has been passed for deciding {Topics(group)} without a person",
            Codes.DecisionGateExpired => $"the gate for {Topics(group)} has expired",
            Codes.DecisionGateStale => $"the gate for {Topics(group)} was passed with other versions or another policy",
            Codes.DecisionDetectorFailed => $"a method failed on {Topics(group)}",
            _ => "",
        }).Where(p => p.Length > 0).ToList();
        return parts.Count == 0 ? $"A person has to look. {reasons[0].Text}" : $"A person has to look: {string.Join("; ", parts)}.";
    }

    private static string Topics(IEnumerable<DecisionReason> reasons)
    {
        var topics = reasons.Where(r => r.Question is not null).Select(r => Topic(r.Question!.Value)).Distinct().ToList();
        return topics.Count < 2 ? string.Concat(topics) : $"{string.Join(", ", topics.SkipLast(1))} and {topics[^1]}";
    }

    private static string Topic(Question question) => question switch
    {
        Question.History => "history",
        Question.LocallyEdited => "local editing",
        Question.Copied => "copying",
        Question.Cut => "cuts",
        Question.Generated => "generation",
        Question.FaceReplaced => "face replacement",
        Question.VoiceSynthetic => "voice synthesis",
        _ => "provenance",
    };
}
