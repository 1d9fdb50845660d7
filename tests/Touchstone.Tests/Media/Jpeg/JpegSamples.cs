using BitMiracle.LibJpeg.Classic;
using ImageMagick;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
using Touchstone.Numerics;

namespace Touchstone.Tests.Media.Jpeg;

/// <summary>JPEG files made on the spot by two independent encoders.</summary>
internal static class JpegSamples
{
    /// <summary>A colour picture with slopes, edges and noise, so that many code lengths and long runs occur.</summary>
    public static byte[] Rgb(int width, int height, ulong seed)
    {
        var chance = new Seeded(seed);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var noise = x > width / 2 ? (int)(chance.NextBits() & 63) : 0;
                var edge = (x / 23 + y / 17) % 3 == 0 ? 90 : 0;
                for (var c = 0; c < 3; c++)
                    pixels[(y * width + x) * 3 + c] = (byte)Math.Clamp(x * (c + 1) * 90 / width + y * 60 / height + edge + noise, 0, 255);
            }
        }
        return pixels;
    }

    /// <summary>Baseline JPEG by libjpeg-turbo through SkiaSharp.</summary>
    public static byte[] Skia(int width, int height, int quality, SKJpegEncoderDownsample downsample, ulong seed = 1)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var rgb = Rgb(width, height, seed);
        var rgba = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            rgb.AsSpan(i * 3, 3).CopyTo(rgba.AsSpan(i * 4));
            rgba[i * 4 + 3] = 255;
        }
        System.Runtime.InteropServices.Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(new SKJpegEncoderOptions(quality, downsample, SKJpegEncoderAlphaOption.Ignore));
        return data!.ToArray();
    }

    /// <summary>JPEG by ImageMagick: progressive or not, any sampling, restart intervals, grey or CMYK.</summary>
    public static byte[] Magick(int width, int height, uint quality, string sampling = "2x2", bool isProgressive = false, ColorSpace space = ColorSpace.sRGB, ulong seed = 1)
    {
        var settings = new PixelReadSettings((uint)width, (uint)height, StorageType.Char, PixelMapping.RGB);
        using var image = new MagickImage(Rgb(width, height, seed), settings);
        image.ColorSpace = space;
        image.Quality = quality;
        image.Settings.SetDefine(MagickFormat.Jpeg, "sampling-factor", sampling);
        image.Settings.Interlace = isProgressive ? Interlace.Jpeg : Interlace.NoInterlace;
        return image.ToByteArray(MagickFormat.Jpeg);
    }

    /// <summary>Baseline JPEG with a restart marker after every <paramref name="interval"/> MCUs, by BitMiracle's libjpeg.</summary>
    public static byte[] WithRestarts(int width, int height, int interval, bool isProgressive = false)
    {
        var rgb = Rgb(width, height, 1);
        var encoder = new jpeg_compress_struct { Image_width = width, Image_height = height, Input_components = 3, In_color_space = J_COLOR_SPACE.JCS_RGB };
        using var output = new MemoryStream();
        encoder.jpeg_stdio_dest(output);
        encoder.jpeg_set_defaults();
        encoder.jpeg_set_quality(90, true);
        encoder.Restart_interval = interval;
        if (isProgressive) encoder.jpeg_simple_progression();
        encoder.jpeg_start_compress(true);
        byte[][] line = [new byte[width * 3]];
        for (var y = 0; y < height; y++)
        {
            rgb.AsSpan(y * width * 3, width * 3).CopyTo(line[0]);
            encoder.jpeg_write_scanlines(line, 1);
        }
        encoder.jpeg_finish_compress();
        return output.ToArray();
    }

    /// <summary>Grey baseline JPEG with the example Huffman tables.</summary>
    public static byte[] Grey(int width, int height, ulong seed)
    {
        var rgb = Rgb(width, height, seed);
        var encoder = new jpeg_compress_struct { Image_width = width, Image_height = height, Input_components = 1, In_color_space = J_COLOR_SPACE.JCS_GRAYSCALE };
        using var output = new MemoryStream();
        encoder.jpeg_stdio_dest(output);
        encoder.jpeg_set_defaults();
        encoder.jpeg_start_compress(true);
        byte[][] line = [new byte[width]];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) line[0][x] = rgb[(y * width + x) * 3];
            encoder.jpeg_write_scanlines(line, 1);
        }
        encoder.jpeg_finish_compress();
        return output.ToArray();
    }

    /// <summary>Offset of the first baseline frame header.</summary>
    public static int FrameHeader(ReadOnlySpan<byte> bytes) => bytes.IndexOf((ReadOnlySpan<byte>)[0xFF, JpegMarkers.Sof0]);

    public static Specimen Open(byte[] bytes, Limits? limits = null) =>
        Intake.TryOpen("sample.jpg", bytes, limits ?? Limits.Default, out var specimen, out var fault) ? specimen : throw new InvalidOperationException(fault.Message);

    public static View<JpegCoefficients> Coefficients(byte[] bytes, Limits? limits = null)
    {
        using var specimen = Open(bytes, limits);
        return specimen.Coefficients;
    }
}
