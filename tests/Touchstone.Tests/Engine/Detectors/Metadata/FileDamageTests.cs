using ImageMagick;
using SkiaSharp;
using Touchstone.Engine.Detectors.Metadata.FileDamage;
using Touchstone.Engine.Findings;
using Touchstone.Media.Jpeg;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

/// <summary>Origin of the vectors: pictures of two encoders, damaged here at known places.</summary>
public sealed class FileDamageTests
{
    private static Finding Examine(byte[] bytes)
    {
        using var specimen = JpegSamples.Open(bytes);
        return new FileDamage().Examine(specimen, TestContext.Current.CancellationToken);
    }

    private static int Entropy(byte[] jpeg)
    {
        var at = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, JpegMarkers.Sos]);
        return at + 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
    }

    // Offsets of the restart markers.
    private static List<int> Restarts(byte[] jpeg)
    {
        var found = new List<int>();
        for (var i = Entropy(jpeg); i + 1 < jpeg.Length; i++)
            if (jpeg[i] == 0xFF && JpegMarkers.IsRestart(jpeg[i + 1])) found.Add(i);
        return found;
    }

    [Fact]
    public void A_whole_picture_is_whole()
    {
        var finding = Examine(JpegSamples.WithRestarts(160, 96, 5));
        Assert.Equal(("All of the picture can be decoded.", 1.0), (finding.Reason.Text, finding.Scores[0].Value));
        Assert.False(finding.StandsOut());
    }

    [Fact]
    public void A_picture_cut_off_names_the_lines_from_the_cut_on()
    {
        var whole = JpegSamples.Skia(160, 160, 85, SKJpegEncoderDownsample.Downsample444);
        var finding = Examine(whole[..(Entropy(whole) + (whole.Length - Entropy(whole)) / 2)]);
        Assert.InRange(finding.Scores[0].Value, 0.3, 0.7);
        Assert.Matches(@"lost are lines \d+ to 159; without restart markers", finding.Reason.Text);
    }

    [Fact]
    public void Methods_on_pixels_see_a_broken_picture_up_to_its_damage_and_as_it_was()
    {
        var whole = JpegSamples.Skia(160, 160, 85, SKJpegEncoderDownsample.Downsample444);
        using var sound = JpegSamples.Open(whole);
        using var broken = JpegSamples.Open(whole[..(Entropy(whole) + (whole.Length - Entropy(whole)) / 2)]);
        var (image, part) = (sound.Pixels.Value!, broken.Pixels.Value!);
        Assert.Equal((160, null), (image.Height, image.DeclaredHeight));
        Assert.Equal(160, part.DeclaredHeight);
        Assert.InRange(part.Height, 32, broken.Coefficients.Value!.Lost[0].Top);
        Assert.Equal(image.Samples[..part.Samples.Length], part.Samples);
        Assert.Contains($"up to line {part.Height - 1}", broken.Pixels.Derivation, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_damage_decoding_goes_on_at_restart_markers_and_all_else_is_as_it_was()
    {
        // 160×96 in MCUs of 16×16: ten a line, a restart after each five, twelve intervals.
        var whole = JpegSamples.WithRestarts(160, 96, 5);
        var restarts = Restarts(whole);
        // The third and fourth interval taken out with their markers: MCUs 10 to 19, the second line of them.
        byte[] holed = [.. whole.AsSpan(0, restarts[1]), .. whole.AsSpan(restarts[3])];
        var finding = Examine(holed);
        Assert.Equal(10.0 / 60, 1 - finding.Scores[0].Value, 9);
        Assert.Contains("lost are lines 16 to 31; behind the damage it goes on at restart markers", finding.Reason.Text);
        var (sound, damaged) = (JpegSamples.Coefficients(whole).Value!.Luma, JpegSamples.Coefficients(holed).Value!.Luma);
        for (var row = 0; row < sound.BlocksHigh; row++)
            if (row is not 2 and not 3) Assert.True(sound.Values.AsSpan(row * sound.BlocksWide * 64, sound.BlocksWide * 64).SequenceEqual(damaged.Values.AsSpan(row * sound.BlocksWide * 64, sound.BlocksWide * 64)), $"row {row}");
    }

    [Fact]
    public void A_progressive_picture_cut_off_is_coarser_everywhere()
    {
        var whole = JpegSamples.Magick(160, 96, 85, isProgressive: true);
        Assert.Contains("coarser than it was", Examine(whole[..(whole.Length * 2 / 3)]).Reason.Text);
    }

    [Fact]
    public void A_png_cut_off_names_its_lines_and_what_breaks_the_rules()
    {
        using var image = new MagickImage(JpegSamples.Rgb(120, 200, 3), new PixelReadSettings(120, 200, StorageType.Char, PixelMapping.RGB));
        var whole = image.ToByteArray(MagickFormat.Png);
        var finding = Examine(whole[..(whole.Length / 2)]);
        Assert.Matches(@"lost are lines \d+ to 199\.", finding.Reason.Text);
        Assert.Contains(finding.Observations, o => o.Rule == "damage.structure");
        Assert.InRange(finding.Scores[0].Value, 0.2, 0.8);
    }
}
