using Touchstone.Engine.Detectors.Image.SensorGap;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Tests.Engine.Devices;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: made here, see <see cref="SensorScenes"/>; the pasted part comes from another simulated camera.</summary>
public sealed class SensorGapTests
{
    private static Finding Examine(RgbImage picture)
    {
        using var specimen = SensorScenes.Open(JpegWriter.Save(picture, 90));
        return new SensorGap().Examine(specimen, DetectorRuns.Circumstances().With([SensorScenes.Device]), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_part_of_another_sensor_is_found_where_it_is()
    {
        var (host, foreign) = (SensorScenes.Picture(7, 1), SensorScenes.Picture(33, 1));
        for (var y = 192; y < 384; y++) foreign.Samples.AsSpan((y * host.Width + 320) * 3, 192 * 3).CopyTo(host.Samples.AsSpan((y * host.Width + 320) * 3));
        var finding = Examine(host);
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.True(finding.StandsOut(), finding.Reason.Text);
        var map = finding.Maps[0];
        for (var i = 0; i < map.Values.Length; i++)
            // A window more than half of which is foreign may lack the noise; others may not.
            Assert.True(!(map.Values[i] <= map.Threshold) || Foreign(map, i) > 0.45, $"window {i} lies outside");
    }

    [Fact]
    public void Untouched_pictures_of_the_device_raise_no_alarm()
    {
        for (var exposure = 1UL; exposure < 5; exposure++)
        {
            var finding = Examine(SensorScenes.Picture(7, exposure));
            Assert.Equal(FindingState.Measured, finding.State);
            Assert.False(finding.StandsOut(), finding.Reason.Text);
        }
    }

    [Fact]
    public void A_picture_of_another_device_is_left_alone() => Assert.Equal(Codes.NotApplicableNoTrace, Examine(SensorScenes.Picture(33, 1)).Reason.Code);

    // Share of the window that lies in the pasted 192×192 from (320, 192).
    private static double Foreign(EvidenceMap map, int i)
    {
        var (left, top) = (map.OriginX + i % map.Width * map.CellSize - 56, map.OriginY + i / map.Width * map.CellSize - 56);
        double Overlap(double from, double to) => Math.Max(0, Math.Min(from + 128, to) - Math.Max(from, to - 192));
        return Overlap(left, 512) * Overlap(top, 384) / (128 * 128);
    }
}
