using System.Text;
using Touchstone.Media;

namespace Touchstone.Tests.Media;

public sealed class SnifferTests
{
    // Signatures: T.81 B.1.1.3, PNG 5.2, GIF89a 17, TIFF 6.0 section 2, BigTIFF design, RIFF, FLAC 9639 section 7, RFC 3533, RFC 4867 section 5.
    [Theory]
    [InlineData(MediaFormat.Jpeg, "FFD8FFE000104A46494600")]
    [InlineData(MediaFormat.Png, "89504E470D0A1A0A0000000D49484452")]
    [InlineData(MediaFormat.Gif, "474946383761")]
    [InlineData(MediaFormat.Gif, "474946383961")]
    [InlineData(MediaFormat.Bmp, "424D46000000000000003600000028000000")]
    [InlineData(MediaFormat.Unknown, "424D46000000000000003600000029000000")]
    [InlineData(MediaFormat.Tiff, "49492A0008000000")]
    [InlineData(MediaFormat.Tiff, "4D4D002A00000008")]
    [InlineData(MediaFormat.Tiff, "49492B0008000000")]
    [InlineData(MediaFormat.WebP, "524946460000000057454250")]
    [InlineData(MediaFormat.Wav, "524946460000000057415645")]
    [InlineData(MediaFormat.Wav, "52463634FFFFFFFF57415645")]
    [InlineData(MediaFormat.Avi, "524946460000000041564920")]
    [InlineData(MediaFormat.Unknown, "524946460000000041434F4E")]
    [InlineData(MediaFormat.Flac, "664C614300000022")]
    [InlineData(MediaFormat.Ogg, "4F67675300020000")]
    [InlineData(MediaFormat.Amr, "2321414D520A3C")]
    [InlineData(MediaFormat.Matroska, "1A45DFA38B4282886D6174726F736B61")]
    [InlineData(MediaFormat.WebM, "1A45DFA3874282847765626D")]
    [InlineData(MediaFormat.Unknown, "")]
    [InlineData(MediaFormat.Unknown, "FF")]
    [InlineData(MediaFormat.Unknown, "25504446")]
    [InlineData(MediaFormat.Pdf, "255044462D312E370A")]
    [InlineData(MediaFormat.Pdf, "EFBBBF255044462D312E370A")]
    [InlineData(MediaFormat.JpegXl, "0000000C4A584C200D0A870A00000014667479706A786C20")]
    [InlineData(MediaFormat.JpegXl, "FF0AFA1F01910806")]
    [InlineData(MediaFormat.Unknown, "FF0AFA1F")]
    [InlineData(MediaFormat.Font, "0001000000130100000400304453")]
    [InlineData(MediaFormat.Font, "4F54544F000B0080000300304346")]
    [InlineData(MediaFormat.Unknown, "0001000000130200000400304453")]
    [InlineData(MediaFormat.ManifestStore, "000000266A756D620000001E6A756D646332706100110010800000AA00389B7103633270610000000000")]
    [InlineData(MediaFormat.ManifestStore, "000000016A756D6200000000000000360000001E6A756D646332706100110010800000AA00389B710363327061")]
    [InlineData(MediaFormat.Unknown, "000000266A756D620000001E6A756D646332637300110010800000AA00389B7103633270610000000000")]
    public void A_signature_tells_the_format(MediaFormat format, string hex) =>
        Assert.Equal(format, Sniffer.Sniff(ByteSource.Of(Convert.FromHexString(hex))));

    // ISO/IEC 14496-12 section 4.3 (ftyp), 8.4.3 (hdlr); brands: ISO/IEC 23008-12 section 10, AVIF 1.1 section 6, mp4ra.org.
    [Theory]
    [InlineData(MediaFormat.Heic, "heic", "mif1", "")]
    [InlineData(MediaFormat.Heic, "mif1", "heic", "")]
    [InlineData(MediaFormat.Avif, "mif1", "avif", "")]
    [InlineData(MediaFormat.Avif, "avif", "mif1", "")]
    [InlineData(MediaFormat.Mp4, "isom", "mp41", "vide,soun")]
    [InlineData(MediaFormat.M4a, "isom", "mp41", "soun")]
    [InlineData(MediaFormat.M4a, "M4A ", "isom", "")]
    [InlineData(MediaFormat.Mp4, "M4A ", "isom", "vide,soun")]
    [InlineData(MediaFormat.Mov, "qt  ", "qt  ", "vide")]
    [InlineData(MediaFormat.Mp4, "mp42", "isom", "")]
    public void Brands_and_tracks_tell_the_kind_of_box_file(MediaFormat format, string major, string compatible, string handlers)
    {
        var tracks = handlers.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(h => Box("trak", [.. Box("tkhd", [0, 0, 0, 1, .. new byte[80]]), .. Box("mdia", Box("hdlr", [.. new byte[8], .. Ascii(h), .. new byte[13]]))]));
        byte[] file = [.. Box("ftyp", [.. Ascii(major), 0, 0, 0, 0, .. Ascii(compatible)]), .. Box("moov", [.. tracks.SelectMany(t => t)])];
        Assert.Equal(format, Sniffer.Sniff(ByteSource.Of(file)));
    }

    [Fact]
    public void A_disabled_picture_track_leaves_a_recording_a_recording()
    {
        byte[] Track(string handler, byte flags) => Box("trak", [.. Box("tkhd", [0, 0, 0, flags, .. new byte[80]]), .. Box("mdia", Box("hdlr", [.. new byte[8], .. Ascii(handler), .. new byte[13]]))]);
        byte[] file = [.. Box("ftyp", [.. Ascii("M4B "), 0, 0, 0, 0]), .. Box("moov", [.. Track("soun", 1), .. Track("vide", 0)])];
        Assert.Equal(MediaFormat.M4a, Sniffer.Sniff(ByteSource.Of(file)));
    }

    [Theory]
    [InlineData("styp")]
    [InlineData("moof")]
    public void A_fragment_without_its_head_is_mp4(string type) =>
        Assert.Equal(MediaFormat.Mp4, Sniffer.Sniff(ByteSource.Of(Box(type, new byte[16]))));

    // XML 1.0 section 2.8; the root element alone makes a drawing.
    [Theory]
    [InlineData(MediaFormat.Svg, "<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData(MediaFormat.Svg, "\uFEFF<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<s:svg xmlns:s='http://www.w3.org/2000/svg'>")]
    [InlineData(MediaFormat.Unknown, "<html><svg/></html>")]
    [InlineData(MediaFormat.Unknown, "<svgz/>")]
    [InlineData(MediaFormat.Unknown, "<?xml version='1.0'?><!-- never closed <svg>")]
    [InlineData(MediaFormat.Unknown, "text about <svg>")]
    public void A_drawing_is_told_by_its_root_element(MediaFormat format, string text) =>
        Assert.Equal(format, Sniffer.Sniff(ByteSource.Of(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData(MediaFormat.Svg, MediaKind.Image)]
    [InlineData(MediaFormat.JpegXl, MediaKind.Image)]
    [InlineData(MediaFormat.Wav, MediaKind.Audio)]
    [InlineData(MediaFormat.Avi, MediaKind.Video)]
    [InlineData(MediaFormat.Pdf, MediaKind.Document)]
    [InlineData(MediaFormat.ManifestStore, MediaKind.Document)]
    public void A_format_has_its_kind(MediaFormat format, MediaKind kind) => Assert.Equal(kind, format.Kind());

    [Fact]
    public void A_quicktime_file_without_brands_is_told_by_its_first_box() =>
        Assert.Equal(MediaFormat.Mov, Sniffer.Sniff(ByteSource.Of(Box("moov", Box("mvhd", new byte[100])))));

    // ISO/IEC 11172-3: FF FB 90 00 = MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame.
    [Fact]
    public void Frames_in_a_row_make_an_mp3_and_one_sync_does_not()
    {
        byte[] frame = [0xFF, 0xFB, 0x90, 0x00, .. new byte[413]];
        byte[] run = [.. frame, .. frame, .. frame, .. frame];
        byte[] tag = [.. Ascii("ID3"), 4, 0, 0, 0, 0, 1, 0, .. new byte[128]];
        Assert.Equal(MediaFormat.Mp3, Sniffer.Sniff(ByteSource.Of(run)));
        Assert.Equal(MediaFormat.Mp3, Sniffer.Sniff(ByteSource.Of((byte[])[.. tag, .. new byte[50], .. run])));
        Assert.Equal(MediaFormat.Unknown, Sniffer.Sniff(ByteSource.Of((byte[])[.. frame, .. new byte[1000]])));
        Assert.Equal(MediaFormat.Flac, Sniffer.Sniff(ByteSource.Of((byte[])[.. tag, .. Ascii("fLaC"), .. new byte[40]])));
    }

    [Theory]
    [InlineData(MediaFormat.Jpeg, "a.JPG", true)]
    [InlineData(MediaFormat.Jpeg, "a.png", false)]
    [InlineData(MediaFormat.Jpeg, "a", true)]
    [InlineData(MediaFormat.Jpeg, "a.dat", true)]
    [InlineData(MediaFormat.M4a, "a.mp4", true)]
    [InlineData(MediaFormat.Mp3, "a.wav", false)]
    public void An_extension_fits_unless_it_names_another_format(MediaFormat format, string name, bool fits) =>
        Assert.Equal(fits, Sniffer.ExtensionFits(format, name));

    [Fact]
    public void Every_shared_media_file_is_what_its_extension_says()
    {
        var root = SharedData.Path("data");
        string[] media = ["svg", "jxl", "pdf", "c2pa", "ttf", "jpg", "png", "webp", "mp4", "mov", "m4a", "mp3", "wav", "avif", "heic", "heif", "tif", "tiff", "gif", "avi", "flac", "mkv", "m4s"];
        var wrong = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => media.Contains(Path.GetExtension(f).TrimStart('.').ToLowerInvariant()))
            .Order(StringComparer.Ordinal)
            .Select(f => (Name: Path.GetFileName(f), Format: SniffFile(f)))
            .Where(f => f.Format == MediaFormat.Unknown || !Sniffer.ExtensionFits(f.Format, f.Name))
            .Select(f => $"{f.Name}: {f.Format}").ToList();
        Assert.Empty(wrong);
    }

    private static MediaFormat SniffFile(string path)
    {
        using var source = ByteSource.Open(path);
        return Sniffer.Sniff(source);
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Box(string type, byte[] payload)
    {
        var size = payload.Length + 8;
        return [(byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size, .. Ascii(type), .. payload];
    }
}
