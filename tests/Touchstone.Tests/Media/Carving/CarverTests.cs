using System.Text;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Carving;
using Touchstone.Numerics;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Media.Carving;

/// <summary>Origin of the vectors: JPEGs made here by encoders, and bytes from a seeded generator; where each picture lies is known by construction.</summary>
public sealed class CarverTests
{
    private static readonly byte[] Small = JpegSamples.Skia(40, 24, 70, SKJpegEncoderDownsample.Downsample420);
    private static readonly byte[] Large = JpegSamples.Skia(160, 96, 85, SKJpegEncoderDownsample.Downsample444);

    private static byte[] Noise(int length, ulong seed)
    {
        var chance = new Seeded(seed);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) bytes[i] = (byte)chance.NextBits();
        return bytes;
    }

    private static IReadOnlyList<CarvedPicture> Carve(byte[] bytes, Limits? limits = null) =>
        Carver.Of(ByteSource.Of(bytes), limits ?? Limits.Default, null, CancellationToken.None).Pictures;

    // APP1 with "Exif\0\0" and the picture behind it, put after SOI.
    private static byte[] WithThumbnail(byte[] picture, byte[] thumbnail)
    {
        byte[] payload = [.. "Exif\0\0"u8, .. thumbnail];
        var length = payload.Length + 2;
        return [.. picture.AsSpan(0, 2), 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. payload, .. picture.AsSpan(2)];
    }

    [Fact]
    public void Pictures_in_a_blob_of_no_format_are_found_where_they_lie()
    {
        var (before, between, after) = (Noise(1000, 1), Noise(777, 2), Noise(500, 3));
        var found = Carve([.. before, .. Small, .. between, .. Large, .. after]);
        Assert.Equal([(1000L, (long)Small.Length), (1000 + Small.Length + 777, Large.Length)], found.Select(p => (p.Offset, p.Length)));
        Assert.All(found, p => Assert.Equal(CarvedState.Whole, p.State));
        Assert.Equal([Sha256.Of(Small), Sha256.Of(Large)], found.Select(p => p.Hash));
        Assert.Equal([(40, 24), (160, 96)], found.Select(p => (p.Width, p.Height)));
    }

    [Fact]
    public void A_thumbnail_within_a_picture_and_a_picture_after_its_end_are_found_with_their_places()
    {
        byte[] file = [.. WithThumbnail(Large, Small), .. Small];
        using var specimen = JpegSamples.Open(file);
        var found = Carver.Of(specimen, CancellationToken.None).Pictures;
        Assert.Equal(3, found.Count);
        Assert.True(found[0].IsFile && found[0].Offset == 0);
        Assert.Equal((12L, (long?)0, "APP1"), (found[1].Offset, found[1].Within, found[1].Place));
        Assert.Equal((file.Length - (long)Small.Length, (long?)null, "Image"), (found[2].Offset, found[2].Within, found[2].Place));
        Assert.All(found, p => Assert.Equal(CarvedState.Whole, p.State));
    }

    [Fact]
    public void A_segment_that_ends_like_a_beginning_makes_no_second_picture()
    {
        // Seen in files of the Canon PowerShot S30 and S230: the last two bytes of APP1 are FF D8, and DQT follows.
        byte[] file = [.. Small.AsSpan(0, 2), 0xFF, 0xE1, 0x00, 0x06, 0x45, 0x78, 0xFF, 0xD8, .. Small.AsSpan(2)];
        Assert.Equal((0L, (long)file.Length), Assert.Single(Carve(file).Select(p => (p.Offset, p.Length))));
    }

    [Fact]
    public void Progressive_pictures_and_pictures_with_restarts_are_whole()
    {
        byte[][] all = [JpegSamples.Magick(120, 80, 80, isProgressive: true), JpegSamples.WithRestarts(120, 80, 3), JpegSamples.Grey(64, 64, 5)];
        foreach (var one in all)
        {
            var found = Assert.Single(Carve([.. Noise(50, 9), .. one, .. Noise(50, 10)]));
            Assert.Equal((50L, (long)one.Length, CarvedState.Whole), (found.Offset, found.Length, found.State));
        }
    }

    [Fact]
    public void A_picture_without_its_end_is_cut_and_one_of_wrong_data_is_damaged()
    {
        var cut = Assert.Single(Carve(Large[..(Large.Length * 2 / 3)]));
        Assert.Equal((CarvedState.Cut, Large.Length * 2L / 3), (cut.State, cut.Length));
        // A picture that another interrupts ends where the other begins.
        var interrupted = Carve([.. Large[..(Large.Length / 2)], .. Small]);
        Assert.Equal([(CarvedState.Cut, Large.Length / 2L), (CarvedState.Whole, Small.Length)], interrupted.Select(p => (p.State, p.Length)));
        // Two thirds of the image data taken out, the end left in place.
        byte[] holed = [.. Large[..(Large.Length / 2)], 0xFF, 0xD9];
        Assert.Equal(CarvedState.Damaged, Assert.Single(Carve(holed)).State);
    }

    [Fact]
    public void Beginnings_without_a_picture_are_not_taken_for_one()
    {
        byte[] head = Large[..(JpegSamples.FrameHeader(Large) + 19)];
        Assert.Empty(Carve([.. head, .. Noise(2000, 4)]));
        Assert.Empty(Carve(Encoding.ASCII.GetBytes("nothing here")));
        Assert.Empty(Carve(Noise(1 << 20, 6)));
        // SOI before every marker of noise: the segments do not follow one another.
        var sown = Noise(1 << 16, 7);
        for (var i = 0; i + 4 < sown.Length; i += 64) ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(sown.AsSpan(i));
        Assert.Empty(Carve(sown));
    }

    [Fact]
    public void Sensor_data_of_a_lossless_process_is_named_and_not_decoded()
    {
        var lossless = (byte[])Small.Clone();
        lossless[JpegSamples.FrameHeader(lossless) + 1] = 0xC3;
        Assert.Equal(CarvedState.OtherProcess, Assert.Single(Carve(lossless)).State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_picture_that_begins_across_a_seam_of_windows_is_found_once(int before)
    {
        byte[] file = [.. new byte[4096 - before], .. Small, .. new byte[9000]];
        var carved = Carver.Of(ByteSource.Of(file), Limits.Default, null, 4096, 4096, CancellationToken.None);
        Assert.Equal((4096L - before, (long)Small.Length, CarvedState.Whole), Assert.Single(carved.Pictures.Select(p => (p.Offset, p.Length, p.State))));
        Assert.Empty(carved.Notes);
    }

    [Fact]
    public void A_picture_longer_than_its_windows_reach_is_cut_with_a_note()
    {
        byte[] file = [.. Large, .. new byte[64]];
        var window = Large.Length / 3;
        var carved = Carver.Of(ByteSource.Of(file), Limits.Default, null, window, window, CancellationToken.None);
        Assert.Equal((0L, CarvedState.Cut), carved.Pictures.Select(p => (p.Offset, p.State)).First());
        Assert.Contains(FormattableString.Invariant($"up to byte {2 * window:N0} only"), Assert.Single(carved.Notes));
    }

    [Fact]
    public void Work_is_bounded_where_pictures_claim_the_same_bytes()
    {
        // Each 8 bytes begin a picture whose comment reaches to the next, so that every one claims all that follows.
        var nest = new List<byte>();
        for (var i = 0; i < 3000; i++) nest.AddRange([0xFF, 0xD8, 0xFF, 0xFE, 0x00, 0x06, 0x00, 0x00]);
        byte[] file = [.. nest, 0xFF, 0xD8, .. Small.AsSpan(2)];
        var carved = Carver.Of(ByteSource.Of(file), Limits.Default, null, CancellationToken.None);
        Assert.Equal(0, Assert.Single(carved.Pictures).Offset);
        Assert.Contains("claim the same bytes", Assert.Single(carved.Notes));
        var pixels = Carver.Of(ByteSource.Of((byte[])[.. Large, .. Large, .. Large, .. Large, .. Large, .. Large]), Limits.Default with { MaximumPixels = 160 * 96 }, null, CancellationToken.None);
        Assert.Equal(4, pixels.Pictures.Count(p => p.State == CarvedState.Whole));
        Assert.Equal(2, pixels.Pictures.Count(p => p.State == CarvedState.NotDecoded));
        Assert.StartsWith(FormattableString.Invariant($"From byte {4 * Large.Length:N0} on"), Assert.Single(pixels.Notes));
    }
}
