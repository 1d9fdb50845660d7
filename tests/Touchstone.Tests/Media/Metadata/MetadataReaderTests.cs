using CsCheck;
using System.IO.Compression;
using System.Text;
using Touchstone.Media;
using Touchstone.Media.Metadata;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Media.Metadata;

public sealed class MetadataReaderTests
{
    private const string Packet = """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Darkroom 3"/></rdf:RDF></x:xmpmeta>
        """;

    // Tag numbers: Exif 2.32 tables 4, 7 and 15. Built by ExifWriter.
    private static ExifWriter Camera() => new ExifWriter().Main(0x10F, "Acme").Main(0x110, "Box 1").Main(0x112, 6)
        .Exif(0x9003, "2018:04:01 12:00:00").Exif(0xA002, 4000).Gps(1, "N").Gps(2, (52, 1), (30, 1), (0, 1)).Thumbnail([0xFF, 0xD8, 1, 2, 0xFF, 0xD9]);

    [Fact]
    public void Exif_values_are_given_as_stored()
    {
        var metadata = Read("a.jpg", JpegFile(8, 8, Camera().Segment()));
        Assert.Equal("Acme", metadata.Find("Exif IFD0", "Make"));
        Assert.Equal("2018:04:01 12:00:00", metadata.Find("Exif SubIFD", "Date/Time Original"));
        Assert.Equal("4000", metadata.Find("Exif SubIFD", "Exif Image Width"));
        Assert.Equal("52/1 30/1 0/1", metadata.Find("GPS", "GPS Latitude"));
        Assert.Empty(metadata.Problems);
        Assert.False(metadata.HasMakerNote);
    }

    [Fact]
    public void The_thumbnail_is_found_with_its_place_in_the_file()
    {
        var file = JpegFile(8, 8, Camera().Segment());
        var preview = Assert.Single(Read("a.jpg", file).Previews);
        Assert.Equal("Exif IFD1", preview.Source);
        Assert.Equal(preview.Bytes, file[(int)preview.Offset..((int)preview.Offset + 6)]);
        Assert.Equal(6, preview.Bytes.Length);
    }

    [Fact]
    public void An_unreadable_maker_note_counts_as_present() =>
        Assert.True(Read("a.jpg", JpegFile(8, 8, Camera().Undefined(0x927C, [1, 2, 3, 4, 5, 6, 7, 8]).Segment())).HasMakerNote);

    // PNG third edition section 11.3.2.9 (eXIf), 11.3.3 (text chunks), XMP part 3 section 1.1.5 (keyword).
    [Fact]
    public void Png_text_exif_and_xmp_are_read()
    {
        byte[] deflated;
        using (var stream = new MemoryStream())
        {
            using (var zip = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true)) zip.Write("long text"u8);
            deflated = stream.ToArray();
        }
        var file = PngFile(4, 4, Chunk("tEXt", Ascii("Software\0Paint")), Chunk("zTXt", [.. Ascii("Comment\0"), 0, .. deflated]),
            Chunk("iTXt", [.. Ascii("XML:com.adobe.xmp\0"), 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(Packet)]), Chunk("eXIf", Camera().ToArray()));
        var metadata = Read("a.png", file);
        Assert.Equal("Paint", metadata.Find("PNG-tEXt", "Software"));
        Assert.Equal("long text", metadata.Find("PNG-zTXt", "Comment"));
        Assert.Equal("Darkroom 3", metadata.Find("XMP", "xmp:CreatorTool"));
        Assert.Equal("Acme", metadata.Find("Exif IFD0", "Make"));
        Assert.Contains("Darkroom 3", metadata.Xmp, StringComparison.Ordinal);
        var preview = Assert.Single(metadata.Previews);
        Assert.Equal(preview.Bytes, file[(int)preview.Offset..((int)preview.Offset + 6)]);
    }

    // RFC 9649 section 2.7.1.5.
    [Fact]
    public void Webp_exif_and_xmp_are_read()
    {
        var metadata = Read("a.webp", RiffFile("WEBP", RiffChunk("VP8X", new byte[10]), RiffChunk("EXIF", Camera().ToArray()), RiffChunk("XMP ", Encoding.UTF8.GetBytes(Packet))));
        Assert.Equal("Acme", metadata.Find("Exif IFD0", "Make"));
        Assert.Equal("Darkroom 3", metadata.Find("XMP", "xmp:CreatorTool"));
    }

    // IPTC-IIM 4.2 chapter 1.6: tag marker 1C, record, data set, length. Photoshop resource 0x0404 holds IIM.
    [Fact]
    public void Iptc_in_a_photoshop_segment_is_read()
    {
        byte[] iim = [0x1C, 2, 80, 0, 5, .. Ascii("Alice")];
        byte[] resource = [.. Ascii("8BIM"), 4, 4, 0, 0, .. Big32(iim.Length), .. iim];
        var metadata = Read("a.jpg", JpegFile(8, 8, Segment(0xED, [.. Ascii("Photoshop 3.0\0"), .. resource])));
        Assert.Contains(metadata.Tags, t => t.Directory == "IPTC" && t.Value == "Alice");
    }

    [Fact]
    public void Entities_in_xmp_are_refused()
    {
        var bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" + Packet;
        var metadata = Read("a.jpg", JpegFile(8, 8, Segment(0xE1, [.. Ascii("http://ns.adobe.com/xap/1.0/\0"), .. Encoding.UTF8.GetBytes(bomb)])));
        Assert.Contains(metadata.Problems, p => p.Contains("document type", StringComparison.Ordinal));
        Assert.Null(metadata.Find("XMP", "xmp:CreatorTool"));
    }

    // Four thousand entries that all point at the first directory: TIFF 6.0 allows the form, not the meaning.
    [Fact]
    public void Directories_that_point_at_each_other_are_refused()
    {
        byte[] entry = [.. Big16(330), .. Big16(4), .. Big32(1), .. Big32(8)];
        byte[] file = [.. Ascii("MM"), 0, 42, .. Big32(8), .. Big16(4000), .. Enumerable.Repeat(entry, 4000).SelectMany(e => e), .. Big32(8)];
        Assert.Contains(Read("a.tif", file).Problems, p => p.EndsWith("is not read.", StringComparison.Ordinal));
    }

    [Fact]
    public void Changed_bytes_never_throw()
    {
        byte[][] files = [JpegFile(8, 8, Camera().Segment()), PngFile(4, 4, Chunk("eXIf", Camera().ToArray())), [.. Camera().ToArray()], RiffFile("WEBP", RiffChunk("EXIF", Camera().ToArray()))];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 10_000], Gen.Byte, Gen.Int[0, 10_000], Gen.Byte).Sample((which, at, value, at2, value2) =>
        {
            var file = (byte[])files[which].Clone();
            file[at % file.Length] = value;
            file[at2 % file.Length] = value2;
            if (!Intake.TryOpen("mutant", file, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken)) return true;
            using (specimen) return specimen.Metadata.Value is not null || specimen.Metadata.Fault is not null;
        }, iter: 2000);
    }

    private static MediaMetadata Read(string name, byte[] file)
    {
        Assert.True(Intake.TryOpen(name, file, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken));
        using (specimen)
        {
            Assert.True(specimen.Metadata.TryGet(out var metadata, out var fault), fault?.Message);
            return metadata;
        }
    }
}
