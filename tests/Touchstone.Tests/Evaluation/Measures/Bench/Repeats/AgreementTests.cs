using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Measures.Bench.Repeats;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.Measures.Bench.Repeats;

/// <summary>Origin of the vectors: values worked out by hand where they stand.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void A_number_against_none_is_off_and_none_against_none_is_not()
    {
        var part = Assert.Single(Agreement.OfMaps(Found(0, null, float.NaN, float.NaN, 1), Found(0, null, float.NaN, 1, float.NaN)));
        Assert.Equal((3, 2, double.PositiveInfinity), (part.Values, part.Off, part.Largest));
        Assert.Equal(0, Agreement.OfScores(Found(double.NaN, null), Found(double.NaN, null)).Single().Off);
        Assert.Equal(1, Agreement.OfScores(Found(double.NaN, null), Found(-3, null)).Single().Off);
        Assert.Equal(1, Agreement.OfScores(Found(double.NegativeInfinity, null), Found(-3, null)).Single().Off);
    }

    [Theory]
    // A share of its own size where there is no threshold, however small; of the threshold where that is larger.
    [InlineData(1e-4, 1.005e-4, null, false)]
    [InlineData(1e-4, 1.02e-4, null, true)]
    [InlineData(0.001, -0.001, -3.0, false)]
    [InlineData(0.04, 0, -3.0, true)]
    [InlineData(-300, -298, -3.0, false)]
    public void Scores_are_held_against_their_size_and_their_threshold(double one, double other, double? threshold, bool off) =>
        Assert.Equal(off ? 1 : 0, Agreement.OfScores(Found(one, threshold), Found(other, threshold)).Single().Off);

    [Fact]
    public void Map_values_are_held_against_the_printed_scale_of_their_map()
    {
        // The scale is 20 long: 0.2 may differ.
        var part = Assert.Single(Agreement.OfMaps(Found(0, null, 0, 0, 15), Found(0, null, 0.19f, 0.24f, 15.1f)));
        Assert.Equal((3, 1), (part.Values, part.Off));
        Assert.Equal("largest 1.2E-2; Made: a map 1 of 3", Agreement.Worst([part]));
    }

    [Fact]
    public void A_map_that_is_missing_or_an_alarm_that_is_new_is_another_saying()
    {
        var quiet = Found(-2.999, -3, 1);
        Assert.True(Agreement.SaysTheSame(quiet, Found(-2.998, -3, 1)));
        Assert.False(Agreement.SaysTheSame(quiet, Found(-3.001, -3, 1)));
        Assert.False(Agreement.SaysTheSame(quiet, quiet with { Maps = [] }));
        Assert.False(Agreement.SaysTheSame(quiet, quiet with { State = FindingState.NotApplicable }));
    }

    private static Finding Found(double score, double? threshold, params float[] values) => new()
    {
        Question = Question.LocallyEdited,
        DetectorId = "Made",
        DetectorVersion = "1",
        State = FindingState.Measured,
        Reason = new Reason(Codes.Measured, ""),
        Scores = [new Score("a score", score, "log10 NFA", Direction.LowerSupportsManipulation, threshold)],
        Maps = values.Length == 0 ? [] : [new EvidenceMap
        {
            Name = "a map", Width = values.Length, Height = 1, CellSize = 8, Unit = "dB", ScaleMinimum = -10, ScaleMaximum = 10,
            Direction = Direction.Descriptive, Values = values, Reliability = [.. values.Select(_ => 1f)],
        }],
    };
}
