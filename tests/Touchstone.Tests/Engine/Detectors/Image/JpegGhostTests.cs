using Touchstone.Engine.Detectors.Image.JpegGhost;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: <see cref="JpegScenes"/>, pastes at known places with a known earlier save.</summary>
public sealed class JpegGhostTests
{
    private static Finding Examine(byte[] bytes)
    {
        using var specimen = JpegScenes.Open(bytes);
        return new JpegGhost().Examine(specimen, CancellationToken.None);
    }

    // 128 pixels from (10, 21) of a q65 save to (151, 98): grid (5, 5).
    private static RgbImage Spliced() =>
        JpegScenes.Paste(JpegScenes.Saved(JpegScenes.Scene(384, 320, 1), 92), JpegScenes.Crop(JpegScenes.Saved(JpegScenes.Scene(256, 256, 2), 65), 10, 21, 128, 128), 151, 98);

    [Theory]
    [InlineData(95)]
    [InlineData(88)]
    public void A_part_with_an_earlier_coarser_save_is_found_with_its_quality_and_grid(int quality)
    {
        var finding = Examine(JpegScenes.Jpeg(Spliced(), quality));
        Assert.Equal(FindingState.Measured, finding.State);
        var region = Assert.Single(finding.Regions);
        Assert.Contains("quality 65 on grid (5,5)", region.Label, StringComparison.Ordinal);
        Assert.True(finding.Scores[0].Value < -10, $"{finding.Scores[0].Value}");
        Assert.InRange(region.X, 151 - 24, 151 + 24);
        Assert.InRange(region.Y, 98 - 24, 98 + 24);
        var map = finding.Maps[0];
        Assert.True(map.Values[(98 + 64) / 8 * map.Width + (151 + 64) / 8] >= map.Threshold);
        Assert.Equal(0, map.Values[3 * map.Width + 3]);
    }

    [Theory]
    [InlineData(96)]
    [InlineData(85)]
    [InlineData(75)]
    public void An_untouched_picture_has_no_ghost(int quality)
    {
        var finding = Examine(JpegScenes.Jpeg(JpegScenes.Scene(384, 320, 3), quality));
        Assert.Empty(finding.Regions);
        Assert.DoesNotContain(finding.Maps[0].Values, v => v >= finding.Maps[0].Threshold);
    }

    [Fact]
    public void A_picture_of_another_codec_is_not_judged() =>
        Assert.Equal(Codes.NotApplicableProcessed, Examine(Touchstone.Evaluation.Manipulations.Making.PixelFile.WebP(JpegScenes.Scene(256, 256, 2), 80)).Reason.Code);

    [Fact]
    public void An_uncompressed_copy_of_a_jpeg_is_told_as_such_and_is_no_region()
    {
        var finding = Examine(JpegScenes.Png(JpegScenes.Saved(JpegScenes.Scene(384, 320, 4), 70)));
        Assert.Empty(finding.Regions);
        var told = Assert.Single(finding.Observations);
        Assert.Equal(Weight.Note, told.Weight);
        Assert.Contains("quality 70 on the grid that starts at (0,0)", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_and_coarsely_saved_pictures_are_not_judged()
    {
        Assert.Equal(Codes.NotApplicableTooSmall, Examine(JpegScenes.Png(JpegScenes.Scene(127, 300, 6))).Reason.Code);
        Assert.Equal(Codes.NotApplicableProcessed, Examine(JpegScenes.Jpeg(JpegScenes.Scene(256, 256, 6), 40)).Reason.Code);
    }

    [Fact]
    public void A_flat_picture_is_nowhere_reliable()
    {
        var finding = Examine(JpegScenes.Png(new RgbImage(256, 256, [.. Enumerable.Repeat((byte)77, 256 * 256 * 3)])));
        Assert.Empty(finding.Regions);
        Assert.All(finding.Maps[0].Reliability, r => Assert.Equal(0, r));
    }

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = JpegScenes.Jpeg(Spliced(), 92);
        Finding one = Examine(bytes), two = Examine(bytes);
        Assert.Equal(one.Scores, two.Scores);
        Assert.Equal(one.Maps[1].Values, two.Maps[1].Values);
        Assert.Equal(one.Regions, two.Regions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Window_sums_are_those_of_their_definition(bool isJpeg)
    {
        // Vector: seeded samples; the truth is the depth 1 − 12u² written out from the block transform of every grid.
        var chance = new Seeded(12);
        var plane = new Plane(103, 90, [.. Enumerable.Range(0, 103 * 90).Select(_ => (float)(255 * chance.NextUnit()))]);
        float[] steps = [.. JpegTables.ScaledLuminance(50).Select(s => (float)s)];
        var sums = GhostSums.Of(plane, [steps], isJpeg, CancellationToken.None);
        Assert.Equal((2, 2), (sums.Columns, sums.Rows));
        foreach (var (cell, grid) in new[] { (0, 0), (1, 11), (2, 63), (3, 40), (1, 5) })
        {
            double depth = 0, count = 0;
            for (var y = cell / 2 * 64 + grid / 8; y < Math.Min(83, (cell / 2 + 1) * 64); y += 8)
                for (var x = cell % 2 * 64 + grid % 8; x < Math.Min(96, (cell % 2 + 1) * 64); x += 8)
                    foreach (var k in GhostSums.Frequencies)
                    {
                        // On the picture's own lines or columns of blocks, the frequencies along them are its own.
                        if (isJpeg && ((grid < 8 && k % 8 == 0) || (grid % 8 == 0 && k < 8))) continue;
                        var scaled = Coefficient(plane, x, y, k) / steps[k];
                        var nearest = Math.Round(scaled);
                        if (nearest == 0) continue;
                        depth += 1 - 12 * (scaled - nearest) * (scaled - nearest);
                        count++;
                    }
            Assert.Equal(count, sums.Counts(cell, 0)[grid], 0.5);
            Assert.Equal(depth, sums.Depths(cell, 0)[grid], 0.05);
        }
    }

    [Fact]
    public void The_tail_bounds_the_chance_of_uniform_phases()
    {
        // 4000 seeded draws of 50 uniform phases: no more of them pass a bound than it allows, by three standard errors.
        var chance = new Seeded(5);
        double[] sums = [.. Enumerable.Range(0, 4000).Select(_ => Enumerable.Range(0, 50).Sum(_ => 1 - 12 * Math.Pow(chance.NextUnit() - 0.5, 2)))];
        foreach (var t in new[] { 8.0, 12, 16 })
        {
            var allowed = Math.Pow(10, GhostSearch.Log10Tail(t, 50, shares: false));
            Assert.True(sums.Count(s => s >= t) / 4000.0 <= allowed + 3 * Math.Sqrt(allowed / 4000), $"{t}");
        }
        Assert.Equal(0, GhostSearch.Log10Tail(-3, 50, shares: false));
    }

    [Fact]
    public void On_a_grid_that_shares_the_last_saves_lines_its_own_multiples_are_no_evidence()
    {
        // Vector: coefficients on all multiples of a step Δ, seen at Q = rΔ; the worst mean depth over the ratios from 2 is 1/9, at r = 3.
        foreach (var ratio in Enumerable.Range(0, 200).Select(i => 2 + i * 0.05))
        {
            double[] phases = [.. Enumerable.Range(0, 20_000).Select(m => m / ratio - Math.Round(m / ratio))];
            var depth = phases.Sum(u => 1 - 12 * u * u);
            Assert.Equal(0, GhostSearch.Log10Tail(depth, phases.Length, shares: true));
        }
        Assert.True(GhostSearch.Log10Tail(0.5 * 500, 500, shares: true) < -5);
    }

    private static double Coefficient(Plane plane, int x, int y, int k)
    {
        double sum = 0;
        for (var i = 0; i < 64; i++)
            sum += plane.Samples[(y + i / 8) * plane.Width + x + i % 8] * Math.Cos((2 * (i % 8) + 1) * (k % 8) * Math.PI / 16) * Math.Cos((2 * (i / 8) + 1) * (k / 8) * Math.PI / 16);
        return sum / 4 * (k % 8 == 0 ? Math.Sqrt(0.5) : 1) * (k / 8 == 0 ? Math.Sqrt(0.5) : 1);
    }
}
