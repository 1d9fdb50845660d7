using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>Probability of each stored value of one frequency, when the coefficient was quantised once and when it was quantised twice.</summary>
/// <remarks>
/// With p0 the density of the coefficient u before any quantisation, Q1 and Q2 the steps and x the stored value:
/// once: P(x) = ∫ p0(u) over Q2(x − ½) … Q2(x + ½). Twice: u becomes m·Q1 with probability ∫ p0(u) over Q1(m − ½) … Q1(m + ½), the samples are
/// rounded, which adds an error e, and m·Q1 + e falls in the cell of x: P(x) = Σ_m P1(m) [Φ((Q2(x + ½) − mQ1)/σ) − Φ((Q2(x − ½) − mQ1)/σ)].
/// This is the paper's model with its error term, before the simplification to p_DQ = n(x)·p_NDQ.
/// </remarks>
internal sealed class QuantisationModel
{
    /// <summary>
    /// Deviation of a coefficient through saving: rounding of the samples (1/12) and, in colour, of R, G and B weighted into luma (0.447/12); an
    /// orthonormal transform keeps the variance; integer transforms add a little: √(0.12) rounded up.
    /// </summary>
    private const double ErrorDeviation = 0.4;

    // Values further out are so rare that their estimate is chance.
    private const int MaximumValue = 120;

    private readonly double[] _cumulative;
    private readonly double _total;
    private readonly int _minimumWidth;

    /// <param name="histogram">Histogram of the coefficient before quantisation, half units.</param>
    /// <param name="step">Q2.</param>
    /// <param name="isDc">True for the mean of the block, whose density has no peak at 0.</param>
    public QuantisationModel(double[] histogram, int step, bool isDc)
    {
        Step = step;
        Limit = Math.Min(isDc ? 1024 / step : MaximumValue, (CoefficientStatistics.Range - step) / step);
        _minimumWidth = isDc ? 16 : 0;
        _cumulative = new double[histogram.Length + 1];
        for (var i = 0; i < histogram.Length; i++) _cumulative[i + 1] = _cumulative[i] + histogram[i];
        _total = _cumulative[^1];
        Single = Normalised([.. Enumerable.Range(-Limit, 2 * Limit + 1).Select(x => Mass(step * (x - 0.5), step * (x + 0.5)))]);
    }

    public int Step { get; }

    /// <summary>Values from −Limit to Limit are modelled; index of value x is x + Limit.</summary>
    public int Limit { get; }

    /// <summary>Probabilities when quantised once.</summary>
    public double[] Single { get; }

    /// <summary>Probabilities when quantised by a first step and then by <see cref="Step"/>.</summary>
    public double[] Double(int first)
    {
        var result = new double[2 * Limit + 1];
        var last = (int)Math.Ceiling((Limit + 1.0) * Step / first);
        for (var m = -last; m <= last; m++)
        {
            var mass = Mass(first * (m - 0.5), first * (m + 0.5));
            var centre = (double)m * first;
            int from = (int)Math.Floor((centre - 4 * ErrorDeviation) / Step + 0.5), to = (int)Math.Floor((centre + 4 * ErrorDeviation) / Step + 0.5);
            for (var x = Math.Max(-Limit, from); x <= Math.Min(Limit, to); x++)
                result[x + Limit] += from == to ? mass : mass * (Phi(Step * (x + 0.5) - centre) - Phi(Step * (x - 0.5) - centre));
        }
        return Normalised(result);
    }

    private static double Phi(double distance) => Normal.Cdf(distance / ErrorDeviation);

    /// <summary>Mass of an interval, its density taken from an interval as wide as an eighth of its distance from 0, so that thin tails are smooth.</summary>
    private double Mass(double from, double to)
    {
        var middle = Math.Abs(from + to) / 2;
        var widening = Math.Max(0, Math.Max(_minimumWidth, middle / 8) - (to - from) / 2);
        return (At(to + widening) - At(from - widening)) * (to - from) / (to - from + 2 * widening);
    }

    private double At(double u)
    {
        var position = Math.Clamp((u + CoefficientStatistics.Range) * CoefficientStatistics.BinsPerUnit, 0, _cumulative.Length - 1);
        var bin = Math.Min((int)position, _cumulative.Length - 2);
        return _cumulative[bin] + (_cumulative[bin + 1] - _cumulative[bin]) * (position - bin);
    }

    // A count of one half over all cells keeps every probability above 0.
    private double[] Normalised(double[] masses)
    {
        var floor = 0.5 / masses.Length;
        var sum = masses.Sum() + floor * masses.Length;
        return _total <= 0 ? masses : [.. masses.Select(m => (m + floor) / sum)];
    }
}
