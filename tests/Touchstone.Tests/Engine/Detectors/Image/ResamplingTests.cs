using Touchstone.Engine.Detectors.Image.Resampling;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: noise smoothed by (1 2 1)/4 both ways, computed here, scaled by bilinear interpolation written here.</summary>
public sealed class ResamplingTests
{
    private static readonly Touchstone.Engine.Detectors.Image.Resampling.Resampling Detector = new();

    [Theory]
    [InlineData(1.7)]
    [InlineData(0.9)]
    public void The_factor_of_a_scaled_picture_is_named(double factor)
    {
        var finding = TexturedScene.Examine(Detector, Scaled(400, factor, 3).Png());
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.InRange(finding.Scores[0].Value, -1000, -5);
        // Folding leaves twins; the true factor is among those that are named.
        Assert.Contains(Named(finding), f => Math.Abs(f / factor - 1) < 0.01);
    }

    [Fact]
    public void A_scaled_JPEG_is_told_by_its_blocks_too()
    {
        // The blocks' lines k/(8·1.3) single the factor out among those that fold to one line.
        var finding = TexturedScene.Examine(Detector, Scaled(400, 1.3, 4, quality: 80).Jpeg(95));
        Assert.Equal(1.3, finding.Scores[1].Value, 0.01);
    }

    // 1/ξ of these folds onto a half or a multiple of 1/8, where a coder's own lines lie. By hand: the blocks of 2 and 2/3 share the lines (2n + 1)/16.
    [Theory]
    [InlineData(2)]
    [InlineData(4 / 3.0)]
    [InlineData(0.8)]
    public void A_factor_whose_own_line_is_not_read_is_told_by_the_blocks_and_never_called_the_best(double factor)
    {
        var finding = TexturedScene.Examine(Detector, Scaled(512, factor, 8, quality: 80).Png());
        Assert.InRange(finding.Scores[0].Value, -1000, -5);
        Assert.Single(finding.Scores);
        Assert.Contains(Named(finding), f => Math.Abs(f / factor - 1) < 0.01);
        Assert.Contains("cannot be told apart here", finding.Reason.Text, StringComparison.Ordinal);
        Assert.Contains("the line's chance, not a factor's", finding.Reason.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4 / 3.0)]
    [InlineData(0.8)]
    public void Without_blocks_such_a_factor_leaves_no_line_and_the_sentence_says_so(double factor)
    {
        var finding = TexturedScene.Examine(Detector, Scaled(512, factor, 8).Png());
        Assert.True(finding.Scores[0].Value > -2);
        Assert.Contains("or by a factor whose line is not read (2, 4/3,", finding.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_blocks_no_factor_is_called_the_best()
    {
        var finding = TexturedScene.Examine(Detector, Scaled(400, 1.7, 3).Png());
        Assert.Single(finding.Scores);
        Assert.Contains("cannot be told here", finding.Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_JPEG_scaled_by_1_7_has_its_factor_named_best()
    {
        var finding = TexturedScene.Examine(Detector, Scaled(512, 1.7, 8, quality: 80).Png());
        Assert.Equal(1.7, finding.Scores[1].Value, 0.02);
    }

    [Fact]
    public void Untouched_pictures_show_lines_as_seldom_as_the_number_says()
    {
        var lines = Enumerable.Range(50, 12).Select(seed => TexturedScene.Examine(Detector, Scaled(320, 1, (ulong)seed).Jpeg(90)).Scores[0].Value).ToArray();
        Assert.Equal(0, lines.Count(l => l <= -2));
        // 1.2 of 12 expected at most, and more than 5 with probability 0.001.
        Assert.InRange(lines.Count(l => l <= -1), 0, 5);
    }

    [Fact]
    public void It_describes_and_never_alarms() =>
        Assert.All(TexturedScene.Examine(Detector, Scaled(300, 1.5, 5).Png()).Scores, s => Assert.Null(s.PassesThreshold()));

    [Fact]
    public void Small_and_flat_pictures_are_not_judged()
    {
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, Scaled(200, 1, 1).Png()).Reason.Code);
        var flat = Scaled(300, 1, 1);
        flat.Samples.AsSpan().Fill(90);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, flat.Png()).Reason.Code);
    }

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(0.7, 0.3)]
    [InlineData(1.2, 0.2)]
    [InlineData(1.6, 0.4)]
    public void Frequencies_fold_at_one_half(double frequency, double folded) => Assert.Equal(folded, ScalingFactor.Fold(frequency), 12);

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = Scaled(300, 1.2, 6).Jpeg(95);
        Assert.Equal(TexturedScene.Examine(Detector, bytes).Scores, TexturedScene.Examine(Detector, bytes).Scores);
    }

    private static IEnumerable<double> Named(Finding finding) =>
        finding.Parameters["factors"].Split(", ").Select(f => double.Parse(f.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    private static TexturedScene Scaled(int side, double factor, ulong seed, int quality = 0)
    {
        var source = TexturedScene.Fine((int)Math.Ceiling(side / factor) + 2, seed);
        if (quality > 0) source.Saved(quality);
        var scene = new TexturedScene(side, side, 0);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                double u = x / factor, v = y / factor;
                var (i, j) = ((int)u, (int)v);
                double At(int a, int b) => source.Samples[(j + b) * source.Width + i + a];
                var (fx, fy) = (u - i, v - j);
                scene.Samples[y * side + x] = (At(0, 0) * (1 - fx) + At(1, 0) * fx) * (1 - fy) + (At(0, 1) * (1 - fx) + At(1, 1) * fx) * fy;
            }
        return scene;
    }
}
