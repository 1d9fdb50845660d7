using Touchstone.Engine.Detectors.Image.ResidualPatterns;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: worked by hand where it is said, else seeded noise and TexturedScene, computed here.</summary>
public sealed class ResidualPatternsTests
{
    private static readonly ResidualPatterns Detector = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // By hand: lines of period 4, 0 0 4 4, all alike. Residuals along lines a − 3b + 3c − d: 8, 0, −8, 0, hence 1 0 −1 0 and its rotations, which mirror and sign
    // make one class; along columns all are 0.
    [Fact]
    public void Patterns_of_a_hand_made_picture_are_counted_by_hand()
    {
        var samples = Enumerable.Range(0, 64 * 64).Select(i => i % 4 >= 2 ? 4f : 0f).ToArray();
        var counts = PatternCounts.Of(new Plane(64, 64, samples), 16, 1, Token);
        var cell = counts.Values.AsSpan((1 * counts.Wide + 1) * PatternCounts.Features, PatternCounts.Features).ToArray();
        int[] along = cell[..PatternCounts.Classes], across = cell[PatternCounts.Classes..];
        // Along: all 256 starts of the columns flat, all 256 of the lines in the one class.
        Assert.Equal([256, 256], along.Where(c => c > 0));
        Assert.Equal(256, along[PatternCounts.Flat]);
        // Across: the columns flat again; every other residual of a line is 0 all the way down, the others repeat as 1 1 1 1 or −1 −1 −1 −1.
        Assert.Equal(384, across[PatternCounts.Flat]);
        Assert.Equal([128, 384], across.Where(c => c > 0).Order());
    }

    [Fact]
    public void Vectors_and_scalars_count_alike()
    {
        var chance = new Seeded(3);
        var (width, height) = (77, 48);
        var samples = Enumerable.Range(0, width * height).Select(_ => (float)(128 + 3 * chance.NextNormal())).ToArray();
        var counts = PatternCounts.Of(new Plane(width, height, samples), 16, 1, Token);
        // The plain definition, pixel by pixel, for the flat pattern of lines and columns together.
        int Level(int x, int y, bool down)
        {
            float At(int k) => samples[down ? (y + k) * width + x : y * width + x + k];
            var r = At(0) - 3 * At(1) + 3 * At(2) - At(3);
            return r > 1 ? 1 : r < -1 ? -1 : 0;
        }
        var expected = new int[2];
        for (var y = 16; y < 32; y++)
            for (var x = 16; x < 32; x++)
            {
                if (Enumerable.Range(0, 4).All(k => Level(x + k, y, false) == 0)) expected[0]++;
                if (Enumerable.Range(0, 4).All(k => Level(x, y + k, true) == 0)) expected[0]++;
                if (Enumerable.Range(0, 4).All(k => Level(x, y + k, false) == 0)) expected[1]++;
                if (Enumerable.Range(0, 4).All(k => Level(x + k, y, true) == 0)) expected[1]++;
            }
        var at = (counts.Wide + 1) * PatternCounts.Features + PatternCounts.Flat;
        Assert.Equal((expected[0], expected[1]), (counts.Values[at], counts.Values[at + PatternCounts.Classes]));
    }

    // By NumPy, tests/peers/residual/tried.py vector: the counts of cell (1, 1) of the picture (7x² + 13y + 3xy) mod 11.
    [Fact]
    public void Counts_equal_those_of_the_peer()
    {
        int[] expected = [0, 0, 0, 0, 0, 0, 47, 0, 0, 0, 13, 6, 39, 13, 40, 0, 80, 121, 74, 24, 0, 0, 0, 20, 35,
            8, 34, 18, 26, 32, 28, 42, 15, 8, 4, 60, 12, 8, 29, 26, 4, 35, 0, 30, 8, 29, 8, 18, 30, 0];
        var samples = Enumerable.Range(0, 64 * 64).Select(i => (i % 64, i / 64)).Select(p => (float)((7 * p.Item1 * p.Item1 + 13 * p.Item2 + 3 * p.Item1 * p.Item2) % 11)).ToArray();
        var counts = PatternCounts.Of(new Plane(64, 64, samples), 16, 1, Token);
        Assert.Equal<int[]>(expected, counts.Values[((counts.Wide + 1) * PatternCounts.Features)..((counts.Wide + 2) * PatternCounts.Features)]);
    }

    [Fact]
    public void The_outlier_model_finds_the_normal_part_and_the_share_of_the_rest()
    {
        var chance = new Seeded(5);
        // Nine of ten points of N((1, −2), diag(1, 4)), one of ten uniform over a box of 40×40 about it.
        double[] points = [.. Enumerable.Range(0, 4000).SelectMany(i => i % 10 == 0
            ? new[] { 40 * chance.NextUnit() - 20, 40 * chance.NextUnit() - 20 } : [1 + chance.NextNormal(), -2 + 2 * chance.NextNormal()])];
        var model = OutlierModel.Fit(points, 2, Token)!;
        Assert.Equal(0.1, model.OutlierShare, 0.015);
        Assert.Equal(0, model.Distance([1, -2]), 0.15);
        Assert.Equal(3, model.Distance([4, -2]), 0.3);
        Assert.Equal(3, model.Distance([1, 4]), 0.3);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(98)]
    public void A_smoothed_part_stands_out_where_it_is(int quality)
    {
        var scene = new TexturedScene(512, 512, 81);
        // Scaled up by a half before it is pasted: its residual is smoother than the host's.
        var other = new TexturedScene(512, 512, 82).Copy(256, 256, 256, 256, 500, scale: 1.5);
        scene.Paste(other, 192, 256, 128, 128);
        var finding = TexturedScene.Examine(Detector, scene.Jpeg(quality));
        Assert.Equal(FindingState.Measured, finding.State);
        var map = Assert.Single(finding.Maps);
        var order = Enumerable.Range(0, map.Values.Length).OrderByDescending(i => map.Values[i]).Take(32);
        Assert.All(order, i => Assert.True(i % map.Width is >= 10 and < 22 && i / map.Width is >= 14 and < 26, $"cell {i % map.Width} {i / map.Width}"));
    }

    [Fact]
    public void It_describes_and_never_alarms()
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(320, 300, 83).Jpeg(85));
        Assert.All(finding.Scores, s => Assert.Null(s.PassesThreshold()));
        Assert.Null(finding.Maps[0].Threshold);
        // The map is the logarithm of what the score and the sentence say, and both say how far untouched pictures reach.
        Assert.Equal(finding.Scores[0].Value, Math.Pow(10, finding.Maps[0].Values.Where(v => !float.IsNaN(v)).Max()), 0.01);
        Assert.Contains("of 100 untouched camera tiles of 512×512 pixels, all that it was counted on, 9 in 10 have it 5 to 107 away", finding.Reason.Text, StringComparison.Ordinal);
        Assert.Equal<float[]>(finding.Maps[0].Values, TexturedScene.Examine(Detector, new TexturedScene(320, 300, 83).Jpeg(85)).Maps[0].Values);
    }

    [Fact]
    public void Small_and_flat_pictures_are_not_measured()
    {
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, new TexturedScene(200, 300, 84).Png()).Reason.Code);
        var flat = new TexturedScene(300, 300, 85);
        Array.Fill(flat.Samples, 255);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, flat.Png()).Reason.Code);
    }
}
