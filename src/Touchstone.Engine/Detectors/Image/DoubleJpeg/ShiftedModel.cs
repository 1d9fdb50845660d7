using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>Probability of each coefficient of one frequency on the grid of an earlier save: without that save, and with it.</summary>
/// <remarks>
/// Bianchi and Piva, "Image forgery localization via block-grained analysis of JPEG artifacts", IEEE TIFS 7(3), 2012, section III-B. Without: the
/// density p0 of a grid that no save used. With steps Q1: u becomes m·Q1 with the mass of p0 in that cell, and the last save on its own grid
/// adds an error of variance about (Q2² + 1)/12, normal, for it mixes four blocks: p(x) = Σ_m P1(m) N(x; m·Q1, σ²).
/// </remarks>
internal sealed class ShiftedModel
{
    /// <summary>Bins of a histogram.</summary>
    public const int Bins = 2 * CoefficientStatistics.Range * CoefficientStatistics.BinsPerUnit;

    // Errors within this many deviations are modelled.
    private const double Reach = 4;

    private readonly double[] _cumulative = new double[Bins + 1];
    private readonly int _minimumWidth;

    /// <param name="histogram">Counts on a grid that no save used, half units.</param>
    /// <param name="isDc">True for the mean of the block, whose density has no peak at 0.</param>
    public ShiftedModel(double[] histogram, bool isDc)
    {
        _minimumWidth = isDc ? 16 : 1;
        for (var i = 0; i < Bins; i++) _cumulative[i + 1] = _cumulative[i] + histogram[i];
        var once = new double[Bins];
        for (var i = 0; i < Bins; i++) once[i] = Mass(Position(i), Position(i + 1));
        Once = Normalised(once);
    }

    /// <summary>Probabilities of the bins without the earlier save.</summary>
    public double[] Once { get; }

    /// <summary>Probabilities of the bins with an earlier save.</summary>
    /// <param name="step">Q1.</param>
    /// <param name="deviation">σ of what the last save adds, units of a coefficient.</param>
    public double[] Twice(int step, double deviation)
    {
        var result = new double[Bins];
        var width = (int)Math.Ceiling(Reach * deviation * CoefficientStatistics.BinsPerUnit);
        var kernel = new double[width];
        for (var i = 0; i < width; i++)
            kernel[i] = Normal.Cdf((i + 1) / (deviation * CoefficientStatistics.BinsPerUnit)) - Normal.Cdf(i / (deviation * CoefficientStatistics.BinsPerUnit));
        var last = CoefficientStatistics.Range / step;
        for (var m = -last; m <= last; m++)
        {
            var mass = Mass(step * (m - 0.5), step * (m + 0.5));
            if (mass <= 0) continue;
            // A multiple of a whole step lies on the border of two half-unit bins, so the kernel is mirrored about it.
            var centre = (m * step + CoefficientStatistics.Range) * CoefficientStatistics.BinsPerUnit;
            for (var i = 0; i < width; i++)
            {
                if (centre + i < Bins) result[centre + i] += mass * kernel[i];
                if (centre - 1 - i >= 0) result[centre - 1 - i] += mass * kernel[i];
            }
        }
        return Normalised(result);
    }

    private static double Position(int bin) => (double)bin / CoefficientStatistics.BinsPerUnit - CoefficientStatistics.Range;

    // As in the aligned model: thin tails are widened to an eighth of their distance from 0.
    private double Mass(double from, double to)
    {
        var middle = Math.Abs(from + to) / 2;
        var widening = Math.Max(0, Math.Max(_minimumWidth, middle / 8) - (to - from) / 2);
        return (At(to + widening) - At(from - widening)) * (to - from) / (to - from + 2 * widening);
    }

    private double At(double u)
    {
        var position = Math.Clamp((u + CoefficientStatistics.Range) * CoefficientStatistics.BinsPerUnit, 0, Bins);
        var bin = Math.Min((int)position, Bins - 1);
        return _cumulative[bin] + (_cumulative[bin + 1] - _cumulative[bin]) * (position - bin);
    }

    // Half a count spread over all bins keeps every probability above 0.
    private static double[] Normalised(double[] masses)
    {
        const double floor = 0.5 / Bins;
        var sum = masses.Sum() + 0.5;
        for (var i = 0; i < masses.Length; i++) masses[i] = (masses[i] + floor) / sum;
        return masses;
    }
}
