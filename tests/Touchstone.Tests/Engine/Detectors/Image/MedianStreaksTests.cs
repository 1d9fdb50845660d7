using Touchstone.Engine.Detectors.Image.MedianStreaks;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Planes;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: noise made here, and its 3×3 median by <see cref="Median3"/>, which equals SciPy's (see PlaneKernelTests).</summary>
public sealed class MedianStreaksTests
{
    private static readonly MedianStreaks Detector = new();

    // By hand: one 8×8 block, columns alternating 100 and 140 (standard deviation 20); 56 vertical differences of 0, 56 horizontal ones of ±40; one sample raised by 1
    // turns two vertical zeros into ones.
    [Fact]
    public void Differences_are_counted_inside_textured_blocks_only()
    {
        var image = Grey(16, 8, (x, _) => x < 8 ? x % 2 == 0 ? 100 : 140 : 120);
        image.Samples[3 * (3 * 16 + 2) + 1]++;
        var counts = StreakCounts.Of(image, TestContext.Current.CancellationToken);
        // The right block is flat and speaks for nothing.
        Assert.Equal(56, counts.Counted);
        Assert.Equal(2 * 54 / 2.0, counts.Ratio);
    }

    [Fact]
    public void A_median_filter_makes_streaks_and_a_JPEG_file_is_not_judged()
    {
        var plain = TexturedScene.Examine(Detector, Scene(1).Png()).Scores[0].Value;
        var filtered = TexturedScene.Examine(Detector, Filtered(Scene(1)).Png()).Scores[0].Value;
        Assert.InRange(plain, 0.85, 1.25);
        Assert.True(filtered > 1.8, $"{plain} → {filtered}");
        Assert.Equal(Codes.NotApplicableProcessed, TexturedScene.Examine(Detector, Filtered(Scene(1)).Jpeg(98)).Reason.Code);
    }

    [Fact]
    public void The_map_shows_which_part_was_filtered()
    {
        var map = TexturedScene.Examine(Detector, Scene(2).Paste(Filtered(Scene(2)), 128, 64, 192, 192).Png()).Maps[0];
        for (var i = 0; i < map.Values.Length; i++)
        {
            var inside = i % map.Width is >= 2 and < 5 && i / map.Width is >= 1 and < 4;
            Assert.True(inside ? map.Values[i] > 1.6 : map.Values[i] < 1.6, $"cell {i}: {map.Values[i]}");
        }
    }

    [Fact]
    public void It_describes_and_never_alarms_and_abstains_where_nothing_is_textured()
    {
        Assert.All(TexturedScene.Examine(Detector, Filtered(Scene(3)).Png()).Scores, s => Assert.Null(s.PassesThreshold()));
        var flat = Scene(3);
        flat.Samples.AsSpan().Fill(90);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, flat.Png()).Reason.Code);
    }

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = Scene(4).Png();
        var (first, second) = (TexturedScene.Examine(Detector, bytes), TexturedScene.Examine(Detector, bytes));
        Assert.Equal(first.Scores, second.Scores);
        Assert.Equal(first.Maps[0].Values, second.Maps[0].Values);
    }

    private static TexturedScene Scene(ulong seed)
    {
        var (scene, chance) = (new TexturedScene(384, 320, seed), new Seeded(seed));
        for (var i = 0; i < scene.Samples.Length; i++) scene.Samples[i] = Math.Clamp(Math.Round(128 + 20 * Math.Sin(i % 384 / 17.0) * Math.Cos(i / 384 / 13.0) + 30 * chance.NextNormal()), 10, 245);
        return scene;
    }

    private static TexturedScene Filtered(TexturedScene scene)
    {
        var medians = new float[scene.Samples.Length];
        Median3.Filter(Array.ConvertAll(scene.Samples, s => (float)s), scene.Width, medians);
        for (var i = 0; i < medians.Length; i++) scene.Samples[i] = medians[i];
        return scene;
    }

    private static RgbImage Grey(int width, int height, Func<int, int, int> level) =>
        new(width, height, [.. Enumerable.Range(0, width * height).SelectMany(i => Enumerable.Repeat((byte)level(i % width, i / width), 3))]);
}
