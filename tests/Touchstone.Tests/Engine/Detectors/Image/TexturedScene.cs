using System.Runtime.InteropServices;
using SkiaSharp;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Tests.Engine.Detectors.Image;

/// <summary>Grey pictures computed here: octaves of smooth random texture with sensor-like noise on top. Origin: this class alone.</summary>
internal sealed class TexturedScene(int width, int height, ulong seed)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public double[] Samples { get; } = Make(width, height, seed);

    private static double[] Make(int width, int height, ulong seed)
    {
        var chance = new Seeded(seed);
        var samples = new double[width * height];
        foreach (var (period, amplitude) in new[] { (64, 30.0), (24, 18.0), (9, 10.0), (4, 6.0) })
        {
            int columns = width / period + 2, rows = height / period + 2;
            var knots = Enumerable.Range(0, columns * rows).Select(_ => chance.NextNormal()).ToArray();
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                {
                    int kx = x / period, ky = y / period;
                    double fx = (double)(x % period) / period, fy = (double)(y % period) / period;
                    double top = knots[ky * columns + kx] * (1 - fx) + knots[ky * columns + kx + 1] * fx;
                    double bottom = knots[(ky + 1) * columns + kx] * (1 - fx) + knots[(ky + 1) * columns + kx + 1] * fx;
                    samples[y * width + x] += amplitude * (top * (1 - fy) + bottom * fy);
                }
        }
        for (var i = 0; i < samples.Length; i++) samples[i] = Math.Clamp(128 + samples[i] + 2 * chance.NextNormal(), 2, 253);
        return samples;
    }

    /// <summary>Copies a square, turned and enlarged about its centre, bilinear.</summary>
    public TexturedScene Copy(double fromX, double fromY, double toX, double toY, double edge, double degrees = 0, double scale = 1)
    {
        var source = (double[])Samples.Clone();
        double cos = Math.Cos(degrees * Math.PI / 180) / scale, sin = Math.Sin(degrees * Math.PI / 180) / scale;
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                double dx = x - toX, dy = y - toY, u = cos * dx + sin * dy, v = -sin * dx + cos * dy;
                if (Math.Max(Math.Abs(u), Math.Abs(v)) > edge / 2) continue;
                int x0 = (int)Math.Floor(fromX + u), y0 = (int)Math.Floor(fromY + v);
                double fx = fromX + u - x0, fy = fromY + v - y0;
                double At(int i, int j) => source[(y0 + j) * Width + x0 + i];
                Samples[y * Width + x] = (At(0, 0) * (1 - fx) + At(1, 0) * fx) * (1 - fy) + (fy == 0 ? 0 : (At(0, 1) * (1 - fx) + At(1, 1) * fx) * fy);
            }
        return this;
    }

    /// <summary>Replaces a box by another scene's samples.</summary>
    public TexturedScene Paste(TexturedScene other, int left, int top, int width, int height)
    {
        for (var y = top; y < top + height; y++)
            for (var x = left; x < left + width; x++)
                Samples[y * Width + x] = other.Samples[y * other.Width + x];
        return this;
    }

    /// <summary>A box of the scene.</summary>
    public TexturedScene Cropped(int left, int top, int width, int height)
    {
        var part = new TexturedScene(width, height, 0);
        for (var y = 0; y < height; y++) Samples.AsSpan((top + y) * Width + left, width).CopyTo(part.Samples.AsSpan(y * width));
        return part;
    }

    public byte[] Png()
    {
        using var bitmap = Bitmap();
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    public byte[] Jpeg(int quality)
    {
        using var bitmap = Bitmap();
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, quality).ToArray();
    }

    /// <summary>The scene as it comes back from a JPEG file.</summary>
    public TexturedScene Saved(int quality)
    {
        using var bitmap = SKBitmap.Decode(Jpeg(quality));
        var pixels = bitmap.Pixels;
        for (var i = 0; i < Samples.Length; i++) Samples[i] = pixels[i].Green;
        return this;
    }

    /// <summary>The scene after a save with one step for the means of the blocks and one for all other frequencies.</summary>
    public TexturedScene Quantised(int mean, int others)
    {
        Span<float> block = stackalloc float[64];
        for (var top = 0; top + 8 <= Height; top += 8)
            for (var left = 0; left + 8 <= Width; left += 8)
            {
                for (var i = 0; i < 64; i++) block[i] = (float)Math.Round(Samples[(top + i / 8) * Width + left + i % 8]) - 128;
                Dct8.Forward(block, block);
                for (var i = 0; i < 64; i++) block[i] = MathF.Round(block[i] / (i == 0 ? mean : others)) * (i == 0 ? mean : others);
                Dct8.Inverse(block, block);
                for (var i = 0; i < 64; i++) Samples[(top + i / 8) * Width + left + i % 8] = Math.Clamp(MathF.Round(block[i]) + 128, 0, 255);
            }
        return this;
    }

    public static Finding Examine(IDetector detector, byte[] file)
    {
        Assert.True(Intake.TryOpen("made.img", file, Limits.Default, out var specimen, out var fault), fault?.Message);
        using (specimen) return detector.Examine(specimen, TestContext.Current.CancellationToken);
    }

    private SKBitmap Bitmap()
    {
        var bitmap = new SKBitmap(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var bytes = new byte[Width * Height * 4];
        for (var i = 0; i < Samples.Length; i++)
        {
            bytes.AsSpan(i * 4, 3).Fill((byte)Math.Clamp(Math.Round(Samples[i]), 0, 255));
            bytes[i * 4 + 3] = 255;
        }
        Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
        return bitmap;
    }

    /// <summary>A scene with fine, correlated texture of every phase, as resampling needs it.</summary>
    internal static TexturedScene Fine(int side, ulong seed)
    {
        var (scene, chance) = (new TexturedScene(side, side, seed), new Seeded(seed));
        var noise = Enumerable.Range(0, (side + 2) * (side + 2)).Select(_ => chance.NextNormal()).ToArray();
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                double At(int i, int j) => noise[(y + j) * (side + 2) + x + i];
                double Line(int j) => At(0, j) + 2 * At(1, j) + At(2, j);
                scene.Samples[y * side + x] = 128 + 30 * Math.Sin(x / 71.0) * Math.Cos(y / 53.0) + 10 * (Line(0) + 2 * Line(1) + Line(2)) / 16;
            }
        return scene;
    }
}
