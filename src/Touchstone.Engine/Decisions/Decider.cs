using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Engine.Decisions;

/// <summary>The one place where assessments become a decision; the service, the command line and the evaluation all come here.</summary>
public static class Decider
{
    /// <summary>
    /// Applies a policy: any question that flags flags the whole; else any that needs a person sends it to review; else it is clear.
    /// A question without a standing mandate is never decided automatically: what would flag or clear it goes to a person.
    /// </summary>
    /// <param name="policy">Costs and impact classes.</param>
    /// <param name="standing">Which questions may be decided without a person.</param>
    /// <param name="kind">What the specimen is: questions of the policy that its kind raises and no assessment answers send it to a person.</param>
    /// <param name="assessments">One per question.</param>
    public static Decision Decide(Policy policy, Standing standing, MediaKind kind, IReadOnlyList<Assessment> assessments)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(assessments);
        var judged = assessments.SelectMany(a => Judge(policy, standing, a)).ToList();
        // In the order of the questions, not of the policy's dictionary.
        foreach (var question in policy.Questions.Keys.Where(q => q.AppliesTo(kind) && !assessments.Any(a => a.Question == q)).Order())
            judged.Add((Outcome.Review, new DecisionReason(Codes.DecisionUncalibrated, question, "The policy asks this question, and no method was asked it.")));
        if (judged.Count == 0)
            judged.Add((Outcome.Review, new DecisionReason(Codes.DecisionUncalibrated, null, "No question of the policy was answered.")));
        string[] gates = [.. assessments.Where(a => standing.Held.ContainsKey(a.Question)).Select(a => standing.Held[a.Question].Gate).Distinct()];
        return Conclude(policy, judged) with { OperatingPoint = standing.Id, Gates = gates };
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

    private static IEnumerable<(Outcome Outcome, DecisionReason Reason)> Judge(Policy policy, Standing standing, Assessment assessment)
    {
        var question = assessment.Question;
        var costs = policy.Questions.GetValueOrDefault(question);
        var mandate = standing.Held.GetValueOrDefault(question);
        if (policy.ContradictionsFlag && assessment.Contradictions.Count > 0)
        {
            // A weighty question is a person's, also where the file contradicts itself.
            var flags = costs is not { Weighty: true } && mandate is { Contradictions: true };
            yield return (flags ? Outcome.Flag : Outcome.Review, new DecisionReason(Codes.DecisionContradiction, question, assessment.Contradictions[0].Text));
            if (costs is not { Weighty: true } && !flags) yield return (Outcome.Review, WithoutGate(standing, question, "A contradiction"));
        }
        if (assessment.Failed.Count > 0)
            yield return (Outcome.Review, new DecisionReason(Codes.DecisionDetectorFailed, question, $"{string.Join(", ", assessment.Failed)} failed on this file."));
        if (costs is not null)
            yield return JudgeEvidence(costs, mandate, standing, assessment);
    }

    private static (Outcome Outcome, DecisionReason Reason) JudgeEvidence(QuestionPolicy costs, QuestionMandate? mandate, Standing standing, Assessment assessment)
    {
        DecisionReason Because(string code, string text) => new(code, assessment.Question, text);
        if (assessment.Llr is not { } llr)
            return (Outcome.Review, Because(Codes.DecisionUncalibrated, "No calibrated evidence answers this question."));
        if (costs.Weighty)
            return (Outcome.Review, Because(Codes.DecisionWeighty, "The policy leaves this question to a person."));
        // Bounds, not points: the end of the interval that is nearer to the other outcome must pass, what errors cost and what the gate tested.
        var flags = llr.Lower >= costs.FlagFrom;
        var clears = llr.Upper <= costs.ClearUpTo;
        if ((flags || clears) && mandate is null)
            return (Outcome.Review, WithoutGate(standing, assessment.Question, assessment.Sentence.TrimEnd('.')));
        if (flags && llr.Lower >= mandate!.FlagFrom)
            return (Outcome.Flag, Because(Codes.DecisionSupportsManipulation, assessment.Sentence));
        return clears && llr.Upper <= mandate!.ClearUpTo
            ? (Outcome.Clear, Because(Codes.DecisionSupportsAuthenticity, assessment.Sentence))
            : (Outcome.Review, Because(Codes.DecisionUncertain, assessment.Sentence));
    }

    private static DecisionReason WithoutGate(Standing standing, Question question, string what) => standing.Lapsed.TryGetValue(question, out var lapsed)
        ? new DecisionReason(lapsed.Code, question, lapsed.Text)
        : new DecisionReason(Codes.DecisionNoGate, question, $"{what}: no gate has been passed that allows deciding this without a person.");
}
