using SkiaSharp;
using Touchstone.Engine.Views;
using Touchstone.Engine.Views.Frequencies;
using Touchstone.Engine.Views.Pixels;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Engine.Views;

/// <summary>Origin of the vectors: NumPy 1.24 (fft2) for the spectrum; all others are worked out by hand where they stand.</summary>
public sealed class ViewCatalogTests
{
    private static readonly byte[] Sample = JpegSamples.Skia(160, 112, 85, SKJpegEncoderDownsample.Downsample420);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ViewPicture[] Pictures(string view, Specimen specimen, Specimen? reference = null)
    {
        var subject = new ViewSubject(specimen, reference, new ViewSettings());
        var method = ViewCatalog.Find(view)!;
        Assert.Null(method.Refusal(subject));
        return [.. method.Pictures(subject, TestContext.Current.CancellationToken)];
    }

    [Fact]
    public void Every_view_has_a_name_of_its_own_and_says_what_to_look_for()
    {
        Assert.Equal(ViewCatalog.All.Count, ViewCatalog.All.Select(v => v.Id).Distinct().Count());
        Assert.All(ViewCatalog.All, v => Assert.All((string[])[v.Title, v.LookFor, v.Ignore, v.Source], text => Assert.True(text.Length > 10, v.Id)));
    }

    [Fact]
    public void Every_view_of_a_JPEG_is_drawn_alike_twice()
    {
        using var one = JpegSamples.Open(Sample);
        using var two = JpegSamples.Open(Sample);
        foreach (var view in ViewCatalog.All)
        {
            var (first, second) = (Pictures(view.Id, one, one), Pictures(view.Id, two, two));
            Assert.NotEmpty(first);
            Assert.Equal(first.OfType<RasterPicture>().SelectMany(r => r.Values), second.OfType<RasterPicture>().SelectMany(r => r.Values));
            Assert.Equal(first.Select(p => (p.Name, p.Note)), second.Select(p => (p.Name, p.Note)));
            Assert.All(first.OfType<RasterPicture>(), r => Assert.True(r.High > r.Low && r.Values.Length == r.Width * r.Height && r.Values.Any(float.IsFinite), view.Id));
        }
    }

    [Fact]
    public void A_picture_without_blocks_has_no_block_views()
    {
        using var specimen = Open(Encode(new RgbImage(16, 16, new byte[768])));
        var subject = new ViewSubject(specimen, null, new ViewSettings());
        Assert.Equal(["blocks-energy", "blocks-zeros", "coefficients", "grid-artefacts", "difference"], ViewCatalog.All.Where(v => v.Refusal(subject) is not null).Select(v => v.Id));
    }

    [Fact]
    public void Pictures_of_two_sizes_have_no_difference()
    {
        using var specimen = JpegSamples.Open(Sample);
        using var other = JpegSamples.Open(JpegSamples.Skia(112, 160, 85, SKJpegEncoderDownsample.Downsample420));
        Assert.Equal(Codes.ViewSizeMismatch, ViewCatalog.Find("difference")!.Refusal(new ViewSubject(specimen, other, new ViewSettings()))?.Code);
    }

    [Fact]
    public void A_difference_is_where_it_was_made()
    {
        var samples = JpegSamples.Rgb(40, 30, 3);
        var changed = samples.ToArray();
        changed[(12 * 40 + 7) * 3 + 1] = (byte)(changed[(12 * 40 + 7) * 3 + 1] ^ 0x10);
        var (values, count) = Difference.Largest(new RgbImage(40, 30, samples), new RgbImage(40, 30, changed));
        Assert.Equal((1, 16f, 1), (count, values[12 * 40 + 7], values.Count(v => v > 0)));
    }

    [Fact]
    public void Bits_are_taken_apart()
    {
        var planes = BitPlanes.Of(new RgbImage(2, 1, [0b10000001, 0, 0xFF, 1, 2, 4]), Cancel).Cast<ColourPicture>().ToArray();
        Assert.Equal([255, 0, 255, 255, 0, 0], planes[0].Image.Samples);
        Assert.Equal([0, 0, 255, 0, 255, 0], planes[1].Image.Samples);
        Assert.Equal([255, 0, 255, 0, 0, 0], planes[7].Image.Samples);
        Assert.Contains("red 100.0 %, green 0.0 %, blue 50.0 %", planes[0].Note);
    }

    [Fact]
    public void Gaps_of_a_histogram_are_counted_between_its_ends()
    {
        var counts = new long[256];
        (counts[10], counts[12], counts[15]) = (1, 2, 3);
        Assert.Equal("3 empty levels between 10 and 15", Histograms.Gaps(counts));
        Assert.Equal("no samples", Histograms.Gaps(new long[256]));
    }

    [Fact]
    public void Directions_turn_anticlockwise_from_the_right()
    {
        (float Across, float Down)[] slopes = [(9, 0), (0, -9), (-9, 0), (0, 9)];
        Assert.Equal([0f, 90f, 180f, 270f], slopes.Select(s => MathF.Round(Gradients.Angle(s.Across, s.Down), 3)));
        Assert.True(float.IsNaN(Gradients.Angle(1, 1)));
    }

    [Fact]
    public void Error_levels_are_mean_absolute_changes() =>
        Assert.Equal([2f, 0f], ErrorLevel.Change(new RgbImage(2, 1, [10, 20, 30, 1, 1, 1]), new RgbImage(2, 1, [13, 18, 31, 1, 1, 1])));

    [Fact]
    public void A_second_save_at_the_same_quality_changes_less_than_a_first()
    {
        var image = new RgbImage(160, 112, JpegSamples.Rgb(160, 112, 9));
        var once = JpegResave.Of(image, 80, Limits.Default, Cancel).Value!;
        var twice = JpegResave.Of(once, 80, Limits.Default, Cancel).Value!;
        Assert.True(ErrorLevel.Change(once, twice).Average() < 0.2 * ErrorLevel.Change(image, once).Average());
    }

    [Fact]
    public void A_point_of_light_is_found_at_its_place_on_every_wavelet_level()
    {
        var samples = new float[128 * 96];
        samples[50 * 128 + 70] = 200;
        var plan = new Daubechies8(128, 96, 4);
        var coefficients = new float[128 * 96];
        plan.Forward(samples, coefficients);
        for (var level = 1; level <= 4; level++)
        {
            var wide = 128 >> level;
            var detail = WaveletLevels.Detail(coefficients, plan, level, wide, 96 >> level);
            var brightest = Array.IndexOf(detail, detail.Max());
            Assert.True(Math.Abs(brightest % wide - 70.0 / (1 << level)) <= 1.6 && Math.Abs(brightest / wide - 50.0 / (1 << level)) <= 1.6, $"level {level}: {brightest % wide}, {brightest / wide}");
        }
    }

    [Fact]
    public void The_spectrum_equals_NumPy()
    {
        var plane = new Plane(12, 10, [.. Enumerable.Range(0, 120).Select(i => (float)((i % 12 * (i % 12) * 3 + i / 12 * 17 + i % 12 * (i / 12) * 5) % 97))]);
        var decibels = Spectrum.Decibels(plane, 12, 10, Cancel);
        foreach (var (y, x, expected) in ((int, int, double)[])[(5, 6, 9.1209), (0, 0, 23.5420), (2, 9, 10.5034), (7, 3, 14.6703), (5, 11, 17.8131), (9, 1, 25.4993)])
            Assert.Equal(expected, decibels[y * 12 + x], 1e-3);
    }

    [Fact]
    public void Blocks_are_measured_by_their_coefficients()
    {
        var (block, steps) = (new short[64], new ushort[64]);
        Array.Fill(steps, (ushort)4);
        (block[0], block[1], block[63]) = (50, 3, -4);
        // √((3·4)² + (4·4)²) / 8 = 20 / 8.
        Assert.Equal(2.5f, BlockMaps.Deviation(block, steps));
        Assert.Equal(61f, BlockMaps.CountZeros(block, steps));
    }

    [Fact]
    public void A_coarser_first_save_shows_in_the_histograms()
    {
        // The steps at (0,1) are 11 at quality 50 and 3 at 85: multiples of 11 fall on the levels 0, 4 and 7, and on none of the others up to 9.
        var image = new RgbImage(320, 240, JpegSamples.Rgb(320, 240, 4));
        using var single = Open(Jpeg(image, 85));
        using var twice = Open(Jpeg(JpegResave.Of(image, 50, Limits.Default, Cancel).Value!, 85));
        static double Share(Specimen s)
        {
            var levels = CoefficientHistograms.Count(s.Coefficients.Value!.Luma)[1];
            double Sum(int[] of) => of.Sum(l => levels[24 + l] + levels[24 - l]);
            return Sum([4, 7]) / Sum([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        }
        Assert.True(Share(twice) > 0.6 && Share(single) < 0.4, $"{Share(single):0.00} after one save, {Share(twice):0.00} after two.");
    }

    private static byte[] Jpeg(RgbImage image, int quality)
    {
        using var bitmap = Bitmap(image);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    private static byte[] Encode(RgbImage image)
    {
        using var bitmap = Bitmap(image);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static SKBitmap Bitmap(RgbImage image)
    {
        var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < image.Width * image.Height; i++)
            bitmap.SetPixel(i % image.Width, i / image.Width, new SKColor(image.Samples[3 * i], image.Samples[3 * i + 1], image.Samples[3 * i + 2]));
        return bitmap;
    }

    private static Specimen Open(byte[] bytes) => Intake.TryOpen("made.png", bytes, Limits.Default, out var specimen, out var fault, Cancel) ? specimen : throw new InvalidOperationException(fault.Message);
}
