using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Engine.Decisions;

/// <summary>The one place where assessments become a decision; the service, the command line and the evaluation all come here.</summary>
public static class Decider
{
    /// <summary>Applies a policy: any question that flags flags the whole; else any that needs a person sends it to review; else it is clear.</summary>
    /// <param name="policy">Costs and impact classes.</param>
    /// <param name="kind">What the specimen is: questions of the policy that its kind raises and no assessment answers send it to a person.</param>
    /// <param name="assessments">One per question.</param>
    public static Decision Decide(Policy policy, MediaKind kind, IReadOnlyList<Assessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(assessments);
        var judged = assessments.SelectMany(a => Judge(policy, a)).ToList();
        // In the order of the questions, not of the policy's dictionary.
        foreach (var question in policy.Questions.Keys.Where(q => q.AppliesTo(kind) && !assessments.Any(a => a.Question == q)).Order())
            judged.Add((Outcome.Review, new DecisionReason(Codes.DecisionUncalibrated, question, "The policy asks this question, and no method was asked it.")));
        if (judged.Count == 0)
            judged.Add((Outcome.Review, new DecisionReason(Codes.DecisionUncalibrated, null, "No question of the policy was answered.")));
        return Conclude(policy, judged);
    }

    /// <summary>The decision for material that could not be examined: a person looks.</summary>
    public static Decision NotExamined(Policy policy, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(fault);
        return Conclude(policy, [(Outcome.Review, new DecisionReason(Codes.DecisionNotExamined, null, fault.Message))]);
    }

    private static Decision Conclude(Policy policy, IReadOnlyList<(Outcome Outcome, DecisionReason Reason)> judged) => new(
        judged.Max(j => j.Outcome),
        [.. judged.OrderByDescending(j => j.Outcome).Select(j => j.Reason)],
        policy.Name, policy.Version, policy.ContentHash);

    private static IEnumerable<(Outcome Outcome, DecisionReason Reason)> Judge(Policy policy, Assessment assessment)
    {
        var question = assessment.Question;
        var costs = policy.Questions.GetValueOrDefault(question);
        // A weighty question is a person's, also where the file contradicts itself.
        if (policy.ContradictionsFlag && assessment.Contradictions.Count > 0)
            yield return (costs is { Weighty: true } ? Outcome.Review : Outcome.Flag, new DecisionReason(Codes.DecisionContradiction, question, assessment.Contradictions[0].Text));
        if (assessment.Failed.Count > 0)
            yield return (Outcome.Review, new DecisionReason(Codes.DecisionDetectorFailed, question, $"{string.Join(", ", assessment.Failed)} failed on this file."));
        if (costs is not null)
            yield return JudgeEvidence(costs, assessment);
    }

    private static (Outcome Outcome, DecisionReason Reason) JudgeEvidence(QuestionPolicy costs, Assessment assessment)
    {
        DecisionReason Because(string code, string text) => new(code, assessment.Question, text);
        if (assessment.Llr is not { } llr)
            return (Outcome.Review, Because(Codes.DecisionUncalibrated, "No calibrated evidence answers this question."));
        if (costs.Weighty)
            return (Outcome.Review, Because(Codes.DecisionWeighty, "The policy leaves this question to a person."));
        // Bounds, not points: the end of the interval that is nearer to the other outcome must pass.
        if (llr.Lower >= costs.FlagFrom)
            return (Outcome.Flag, Because(Codes.DecisionSupportsManipulation, assessment.Sentence));
        return llr.Upper <= costs.ClearUpTo
            ? (Outcome.Clear, Because(Codes.DecisionSupportsAuthenticity, assessment.Sentence))
            : (Outcome.Review, Because(Codes.DecisionUncertain, assessment.Sentence));
    }
}
