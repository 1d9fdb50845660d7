using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Inference;

public sealed class CalibratorTests
{
    private static readonly Calibrator Curve = new()
    {
        Id = "test@0",
        DetectorId = "JpegGhost",
        DetectorVersion = "1.0",
        ScoreName = "false alarms",
        Knots = [new(-1, -2, -3, -1), new(1, 2, 1, 4)],
    };

    // Lower supports manipulation, as a number of false alarms does.
    private static Finding Found(string version, double value, Direction direction = Direction.LowerSupportsManipulation) => new()
    {
        Question = Question.LocallyEdited,
        DetectorId = "JpegGhost",
        DetectorVersion = version,
        State = FindingState.Measured,
        Reason = new Reason(Codes.Measured, ""),
        Scores = [new Score("false alarms", value, "log10 NFA", direction, null)],
    };

    [Theory]
    [InlineData(0, 0, -1, 1.5)]
    [InlineData(0.5, 1, 0, 2.75)]
    public void A_score_between_two_knots_lies_on_the_line_between_them(double score, double value, double lower, double upper) =>
        Assert.Equal(new Llr(value, lower, upper), Curve.Apply(score));

    [Theory]
    [InlineData(-9, -2)]
    [InlineData(double.NegativeInfinity, -2)]
    [InlineData(9, 2)]
    [InlineData(double.PositiveInfinity, 2)]
    public void A_score_beyond_the_knots_is_worth_no_more_than_the_last(double score, double value) => Assert.Equal(value, Curve.Apply(score)!.Value.Value);

    [Fact]
    public void What_is_not_a_number_has_no_evidence() => Assert.Null(Curve.Apply(double.NaN));

    [Fact]
    public void A_finding_gets_its_evidence_by_the_oriented_score() =>
        Assert.Equal(new CalibratedEvidence(new Llr(2, 1, 4), "test@0"), Curve.Apply(Found("1.0", -1)).Evidence);

    [Fact]
    public void Another_version_of_the_detector_stays_uncalibrated() => Assert.Null(Curve.Apply(Found("1.1", -1)).Evidence);

    [Fact]
    public void A_score_that_only_describes_stays_uncalibrated() => Assert.Null(Curve.Apply(Found("1.0", -1, Direction.Descriptive)).Evidence);

    [Fact]
    public void Silence_of_a_detector_is_weighed_and_silence_of_all_is_no_evidence()
    {
        var fusion = new FusionModel("f@0", Question.LocallyEdited, 0.5, [new("A", 1, 0), new("B", 0.5, -0.25)], -3, 3);
        Assert.Null(fusion.Fuse(new Dictionary<string, Llr>()));
        Assert.Equal(new Llr(1.25, 0.25, 2.25), fusion.Fuse(new Dictionary<string, Llr> { ["A"] = new(1, 0, 2) }));
        Assert.Equal(3, fusion.Fuse(new Dictionary<string, Llr> { ["A"] = new(9, 9, 9), ["B"] = new(9, 9, 9) })!.Value.Value);
    }
}
