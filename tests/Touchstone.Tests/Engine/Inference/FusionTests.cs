using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Inference;

public sealed class FusionTests
{
    private static IReadOnlyList<Assessment> Assess(IReadOnlyList<Finding> findings) => Fusion.Assess(findings, []);

    private static Finding Make(string id, Question question, FindingState state, Llr? llr = null) => new()
    {
        Question = question,
        DetectorId = id,
        DetectorVersion = "1",
        State = state,
        Reason = new Reason(Codes.Measured, ""),
        Scores = [new Score("s", 99, "u", Direction.HigherSupportsManipulation, 1)],
        Evidence = llr is { } known ? new CalibratedEvidence(known, "c") : null,
    };

    [Fact]
    public void An_uncalibrated_score_counts_for_nothing()
    {
        var assessment = Assert.Single(Assess([Make("A", Question.Copied, FindingState.Measured)]));
        Assert.Null(assessment.Llr);
        Assert.Equal("uncalibrated", assessment.Strength);
    }

    [Fact]
    public void What_only_describes_answers_no_question()
    {
        var described = Make("A", Question.Generated, FindingState.Measured) with { IsDescription = true, Scores = [new Score("s", 3, "dB", Direction.Descriptive, null)] };
        var assessment = Assess([described])[0];
        Assert.Equal((0, "A"), (assessment.Measured.Count, Assert.Single(assessment.Described)));
        Assert.StartsWith("Not answered", assessment.Sentence, StringComparison.Ordinal);
        var besides = Make("B", Question.Generated, FindingState.Measured) with { Scores = [new Score("s", -0.5, "log10 NFA", Direction.LowerSupportsManipulation, -3)] };
        Assert.Contains("Nothing stands out to 1 method", Assess([described, besides])[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_passes_its_own_threshold_stands_out_and_still_decides_nothing()
    {
        var loud = Make("A", Question.Copied, FindingState.Measured);
        var quiet = Make("B", Question.Copied, FindingState.Measured) with { Scores = [new Score("s", -0.5, "log10 NFA", Direction.LowerSupportsManipulation, -3)] };
        var assessment = Assess([loud, quiet])[0];
        Assert.Equal(["A"], assessment.StandingOut);
        Assert.Null(assessment.Llr);
        Assert.Contains("A found something", assessment.Sentence);
        Assert.Contains("Nothing stands out", Assess([quiet])[0].Sentence);
    }

    [Fact]
    public void An_anomaly_stands_out_and_a_note_does_not()
    {
        Observation Of(Weight weight) => new("r", weight, "t", "", null);
        var quiet = Make("B", Question.History, FindingState.Measured) with { Scores = [] };
        Assert.False((quiet with { Observations = [Of(Weight.Note)] }).StandsOut());
        Assert.True((quiet with { Observations = [Of(Weight.Note), Of(Weight.Anomaly)] }).StandsOut());
    }

    [Fact]
    public void Each_question_has_its_own_assessment_in_a_fixed_order()
    {
        var assessments = Assess([Make("A", Question.Copied, FindingState.Measured), Make("B", Question.History, FindingState.NotApplicable)]);
        Assert.Equal([Question.History, Question.Copied], assessments.Select(a => a.Question));
    }

    [Fact]
    public void Overlapping_evidence_is_not_summed()
    {
        var llr = Assess([
            Make("A", Question.Copied, FindingState.Measured, new Llr(3, 2, 4)),
            Make("B", Question.Copied, FindingState.Measured, new Llr(2, 1, 3)),
            Make("C", Question.Copied, FindingState.Measured, new Llr(-1, -2, 0)),
        ])[0].Llr;
        Assert.Equal(new Llr(2, 0, 4), llr);
    }

    [Fact]
    public void A_failed_or_abstaining_detector_adds_no_evidence()
    {
        var assessment = Assess([
            Make("A", Question.Copied, FindingState.Failed, new Llr(9, 9, 9)),
            Make("B", Question.Copied, FindingState.NotApplicable, new Llr(9, 9, 9)),
        ])[0];
        Assert.Null(assessment.Llr);
        Assert.Equal(["A"], assessment.Failed);
        Assert.Equal(["B"], assessment.NotApplicable);
    }

    [Theory]
    // Bands of the ENFSI guideline (2015) as likelihood ratios; both directions alike.
    [InlineData(1.9, "no support")]
    [InlineData(2.1, "weak support")]
    [InlineData(99, "moderate support")]
    [InlineData(101, "moderately strong support")]
    [InlineData(9_999, "strong support")]
    [InlineData(999_999, "very strong support")]
    [InlineData(1_000_001, "extremely strong support")]
    [InlineData(double.PositiveInfinity, "extremely strong support")]
    [InlineData(double.NaN, "no support")]
    public void Words_follow_the_likelihood_ratio_in_both_directions(double ratio, string words)
    {
        Assert.Equal(words, VerbalScale.Words(Math.Log(ratio)));
        Assert.Equal(words, VerbalScale.Words(-Math.Log(ratio)));
    }

    [Fact]
    public void Every_question_has_a_heading_and_a_proposition()
    {
        foreach (var question in Enum.GetValues<Question>())
            Assert.True(Sentences.Heading(question).EndsWith('?') && Sentences.Proposition(question).Length > 10);
    }
}
