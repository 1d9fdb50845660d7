using ImageMagick;
using SkiaSharp;
using Touchstone.Engine.Detectors.Metadata.JpegHistory;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

// Origin of the vectors: files made on the spot by libjpeg-turbo, ImageMagick and BitMiracle, whose settings are known, and segments laid out
// by hand from the named specifications.
public sealed class JpegHistoryTests
{
    [Fact]
    public void An_encoder_of_the_library_is_described_with_its_exact_quality()
    {
        var finding = Examine(JpegSamples.WithRestarts(203, 149, 7));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Equal(90, finding.Scores[0].Value);
        Assert.Equal(0, finding.Scores[^1].Value);
        Assert.Contains("exactly the Annex K tables scaled to quality 90", finding.Reason.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing unusual", finding.Reason.Text, StringComparison.Ordinal);
        Assert.All(finding.Observations, o => Assert.Equal(Weight.Note, o.Weight));
        Assert.Contains("APP0:JFIF DQT×2 SOF0 DHT×4 DRI SOS", Only(finding, "jpeg.order").Text, StringComparison.Ordinal);
        Assert.Contains("the example tables", Only(finding, "jpeg.coding").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_progressive_file_that_names_a_camera_is_unusual()
    {
        var finding = Examine(WithCamera(isProgressive: true));
        Assert.Equal(Weight.Anomaly, Only(finding, "jpeg.progressive-camera").Weight);
        Assert.Contains("Acme Shot 7", Only(finding, "jpeg.progressive-camera").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Examine(WithCamera(isProgressive: false)).Observations, o => o.Weight != Weight.Note);
    }

    // Resource layout by Adobe's "Photoshop File Formats Specification": 8BIM, id, empty name, size, data.
    [Fact]
    public void Resources_of_a_program_nobody_named_are_unusual()
    {
        byte[] photoshop = [0xFF, 0xED, 0, 30, .. "Photoshop 3.0"u8, 0, .. "8BIM"u8, 4, 6, 0, 0, 0, 0, 0, 2, 0, 5];
        var finding = Examine(Insert(WithCamera(isProgressive: false), photoshop));
        Assert.Equal(Weight.Anomaly, Only(finding, "jpeg.photoshop-unnamed").Weight);
        Assert.Equal(Weight.Note, Only(Examine(Insert(Plain(), photoshop)), "jpeg.photoshop").Weight);
    }

    [Theory]
    [InlineData(75, 0)]
    [InlineData(90, 1)]
    public void A_comment_that_states_another_quality_is_unusual(int stated, int anomalies)
    {
        var text = System.Text.Encoding.ASCII.GetBytes($"CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = {stated}\n");
        var finding = Examine(Insert(JpegSamples.Skia(64, 64, 75, SKJpegEncoderDownsample.Downsample420), [0xFF, 0xFE, 0, (byte)(text.Length + 2), .. text]));
        Assert.Equal(anomalies, finding.Observations.Count(o => o.Rule == "jpeg.comment-quality"));
    }

    [Fact]
    public void Data_after_the_image_is_told_by_kind()
    {
        var plain = Plain();
        Assert.Equal(Weight.Anomaly, Only(Examine([.. plain, .. plain]), "jpeg.trailing-image").Weight);
        Assert.Equal(Weight.Note, Only(Examine([.. plain, .. new byte[512]]), "jpeg.trailing-padding").Weight);
        Assert.Equal(Weight.Anomaly, Only(Examine([.. plain, .. "a hidden message"u8]), "jpeg.trailing-bytes").Weight);
        Assert.Equal(Weight.Note, Only(Examine([.. plain, .. "own data of a telephoneSEFT"u8]), "jpeg.trailing-bytes").Weight);
    }

    [Fact]
    public void A_lowered_height_is_noticed()
    {
        var bytes = JpegSamples.Skia(160, 160, 90, SKJpegEncoderDownsample.Downsample444);
        bytes[JpegSamples.FrameHeader(bytes) + 6] = 80;
        Assert.Contains("160 × 80", Only(Examine(bytes), "jpeg.image-data-surplus").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_described_as_far_as_it_goes()
    {
        var bytes = Plain();
        var finding = Examine(bytes[..^40]);
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.Contains(finding.Observations, o => o.Rule == "jpeg.damage");
        Assert.Contains(finding.Observations, o => o.Rule == "jpeg.image-data-damaged");
        Assert.Equal(FindingState.Failed, Examine(bytes[..30]).State);
    }

    [Fact]
    public void Tables_are_told_by_their_shape()
    {
        var luma = JpegTables.ScaledLuminance(80);
        var chroma = JpegTables.ScaledChrominance(80);
        Assert.Equal(TableKind.ExactOneQuality, TableFamily.Of(luma, chroma).Kind);
        Assert.Equal(TableKind.ExactTwoQualities, TableFamily.Of(luma, JpegTables.ScaledChrominance(70)).Kind);
        Assert.Equal(TableKind.Transposed, TableFamily.Of([.. Enumerable.Range(0, 64).Select(i => luma[i % 8 * 8 + i / 8])], chroma).Kind);
        // Annex K times 0.333, fractions cut: no integer percentage with the library's rounding gives it.
        Assert.Equal(TableKind.OtherRounding, TableFamily.Of([.. JpegTables.Luminance.ToArray().Select(b => (ushort)(b * 0.333))], chroma).Kind);
        Assert.Equal(TableKind.Own, TableFamily.Of([.. Enumerable.Range(0, 64).Select(i => (ushort)(3 + i))], chroma).Kind);
    }

    // Origin: a file of the public collection drewnoakes/metadata-extractor-images, whose tables the list holds.
    [Fact]
    public void Known_tables_name_the_camera()
    {
        var finding = Examine(File.ReadAllBytes(SharedData.Path("data", "visual", "photos_real", "cameras", "Olympus_PEN_E_P3.jpg")));
        Assert.Contains("Olympus PEN E-P3", Only(finding, "jpeg.tables-known").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_formats_are_not_applicable()
    {
        using var bitmap = new SKBitmap(8, 8);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Assert.Equal((FindingState.NotApplicable, Codes.NotApplicableFormat), (Examine(data!.ToArray()).State, Examine(data.ToArray()).Reason.Code));
    }

    [Fact]
    public void The_card_is_complete_and_the_list_is_loaded()
    {
        var card = MethodCard.Load(nameof(JpegHistory));
        Assert.All(MethodCard.RequiredSections, section => Assert.NotEqual("", card[section]));
        Assert.Equal(MethodCard.RequiredSections, card.Sections.Keys);
    }

    [Fact]
    public void The_finding_is_the_same_twice()
    {
        var bytes = WithCamera(isProgressive: true);
        Assert.Equal(Examine(bytes).Observations, Examine(bytes).Observations);
    }

    private static Finding Examine(byte[] bytes)
    {
        using var specimen = JpegSamples.Open(bytes);
        return new JpegHistory().Examine(specimen, CancellationToken.None);
    }

    private static Observation Only(Finding finding, string rule) => Assert.Single(finding.Observations, o => o.Rule == rule);

    private static byte[] Plain() => JpegSamples.Skia(64, 64, 85, SKJpegEncoderDownsample.Downsample420);

    private static byte[] Insert(byte[] jpeg, byte[] segment) => [.. jpeg[..2], .. segment, .. jpeg[2..]];

    private static byte[] WithCamera(bool isProgressive)
    {
        using var image = new MagickImage(JpegSamples.Magick(64, 64, 85));
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Make, "Acme");
        exif.SetValue(ExifTag.Model, "Shot 7");
        image.SetProfile(exif);
        image.Settings.Interlace = isProgressive ? Interlace.Jpeg : Interlace.NoInterlace;
        return image.ToByteArray(MagickFormat.Jpeg);
    }
}
