using Touchstone.Media;
using Touchstone.Tests.Media.Metadata;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Media.Containers;

public sealed class ImageContainerTests
{
    // ISO/IEC 15948 sections 5.3, 11.2.2 and 11.3.4.3, built by Bytes.PngFile.
    [Fact]
    public void Png_chunks_are_read_with_offsets_and_values()
    {
        var tree = Trees.Read(PngFile(7, 5, Chunk("tEXt", Ascii("Software\0Paint"))));
        Assert.Empty(tree.Damage);
        Assert.Equal(["IHDR", "tEXt", "IDAT", "IEND"], tree.Roots.Select(r => r.Type));
        Assert.Equal(("7", "5", "Software"), (tree.Roots[0]["width"], tree.Roots[0]["height"], tree.Roots[1]["keyword"]));
        Assert.Equal((8, 25), (tree.Roots[0].Offset, tree.Roots[0].Length));
    }

    [Fact]
    public void A_changed_byte_breaks_the_crc_of_its_chunk()
    {
        var file = PngFile(7, 5);
        file[20] ^= 1;
        var damage = Assert.Single(Trees.Read(file).Damage);
        Assert.Equal((Codes.ContainerDamaged, 29), (damage.Code, damage.Offset));
    }

    [Fact]
    public void Bytes_behind_the_last_png_chunk_are_damage() =>
        Assert.NotEmpty(Trees.Read([.. PngFile(7, 5), 1, 2, 3]).Damage);

    // GIF89a sections 18, 20, 23, 24, 26 and 27.
    [Fact]
    public void Gif_blocks_are_read()
    {
        byte[] file = [.. Ascii("GIF89a"), 3, 0, 2, 0, 0x80, 0, 0, .. new byte[6], 0x21, 0xFE, 2, .. Ascii("hi"), 0, 0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0, 2, 1, 0x44, 0, 0x3B];
        var tree = Trees.Read(file);
        Assert.Empty(tree.Damage);
        Assert.Equal(["Header", "Comment", "Image", "Trailer"], tree.Roots.Select(r => r.Type));
        Assert.Equal("hi", tree.Roots[1]["text"]);
        Assert.Equal(file.Length, tree.Roots.Sum(r => r.Length));
    }

    // BITMAPFILEHEADER 14 bytes, BITMAPINFOHEADER 40 bytes, one 24-bit pixel in a row of 4 bytes.
    [Fact]
    public void Bmp_headers_are_read()
    {
        byte[] file = [.. Ascii("BM"), .. Little32(58), 0, 0, 0, 0, .. Little32(54), .. Little32(40), .. Little32(1), .. Little32(1), 1, 0, 24, 0, .. new byte[24], 1, 2, 3, 0];
        var tree = Trees.Read(file);
        Assert.Empty(tree.Damage);
        Assert.Equal("1", tree.OfType("InfoHeader").Single()["width"]);
    }

    // TIFF 6.0 section 2, built by ExifWriter.
    [Fact]
    public void Tiff_directories_are_read_with_their_values()
    {
        var tree = Trees.Read(new ExifWriter().Main(0x10F, "Acme").Exif(0x9003, "2018:04:01 12:00:00").ToArray());
        Assert.Equal("Acme", tree.OfType("IFD0").Single()["Make"]);
        Assert.Equal("2018:04:01 12:00:00", tree.OfType("ExifIFD").Single()["DateTimeOriginal"]);
        Assert.Empty(tree.Damage);
    }

    [Fact]
    public void A_circle_of_tiff_directories_is_damage_and_ends()
    {
        byte[] file = [.. Ascii("MM"), 0, 42, .. Big32(8), .. Big16(1), .. Big16(256), .. Big16(3), .. Big32(1), .. Big32(0), .. Big32(8)];
        Assert.Contains(Trees.Read(file).Damage, d => d.Message.Contains("circle", StringComparison.Ordinal));
    }

    // RFC 9649 sections 2.7 and 3.4: 14-bit sizes less one.
    [Fact]
    public void Webp_sizes_are_read()
    {
        var tree = Trees.Read(RiffFile("WEBP", RiffChunk("VP8X", [0, 0, 0, 0, 9, 0, 0, 4, 0, 0]), RiffChunk("VP8L", [0x2F, 9, 0, 1, 0, 0])));
        Assert.Equal(("10", "5"), (tree.OfType("VP8X").Single()["width"], tree.OfType("VP8X").Single()["height"]));
        Assert.Equal(("10", "5"), (tree.OfType("VP8L").Single()["width"], tree.OfType("VP8L").Single()["height"]));
    }
}
