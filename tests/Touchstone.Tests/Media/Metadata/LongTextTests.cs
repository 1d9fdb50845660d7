using System.IO.Compression;
using System.Text;
using Touchstone.Media;
using Touchstone.Media.Metadata;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Media.Metadata;

// Origin of the vectors: the smallest files that hold a text, built here by the formats' specifications.
public sealed class LongTextTests
{
    private static readonly string Long = "{" + new string('x', 50_000) + "}";

    [Fact]
    public void Texts_are_given_in_full_where_tags_are_cut()
    {
        var metadata = Read(PngFile(2, 2, Chunk("tEXt", Ascii("prompt\0" + Long)), Chunk("iTXt", [.. Ascii("Titel\0"), 0, 0, 0, 0, .. Encoding.UTF8.GetBytes("Straße")])));
        Assert.Equal([new LongText("PNG", "prompt", Long), new LongText("PNG", "Titel", "Straße")], metadata.Texts);
        Assert.True(metadata.Find("PNG-tEXt", "prompt")!.Length < 5000);
    }

    // Exif 2.32 table 9: the first eight bytes name the encoding. The byte order of UNICODE is not stated, so both occur.
    [Theory]
    [InlineData("ASCII\0\0\0", "utf-8")]
    [InlineData("UNICODE\0", "utf-16")]
    [InlineData("UNICODE\0", "utf-16BE")]
    [InlineData("\0\0\0\0\0\0\0\0", "utf-8")]
    public void A_user_comment_is_decoded(string code, string encoding)
    {
        byte[] bytes = [.. Ascii(code), .. Encoding.GetEncoding(encoding).GetBytes("Steps: 15, größer")];
        Assert.Equal([new LongText("EXIF", "UserComment", "Steps: 15, größer")], Read(JpegFile(8, 8, new ExifWriter().Undefined(0x9286, bytes).Segment())).Texts);
    }

    [Fact]
    public void Comments_and_lists_of_other_containers_are_texts_too()
    {
        Assert.Equal([new LongText("JPEG", "Comment", "made by hand")], Read(JpegFile(8, 8, Segment(0xFE, Ascii("made by hand")))).Texts);
        Assert.Equal([new LongText("RIFF", "AIGC", "label")], Read(RiffFile("AVI ", RiffChunk("LIST", [.. Ascii("INFO"), .. RiffChunk("AIGC", Ascii("label\0"))]))).Texts);
        byte[] free = Box("----", Box("mean", Big32(0), Ascii("com.example")), Box("name", Big32(0), Ascii("AIGC")), Box("data", Big32(1), Big32(0), Ascii(Long)));
        byte[] list = Box("meta", Big32(0), Box("hdlr", new byte[8], Ascii("mdir"), new byte[13]), Box("ilst", Box("©cmt", Box("data", Big32(1), Big32(0), Ascii("a note"))), free));
        Assert.Equal([new LongText("MP4", "©cmt", "a note"), new LongText("MP4", "AIGC", Long)], Read(Join(Box("ftyp", Ascii("isom"), Big32(0)), Box("moov", Box("udta", list)))).Texts);
        // EBML: ids 1A45DFA3, 18538067, 1254C367 (Tags), 7373 (Tag), 67C8 (SimpleTag), 45A3 (TagName), 4487 (TagString).
        byte[] tag = Element([0x67, 0xC8], [.. Element([0x45, 0xA3], Ascii("AIGC")), .. Element([0x44, 0x87], Ascii("label"))]);
        byte[] file = [.. Element([0x1A, 0x45, 0xDF, 0xA3], Element([0x42, 0x82], Ascii("matroska"))), .. Element([0x18, 0x53, 0x80, 0x67], Element([0x12, 0x54, 0xC3, 0x67], Element([0x73, 0x73], tag)))];
        Assert.Equal([new LongText("Matroska", "AIGC", "label")], Read(file).Texts);
    }

    // ISO/IEC 18181-2 section 4: Exif and xml boxes, plain or packed by Brotli.
    [Fact]
    public void Jpeg_xl_boxes_are_read_plain_and_packed()
    {
        const string packet = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:CreatorTool='Darkroom'/></rdf:RDF>";
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(Encoding.UTF8.GetBytes(packet));
        byte[] exif = new ExifWriter().Main(0x10F, "Acme").ToArray();
        byte[] File(params byte[][] boxes) => [.. Box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]), .. Box("ftyp", Ascii("jxl "), Big32(0), Ascii("jxl ")), .. Join(boxes), .. Box("jxlc", [0xFF, 0x0A])];
        var plain = Read(File(Box("Exif", Big32(0), exif), Box("xml ", Encoding.UTF8.GetBytes(packet))));
        Assert.Equal(("Acme", "Darkroom"), (plain.Find("Exif IFD0", "Make"), plain.Find("XMP", "xmp:CreatorTool")));
        Assert.Equal("Darkroom", Read(File(Box("brob", Ascii("xml "), packed.ToArray()))).Find("XMP", "xmp:CreatorTool"));
        Assert.Null(Read(File(Box("brob", Ascii("xml "), [1, 2, 3, 4, 5]))).Xmp);
    }

    private static byte[] Element(byte[] id, byte[] data) => [.. id, .. Size(data.Length), .. data];

    // A size of four bytes: marker bit 0x10 and 28 bits.
    private static byte[] Size(int length) => [(byte)(0x10 | length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];

    private static MediaMetadata Read(byte[] bytes)
    {
        Assert.True(Intake.TryOpen("made", bytes, Limits.Default, out var specimen, out _));
        using (specimen)
        {
            Assert.True(specimen.Metadata.TryGet(out var metadata, out _));
            return metadata;
        }
    }
}
