using Touchstone.Engine.Detectors.Image.SynthesisCues;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Origin of the vectors: seeded noise of known spectrum, periods and colours, computed here; expected values by hand, as said at each.</summary>
public sealed class SynthesisCuesTests
{
    private static readonly SynthesisCues Detector = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // White noise has the same power at every frequency: slope 0, and nothing above the line.
    [Fact]
    public void White_noise_has_a_flat_spectrum_and_no_period()
    {
        var spectra = TileSpectra.Of(Tiles(520, 520, Noise(520, 520, 1)), Token);
        Assert.Equal(0, spectra.Slope, 0.05);
        Assert.Equal(0, spectra.HighDecibels, 0.3);
        // σ 10 under Hann windows: 10·log10(100 · 128² · (3/8)²) = 53.6 dB at every radius.
        Assert.All(spectra.RadialDecibels.Skip(10), d => Assert.Equal(53.6, d, 0.8));
        foreach (var period in (int[])[2, 4, 8]) Assert.True(spectra.PeakDecibels(period) < 0, $"{period}: {spectra.PeakDecibels(period)}");
    }

    // Means over w×w squares: the power falls as the sine cardinal squared; the slope below the line fitted is negative and the end lower still.
    [Fact]
    public void Smoothing_lowers_the_highest_frequencies()
    {
        var noise = Noise(520, 520, 2);
        var smooth = new float[noise.Length];
        for (var i = 521; i < noise.Length; i++) smooth[i] = (noise[i] + noise[i - 1] + noise[i - 520] + noise[i - 521]) / 4;
        var spectra = TileSpectra.Of(Tiles(520, 520, smooth), Token);
        Assert.True(spectra.Slope < -0.1 && spectra.HighDecibels < -6, $"{spectra.Slope} {spectra.HighDecibels}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_period_is_told_with_its_length(int period)
    {
        // Enlarged by repetition along lines, with noise of a tenth on top: differences at every so manieth column only.
        float[] small = Noise(520 / period, 520, 3), own = Noise(520, 520, 7);
        var samples = Enumerable.Range(0, 520 * 520).Select(i => small[i / 520 * (520 / period) + i % 520 / period] + (own[i] - 128) / 10).ToArray();
        var spectra = TileSpectra.Of(Tiles(520, 520, samples), Token);
        Assert.True(spectra.PeakDecibels(period) > 15, $"{spectra.PeakDecibels(period)}");
        foreach (var longer in ((int[])[2, 4, 8]).Where(p => p > period)) Assert.True(spectra.PeakDecibels(longer) < 0, $"{longer}: {spectra.PeakDecibels(longer)}");
    }

    // Every pixel twice: within a pair nothing differs, between pairs noise does. A tenth of the noise on top makes the ratio √2·1 : √2·√101, −20 dB.
    [Fact]
    public void Doubled_pixels_show_in_their_pairs()
    {
        float[] half = Noise(260, 520, 4), own = Noise(520, 520, 5);
        var samples = Enumerable.Range(0, 520 * 520).Select(i => half[i / 520 * 260 + i % 520 / 2] + (own[i] - 128) / 10).ToArray();
        var shares = PixelShares.Of(Tiles(520, 520, samples), Token);
        Assert.Equal(-20, shares.AcrossDecibels, 0.3);
        Assert.Equal(0, shares.DownDecibels, 0.3);
    }

    [Fact]
    public void Colours_and_channels_are_as_they_were_made()
    {
        var chance = new Seeded(6);
        var samples = new byte[3 * 300 * 300];
        for (var i = 0; i < samples.Length; i += 3)
        {
            double common = chance.NextNormal(), red = chance.NextNormal(), blue = chance.NextNormal();
            // Green is the common part; red shares half of its variance with it, blue none.
            (samples[i], samples[i + 1], samples[i + 2]) = ((byte)Math.Round(200 + 8 * (common + red) / Math.Sqrt(2)), (byte)Math.Round(100 + 8 * common), (byte)Math.Round(100 + 8 * blue));
            if (i / 3 / 300 >= 150) (samples[i], samples[i + 1], samples[i + 2]) = (255, 255, 255);
        }
        var image = new RgbImage(300, 300, samples);
        var shares = PixelShares.Of(SampleTiles.Of(image, new Plane(300, 300, Luma(image))), Token);
        Assert.Equal(Math.Sqrt(0.5), shares.RedGreen, 0.02);
        Assert.Equal(0, shares.BlueGreen, 0.03);
        // The tiles cover lines 16 to 271: 134 of 256 are not white, and of those the saturation is about (200 − 95)/200.
        Assert.Equal(122 / 256.0, shares.WhiteShare, 1e-9);
        Assert.Equal(0, shares.BlackShare);
        Assert.Equal(134 / 256.0 * 0.52, shares.Saturation, 0.01);
    }

    [Fact]
    public void It_describes_and_never_alarms()
    {
        var finding = TexturedScene.Examine(Detector, new TexturedScene(400, 300, 91).Jpeg(90));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Equal(13, finding.Scores.Count);
        Assert.All(finding.Scores, s => Assert.True(s.PassesThreshold() is null && double.IsFinite(s.Value), s.Name));
        // A JPEG's block grid is a period of 8 pixels.
        double png = TexturedScene.Examine(Detector, new TexturedScene(400, 300, 91).Png()).Scores[4].Value, jpeg = TexturedScene.Examine(Detector, new TexturedScene(400, 300, 91).Jpeg(40)).Scores[4].Value;
        Assert.True(png < 0 && jpeg > 6, $"{png} {jpeg}");
    }

    [Fact]
    public void Small_and_flat_pictures_are_not_measured()
    {
        Assert.Equal(Codes.NotApplicableTooSmall, TexturedScene.Examine(Detector, new TexturedScene(256, 300, 92).Png()).Reason.Code);
        var flat = new TexturedScene(300, 300, 93);
        Array.Fill(flat.Samples, 90);
        Assert.Equal(Codes.NotApplicableNoTrace, TexturedScene.Examine(Detector, flat.Png()).Reason.Code);
    }

    private static float[] Noise(int width, int height, ulong seed)
    {
        var chance = new Seeded(seed);
        return [.. Enumerable.Range(0, width * height).Select(_ => (float)(128 + 10 * chance.NextNormal()))];
    }

    private static SampleTiles Tiles(int width, int height, float[] luma) =>
        SampleTiles.Of(new RgbImage(width, height, [.. luma.SelectMany(v => Enumerable.Repeat((byte)Math.Clamp(v, 0, 255), 3))]), new Plane(width, height, luma));

    private static float[] Luma(RgbImage image) => [.. Enumerable.Range(0, image.Width * image.Height).Select(i => 0.299f * image.Samples[3 * i] + 0.587f * image.Samples[3 * i + 1] + 0.114f * image.Samples[3 * i + 2])];
}
