using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Decisions;

public sealed class DeciderTests
{
    private static readonly Policy Strict = new("test", 1, "hash", true, new Dictionary<Question, QuestionPolicy>
    {
        [Question.LocallyEdited] = new(FalseFlag: 101, Miss: 21, PriorOdds: 1, Weighty: false),
    });

    private static readonly Policy Weighty = Strict with
    {
        Questions = new Dictionary<Question, QuestionPolicy> { [Question.FaceReplaced] = new(101, 21, 1, Weighty: true) },
    };

    // Every question may be decided, as far as costs allow.
    private static readonly Standing Mandated = new(
        Enum.GetValues<Question>().ToDictionary(q => q, q => new QuestionMandate(q, double.NegativeInfinity, double.PositiveInfinity, true, "test 1", DateTimeOffset.MaxValue, new Dictionary<string, string>())),
        new Dictionary<Question, (string, string)>());

    private static Assessment Assess(Question question, Llr? llr, int contradictions = 0, int failed = 0) => new(
        question, llr, "", [.. Enumerable.Repeat(new Observation("r", Weight.Contradiction, "A is not B.", "", null), contradictions)],
        ["D"], [], [], [], [.. Enumerable.Repeat("F", failed)], "");

    private static Outcome Decide(params Assessment[] assessments) => Decider.Decide(Strict, Mandated, MediaKind.Image, assessments).Outcome;

    [Fact]
    public void Thresholds_follow_from_costs_and_prior_odds()
    {
        // Chow 1970 with a review costing 1: flag when P > 1 - 1/101, clear when P < 1/21; even prior odds.
        var costs = Strict.Questions[Question.LocallyEdited];
        Assert.Equal(Math.Log(100), costs.FlagFrom, 12);
        Assert.Equal(-Math.Log(20), costs.ClearUpTo, 12);
        Assert.Equal(Math.Log(100) + Math.Log(10), (costs with { PriorOdds = 0.1 }).FlagFrom, 12);
    }

    [Theory]
    [InlineData(5, 4.7, 5.5, Outcome.Flag)]
    [InlineData(5, 4.5, 5.5, Outcome.Review)]
    [InlineData(-4, -5, -3.1, Outcome.Clear)]
    [InlineData(-4, -5, -2.9, Outcome.Review)]
    [InlineData(0, -1, 1, Outcome.Review)]
    public void The_bound_nearer_to_the_other_outcome_must_pass(double value, double lower, double upper, Outcome expected) =>
        Assert.Equal(expected, Decide(Assess(Question.LocallyEdited, new Llr(value, lower, upper))));

    [Fact]
    public void A_question_without_calibrated_evidence_goes_to_a_person()
    {
        var decision = Decider.Decide(Strict, Mandated, MediaKind.Image, [Assess(Question.LocallyEdited, null)]);
        Assert.Equal(Outcome.Review, decision.Outcome);
        Assert.Equal(Codes.DecisionUncalibrated, Assert.Single(decision.Reasons).Code);
    }

    [Fact]
    public void A_contradiction_flags_on_any_question() =>
        Assert.Equal(Outcome.Flag, Decide(Assess(Question.History, null, contradictions: 1)));

    [Fact]
    public void A_contradiction_flags_only_where_the_policy_says_so() =>
        Assert.Equal(Outcome.Review, Decider.Decide(Strict with { ContradictionsFlag = false }, Mandated, MediaKind.Image, [Assess(Question.History, null, contradictions: 1)]).Outcome);

    [Fact]
    public void A_failed_detector_sends_cleared_material_to_a_person() =>
        Assert.Equal(Outcome.Review, Decide(Assess(Question.LocallyEdited, new Llr(-9, -9, -9), failed: 1)));

    [Fact]
    public void A_weighty_question_is_never_decided_automatically()
    {
        foreach (var value in (double[])[20, -20])
        {
            var decision = Decider.Decide(Weighty, Mandated, MediaKind.Image, [Assess(Question.FaceReplaced, new Llr(value, value, value))]);
            Assert.Equal((Outcome.Review, Codes.DecisionWeighty), (decision.Outcome, Assert.Single(decision.Reasons).Code));
        }
    }

    [Fact]
    public void A_contradiction_on_a_weighty_question_goes_to_a_person()
    {
        var decision = Decider.Decide(Weighty, Mandated, MediaKind.Image, [Assess(Question.FaceReplaced, null, contradictions: 1)]);
        Assert.Equal((Outcome.Review, Codes.DecisionContradiction), (decision.Outcome, decision.Reasons[0].Code));
    }

    [Fact]
    public void The_gravest_outcome_of_any_question_is_the_outcome_of_all()
    {
        var decision = Decider.Decide(Strict, Mandated, MediaKind.Image, [Assess(Question.LocallyEdited, new Llr(-9, -9, -9)), Assess(Question.History, null, contradictions: 1)]);
        Assert.Equal(Outcome.Flag, decision.Outcome);
        Assert.Equal([Codes.DecisionContradiction, Codes.DecisionSupportsAuthenticity], decision.Reasons.Select(r => r.Code));
    }

    [Fact]
    public void A_question_of_the_policy_that_was_not_asked_keeps_cleared_material_from_being_clear()
    {
        var policy = Strict with { Questions = new Dictionary<Question, QuestionPolicy>(Strict.Questions) { [Question.Generated] = new(101, 21, 1, false) } };
        var decision = Decider.Decide(policy, Mandated, MediaKind.Image, [Assess(Question.LocallyEdited, new Llr(-9, -9, -9))]);
        Assert.Equal((Outcome.Review, Question.Generated), (decision.Outcome, decision.Reasons[0].Question));
    }

    [Fact]
    public void A_question_that_another_medium_raises_is_not_missed()
    {
        var policy = Strict with { Questions = new Dictionary<Question, QuestionPolicy>(Strict.Questions) { [Question.VoiceSynthetic] = new(101, 21, 1, false) } };
        Assert.Equal(Outcome.Clear, Decider.Decide(policy, Mandated, MediaKind.Image, [Assess(Question.LocallyEdited, new Llr(-9, -9, -9))]).Outcome);
    }

    [Fact]
    public void Nothing_assessed_goes_to_a_person() => Assert.Equal(Outcome.Review, Decide());

    [Fact]
    public void Material_that_could_not_be_examined_goes_to_a_person()
    {
        var decision = Decider.NotExamined(Strict, Fault.Damaged(Codes.IntakeEmpty, "Empty."));
        Assert.Equal((Outcome.Review, Codes.DecisionNotExamined), (decision.Outcome, decision.Reasons[0].Code));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(-9)]
    public void Without_a_passed_gate_what_would_be_decided_goes_to_a_person(double value)
    {
        var decision = Decider.Decide(Strict, Standing.None, MediaKind.Image, [Assess(Question.LocallyEdited, new Llr(value, value, value))]);
        Assert.Equal((Outcome.Review, Codes.DecisionNoGate), (decision.Outcome, Assert.Single(decision.Reasons).Code));
    }

    [Fact]
    public void Without_a_passed_gate_a_contradiction_goes_to_a_person()
    {
        var decision = Decider.Decide(Strict, Standing.None, MediaKind.Image, [Assess(Question.History, null, contradictions: 1)]);
        Assert.Equal(Outcome.Review, decision.Outcome);
        Assert.Equal([Codes.DecisionContradiction, Codes.DecisionNoGate], decision.Reasons.Select(r => r.Code).Take(2));
    }

    [Theory]
    [InlineData(6, Outcome.Review)]
    [InlineData(8, Outcome.Flag)]
    [InlineData(-4, Outcome.Review)]
    [InlineData(-6, Outcome.Clear)]
    public void The_thresholds_that_the_gate_tested_hold_beside_the_costs(double value, Outcome expected)
    {
        var mandate = Mandated.Held[Question.LocallyEdited] with { FlagFrom = 7, ClearUpTo = -5 };
        var standing = Mandated with { Held = new Dictionary<Question, QuestionMandate> { [Question.LocallyEdited] = mandate } };
        Assert.Equal(expected, Decider.Decide(Strict, standing, MediaKind.Image, [Assess(Question.LocallyEdited, new Llr(value, value, value))]).Outcome);
    }

    [Fact]
    public void A_decision_names_its_policy()
    {
        var decision = Decider.Decide(Strict, Mandated, MediaKind.Image, []);
        Assert.Equal(("test", 1, "hash"), (decision.PolicyName, decision.PolicyVersion, decision.PolicyHash));
    }
}
