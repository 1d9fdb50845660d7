using Touchstone.Engine.Detectors.Image.SensorFingerprint;
using Touchstone.Engine.Devices;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Tests.Engine.Devices;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: made here, see <see cref="SensorScenes"/>.</summary>
public sealed class SensorFingerprintTests
{
    private static Finding Examine(byte[] jpeg, DeviceSearch search = DeviceSearch.Crop)
    {
        using var specimen = SensorScenes.Open(jpeg);
        return new SensorFingerprint().Examine(specimen, DetectorRuns.Circumstances().With([SensorScenes.Device], search), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_picture_of_the_same_sensor_matches_and_one_of_another_does_not()
    {
        var same = Examine(SensorScenes.Jpeg(7, 1));
        Assert.Equal(FindingState.Measured, same.State);
        Assert.InRange(same.Scores[0].Value, DeviceMatch.Threshold, 1e6);
        Assert.InRange(same.Scores[1].Value, -1e5, -12);
        Assert.False(same.StandsOut());
        for (var other = 1UL; other < 6; other++)
            Assert.InRange(Examine(SensorScenes.Jpeg(20 + other, other)).Scores[0].Value, -40, 20);
    }

    [Fact]
    public void A_part_is_found_where_it_was_cut_out()
    {
        var part = Cut(SensorScenes.Picture(7, 2), 61, 37, 280, 240);
        var finding = Examine(JpegWriter.Save(part, 95));
        Assert.InRange(finding.Scores[0].Value, DeviceMatch.Threshold, 1e6);
        Assert.Contains("at (61, 37) of its frame", finding.Reason.Text);
        // 512 − 280 + 1 by 384 − 240 + 1 shifts upright, as many upside down; a quarter turn fits as well: 240 by 280.
        Assert.Contains($"{2 * 233 * 145 + 2 * 273 * 105:#,0} shifts", finding.Parameters["searched"]);
    }

    [Fact]
    public void A_picture_turned_upside_down_is_found()
    {
        var picture = SensorScenes.Picture(7, 3);
        var turned = new byte[picture.Samples.Length];
        for (var i = 0; i < picture.Width * picture.Height; i++)
            picture.Samples.AsSpan(3 * i, 3).CopyTo(turned.AsSpan(3 * (picture.Width * picture.Height - 1 - i)));
        var finding = Examine(JpegWriter.Save(picture with { Samples = turned }, 90));
        Assert.InRange(finding.Scores[0].Value, DeviceMatch.Threshold, 1e6);
        Assert.Contains("turned by 180°", finding.Reason.Text);
    }

    [Fact]
    public void Metadata_that_state_another_device_than_the_noise_are_an_anomaly()
    {
        var stated = DeviceRules.Hold(Metadata("Other", "Camera X", ""), Matches(500), null);
        Assert.Equal(("sensor.other-device-stated", Weight.Anomaly), (stated.Single().Rule, stated.Single().Weight));
        Assert.Empty(DeviceRules.Hold(Metadata("Touchstone", "Simulated camera", "7"), Matches(500), null));
    }

    [Fact]
    public void A_stated_device_whose_noise_is_missing_is_an_anomaly_only_where_it_was_to_be_expected()
    {
        var metadata = Metadata("Touchstone", "Simulated camera", "7");
        Assert.Equal(Weight.Anomaly, DeviceRules.Hold(metadata, Matches(3), null).Single().Weight);
        Assert.Equal(Weight.Note, DeviceRules.Hold(metadata, Matches(3, expected: 100), null).Single().Weight);
        Assert.Empty(DeviceRules.Hold(Metadata("Touchstone", "Simulated camera", "8"), Matches(3), null));
    }

    [Fact]
    public void Without_a_device_or_where_the_picture_is_larger_it_does_not_apply()
    {
        using var specimen = SensorScenes.Open(SensorScenes.Jpeg(7, 1));
        Assert.Equal(Codes.NotApplicableNoDevice, new SensorFingerprint().Examine(specimen, TestContext.Current.CancellationToken).Reason.Code);
        var large = new RgbImage(1200, 900, new byte[1200 * 900 * 3]);
        Assert.Equal(FindingState.NotApplicable, Examine(JpegWriter.Save(large, 90)).State);
    }

    private static Touchstone.Media.Metadata.MediaMetadata Metadata(string make, string model, string serial) => new(
        [new("Exif IFD0", "Make", 271, make, null), new("Exif IFD0", "Model", 272, model, null), new("Exif SubIFD", "Body Serial Number", 0xA431, serial, null)], [], null, []);

    // The references show PCE 5000 in the whole frame: 600 is to be expected of an eighth of it, and no more than 313 of a sixteenth.
    [Theory]
    [InlineData(1, Weight.Anomaly, "about 5000 was")]
    [InlineData(8, Weight.Anomaly, "about 625 was")]
    [InlineData(16, Weight.Note, "about 313 was")]
    public void A_part_of_the_frame_is_expected_to_show_its_share_only(int part, Weight weight, string said)
    {
        var held = DeviceRules.Hold(Metadata("Touchstone", "Simulated camera", "7"), Matches(3, part: part), null).Single();
        Assert.Equal(("sensor.stated-device-not-found", weight), (held.Rule, held.Weight));
        Assert.Contains(said, held.Text, StringComparison.Ordinal);
    }

    private static DeviceMatches Matches(double pce, double expected = 5000, int part = 1) => new(
        new SensorProbe(SensorScenes.Device.Width, SensorScenes.Device.Height / part, [0], [0]),
        [new DeviceMatch(SensorScenes.Device with { References = [new DeviceReference("a", "", expected)] }, new Placement(0, 0, 1, 1, 0), pce, 1, -1, 0, "")], []);

    internal static RgbImage Cut(RgbImage image, int left, int top, int width, int height)
    {
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            image.Samples.AsSpan(((top + y) * image.Width + left) * 3, width * 3).CopyTo(samples.AsSpan(y * width * 3));
        return new RgbImage(width, height, samples);
    }
}
