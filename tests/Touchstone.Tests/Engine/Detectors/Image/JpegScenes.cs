using System.Runtime.InteropServices;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>
/// Self-made pictures with a known JPEG history: seeded noise at five scales, falling off as in photographs, plus sensor-like grain;
/// saved by SkiaSharp's JPEG encoder (libjpeg tables).
/// </summary>
internal static class JpegScenes
{
    public static RgbImage Scene(int width, int height, ulong seed)
    {
        var chance = new Seeded(seed);
        var sum = new double[width * height];
        foreach (var (step, amplitude) in new[] { (64, 40.0), (32, 25.0), (16, 16.0), (8, 10.0), (3, 7.0) })
            AddNoise(sum, width, height, step, amplitude, chance);
        var samples = new byte[width * height * 3];
        for (var i = 0; i < sum.Length; i++)
            for (var c = 0; c < 3; c++)
                samples[3 * i + c] = (byte)Math.Clamp(Math.Round(128 + sum[i] * (1 - 0.1 * c) + 2 * chance.NextNormal()), 0, 255);
        return new RgbImage(width, height, samples);
    }

    public static byte[] Jpeg(RgbImage image, int quality) =>
        Encode(image, pixels => pixels.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore)));

    public static byte[] Png(RgbImage image) => Encode(image, pixels => pixels.Encode(SKPngEncoderOptions.Default));

    public static RgbImage Saved(RgbImage image, int quality)
    {
        using var specimen = Open(Jpeg(image, quality));
        return specimen.Pixels.Value!;
    }

    public static RgbImage Crop(RgbImage image, int left, int top, int width, int height)
    {
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            image.Samples.AsSpan(((top + y) * image.Width + left) * 3, width * 3).CopyTo(samples.AsSpan(y * width * 3));
        return new RgbImage(width, height, samples);
    }

    public static RgbImage Paste(RgbImage host, RgbImage part, int left, int top)
    {
        var samples = (byte[])host.Samples.Clone();
        for (var y = 0; y < part.Height; y++)
            part.Samples.AsSpan(y * part.Width * 3, part.Width * 3).CopyTo(samples.AsSpan(((top + y) * host.Width + left) * 3));
        return host with { Samples = samples };
    }

    public static Specimen Open(byte[] bytes) =>
        Intake.TryOpen("made", bytes, Limits.Default, out var specimen, out var fault) ? specimen : throw new InvalidOperationException(fault.ToString());

    private static void AddNoise(double[] sum, int width, int height, int step, double amplitude, Seeded chance)
    {
        int columns = width / step + 2, rows = height / step + 2;
        double[] knots = [.. Enumerable.Range(0, columns * rows).Select(_ => amplitude * chance.NextNormal())];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                double fx = (double)x / step, fy = (double)y / step;
                int i = (int)fy * columns + (int)fx;
                double u = fx - (int)fx, v = fy - (int)fy;
                sum[y * width + x] += (1 - v) * ((1 - u) * knots[i] + u * knots[i + 1]) + v * ((1 - u) * knots[i + columns] + u * knots[i + columns + 1]);
            }
    }

    private static byte[] Encode(RgbImage image, Func<SKPixmap, SKData?> encode)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var rgba = new byte[image.Width * image.Height * 4];
        for (var i = 0; i < image.Width * image.Height; i++)
        {
            image.Samples.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[4 * i + 3] = 255;
        }
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using var pixels = bitmap.PeekPixels();
        using var data = encode(pixels)!;
        return data.ToArray();
    }
}
