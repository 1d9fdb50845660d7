using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Media.Pixels;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Tests.Workbench.Exhibits;

public sealed class ExhibitMakerTests
{
    [Fact]
    public void A_small_image_is_shown_at_its_stored_size_without_loss()
    {
        var image = Grey(3, 2, [0, 50, 100, 150, 200, 250]);
        var preview = Assert.Single(ImageExhibits.Of(image, "", TestContext.Current.CancellationToken), e => e.Name == "preview");

        using var decoded = SKBitmap.Decode(preview.Bytes);
        Assert.Equal("image/png", preview.MediaType);
        Assert.Equal([0, 50, 100, 150, 200, 250], Enumerable.Range(0, 6).Select(i => (int)decoded.GetPixel(i % 3, i / 3).Red));
        Assert.Contains("every stored pixel", preview.Derivation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_image_is_reduced_and_says_by_how_much()
    {
        var preview = ImageExhibits.Of(new RgbImage(4000, 1000, new byte[4000 * 1000 * 3]), "", TestContext.Current.CancellationToken).First();

        Assert.Equal((1600, 400, 4000, 1000), (preview.Width, preview.Height, preview.SourceWidth, preview.SourceHeight));
        Assert.Contains("Shown reduced by 2.5 (area mean)", preview.Derivation, StringComparison.Ordinal);
    }

    [Fact]
    public void Area_averaging_keeps_the_mean()
    {
        // Five pixels to two: each covers two and a half, the middle one half each.
        var shrunk = AreaAverage.Shrink(Grey(5, 1, [10, 20, 30, 40, 50]), 2, TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (shrunk.Width, shrunk.Height));
        Assert.Equal([18, 42], new[] { (int)shrunk.Samples[0], shrunk.Samples[3] });
    }

    [Fact]
    public void The_waveform_holds_the_lowest_and_highest_sample_of_each_column()
    {
        var samples = new float[1920];
        (samples[0], samples[1], samples[1919]) = (0.5f, -1f, 1f);
        var bytes = WaveformExhibit.Of(new AudioSignal(samples, 8000, 1, "pcm_s16le", 16), TestContext.Current.CancellationToken).Bytes;

        Assert.Equal((-127, 64, 0, 127), ((sbyte)bytes[0], (sbyte)bytes[1], (sbyte)bytes[^2], (sbyte)bytes[^1]));
    }

    [Fact]
    public void A_full_scale_tone_is_brightest_at_its_frequency()
    {
        // 2 kHz at 16 kHz sampling lies a quarter of the way up: row 180 of 240 counted from the top.
        var samples = Enumerable.Range(0, 64_000).Select(i => (float)Math.Sin(2 * Math.PI * 2000 * i / 16_000)).ToArray();
        var exhibit = SpectrogramExhibit.Of(new AudioSignal(samples, 16_000, 1, "pcm_s16le", 16), TestContext.Current.CancellationToken)!;

        using var picture = SKBitmap.Decode(exhibit.Bytes);
        var brightest = Enumerable.Range(0, picture.Height).MaxBy(y => picture.GetPixel(50, y).Red);
        Assert.InRange(brightest, 177, 181);
        Assert.Equal(new SKColor(254, 232, 56), picture.GetPixel(50, brightest));
        Assert.Equal(8000, exhibit.HighestHz);
    }

    [Fact]
    public void A_recording_shorter_than_the_window_has_no_spectrogram() =>
        Assert.Null(SpectrogramExhibit.Of(new AudioSignal(new float[100], 16_000, 1, "pcm_s16le", 16), TestContext.Current.CancellationToken));

    [Fact]
    public void A_specimen_without_readable_views_has_no_exhibits()
    {
        // The start of a PNG and nothing else.
        byte[] bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
        Assert.True(Intake.TryOpen("cut.png", bytes, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken));
        using (specimen) Assert.Empty(ExhibitMaker.Of(specimen, TestContext.Current.CancellationToken));
    }

    private static RgbImage Grey(int width, int height, byte[] values) => new(width, height, [.. values.SelectMany(v => new[] { v, v, v })]);
}
