using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Drift;

/// <summary>Where a watch over calibration stands: the window that is not full yet.</summary>
/// <param name="Count">Cases so far.</param>
/// <param name="Probabilities">Probabilities in the window.</param>
/// <param name="Manipulated">Their truths.</param>
public sealed record CalibrationDriftState(long Count, double[] Probabilities, bool[] Manipulated);

/// <summary>Whether probabilities still mean what they say, on cases whose truth became known (rulings, audits).</summary>
/// <remarks>
/// Two tests in each window, each at half of α: Spiegelhalter's Z (1986), Σ (y − p)(1 − 2p) / √Σ (1 − 2p)² p (1 − p), normal while p is
/// calibrated, and the likelihood ratio of recalibrating by slope and intercept (Cox 1958) against leaving it, χ² with 2 degrees of freedom.
/// The cases must be a sample that the probabilities did not choose, or be weighted so.
/// </remarks>
public sealed class CalibrationDrift
{
    private readonly string _name;
    private readonly double _alpha;
    private readonly double[] _probabilities;
    private readonly bool[] _manipulated;
    private long _count;
    private int _filled;

    /// <summary>Prepares.</summary>
    /// <param name="name">What is watched.</param>
    /// <param name="window">Cases of a window, ≥ 50.</param>
    /// <param name="alpha">Probability of a false alarm in one window, 0–1.</param>
    /// <param name="state">Where to go on, or null to start.</param>
    public CalibrationDrift(string name, int window = 200, double alpha = 0.001, CalibrationDriftState? state = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 50);
        (_name, _alpha, _probabilities, _manipulated) = (name, alpha, new double[window], new bool[window]);
        if (state is null) return;
        if (state.Probabilities.Length >= window || state.Probabilities.Length != state.Manipulated.Length) throw new ArgumentException("The state is of another window.", nameof(state));
        state.Probabilities.CopyTo(_probabilities, 0);
        state.Manipulated.CopyTo(_manipulated, 0);
        (_count, _filled) = (state.Count, state.Probabilities.Length);
    }

    /// <summary>Where it stands.</summary>
    public CalibrationDriftState State => new(_count, _probabilities[.._filled], _manipulated[.._filled]);

    /// <summary>Takes one case; the alarms of the window it completes, else none.</summary>
    /// <param name="probability">Probability of manipulation that was stated, 0–1.</param>
    /// <param name="manipulated">The truth.</param>
    public IReadOnlyList<DriftAlarm> Add(double probability, bool manipulated)
    {
        if (!(probability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 ≤ p ≤ 1.");
        // Certainty has no log odds; a millionth is as good as none for every test here.
        (_probabilities[_filled], _manipulated[_filled]) = (Math.Clamp(probability, 1e-6, 1 - 1e-6), manipulated);
        _count++;
        if (++_filled < _probabilities.Length) return [];
        _filled = 0;
        var alarms = new List<DriftAlarm>();
        var z = Spiegelhalter(_probabilities, _manipulated);
        var ratio = Recalibration(_probabilities, _manipulated);
        // |Z| is compared as Z², which is χ² with one degree of freedom.
        var (zLimit, ratioLimit) = (Math.Sqrt(ChiSquared.Limit(_alpha / 2, 1)), ChiSquared.Limit(_alpha / 2, 2));
        if (Math.Abs(z) > zLimit) alarms.Add(DriftAlarm.OfWindow(_name, "spiegelhalter", z, zLimit, _alpha / 2, _probabilities.Length, _count));
        if (ratio > ratioLimit) alarms.Add(DriftAlarm.OfWindow(_name, "recalibration", ratio, ratioLimit, _alpha / 2, _probabilities.Length, _count));
        return alarms;
    }

    /// <summary>Spiegelhalter's Z; above 0 where probabilities are too certain.</summary>
    /// <param name="probabilities">p [n], 0–1.</param>
    /// <param name="manipulated">Truth [n].</param>
    public static double Spiegelhalter(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> manipulated)
    {
        double sum = 0, variance = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var p = probabilities[i];
            sum += ((manipulated[i] ? 1 : 0) - p) * (1 - 2 * p);
            variance += (1 - 2 * p) * (1 - 2 * p) * p * (1 - p);
        }
        return variance > 0 ? sum / Math.Sqrt(variance) : 0;
    }

    /// <summary>Twice the log-likelihood gained by the best slope and intercept on the log odds, ≥ 0.</summary>
    /// <param name="probabilities">p [n], strictly between 0 and 1.</param>
    /// <param name="manipulated">Truth [n].</param>
    public static double Recalibration(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> manipulated)
    {
        var n = probabilities.Length;
        var (rows, weights) = (new double[2 * n], new double[n]);
        double before = 0;
        for (var i = 0; i < n; i++)
        {
            (rows[2 * i], rows[2 * i + 1], weights[i]) = (Math.Log(probabilities[i] / (1 - probabilities[i])), 1, 1);
            before += LogisticRegression.SoftPlus(manipulated[i] ? -rows[2 * i] : rows[2 * i]);
        }
        var regression = new LogisticRegression(2);
        // Where all truths agree the intercept has no end; the slight penalty gives it one.
        regression.Restrain(0, 1e-6, 1);
        regression.Restrain(1, 1e-6);
        double[] fit = [1, 0];
        regression.Fit(rows, manipulated, weights, [], fit);
        double after = 0;
        for (var i = 0; i < n; i++)
        {
            var z = fit[0] * rows[2 * i] + fit[1];
            after += LogisticRegression.SoftPlus(manipulated[i] ? -z : z);
        }
        return Math.Max(0, 2 * (before - after));
    }
}
