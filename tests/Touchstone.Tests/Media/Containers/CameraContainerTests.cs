using System.Buffers.Binary;
using System.Text;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Carving;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Media.Containers;

/// <summary>Origin of the vectors: RAF and CR3 files built here by the published descriptions of both layouts around JPEGs of an encoder; no camera's file is at hand.</summary>
public sealed class CameraContainerTests
{
    private static readonly byte[] Small = JpegSamples.Skia(40, 24, 70, SKJpegEncoderDownsample.Downsample420);
    private static readonly byte[] Middle = JpegSamples.Skia(96, 64, 80, SKJpegEncoderDownsample.Downsample420);
    private static readonly byte[] Large = JpegSamples.Skia(160, 96, 85, SKJpegEncoderDownsample.Downsample444);

    // One directory with the camera's maker (271): "II", 42, directory at 8, one entry whose text lies at 26.
    private static readonly byte[] Facts = [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x0F, 1, 2, 0, 8, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0, .. "Acme X1\0"u8];

    private static byte[] U32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)value);
        return bytes;
    }

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] WithExif(byte[] jpeg) => [0xFF, 0xD8, 0xFF, 0xE1, .. U16(8 + Facts.Length), .. "Exif\0\0"u8, .. Facts, .. jpeg[2..]];

    private static byte[] Raf(byte[] preview)
    {
        byte[] file = [.. "FUJIFILMCCD-RAW 0201FF000001"u8];
        Array.Resize(ref file, 160);
        "Acme X1"u8.CopyTo(file.AsSpan(28));
        "0100"u8.CopyTo(file.AsSpan(60));
        ((byte[])[.. U32(160), .. U32(preview.Length), .. U32(160 + preview.Length), .. U32(8), .. U32(168 + preview.Length), .. U32(64)]).CopyTo(file, 84);
        return [.. file, .. preview, .. new byte[8], .. Enumerable.Range(0, 64).Select(i => (byte)i)];
    }

    private static byte[] Box(string type, params byte[][] parts)
    {
        byte[] payload = [.. parts.SelectMany(p => p)];
        return [.. U32(8 + payload.Length), .. Encoding.ASCII.GetBytes(type), .. payload];
    }

    private static byte[] Cr3() =>
    [
        .. Box("ftyp", [.. "crx "u8, .. U32(1), .. "crx isom"u8]),
        .. Box("moov", Box("uuid", Convert.FromHexString("85C0B687820F11E08111F4CE462B6A48"),
            Box("CNCV", Encoding.ASCII.GetBytes("CanonCR3_001/00.09.00/00.00.00")),
            Box("CMT1", Facts),
            Box("THMB", [.. U32(0), .. U16(40), .. U16(24), .. U32(Small.Length), .. U16(1), .. U16(0)], Small))),
        .. Box("uuid", Convert.FromHexString("EAF42B5E1C984B88B9FBB7DC406E4D16"), U32(0), U32(1),
            Box("PRVW", [.. U32(0), .. U16(1), .. U16(96), .. U16(64), .. U16(1), .. U32(Middle.Length)], Middle)),
        .. Box("mdat", Large, [.. Enumerable.Range(0, 200).Select(i => (byte)(i * 7))]),
    ];

    [Fact]
    public void A_raf_file_is_told_by_its_first_bytes_and_shows_its_parts()
    {
        var preview = WithExif(Large);
        using var specimen = JpegSamples.Open(Raf(preview));
        Assert.Equal((MediaFormat.Raf, MediaKind.Image), (specimen.Format, specimen.Kind));
        var tree = specimen.Container.Value!;
        Assert.Empty(tree.Damage);
        Assert.Equal(["Head", "JPEG", "Settings", "SensorData"], tree.Roots.Select(n => n.Type));
        Assert.Equal((160L, (long)preview.Length), (tree.Roots[1].Offset, tree.Roots[1].Length));
        Assert.Equal("Acme X1", tree.Roots[0]["camera"]);
        Assert.Equal("0201", tree.Roots[0]["version"]);
    }

    [Fact]
    public void The_preview_of_a_raf_file_is_examined_with_its_metadata()
    {
        using var specimen = JpegSamples.Open(Raf(WithExif(Large)));
        Assert.Equal((160, 96), (specimen.Pixels.Value!.Width, specimen.Pixels.Value.Height));
        Assert.StartsWith("a raw file: not its sensor data but the largest preview stored in it, 160×96 pixels at byte 160; decoded by Skia", specimen.Pixels.Derivation);
        Assert.Contains(specimen.Metadata.Value!.Tags, t => t.Name == "Make" && t.Value == "Acme X1");
    }

    [Fact]
    public void A_raf_file_cut_within_its_preview_says_what_is_missing_and_is_not_decoded()
    {
        using var specimen = JpegSamples.Open(Raf(Large)[..400]);
        Assert.Contains(specimen.Container.Value!.Damage, d => d.Code == Codes.ContainerTruncated && d.Message.Contains("Part JPEG", StringComparison.Ordinal));
        Assert.Equal(Codes.ViewNotPresent, specimen.Pixels.Fault!.Code);
        using var head = JpegSamples.Open(Raf(Large)[..90]);
        Assert.Contains(head.Container.Value!.Damage, d => d.Message.Contains("table", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cr3_file_is_told_by_its_brand_and_its_own_boxes_are_read()
    {
        using var specimen = JpegSamples.Open(Cr3());
        Assert.Equal((MediaFormat.Cr3, MediaKind.Image), (specimen.Format, specimen.Kind));
        var tree = specimen.Container.Value!;
        Assert.Empty(tree.Damage);
        var boxes = tree.All.ToDictionary(n => n.Type == "uuid" ? n["uuid"]![..8] : n.Type);
        Assert.Equal("CanonCR3_001/00.09.00/00.00.00", boxes["CNCV"]["version"]);
        Assert.Equal(("40", "24", $"{Small.Length}"), (boxes["THMB"]["width"], boxes["THMB"]["height"], boxes["THMB"]["jpegBytes"]));
        Assert.Equal(("96", "64", $"{Middle.Length}"), (boxes["PRVW"]["width"], boxes["PRVW"]["height"], boxes["PRVW"]["jpegBytes"]));
    }

    [Fact]
    public void The_largest_picture_of_a_cr3_file_is_examined_with_the_metadata_of_its_boxes()
    {
        using var specimen = JpegSamples.Open(Cr3());
        Assert.Equal((160, 96), (specimen.Pixels.Value!.Width, specimen.Pixels.Value.Height));
        Assert.Contains(specimen.Metadata.Value!.Tags, t => t.Name == "Make" && t.Value == "Acme X1");
    }

    [Fact]
    public void Every_picture_of_a_cr3_file_is_carved_with_the_box_it_lies_in()
    {
        using var specimen = JpegSamples.Open(Cr3());
        var pictures = Carver.Of(specimen, TestContext.Current.CancellationToken).Pictures;
        Assert.Equal([("moov › uuid › THMB", 40), ("uuid › PRVW", 96), ("mdat", 160)], pictures.Select(p => (p.Place, p.Width)));
        Assert.All(pictures, p => Assert.Equal(CarvedState.Whole, p.State));
    }
}
