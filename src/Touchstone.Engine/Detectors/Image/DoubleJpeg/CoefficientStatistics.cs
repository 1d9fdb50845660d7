using Touchstone.Media.Jpeg;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>What the luma plane says about its coefficients: as stored, and as they would be without the block grid.</summary>
/// <remarks>
/// A transform on a grid shifted by (4,4) from the stored one mixes four blocks, which washes every quantisation out: its histogram
/// estimates that of the coefficients before any (Bianchi, De Rosa, Piva 2011, section 3). A second shift, (2,6), plays the part of a picture
/// without trace: what the estimator finds in it, it would find in anything.
/// </remarks>
internal sealed class CoefficientStatistics
{
    /// <summary>Histogram bins per unit of a coefficient: half units, so that the borders of every quantisation cell are borders of bins.</summary>
    public const int BinsPerUnit = 2;

    /// <summary>Largest magnitude of a coefficient in the histograms; the transform of 8-bit samples reaches 1024.</summary>
    public const int Range = 1100;

    // Blocks the histograms are taken from; more do not sharpen them.
    private const int SampledBlocks = 40_000;

    // Clipped colour samples from which a block is left out; one or two change a coefficient by less than rounding does.
    private const int MinimumClipped = 4;

    private CoefficientStatistics(int blocks)
    {
        Stored = Tables();
        Shifted = Tables();
        Control = Tables();
        IsClipped = new bool[blocks];
    }

    /// <summary>Histograms [15][bins] of the stored coefficients, dequantised.</summary>
    public double[][] Stored { get; }

    /// <summary>Histograms of the coefficients on the grid shifted by (4,4).</summary>
    public double[][] Shifted { get; }

    /// <summary>Histograms on the grid shifted by (2,6).</summary>
    public double[][] Control { get; }

    /// <summary>Blocks [rows, columns] with clipped luma, or several pixels with a clipped colour: a decoder that clipped them has broken the trace.</summary>
    public bool[] IsClipped { get; }

    public static CoefficientStatistics Of(CoefficientPlane plane, RgbImage? pixels, CancellationToken cancel)
    {
        int columns = plane.ImageBlocksWide, rows = plane.ImageBlocksHigh;
        var statistics = new CoefficientStatistics(columns * rows);
        if (pixels is not null && (pixels.Width + 7) / 8 == columns && (pixels.Height + 7) / 8 == rows) MarkClippedColour(pixels, columns, statistics.IsClipped, cancel);
        var stride = Math.Max(1, (int)((long)columns * rows / SampledBlocks));
        // Two block rows at a time; the lower of one pair is the upper of the next.
        var width = columns * 8;
        var strip = new float[16 * width];
        Decode(plane, 0, strip.AsSpan(0, 8 * width), statistics.IsClipped);
        for (var row = 0; row + 1 < rows; row++)
        {
            cancel.ThrowIfCancellationRequested();
            Decode(plane, row + 1, strip.AsSpan(8 * width), statistics.IsClipped);
            if (row % stride == 0) statistics.Count(plane, row, strip);
            strip.AsSpan(8 * width).CopyTo(strip);
        }
        return statistics;
    }

    private void Count(CoefficientPlane plane, int row, float[] strip)
    {
        var columns = plane.ImageBlocksWide;
        Span<float> block = stackalloc float[64];
        for (var column = 0; column + 1 < columns; column++)
        {
            // Clipped blocks do not follow the model, and flat ones say nothing.
            if (IsClipped[row * columns + column] || IsClipped[(row + 1) * columns + column + 1]) continue;
            var stored = plane.Block(row, column);
            for (var k = 0; k < Frequencies.Count; k++)
            {
                var f = Frequencies.Natural[k];
                Add(Stored[k], stored[f] * plane.Quantisation[f]);
            }
            Transform(strip, columns * 8, column * 8 + 4, 4, block, Shifted);
            Transform(strip, columns * 8, column * 8 + 2, 6, block, Control);
        }
    }

    private static void Transform(float[] strip, int width, int left, int top, Span<float> block, double[][] histograms)
    {
        for (var y = 0; y < 8; y++) strip.AsSpan((top + y) * width + left, 8).CopyTo(block[(y * 8)..]);
        Dct8.Forward(block, block);
        for (var k = 0; k < Frequencies.Count; k++) Add(histograms[k], block[Frequencies.Natural[k]]);
    }

    private static void Add(double[] histogram, float value) =>
        histogram[Math.Clamp((int)MathF.Floor((value + Range) * BinsPerUnit), 0, histogram.Length - 1)]++;

    /// <summary>Samples of a block row, level-shifted, rounded and clipped as a decoder leaves them [8, width].</summary>
    private static void Decode(CoefficientPlane plane, int row, Span<float> samples, bool[] isClipped)
    {
        var width = plane.ImageBlocksWide * 8;
        Span<float> block = stackalloc float[64];
        for (var column = 0; column < plane.ImageBlocksWide; column++)
        {
            var stored = plane.Block(row, column);
            for (var i = 0; i < 64; i++) block[i] = stored[i] * plane.Quantisation[i];
            Dct8.Inverse(block, block);
            var clipped = false;
            for (var i = 0; i < 64; i++)
            {
                var value = MathF.Round(block[i]);
                clipped |= value is <= -128 or >= 127;
                samples[i / 8 * width + column * 8 + i % 8] = Math.Clamp(value, -128, 127);
            }
            isClipped[row * plane.ImageBlocksWide + column] |= clipped;
        }
    }

    private static void MarkClippedColour(RgbImage pixels, int columns, bool[] isClipped, CancellationToken cancel)
    {
        Parallel.For(0, (pixels.Height + 7) / 8, new ParallelOptions { CancellationToken = cancel }, row =>
        {
            var counts = new int[columns];
            for (var y = row * 8; y < Math.Min(pixels.Height, row * 8 + 8); y++)
            {
                var line = pixels.Samples.AsSpan(y * pixels.Width * 3, pixels.Width * 3);
                for (var i = 0; i < line.Length; i++)
                    // 0, 1, 254 and 255 wrap to 252 and more: a later save moves clipped samples by one.
                    if ((byte)(line[i] - 2) >= 252) counts[i / 24]++;
            }
            for (var column = 0; column < columns; column++) isClipped[row * columns + column] = counts[column] >= MinimumClipped;
        });
    }

    private static double[][] Tables() => [.. Enumerable.Range(0, Frequencies.Count).Select(_ => new double[2 * Range * BinsPerUnit])];
}
