using Touchstone.Engine.Detectors.Image.JpegGrid;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Vectors: <see cref="JpegScenes"/>, pastes at known places with a known earlier save.</summary>
public sealed class JpegGridTests
{
    private static Finding Examine(byte[] bytes)
    {
        using var specimen = JpegScenes.Open(bytes);
        return new JpegGrid().Examine(specimen, CancellationToken.None);
    }

    // 128 pixels from (10, 21) of a q70 save to (151, 98): grid origin (151 − 10, 98 − 21) mod 8 = (5, 5).
    private static RgbImage Spliced() =>
        JpegScenes.Paste(JpegScenes.Saved(JpegScenes.Scene(384, 320, 1), 92), JpegScenes.Crop(JpegScenes.Saved(JpegScenes.Scene(256, 256, 2), 70), 10, 21, 128, 128), 151, 98);

    [Theory]
    [InlineData(98)]
    [InlineData(95)]
    public void A_part_with_another_grid_is_found_under_the_last_save(int quality)
    {
        var finding = Examine(JpegScenes.Jpeg(Spliced(), quality));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.True(finding.Scores[0].Value < -10, $"{finding.Scores[0].Value}");
        var region = Assert.Single(finding.Regions);
        Assert.Contains("(5,5)", region.Label, StringComparison.Ordinal);
        Assert.InRange(region.X, 151 - 16, 151 + 24);
        Assert.InRange(region.Y + region.Height, 98 + 128 - 24, 98 + 128 + 16);
        Assert.True(Overlap(finding.Maps[0], 151, 98, 128) > 0.7, $"{Overlap(finding.Maps[0], 151, 98, 128)}");
    }

    [Fact]
    public void A_picture_of_another_codec_is_not_judged() =>
        Assert.Equal(Codes.NotApplicableProcessed, Examine(Touchstone.Evaluation.Manipulations.Making.PixelFile.WebP(JpegScenes.Scene(256, 256, 2), 80)).Reason.Code);

    [Fact]
    public void A_part_with_another_grid_is_found_in_an_uncompressed_copy() =>
        Assert.Contains("(5,5)", Assert.Single(Examine(JpegScenes.Png(Spliced())).Regions).Label, StringComparison.Ordinal);

    [Theory]
    [InlineData(98)]
    [InlineData(90)]
    [InlineData(85)]
    public void A_picture_saved_twice_as_a_whole_has_no_region(int quality)
    {
        var finding = Examine(JpegScenes.Jpeg(JpegScenes.Saved(JpegScenes.Scene(384, 320, 3), 75), quality));
        Assert.Empty(finding.Regions);
        Assert.Empty(finding.Observations);
        Assert.DoesNotContain(finding.Maps[0].Values, v => v >= finding.Maps[0].Threshold);
    }

    [Fact]
    public void A_crop_between_two_saves_is_told_with_its_offset_and_is_no_region()
    {
        var finding = Examine(JpegScenes.Jpeg(JpegScenes.Crop(JpegScenes.Saved(JpegScenes.Scene(384, 320, 4), 70), 3, 6, 360, 300), 96));
        Assert.Empty(finding.Regions);
        var told = Assert.Single(finding.Observations);
        Assert.Equal(Weight.Note, told.Weight);
        Assert.Contains("starts at (5,2)", told.Text, StringComparison.Ordinal);
        Assert.Contains("3 columns and 6 lines", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_without_jpeg_history_has_no_grid()
    {
        var finding = Examine(JpegScenes.Png(JpegScenes.Scene(320, 256, 5)));
        Assert.Empty(finding.Regions);
        Assert.Equal(0, finding.Scores[2].Value);
    }

    [Fact]
    public void Flat_small_and_coarsely_saved_pictures_are_not_judged()
    {
        var flat = new RgbImage(256, 256, [.. Enumerable.Repeat((byte)128, 256 * 256 * 3)]);
        Assert.Equal(Codes.NotApplicableNoTrace, Examine(JpegScenes.Png(flat)).Reason.Code);
        Assert.Equal(Codes.NotApplicableTooSmall, Examine(JpegScenes.Png(JpegScenes.Scene(127, 300, 6))).Reason.Code);
        Assert.Equal(Codes.NotApplicableProcessed, Examine(JpegScenes.Jpeg(JpegScenes.Scene(256, 256, 6), 70)).Reason.Code);
    }

    [Fact]
    public void The_same_bytes_give_the_same_finding()
    {
        var bytes = JpegScenes.Jpeg(Spliced(), 95);
        Finding one = Examine(bytes), two = Examine(bytes);
        Assert.Equal(one.Scores, two.Scores);
        Assert.Equal(one.Maps[0].Values, two.Maps[0].Values);
        Assert.Equal(one.Maps[0].Reliability, two.Maps[0].Reliability);
        Assert.Equal(one.Regions, two.Regions);
    }

    [Fact]
    public void Busyness_is_the_soft_count_of_its_definition()
    {
        // Vector: one block of seeded samples somewhere in a plane; the truth is the sum written out, the logarithm linear in each octave.
        var chance = new Seeded(9);
        var plane = new Plane(80, 20, [.. Enumerable.Range(0, 1600).Select(_ => (float)(255 * chance.NextUnit()))]);
        var noise = Enumerable.Range(0, 64).Select(k => 0.5f + k / 16f).ToArray();
        var busyness = BlockBusyness.Of(plane, noise, CancellationToken.None);
        foreach (var (x, y) in new[] { (0, 0), (67, 3), (72, 12) })
        {
            double sum = 0;
            for (var k = 1; k < 64; k++)
            {
                double c = 0;
                for (var i = 0; i < 64; i++)
                    c += plane.Samples[(y + i / 8) * 80 + x + i % 8] * Math.Cos((2 * (i % 8) + 1) * (k % 8) * Math.PI / 16) * Math.Cos((2 * (i / 8) + 1) * (k / 8) * Math.PI / 16);
                c *= 0.25 * (k % 8 == 0 ? Math.Sqrt(0.5) : 1) * (k / 8 == 0 ? Math.Sqrt(0.5) : 1);
                var t = 1 + c * c / (noise[k] * noise[k]);
                var octave = Math.Floor(Math.Log2(t));
                sum += octave + t / Math.Pow(2, octave) - 1;
            }
            Assert.Equal(sum * 32, busyness.Values[y * busyness.Width + x], 2.0);
        }
    }

    [Fact]
    public void A_row_of_origins_that_lines_favour_is_no_evidence_for_one_of_them()
    {
        var counts = new OriginCounts();
        for (var i = 0; i < 80; i++) counts.Add(new GridEvent(i % 8, 3));
        Assert.True(counts.Log10Tail(8 * 3 + 5, counts.Chance(8 * 3 + 5, 1)) > -1);
        for (var i = 0; i < 40; i++) counts.Add(new GridEvent(5, 3));
        Assert.True(counts.Log10Tail(8 * 3 + 5, counts.Chance(8 * 3 + 5, 1)) < -10);
    }

    private static double Overlap(EvidenceMap map, int left, int top, int size)
    {
        int both = 0, either = 0;
        for (var y = 0; y < map.Height; y++)
            for (var x = 0; x < map.Width; x++)
            {
                var on = map.Values[y * map.Width + x] >= map.Threshold;
                double cx = (x + 0.5) * map.CellSize + map.OriginX, cy = (y + 0.5) * map.CellSize + map.OriginY;
                var truth = cx >= left && cx < left + size && cy >= top && cy < top + size;
                both += on && truth ? 1 : 0;
                either += on || truth ? 1 : 0;
            }
        return (double)both / either;
    }
}
