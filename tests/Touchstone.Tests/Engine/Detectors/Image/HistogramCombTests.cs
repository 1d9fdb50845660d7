using Touchstone.Engine.Detectors.Image.HistogramComb;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: histograms and noise made here; the curve is a contrast of 1.2 about mid-grey, rounded.</summary>
public sealed class HistogramCombTests
{
    private static readonly HistogramComb Detector = new();

    // The sum is written out here as the paper has it: every term of the transform by sine and cosine, the window by its cosine.
    [Fact]
    public void A_comb_of_every_second_level_has_the_energy_of_the_written_out_sum()
    {
        var histogram = Enumerable.Range(0, 256).Select(l => l % 2 == 0 ? 0 : 2000).ToArray();
        var energy = new CombMeasure().Energy(histogram, out var over);
        double expected = 0;
        for (var k = 112; k <= 144; k++)
        {
            double re = 0, im = 0;
            for (var l = 0; l < 256; l++)
            {
                var end = Math.Min(l, 255 - l);
                var pinched = histogram[l] * (end < 8 ? 0.5 - 0.5 * Math.Cos(Math.PI * end / 8) : 1);
                re += pinched * Math.Cos(2 * Math.PI * k * l / 256);
                im += pinched * Math.Sin(2 * Math.PI * k * l / 256);
            }
            expected += Math.Sqrt(re * re + im * im);
        }
        Assert.Equal(expected / 256 / (128 * 2000), energy, 1e-5);
        Assert.InRange(over, 10, 1000);
        // A level is missing when the mean of its neighbours, here (4·2000 + 2·0)/6, says there should be one.
        var (empty, doubled) = CombMeasure.Teeth(histogram);
        Assert.Equal((125, 125), (empty, doubled));
    }

    [Fact]
    public void A_picture_of_a_codec_that_makes_combs_is_not_judged() =>
        Assert.Equal(Codes.NotApplicableProcessed, TexturedScene.Examine(Detector, Touchstone.Evaluation.Manipulations.Making.PixelFile.WebP(JpegScenes.Scene(256, 256, 2), 80)).Reason.Code);

    [Fact]
    public void Counts_that_vary_by_chance_alone_are_at_chance()
    {
        var chance = new Seeded(8);
        var histogram = new int[256];
        for (var i = 0; i < 200_000; i++) histogram[(int)Math.Clamp(Math.Round(128 + 40 * chance.NextNormal()), 0, 255)]++;
        _ = new CombMeasure().Energy(histogram, out var over);
        // Mean of 17 independent lengths of relative spread 0.52, counted twice but for one: ±0.13.
        Assert.InRange(over, 0.6, 1.4);
        Assert.Equal((0, 0), CombMeasure.Teeth(histogram));
    }

    [Fact]
    public void A_contrast_curve_leaves_a_comb_and_a_JPEG_fills_it()
    {
        var plain = TexturedScene.Examine(Detector, Scene(4, 1).Png()).Scores;
        var curved = TexturedScene.Examine(Detector, Scene(4, 1.2).Png()).Scores;
        Assert.InRange(plain[0].Value, 0.3, 3);
        Assert.True(curved[0].Value > 5 * plain[0].Value, $"{plain[0].Value} → {curved[0].Value}");
        // A slope of 1.2 skips one level in six: over the filled part some tens.
        Assert.InRange(curved[2].Value, 15, 45);
        Assert.Equal(0, plain[2].Value);
        var saved = TexturedScene.Examine(Detector, Scene(4, 1.2).Jpeg(85)).Scores;
        Assert.True(saved[0].Value < curved[0].Value / 5, $"{curved[0].Value} → {saved[0].Value}");
    }

    [Fact]
    public void The_map_shows_which_part_was_changed()
    {
        var finding = TexturedScene.Examine(Detector, Scene(5, 1).Paste(Scene(5, 1.2), 192, 128, 192, 192).Png());
        var map = finding.Maps[0];
        // Window (3, 4) covers pixels 256–383 across and 192–319 down, wholly inside; window (0, 0) lies outside.
        Assert.True(map.Values[3 * map.Width + 4] > 3 * map.Values[0], $"{map.Values[3 * map.Width + 4]} against {map.Values[0]}");
    }

    [Fact]
    public void It_describes_and_never_alarms_and_abstains_where_there_is_no_histogram()
    {
        Assert.All(TexturedScene.Examine(Detector, Scene(6, 1.2).Png()).Scores, s => Assert.Null(s.PassesThreshold()));
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, new TexturedScene(100, 300, 1).Png()).Reason.Code);
        var white = new TexturedScene(200, 200, 1);
        white.Samples.AsSpan().Fill(255);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, white.Png()).Reason.Code);
    }

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = Scene(7, 1.2).Png();
        var (first, second) = (TexturedScene.Examine(Detector, bytes), TexturedScene.Examine(Detector, bytes));
        Assert.Equal(first.Scores, second.Scores);
        Assert.Equal(first.Maps[0].Values, second.Maps[0].Values);
    }

    private static TexturedScene Scene(ulong seed, double contrast)
    {
        var (scene, chance) = (new TexturedScene(448, 448, seed), new Seeded(seed));
        for (var i = 0; i < scene.Samples.Length; i++)
        {
            var level = Math.Round(128 + 40 * Math.Sin(i % 448 / 60.0) * Math.Cos(i / 448 / 45.0) + 15 * chance.NextNormal());
            scene.Samples[i] = Math.Clamp(Math.Round(128 + contrast * (level - 128)), 0, 255);
        }
        return scene;
    }
}
