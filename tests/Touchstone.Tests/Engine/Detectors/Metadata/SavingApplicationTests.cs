using System.Text;
using ImageMagick;
using SkiaSharp;
using Touchstone.Engine.Detectors.Metadata.SavingApplication;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Engine.Detectors.Metadata;

/// <summary>Origin of the vectors: JPEGs made here by three encoders; marks are put in by hand as the table's sources describe them.</summary>
public sealed class SavingApplicationTests
{
    private static Finding Examine(byte[] bytes)
    {
        using var specimen = JpegSamples.Open(bytes);
        return new SavingApplication().Examine(specimen, TestContext.Current.CancellationToken);
    }

    private static byte[] WithSegment(byte[] jpeg, byte marker, byte[] payload) =>
        [.. jpeg.AsSpan(0, 20), 0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload, .. jpeg.AsSpan(20)];

    private static byte[] Sized(int width, int height, int quality) => JpegSamples.Skia(width, height, quality, SKJpegEncoderDownsample.Downsample420);

    [Fact]
    public void Standard_settings_are_called_any_of_many()
    {
        var finding = Examine(Sized(64, 48, 75));
        Assert.Equal(FindingState.Measured, finding.State);
        Assert.StartsWith("Standard settings: the default of libjpeg", finding.Reason.Text);
        Assert.Contains("Any of many programs writes so", finding.Reason.Text);
        Assert.False(finding.StandsOut());
    }

    [Fact]
    public void A_platforms_size_and_quality_are_named_and_called_not_particular()
    {
        Assert.Contains("Telegram", Examine(Sized(1280, 16, 87)).Reason.Text);
        Assert.DoesNotContain("Telegram", Examine(Sized(1272, 16, 87)).Reason.Text);
        Assert.DoesNotContain("Telegram", Examine(Sized(1280, 16, 88)).Reason.Text);
        Assert.Contains(Examine(Sized(16, 1280, 87)).Observations, o => o.Text.Contains("not particular", StringComparison.Ordinal));
    }

    [Fact]
    public void Marks_are_told_first()
    {
        var gd = WithSegment(Sized(64, 48, 80), 0xFE, Encoding.ASCII.GetBytes("CREATOR: gd-jpeg v1.0 (using IJG JPEG v80), quality = 80\n"));
        Assert.Equal("The file carries a mark of the gd library (PHP and others).", Examine(gd).Reason.Text);
        // IPTC-IIM dataset 2:40 in image resource 0404.
        byte[] text = Encoding.ASCII.GetBytes("FBMD01000a860300");
        byte[] iptc = [0x1C, 0x02, 0x28, 0x00, (byte)text.Length, .. text];
        byte[] resource = [.. "Photoshop 3.0\0"u8, .. "8BIM"u8, 0x04, 0x04, 0, 0, 0, 0, 0, (byte)iptc.Length, .. iptc, .. iptc.Length % 2 == 0 ? (byte[])[] : [0]];
        Assert.StartsWith("The file carries a mark of Facebook or Instagram", Examine(WithSegment(Sized(64, 48, 80), 0xED, resource)).Reason.Text);
    }

    [Fact]
    public void Each_default_of_the_encoders_at_hand_is_in_the_table()
    {
        using var image = new MagickImage(MagickColors.Teal, 32, 32);
        Assert.Contains("ImageMagick", Examine(image.ToByteArray(MagickFormat.Jpeg)).Reason.Text);
        Assert.Contains(Examine(JpegSamples.Grey(32, 32, 1)).Observations, o => o.Text.Contains("libjpeg or libjpeg-turbo at a chosen quality", StringComparison.Ordinal));
    }

    [Fact]
    public void Own_tables_fit_no_row_and_other_formats_do_not_apply()
    {
        var own = Sized(64, 48, 75);
        own[25] += 3;
        Assert.StartsWith("None of the 16 known applications", Examine(own).Reason.Text);
        using var image = new MagickImage(MagickColors.Teal, 8, 8);
        Assert.Equal(Codes.NotApplicableFormat, Examine(image.ToByteArray(MagickFormat.Png)).Reason.Code);
    }

    [Fact]
    public void Every_row_has_a_source_and_a_date_and_asks_for_something_particular()
    {
        Assert.NotEmpty(SavingApplication.Rows);
        Assert.Equal(SavingApplication.KnownApplications, SavingApplication.Rows.Select(r => r.Id).Distinct().Count());
        Assert.All(SavingApplication.Rows, row =>
        {
            Assert.Matches("[A-Za-z]{4}", row.Source);
            Assert.Matches(@"^20\d\d(-\d\d)?((, | to )20\d\d(-\d\d)?)?$", row.Date);
            // A size alone fits every picture that somebody scaled to it.
            if (row.Kind == ApplicationKind.Settings) Assert.True(row.Longest.Count > 0 && row.Quality is { } q && q.Low == q.High, row.Id);
        });
    }

    [Theory]
    [InlineData(1080, 78)]
    [InlineData(1350, 90)]
    [InlineData(2048, 71)]
    [InlineData(4096, 84)]
    public void A_size_that_platforms_like_names_none_of_them(int longest, int quality) =>
        Assert.StartsWith("Standard settings: libjpeg or libjpeg-turbo at a chosen quality", Examine(Sized(longest, 16, quality)).Reason.Text);

    [Fact]
    public void A_progressive_grey_file_names_no_application()
    {
        using var image = new MagickImage(MagickColors.Gray, 32, 32) { ColorSpace = ColorSpace.Gray };
        image.Settings.Interlace = Interlace.Jpeg;
        Assert.StartsWith("None of the 16 known applications", Examine(image.ToByteArray(MagickFormat.Pjpeg)).Reason.Text);
    }
}
