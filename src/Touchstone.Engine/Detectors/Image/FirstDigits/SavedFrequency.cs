using Touchstone.Media.Jpeg;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.FirstDigits;

/// <summary>One frequency of a file: how often each magnitude is stored, and how it was distributed before any save on this grid.</summary>
/// <remarks>
/// The distribution before is that on the grid shifted by (4,4), where the blocks mix (Lukáš and Fridrich 2003; T. Bianchi, A. De Rosa, A. Piva, ICASSP 2011).
/// Magnitudes only: the signs of alternating coefficients carry no trace.
/// </remarks>
internal sealed class SavedFrequency
{
    /// <summary>Largest magnitude that is looked at: larger ones are so rare that their estimate is chance.</summary>
    internal const int Limit = 150;

    // Bins a grey level; the widest cell ends at Limit and an eighth, and half a step.
    private const int BinsPerLevel = 4, Bins = 400 * BinsPerLevel;

    // Blocks that are looked at: more do not sharpen the histograms.
    private const int SampledBlocks = 40_000;

    // Share of coefficients that no model explains: bounds what one of them can say.
    private const double Contamination = 0.03;

    private readonly double[] _counts, _cumulative, _once;

    /// <param name="step">Step of the last save.</param>
    /// <param name="counts">How often each magnitude is stored, 0 and up.</param>
    /// <param name="before">How often each magnitude occurs on the shifted grid, bins of a quarter of a grey level.</param>
    internal SavedFrequency(int step, ReadOnlySpan<long> counts, ReadOnlySpan<long> before)
    {
        Step = step;
        _counts = new double[Limit / step + 1];
        for (var x = 0; x < Math.Min(counts.Length, _counts.Length); x++) _counts[x] = counts[x];
        _cumulative = new double[Bins + 1];
        for (var i = 0; i < Bins; i++) _cumulative[i + 1] = _cumulative[i] + (i < before.Length ? before[i] : 0);
        Total = _counts.Sum();
        _once = Normalised(Masses(step));
    }

    /// <summary>Step of the last save.</summary>
    internal int Step { get; }

    /// <summary>Coefficients counted.</summary>
    internal double Total { get; }

    /// <summary>The first frequencies in zigzag order without the mean, of a file whose luma is at hand.</summary>
    internal static SavedFrequency[] Of(CoefficientPlane plane, Plane luma, int frequencies, CancellationToken cancel)
    {
        var stored = Enumerable.Range(0, frequencies).Select(_ => new long[Limit + 1]).ToArray();
        var before = Enumerable.Range(0, frequencies).Select(_ => new long[Bins]).ToArray();
        Span<float> block = stackalloc float[64];
        var stride = Math.Max(1, (int)((long)plane.ImageBlocksWide * plane.ImageBlocksHigh / SampledBlocks));
        for (var row = 0; row < luma.Height / 8 - 1; row += stride)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < luma.Width / 8 - 1; column++)
            {
                var levels = plane.Block(row, column);
                for (var y = 0; y < 8; y++) luma.Row(row * 8 + 4 + y).Slice(column * 8 + 4, 8).CopyTo(block[(y * 8)..]);
                Dct8.Forward(block, block);
                for (var k = 0; k < frequencies; k++)
                {
                    var at = JpegTables.ZigZag[k + 1];
                    stored[k][Math.Min(Limit, Math.Abs((int)levels[at]))]++;
                    before[k][Math.Min(Bins - 1, (int)(MathF.Abs(block[at]) * BinsPerLevel))]++;
                }
            }
        }
        return [.. Enumerable.Range(0, frequencies).Select(k => new SavedFrequency(plane.Quantisation[JpegTables.ZigZag[k + 1]], stored[k], before[k]))];
    }

    /// <summary>Log-likelihood of the stored magnitudes after earlier saves of these steps, oldest first, nats.</summary>
    /// <param name="passages">How multiples pass from step to step; frequencies share them.</param>
    /// <param name="steps">Steps of the earlier saves.</param>
    internal double LogLikelihood(StepPassages passages, params ReadOnlySpan<int> steps)
    {
        var masses = Masses(steps[0]);
        for (var i = 1; i < steps.Length; i++) masses = passages.Pass(masses, steps[i - 1], steps[i]);
        var law = Normalised(passages.Pass(masses, steps[^1], Step));
        var sum = 0.0;
        for (var x = 0; x < law.Length; x++)
            if (_counts[x] > 0) sum += _counts[x] * Math.Log((1 - Contamination) * law[x] + Contamination * _once[x]);
        return sum;
    }

    // Mass of each multiple of a step; the density is taken from an interval as wide as a quarter of its distance from 0, so that thin tails are smooth.
    private double[] Masses(int step)
    {
        var masses = new double[Limit / step + 1];
        masses[0] = Below(step / 2.0);
        for (var m = 1; m < masses.Length; m++)
        {
            var half = Math.Max(step / 2.0, m * step / 8.0);
            masses[m] = (Below(m * step + half) - Below(m * step - half)) * (step / 2.0) / half;
        }
        return masses;
    }

    private double Below(double magnitude)
    {
        var at = Math.Min(magnitude * BinsPerLevel, Bins - 1);
        return _cumulative[(int)at] + (_cumulative[(int)at + 1] - _cumulative[(int)at]) * (at - (int)at);
    }

    // A count of one half over all cells keeps every probability above 0.
    private static double[] Normalised(double[] masses)
    {
        var floor = 0.5 / masses.Length;
        var sum = masses.Sum() + 0.5;
        return [.. masses.Select(m => (m + floor) / sum)];
    }
}
