using Touchstone.Engine.Detectors.Image.FirstDigits;
using Touchstone.Engine.Findings;

namespace Touchstone.Tests.Engine.Detectors.Image;

// Origin of the vectors: worked out by hand where they stand. Origin of the pictures: TexturedScene, saved by libjpeg-turbo through SkiaSharp.
public sealed class SaveChainTests
{
    [Fact]
    public void A_multiple_on_the_border_of_two_cells_falls_in_each_half_of_the_time()
    {
        // 10 lies between the cells of 2·4 (6 to 10) and 3·4 (10 to 14); 0 stays 0.
        var passed = new StepPassages().Pass([3, 8], 10, 4);
        Assert.Equal([3, 0, 4, 4, 0], passed.Take(5).Select(p => Math.Round(p, 9)));
        Assert.Equal(11, passed.Sum(), 9);
    }

    [Fact]
    public void A_lattice_of_an_earlier_step_is_told_from_one_of_another()
    {
        // Magnitudes uniform up to 60 before; stored are multiples of 12, carried into a last step of 2: 6 a multiple of 12, and nothing between.
        var before = new long[240];
        Array.Fill(before, 100);
        var counts = new long[31];
        for (var m = 0; m <= 5; m++) counts[6 * m] = 1000;
        var frequency = new SavedFrequency(2, counts, before);
        Assert.True(frequency.LogLikelihood(new StepPassages(), 12) > frequency.LogLikelihood(new StepPassages(), 7) + 1000);
        Assert.True(frequency.LogLikelihood(new StepPassages(), 12) > frequency.LogLikelihood(new StepPassages(), 12, 7) + 1000);
    }

    [Theory]
    [InlineData(60, 75, 90)]
    [InlineData(75, 85, 95)]
    public void Three_saves_on_one_grid_are_told_with_their_qualities_and_two_are_not(int first, int middle, int last)
    {
        var said = Chain(new TexturedScene(512, 384, 81).Saved(first).Saved(middle).Jpeg(last));
        Assert.NotNull(said);
        // Neighbouring qualities share the steps of low frequencies.
        Assert.InRange(said.Value.Item1, first - 2, first + 2);
        Assert.InRange(said.Value.Item2, middle - 2, middle + 2);
        Assert.Null(Chain(new TexturedScene(512, 384, 81).Saved(middle).Jpeg(last)));
        Assert.Null(Chain(new TexturedScene(512, 384, 81).Jpeg(last)));
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(60, true)]
    public void A_last_save_coarser_than_every_table_tried_says_nothing_of_three_saves(int last, bool says)
    {
        var finding = TexturedScene.Examine(new FirstDigits(), new TexturedScene(1024, 768, 82).Saved(75).Jpeg(last));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Equal(says ? 1 : 0, finding.Scores.Count(s => s.Name == "gain of three saves over two"));
        Assert.All(finding.Scores, s => Assert.True(double.IsFinite(s.Value), s.Name));
    }

    private static (int, int)? Chain(byte[] file)
    {
        var scores = TexturedScene.Examine(new FirstDigits(), file).Scores;
        double? Of(string name) => scores.FirstOrDefault(s => s.Name == name)?.Value;
        return Of("quality of the first of three saves") is { } first ? ((int)first, (int)Of("quality of the second of three saves")!) : null;
    }
}
