using System.Buffers.Binary;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Media.Pixels;

/// <summary>Origin of the vectors: TIFF structures built here by TIFF 6.0 and DNG 1.6 around JPEGs of an encoder; no camera's raw file is at hand.</summary>
public sealed class RawPreviewTests
{
    private static readonly byte[] Small = JpegSamples.Skia(40, 24, 70, SKJpegEncoderDownsample.Downsample420);
    private static readonly byte[] Large = JpegSamples.Skia(160, 96, 85, SKJpegEncoderDownsample.Downsample444);

    // Directory 0 with a 2×2 picture of its own, and whatever tags; then two previews, pointed at by tag 513 where asked.
    private static byte[] Tiff(ReadOnlySpan<byte> magic, params (ushort Tag, ushort Type, uint Value)[] more)
    {
        (ushort Tag, ushort Type, uint Value)[] entries =
        [
            (256, 3, 2), (257, 3, 2), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 1000), (277, 3, 1), (278, 3, 2), (279, 4, 4), .. more,
        ];
        var file = new byte[1004 + Small.Length + Large.Length];
        "II"u8.CopyTo(file);
        magic.CopyTo(file.AsSpan(2));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(16), (ushort)entries.Length);
        foreach (var (i, entry) in entries.OrderBy(e => e.Tag).Index())
        {
            var at = file.AsSpan(18 + 12 * i);
            BinaryPrimitives.WriteUInt16LittleEndian(at, entry.Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], entry.Type);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(at[8..], entry.Value);
        }
        Small.CopyTo(file, 1004);
        Large.CopyTo(file, 1004 + Small.Length);
        return file;
    }

    [Fact]
    public void The_largest_preview_of_a_dng_is_examined_and_said_to_be_one()
    {
        using var specimen = JpegSamples.Open(Tiff([42, 0], (50706, 1, 0x00000601)));
        var pixels = specimen.Pixels;
        Assert.Equal((160, 96), (pixels.Value!.Width, pixels.Value.Height));
        Assert.StartsWith($"a raw file: not its sensor data but the largest preview stored in it, 160×96 pixels at byte {1004 + Small.Length}; decoded by Skia", pixels.Derivation);
        Assert.Equal((160, 96), (specimen.DeclaredSize.Value!.Width, specimen.DeclaredSize.Value.Height));
    }

    [Fact]
    public void Raw_files_with_a_magic_number_of_their_own_are_taken_too()
    {
        foreach (var magic in (byte[][])[[(byte)'R', (byte)'O'], [(byte)'R', (byte)'S'], [0x55, 0]])
        {
            using var specimen = JpegSamples.Open(Tiff(magic));
            Assert.Equal((MediaFormat.Tiff, 160), (specimen.Format, specimen.Pixels.Value!.Width));
        }
    }

    [Fact]
    public void An_ordinary_tiff_is_decoded_itself_and_a_raw_file_without_a_preview_says_so()
    {
        using var plain = JpegSamples.Open(Tiff([42, 0]));
        Assert.Equal(2, plain.Pixels.Value!.Width);
        using var bare = JpegSamples.Open(Tiff([42, 0], (50706, 1, 0x00000601))[..1004]);
        Assert.Equal(Codes.ViewNotPresent, bare.Pixels.Fault!.Code);
        Assert.Contains("no preview", bare.Pixels.Fault.Message);
    }
}
