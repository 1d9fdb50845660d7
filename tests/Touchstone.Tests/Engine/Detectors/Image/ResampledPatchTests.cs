using Touchstone.Engine.Detectors.Image.ResampledPatch;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: noise smoothed by the camera-like kernel (1 2 1)/4 both ways, computed here; parts enlarged by bilinear interpolation written here.</summary>
public sealed class ResampledPatchTests
{
    private static readonly ResampledPatch Detector = new();

    [Fact]
    public void A_part_enlarged_by_one_and_a_half_is_found_where_it_is()
    {
        var finding = TexturedScene.Examine(Detector, Enlarge(TexturedScene.Fine(512, 11), TexturedScene.Fine(512, 12), 160, 192, 192, 1.5).Png());
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.InRange(finding.Scores[0].Value, -100, -4);
        var region = Assert.Single(finding.Regions);
        Assert.InRange(region.X + region.Width / 2, 160 + 48, 352 - 48);
        Assert.InRange(region.Y + region.Height / 2, 192 + 48, 384 - 48);
        // 1/1.5 folds to 1/3 of a cycle per pixel: bin 42.67 of 128.
        Assert.InRange(double.Parse(finding.Parameters["strongest frequency"].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 0.325, 0.345);
        Assert.Contains("1.5", finding.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_enlarged_as_a_whole_has_no_part_that_stands_apart()
    {
        var finding = TexturedScene.Examine(Detector, Enlarge(TexturedScene.Fine(512, 13), TexturedScene.Fine(512, 14), 0, 0, 512, 1.5).Png());
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Empty(finding.Regions);
        Assert.DoesNotContain(" 0 of them", finding.Parameters["frequencies"], StringComparison.Ordinal);
    }

    [Fact]
    public void Untouched_scenes_raise_no_more_alarms_than_the_number_promises()
    {
        var scores = Enumerable.Range(20, 12).Select(seed => TexturedScene.Examine(Detector, TexturedScene.Fine(384, (ulong)seed).Jpeg(90)).Scores[0]).ToArray();
        Assert.Equal(0, scores.Count(s => s.Value <= s.Threshold));
        // An NFA of 0.1 may come in one picture of ten: 1.2 of 12 expected at most, and more than 5 with probability 0.001.
        Assert.InRange(scores.Count(s => s.Value <= -1), 0, 5);
    }

    // A Bernoulli pattern of one period both ways has the line in the samples themselves only when its strips agree; a fence has it one way.
    [Fact]
    public void A_fence_is_periodic_one_way_only_and_raises_no_alarm()
    {
        var scene = TexturedScene.Fine(384, 40);
        for (var y = 100; y < 300; y++)
            for (var x = 100; x < 300; x++) scene.Samples[y * 384 + x] = Math.Clamp(scene.Samples[y * 384 + x] + 40 * Math.Sin(2 * Math.PI * x / 5.3), 2, 253);
        Assert.Empty(TexturedScene.Examine(Detector, scene.Png()).Regions);
    }

    [Fact]
    public void Small_and_empty_pictures_are_not_judged()
    {
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, TexturedScene.Fine(200, 1).Png()).Reason.Code);
        var flat = TexturedScene.Fine(300, 1);
        flat.Samples.AsSpan().Fill(200);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, flat.Png()).Reason.Code);
    }

    [Theory]
    [InlineData(43, "1.51 or 0.75 or 3.0")]
    [InlineData(21, "1.20 or 0.86")]
    public void A_line_names_the_factors_that_fold_to_it(int bin, string factors) => Assert.Equal(factors, ResampledPatch.Factors(bin));

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = Enlarge(TexturedScene.Fine(384, 11), TexturedScene.Fine(384, 12), 96, 96, 192, 1.2).Jpeg(95);
        var (first, second) = (TexturedScene.Examine(Detector, bytes), TexturedScene.Examine(Detector, bytes));
        Assert.Equal(first.Scores[0], second.Scores[0]);
        Assert.Equal(first.Maps[0].Values, second.Maps[0].Values);
    }

    private static TexturedScene Enlarge(TexturedScene host, TexturedScene donor, int left, int top, int side, double factor)
    {
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                double u = x / factor, v = y / factor;
                var (i, j) = ((int)u, (int)v);
                double At(int a, int b) => donor.Samples[(j + b) * donor.Width + i + a];
                var (fx, fy) = (u - i, v - j);
                host.Samples[(top + y) * host.Width + left + x] = (At(0, 0) * (1 - fx) + At(1, 0) * fx) * (1 - fy) + (At(0, 1) * (1 - fx) + At(1, 1) * fx) * fy;
            }
        return host;
    }
}
