using Touchstone.Numerics;
using Touchstone.Numerics.Correlation;
using Touchstone.Numerics.Distributions;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Devices;

/// <summary>Holds each reference of a device against the fingerprint of the half it is not in: whether it belongs, and how local correlation follows from brightness and texture.</summary>
public sealed class ReferenceChecks
{
    // Half a window from one to the next.
    private const int Step = LocalCorrelation.Span / 2;

    // Ten windows for each coefficient.
    private const int LeastWindows = 10 * CorrelationPredictor.Terms;

    // Columns lie in 0 to 1; this keeps coefficients of features that hardly vary from running away.
    private const double Ridge = 1e-3;

    private readonly float[][] _halves;
    private readonly PlaneSpectrum[] _spectra;
    private readonly PlaneFft _plan;
    private readonly List<double> _pce = [];
    private readonly List<(int Reference, double Correlation, WindowFeatures Features)> _windows = [];

    /// <summary>Prepares the fingerprints of the two halves.</summary>
    /// <param name="halves">Two fingerprints [height, width].</param>
    /// <param name="width">Pixels per line.</param>
    /// <param name="cancel">Stops between lines.</param>
    public ReferenceChecks(float[][] halves, int width, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(halves);
        _halves = halves;
        _plan = new PlaneFft(width, halves[0].Length / width, cancel);
        _spectra = [.. halves.Select(h =>
        {
            var spectrum = _plan.Make();
            _plan.Forward(h, spectrum);
            return spectrum;
        })];
        Between = Correlation(halves[0], halves[1]);
    }

    /// <summary>Correlation of the two fingerprints, −1 to 1.</summary>
    public double Between { get; }

    /// <summary>Share of the variance of the fingerprint of both halves together that belongs to the sensor: 2ρ/(1 + ρ) (Spearman 1910, Brown 1910), 0 to 1.</summary>
    public double Quality => Math.Clamp(2 * Between / (1 + Between), 0, 1);

    /// <summary>Peak-to-correlation energy of each reference, in the order added.</summary>
    public IReadOnlyList<double> Pce => _pce;

    /// <summary>Adds a reference.</summary>
    /// <param name="probe">The picture made ready.</param>
    /// <param name="half">The half it is not in: 0 or 1.</param>
    /// <param name="cancel">Stops between lines.</param>
    public void Add(SensorProbe probe, int half, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(probe);
        var correlation = CorrelationPlane.Of(_spectra[half], probe.Framed(0, _plan.Width, _plan.Height), _plan);
        _pce.Add(PeakEnergy.Find(correlation, _plan.Width, ShiftRange.None).Pce);
        var local = LocalCorrelation.Measure(probe, _halves[half], cancel);
        for (var row = 0; row < local.High; row += Step)
            for (var column = 0; column < local.Wide; column += Step)
            {
                var (measured, features) = local.Window(column, row);
                _windows.Add((_pce.Count, measured, features));
            }
    }

    /// <summary>The predictor for the fingerprint of all references; null where there are too few windows, or none of them correlates.</summary>
    public CorrelationPredictor? Fit()
    {
        if (_windows.Count < LeastWindows || Between <= 0) return null;
        var fit = new LeastSquares(CorrelationPredictor.Terms);
        var row = new double[CorrelationPredictor.Terms];
        foreach (var (_, correlation, features) in _windows)
        {
            CorrelationPredictor.Row(features, row);
            fit.Add(row, correlation);
        }
        var coefficients = new double[CorrelationPredictor.Terms];
        if (!fit.Solve(Ridge, coefficients)) return null;
        var half = new CorrelationPredictor(coefficients, 1, 0);
        var (floor, relative) = Scatter(half);
        // Correlation with an estimate grows as the root of its quality; all references together are better than one half.
        var gain = Math.Sqrt(2 / (1 + Between));
        return floor > 0 ? new CorrelationPredictor([.. coefficients.Select(c => gain * c)], gain * floor, relative) : null;
    }

    /// <summary>The scatter as a floor and a part that grows with the prediction, both wide enough for the worst shortfall among so many windows.</summary>
    private (double Floor, double Relative) Scatter(CorrelationPredictor half)
    {
        var misses = new List<(double Shortfall, double Expected)>(_windows.Count);
        foreach (var reference in _windows.GroupBy(w => w.Reference))
        {
            var windows = reference.Select(w => (w.Correlation, Expected: half.Expected(w.Features))).ToList();
            var gain = CorrelationPredictor.Gain(windows);
            misses.AddRange(windows.Select(w => (gain * w.Expected - w.Correlation, gain * w.Expected)));
        }
        var fit = new LeastSquares(2);
        foreach (var (shortfall, expected) in misses) fit.Add([1, expected * expected], shortfall * shortfall);
        var squares = new double[2];
        fit.Solve(0, squares);
        // A correlation over n pixels scatters by 1/√n even where the prediction is exact.
        var (floor, relative) = (Math.Sqrt(Math.Max(squares[0], 1.0 / LocalCorrelation.WindowPixels)), Math.Sqrt(Math.Max(squares[1], 0)));
        var unit = new CorrelationPredictor(half.Coefficients, floor, relative);
        var worst = misses.Max(m => m.Shortfall / unit.Spread(m.Expected)) / -Normal.Quantile(1.0 / misses.Count);
        return (floor * Math.Max(1, worst), relative * Math.Max(1, worst));
    }

    private static double Correlation(float[] one, float[] other)
    {
        double product = 0, first = 0, second = 0;
        for (var i = 0; i < one.Length; i++)
        {
            product += (double)one[i] * other[i];
            first += (double)one[i] * one[i];
            second += (double)other[i] * other[i];
        }
        return first > 0 && second > 0 ? product / Math.Sqrt(first * second) : 0;
    }
}
