using Touchstone.Engine.Detectors.Image.CfaPattern;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Tests.Engine.Devices;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: made here, rendered scenes behind a simulated RGGB filter with bilinear interpolation, seen pixel for pixel.</summary>
public sealed class CfaPatternTests
{
    private const int Wide = 640, High = 512;
    private static readonly Lazy<RgbImage> Camera = new(() => new SimulatedCamera(5).Take(new RenderedScene(3), Wide, High, 1, 0.2f));

    private static Finding Examine(RgbImage image) => Examine(PixelFile.Png(image));

    private static Finding Examine(byte[] file)
    {
        using var specimen = SensorScenes.Open(file);
        return new CfaPattern().Examine(specimen, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_picture_straight_from_the_filter_is_read_and_raises_no_alarm()
    {
        var finding = Examine(Camera.Value);
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.False(finding.StandsOut(), finding.Reason.Text);
        Assert.Equal("RGGB", finding.Parameters["filter"]);
    }

    [Theory, InlineData(1, 0, "GRBG or GBRG"), InlineData(0, 1, "GRBG or GBRG"), InlineData(1, 1, "BGGR")]
    public void The_order_is_told_however_the_picture_was_cut(int left, int top, string expected) =>
        Assert.Equal(expected, Examine(SensorFingerprintTests.Cut(Camera.Value, left, top, Wide - 2, High - 2)).Parameters["filter"]);

    [Theory, InlineData(1, 0), InlineData(0, 1)]
    public void A_part_moved_out_of_step_is_found_where_it_is(int across, int down) =>
        IsFound(Laid(Camera.Value, SensorFingerprintTests.Cut(Camera.Value, 40 + across, 260 + down, 224, 224), 322, 258));

    [Fact]
    public void A_part_that_knew_no_filter_is_found_where_it_is()
    {
        var foreign = new SimulatedCamera(6) { Demosaics = false }.Take(new RenderedScene(4), 224, 224, 9, 0.3f);
        IsFound(Laid(Camera.Value, foreign, 322, 258));
    }

    [Fact]
    public void It_abstains_after_compression_after_resizing_and_where_there_was_no_filter()
    {
        Assert.Equal(Codes.NotApplicableProcessed, Examine(JpegWriter.Save(Camera.Value, 85)).Reason.Code);
        var resized = Touchstone.Evaluation.Perturbations.Image.Rescale.To(Camera.Value, 500, 400, Touchstone.Evaluation.Perturbations.Image.RescaleKernel.Bilinear);
        Assert.Equal(Codes.NotApplicableProcessed, Examine(resized).Reason.Code);
        var plain = new SimulatedCamera(6) { Demosaics = false }.Take(new RenderedScene(4), 320, 288, 9, 0.3f);
        Assert.Equal(FindingState.NotApplicable, Examine(plain).State);
        Assert.Equal(Codes.NotApplicableNoTrace, Examine(new RgbImage(320, 288, new byte[320 * 288 * 3])).Reason.Code);
    }

    private static RgbImage Laid(RgbImage host, RgbImage part, int left, int top)
    {
        var samples = (byte[])host.Samples.Clone();
        for (var y = 0; y < part.Height; y++) part.Samples.AsSpan(y * part.Width * 3, part.Width * 3).CopyTo(samples.AsSpan(((top + y) * host.Width + left) * 3));
        return host with { Samples = samples };
    }

    // The part is seven cells a side from cell (10, 8).
    private static void IsFound(RgbImage image)
    {
        var finding = Examine(image);
        Assert.True(finding.StandsOut(), finding.Reason.Text);
        var map = finding.Maps[0];
        for (var i = 0; i < map.Values.Length; i++)
            if (map.Values[i] <= map.Threshold) Assert.True(i % map.Width is >= 10 and < 17 && i / map.Width is >= 8 and < 15, $"cell {i} lies outside");
    }
}
