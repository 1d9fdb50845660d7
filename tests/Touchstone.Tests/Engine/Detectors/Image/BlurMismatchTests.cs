using Touchstone.Engine.Detectors.Image.BlurMismatch;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: noise of varying strength smoothed by (1 2 1)/4 both ways, made here; parts blurred by the same kernel once more.</summary>
public sealed class BlurMismatchTests
{
    private static readonly BlurMismatch Detector = new();

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    public void A_part_blurred_once_more_is_found_where_it_is(int quality)
    {
        var scene = Scene(512, 1).Paste(Blurred(Scene(512, 1)), 192, 128, 192, 192);
        var finding = TexturedScene.Examine(Detector, quality == 0 ? scene.Png() : scene.Jpeg(quality));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.True(finding.Scores[0].PassesThreshold());
        var region = Assert.Single(finding.Regions);
        Assert.InRange(region.X + region.Width / 2, 192 + 64, 384 - 64);
        Assert.InRange(region.Y + region.Height / 2, 128 + 64, 320 - 64);
    }

    [Fact]
    public void A_picture_blurred_as_a_whole_has_no_part_that_stands_apart()
    {
        Assert.Empty(TexturedScene.Examine(Detector, Scene(512, 2).Png()).Regions);
        Assert.Empty(TexturedScene.Examine(Detector, Blurred(Scene(512, 2)).Jpeg(85)).Regions);
    }

    [Fact]
    public void Contrast_that_changes_from_place_to_place_is_no_blur()
    {
        // A part of a third of the contrast, as finely detailed as the rest.
        var scene = Scene(512, 3);
        for (var y = 128; y < 320; y++)
            for (var x = 192; x < 384; x++) scene.Samples[y * 512 + x] = 128 + (scene.Samples[y * 512 + x] - 128) / 3;
        Assert.Empty(TexturedScene.Examine(Detector, scene.Png()).Regions);
    }

    // The sums of the bands written out one by one from their definition.
    [Fact]
    public void Band_energies_are_those_of_the_filters_written_out()
    {
        var chance = new Seeded(9);
        var luma = new Plane(70, 66, [.. Enumerable.Range(0, 70 * 66).Select(_ => (float)(255 * chance.NextUnit()))]);
        var bands = BandEnergies.Of(luma, TestContext.Current.CancellationToken);
        Assert.Equal((2, 2), (bands.Wide, bands.High));
        double At(int x, int y) => luma.Samples[y * 70 + x];
        static double Mean(Func<int, int, double> f, int x, int y, int d) =>
            (f(x - d, y - d) + 2 * f(x, y - d) + f(x + d, y - d) + 2 * (f(x - d, y) + 2 * f(x, y) + f(x + d, y)) + f(x - d, y + d) + 2 * f(x, y + d) + f(x + d, y + d)) / 16;
        double First(int x, int y) => Mean(At, x, y, 1);
        double fine = 0, coarse = 0;
        for (var y = 32; y < 63; y++)
            for (var x = 32; x < 64; x++)
            {
                fine += Math.Pow(At(x, y) - First(x, y), 2);
                coarse += Math.Pow(First(x, y) - Mean(First, x, y, 2), 2);
            }
        // The cell at the right and bottom, 64 lines high: the last rows stop three lines before the picture's end.
        Assert.Equal(fine / (31 * 32), bands.Fine[3], 1e-2 * fine / (31 * 32));
        Assert.Equal(coarse / (31 * 32), bands.Coarse[3], 1e-2 * coarse / (31 * 32));
    }

    [Fact]
    public void Small_and_flat_pictures_are_not_judged()
    {
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, Scene(200, 1).Png()).Reason.Code);
        var flat = Scene(300, 1);
        flat.Samples.AsSpan().Fill(90);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, flat.Png()).Reason.Code);
    }

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = Scene(320, 4).Jpeg(90);
        var (first, second) = (TexturedScene.Examine(Detector, bytes), TexturedScene.Examine(Detector, bytes));
        Assert.Equal(first.Scores, second.Scores);
        Assert.Equal(first.Maps[0].Values, second.Maps[0].Values);
    }

    private static TexturedScene Scene(int side, ulong seed)
    {
        var (scene, chance) = (new TexturedScene(side, side, seed), new Seeded(seed));
        for (var i = 0; i < scene.Samples.Length; i++)
            scene.Samples[i] = 128 + 20 * (1 + 0.5 * Math.Sin(i % side / 37.0) * Math.Cos(i / side / 41.0)) * chance.NextNormal();
        return Blurred(scene);
    }

    private static TexturedScene Blurred(TexturedScene scene)
    {
        var (wide, high, old) = (scene.Width, scene.Height, (double[])scene.Samples.Clone());
        for (var y = 0; y < high; y++)
            for (var x = 0; x < wide; x++)
            {
                double sum = 0;
                for (var j = -1; j <= 1; j++)
                    for (var i = -1; i <= 1; i++)
                        sum += (2 - Math.Abs(i)) * (2 - Math.Abs(j)) * old[Math.Clamp(y + j, 0, high - 1) * wide + Math.Clamp(x + i, 0, wide - 1)];
                scene.Samples[y * wide + x] = Math.Clamp(sum / 16, 0, 255);
            }
        return scene;
    }
}
