using System.Buffers.Binary;
using System.IO.Compression;
using BitMiracle.LibJpeg.Classic;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Tests.Media.Ffmpeg;

namespace Touchstone.Tests.Media.Pixels;

public sealed class PixelReaderTests
{
    private static readonly Limits Bounds = Limits.Default;

    [Fact]
    public void A_png_gives_its_stored_bytes()
    {
        var rgb = Gradient(13, 7);
        var view = Skia(Png(13, 7, 8, 2, rgb), MediaFormat.Png);
        Assert.Equal(rgb, view.Value!.Samples);
        Assert.Equal((13, 7), (view.Value.Width, view.Value.Height));
    }

    [Fact]
    public void A_colour_space_in_a_png_changes_nothing()
    {
        var rgb = Gradient(9, 5);
        // PNG 11.3.3: gAMA 1.0 (linear light) as u32 ×100000; a colour-managed decoder would brighten the samples.
        var view = Skia(Png(9, 5, 8, 2, rgb, ("gAMA", [0, 1, 0x86, 0xA0])), MediaFormat.Png);
        Assert.Equal(rgb, view.Value!.Samples);
    }

    [Fact]
    public void Sixteen_bit_samples_are_reduced_and_it_says_so()
    {
        var wide = Gradient(6, 4).SelectMany(b => new[] { b, (byte)0x10 }).ToArray();
        var view = Skia(Png(6, 4, 16, 2, wide), MediaFormat.Png);
        Assert.Equal(Gradient(6, 4), view.Value!.Samples);
        Assert.Contains("16 bits", view.Derivation);
    }

    [Fact]
    public void Transparent_pixels_keep_their_stored_colour()
    {
        byte[] rgba = [200, 100, 50, 0, 10, 20, 30, 128, 1, 2, 3, 255];
        var view = Skia(Png(3, 1, 8, 6, rgba), MediaFormat.Png);
        Assert.Equal([200, 100, 50, 10, 20, 30, 1, 2, 3], view.Value!.Samples);
        Assert.Contains("transparency dropped", view.Derivation);
    }

    [Fact]
    public void The_exif_orientation_is_not_applied()
    {
        var plain = Jpeg(32, 16);
        var rotated = WithOrientation(plain, 6);
        var view = Skia(rotated, MediaFormat.Jpeg);
        Assert.Equal((32, 16), (view.Value!.Width, view.Value.Height));
        Assert.Equal(Skia(plain, MediaFormat.Jpeg).Value!.Samples, view.Value.Samples);
    }

    [Fact]
    public void A_truncated_jpeg_shows_what_is_there_and_says_where_it_ends()
    {
        var whole = Jpeg(256, 256);
        var view = Skia(whole[..(whole.Length / 2)], MediaFormat.Jpeg);
        Assert.Contains("of 256 lines decoded", view.Derivation);
        var full = Skia(whole, MediaFormat.Jpeg).Value!;
        Assert.Equal(full.Samples.AsSpan(0, 256 * 3 * 32), view.Value!.Samples.AsSpan(0, 256 * 3 * 32));
        Assert.Equal((256, 256 * 3 * view.Value.Height), (view.Value.DeclaredHeight, view.Value.Samples.Length));
        Assert.InRange(view.Value.Height, 32, 255);
    }

    [Fact]
    public void Ink_colours_are_noted()
    {
        var view = Skia(CmykJpeg(16, 16), MediaFormat.Jpeg);
        Assert.Contains("CMYK", view.Derivation);
        Assert.Equal(16 * 16 * 3, view.Value!.Samples.Length);
    }

    [Fact]
    public void A_bomb_is_refused_by_its_header()
    {
        // A PNG that declares 30000 × 30000 pixels and holds none.
        var view = Skia(Png(30000, 30000, 8, 2, []), MediaFormat.Png);
        Assert.Equal(Codes.LimitPixels, view.Fault!.Code);
        Assert.Contains("30000×30000", view.Fault.Message);
    }

    [Fact]
    public void An_image_too_large_for_methods_on_pixels_is_not_decoded_and_keeps_its_size()
    {
        // PNG signature and header of 1000 × 600 pixels, 8-bit RGB, without data.
        Assert.True(Intake.TryOpen("a.png", Png(1000, 600, 8, 2, []), Limits.Default with { MaximumDetectorPixels = 599_999 }, out var specimen, out _, TestContext.Current.CancellationToken));
        using (specimen)
        {
            Assert.Equal((FaultKind.Absent, Codes.NotApplicableTooLarge), (specimen.Pixels.Fault!.Kind, specimen.Pixels.Fault.Code));
            Assert.Equal(Codes.NotApplicableTooLarge, specimen.Luma.Fault!.Code);
            Assert.Equal(Codes.NotApplicableTooLarge, specimen.Residual.Fault!.Code);
            Assert.Equal(new PictureSize(1000, 600), specimen.DeclaredSize.Value);
        }
    }

    [Fact]
    public void A_JPEG_with_more_scans_than_any_encoder_writes_is_not_given_to_the_decoder()
    {
        // SOI, then scans of one component (T.81 B.2.3: FF DA, length 8, count 1, component and tables, band, bits), EOI.
        byte[] scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, 0];
        byte[] bytes = [0xFF, 0xD8, .. Enumerable.Repeat(scan, Limits.Default.MaximumScans + 1).SelectMany(s => s), 0xFF, 0xD9];
        Assert.True(Intake.TryOpen("a.jpg", bytes, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken));
        using (specimen)
        {
            Assert.Equal(Codes.JpegDamaged, specimen.Pixels.Fault!.Code);
            Assert.Contains("scans", specimen.Pixels.Fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(MediaFormat.Jpeg)]
    [InlineData(MediaFormat.Png)]
    [InlineData(MediaFormat.WebP)]
    [InlineData(MediaFormat.Gif)]
    [InlineData(MediaFormat.Bmp)]
    public void Rubbish_is_undecodable(MediaFormat format) =>
        Assert.Equal(Codes.PixelsUndecodable, Skia([0xFF, 0xD8, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], format).Fault!.Code);

    [Theory]
    [InlineData(MediaFormat.Tiff)]
    [InlineData(MediaFormat.Heic)]
    [InlineData(MediaFormat.Avif)]
    public void Rubbish_in_the_rarer_formats_is_undecodable(MediaFormat format) =>
        Assert.Equal(Codes.PixelsUndecodable, Magick([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0], format).Fault!.Code);

    [Fact]
    public void A_script_named_as_an_image_is_never_run()
    {
        var script = "push graphic-context\nimage over 0,0 0,0 'text:/etc/hostname'\npop graphic-context"u8.ToArray();
        Assert.Equal(Codes.PixelsUndecodable, Magick(script, MediaFormat.Tiff).Fault!.Code);
    }

    [Theory]
    [InlineData("msl:script.msl")]
    [InlineData("https://example.invalid/a.png")]
    [InlineData("mvg:drawing.mvg")]
    [InlineData("label:text")]
    public void The_process_opens_no_scripts_and_no_addresses(string name)
    {
        Magick([1, 2, 3], MediaFormat.Tiff);
        // Which of the two it says, forbidden or unknown, depends on what the native library was built with.
        Assert.ThrowsAny<ImageMagick.MagickException>(() => new ImageMagick.MagickImage(name));
    }

    [Fact]
    public void Plain_formats_can_still_be_written_in_the_process()
    {
        Magick([1, 2, 3], MediaFormat.Tiff);
        using var image = new ImageMagick.MagickImage(ImageMagick.MagickColors.Red, 4, 4);
        Assert.NotEmpty(image.ToByteArray(ImageMagick.MagickFormat.Jpeg));
    }

    [Fact]
    public void A_tiff_gives_its_stored_bytes_unrotated()
    {
        var rgb = Gradient(10, 6);
        var view = Magick(Tiff(10, 6, rgb, 6), MediaFormat.Tiff);
        Assert.Equal((10, 6), (view.Value!.Width, view.Value.Height));
        Assert.Equal(rgb, view.Value.Samples);
    }

    [Fact]
    public void A_tiff_bomb_is_refused_by_its_header() =>
        Assert.Equal(Codes.LimitPixels, Magick(Tiff(60000, 60000, [1, 2, 3], 1), MediaFormat.Tiff).Fault!.Code);

    [Theory]
    [InlineData("pos-heic-ps256.heic", MediaFormat.Heic)]
    [InlineData("pos-avif-ps512.avif", MediaFormat.Avif)]
    public void Heic_and_avif_files_are_read(string file, MediaFormat format)
    {
        var bytes = File.ReadAllBytes(SharedData.Path("data", "c2pa", "files", "generated", file));
        var view = Magick(bytes, format);
        Assert.NotNull(view.Value);
        Assert.Contains(view.Value.Samples, s => s != view.Value.Samples[0]);
    }

    [Fact]
    public void A_rotation_property_of_an_avif_is_not_applied()
    {
        using var made = new MadeMedia();
        var bytes = File.ReadAllBytes(made.Make("-f", "lavfi", "-i", "testsrc2=size=64x48", "-frames:v", "1", "-c:v", "libaom-av1", "-cpu-used", "8", "-still-picture", "1", "a.avif"));
        var plain = Magick(bytes, MediaFormat.Avif).Value!;
        // Origin: the pixel information property is renamed to irot (ISO/IEC 23008-12 section 6.5.10), one quarter turn; libheif turns such a file by default.
        var at = bytes.AsSpan().IndexOf("pixi"u8);
        "irot"u8.CopyTo(bytes.AsSpan(at));
        bytes[at + 4] = 1;
        var turned = Magick(bytes, MediaFormat.Avif).Value!;
        Assert.Equal((64, 48), (turned.Width, turned.Height));
        Assert.Equal(plain.Samples, turned.Samples);
    }

    [Fact]
    public void Luma_has_the_broadcast_weights_and_vectors_agree_with_scalars()
    {
        var rgb = Gradient(17, 3);
        var luma = LumaView.Of(View<RgbImage>.Of(new RgbImage(17, 3, rgb), "made")).Value!.Samples;
        for (var i = 0; i < luma.Length; i++)
            Assert.Equal(0.299f * rgb[i * 3] + 0.587f * rgb[i * 3 + 1] + 0.114f * rgb[i * 3 + 2], luma[i]);
    }

    [Fact]
    public void A_missing_image_has_no_luma() =>
        Assert.Equal(Codes.PixelsUndecodable, LumaView.Of(View<RgbImage>.Missing(Fault.Damaged(Codes.PixelsUndecodable, "no"))).Fault!.Code);

    private static View<RgbImage> Skia(byte[] bytes, MediaFormat format) => SkiaPixels.Read(bytes, format, Bounds, TestContext.Current.CancellationToken);

    private static View<RgbImage> Magick(byte[] bytes, MediaFormat format) => MagickPixels.Read(bytes, format, Bounds, TestContext.Current.CancellationToken);

    private static byte[] Gradient(int width, int height) => [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)(i * 37 % 251))];

    private static byte[] Jpeg(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 5), (byte)(y * 3), (byte)((x ^ y) * 7)));
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    // APP1 "Exif\0\0", then a little-endian TIFF with one entry: 0x0112 Orientation, SHORT, count 1.
    private static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, 0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static byte[] CmykJpeg(int width, int height)
    {
        using var stream = new MemoryStream();
        var encoder = new jpeg_compress_struct { Image_width = width, Image_height = height, Input_components = 4, In_color_space = J_COLOR_SPACE.JCS_CMYK };
        encoder.jpeg_stdio_dest(stream);
        encoder.jpeg_set_defaults();
        encoder.jpeg_start_compress(true);
        var row = Enumerable.Range(0, width * 4).Select(i => (byte)(i * 3)).ToArray();
        for (var y = 0; y < height; y++) encoder.jpeg_write_scanlines([row], 1);
        encoder.jpeg_finish_compress();
        return stream.ToArray();
    }

    private static byte[] Png(int width, int height, byte depth, byte colourType, byte[] samples, params (string Type, byte[] Data)[] extra)
    {
        using var raw = new MemoryStream();
        using (var zlib = new ZLibStream(raw, CompressionLevel.Fastest, leaveOpen: true))
        {
            var line = samples.Length / height;
            for (var y = 0; y < height && line > 0; y++) zlib.Write([0, .. samples.AsSpan(y * line, line)]);
        }
        byte[] header = [.. BigEndian(width), .. BigEndian(height), depth, colourType, 0, 0, 0];
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. extra.SelectMany(e => Chunk(e.Type, e.Data)), .. Chunk("IDAT", raw.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var crc = uint.MaxValue;
        foreach (var b in body)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }
        return [.. BigEndian(data.Length), .. body, .. BigEndian((int)~crc)];
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    // TIFF 6.0 section 6, baseline RGB, one uncompressed strip, with the Orientation tag (274).
    private static byte[] Tiff(int width, int height, byte[] rgb, int orientation)
    {
        (int Tag, int Type, int Count, int Value)[] entries =
            [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, 200), (259, 3, 1, 1), (262, 3, 1, 2), (273, 4, 1, 256), (274, 3, 1, orientation), (277, 3, 1, 3), (278, 4, 1, height), (279, 4, 1, rgb.Length)];
        var bytes = new byte[256 + rgb.Length];
        bytes[0] = bytes[1] = 0x49;
        bytes[2] = 42;
        bytes[4] = 8;
        bytes[8] = (byte)entries.Length;
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = bytes.AsSpan(10 + 12 * i);
            BinaryPrimitives.WriteInt16LittleEndian(entry, (short)entries[i].Tag);
            BinaryPrimitives.WriteInt16LittleEndian(entry[2..], (short)entries[i].Type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], entries[i].Count);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], entries[i].Value);
        }
        bytes[200] = bytes[202] = bytes[204] = 8;
        rgb.CopyTo(bytes, 256);
        return bytes;
    }
}
