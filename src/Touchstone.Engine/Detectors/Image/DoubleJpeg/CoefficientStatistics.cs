using Touchstone.Media.Jpeg;

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

    /// <summary>Histograms [15][bins] of the stored coefficients, dequantised.</summary>
    public required double[][] Stored { get; init; }

    /// <summary>Histograms of the coefficients on the grid shifted by (4,4).</summary>
    public required double[][] Shifted { get; init; }

    /// <summary>Histograms on the grid shifted by (2,6).</summary>
    public required double[][] Control { get; init; }

    public static CoefficientStatistics Of(CoefficientPlane plane, LumaSamples samples, CancellationToken cancel) => new()
    {
        Stored = OfStored(plane, samples, cancel),
        Shifted = OfGrid(samples, 4, 4, cancel),
        Control = OfGrid(samples, 2, 6, cancel),
    };

    /// <summary>The bin of a coefficient.</summary>
    public static int Bin(float value) => Math.Clamp((int)MathF.Floor((value + Range) * BinsPerUnit), 0, 2 * Range * BinsPerUnit - 1);

    /// <summary>Histograms [15][bins] of the coefficients on the grid that starts at (right, down).</summary>
    public static double[][] OfGrid(LumaSamples samples, int right, int down, CancellationToken cancel)
    {
        var histograms = Tables();
        Span<float> block = stackalloc float[64];
        for (var row = 0; row + 1 < samples.Rows; row += Stride(samples))
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column + 1 < samples.Columns; column++)
            {
                // Clipped blocks do not follow the model.
                if (!samples.IsClean(row, column, right, down)) continue;
                samples.Transform(column * 8 + right, row * 8 + down, block);
                for (var k = 0; k < Frequencies.Count; k++) histograms[k][Bin(block[Frequencies.Natural[k]])]++;
            }
        }
        return histograms;
    }

    private static double[][] OfStored(CoefficientPlane plane, LumaSamples samples, CancellationToken cancel)
    {
        var histograms = Tables();
        for (var row = 0; row + 1 < samples.Rows; row += Stride(samples))
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column + 1 < samples.Columns; column++)
            {
                if (!samples.IsClean(row, column, 0, 0)) continue;
                var stored = plane.Block(row, column);
                for (var k = 0; k < Frequencies.Count; k++)
                    histograms[k][Bin(stored[Frequencies.Natural[k]] * plane.Quantisation[Frequencies.Natural[k]])]++;
            }
        }
        return histograms;
    }

    private static int Stride(LumaSamples samples) => Math.Max(1, (int)((long)samples.Columns * samples.Rows / SampledBlocks));

    private static double[][] Tables() => [.. Enumerable.Range(0, Frequencies.Count).Select(_ => new double[2 * Range * BinsPerUnit])];
}
