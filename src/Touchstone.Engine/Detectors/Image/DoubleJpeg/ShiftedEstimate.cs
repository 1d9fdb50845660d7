namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>What is fitted.</summary>
/// <param name="Frequency">Position in zigzag order.</param>
/// <param name="Step">Q2.</param>
/// <param name="LargestFirstStep">Largest Q1 tried.</param>
internal readonly record struct ShiftedFrequency(int Frequency, int Step, int LargestFirstStep);

/// <summary>Fits the first step of one frequency on the grid of an earlier save, in classes of blocks that the last save moved alike.</summary>
internal sealed class ShiftedEstimate
{
    // A class needs this many blocks for its histogram; more classes than six say no more.
    private const int BlocksPerClass = 600;
    private const int MostClasses = 6;

    // A lattice shows while the error is at most this part of its step: at 0.45, e^(−2π²·0.45²) = 2 % of its period is left.
    private const double MostError = 0.45;

    // What the last save moved, against what its steps and the detail left in the file let expect.
    private static readonly double[] Scales = [1, 0.7, 1.4];

    private readonly ShiftedModel[] _models;
    private readonly double[][] _own, _control;
    private readonly double[] _deviations;
    private readonly int _count;

    private ShiftedEstimate(ShiftedCoefficients own, ShiftedCoefficients free, ShiftedCoefficients control, bool isDc)
    {
        Borders = free.Borders(Math.Clamp(free.Values.Length / BlocksPerClass, 1, MostClasses));
        _models = [.. free.Histograms(Borders).Select(h => new ShiftedModel(h, isDc))];
        (_own, _control, _deviations) = (own.Histograms(Borders), control.Histograms(Borders), own.Means(Borders));
        _count = own.Values.Length;
    }

    /// <summary>Borders between the classes, deviations.</summary>
    public float[] Borders { get; }

    /// <summary>The estimate; its ratios stand class after class.</summary>
    public PrimaryEstimate Estimate { get; private set; } = null!;

    public static ShiftedEstimate Fit(ShiftedFrequency of, ShiftedCoefficients own, ShiftedCoefficients free, ShiftedCoefficients control)
    {
        var fit = new ShiftedEstimate(own, free, control, of.Frequency == 0);
        PrimaryEstimate best = new(of.Frequency, 0, of.Step, 0, 0, 0, []);
        var (controlGain, scale) = (0.0, 1.0);
        void Try(int first, double by)
        {
            var (share, gain) = fit.Gain(fit._own, first, by);
            controlGain = Math.Max(controlGain, fit.Gain(fit._control, first, by).Gain);
            if (gain <= best.Gain) return;
            (best, scale) = (best with { FirstStep = first, Share = share, Gain = gain }, by);
        }
        for (var first = GridShift.SmallestStep; first <= of.LargestFirstStep; first++) Try(first, 1);
        if (best.FirstStep > 0)
            foreach (var by in Scales.Skip(1)) Try(best.FirstStep, by);
        if (best.FirstStep > 0)
            best = best with { ControlGain = controlGain, LogRatio = [.. fit._models.SelectMany((m, c) => fit.Ratio(m, c, best.FirstStep, scale))] };
        fit.Estimate = best;
        return fit;
    }

    private double[] Ratio(ShiftedModel model, int at, int first, double scale) =>
        Shows(at, first, scale) ? PrimaryEstimate.Ratio(model.Once, model.Twice(first, scale * _deviations[at])) : new double[ShiftedModel.Bins];

    private bool Shows(int at, int first, double scale) => _deviations[at] > 0 && scale * _deviations[at] <= MostError * first;

    // Over all coefficients; classes in which no lattice can show add nothing, and their blocks count for no share.
    private (double Share, double Gain) Gain(double[][] histograms, int first, double scale)
    {
        double shares = 0, gains = 0, counted = 0;
        for (var c = 0; c < _models.Length; c++)
        {
            if (!Shows(c, first, scale)) continue;
            var twice = _models[c].Twice(first, scale * _deviations[c]);
            int[] filled = [.. Enumerable.Range(0, twice.Length).Where(i => histograms[c][i] > 0)];
            double[] counts = [.. filled.Select(i => histograms[c][i])];
            var (share, gain) = PrimaryEstimate.Mix(counts, [.. filled.Select(i => _models[c].Once[i])], [.. filled.Select(i => twice[i])]);
            var n = counts.Sum();
            shares += n * share;
            gains += n * gain;
            counted += n;
        }
        return counted == 0 ? (0, 0) : (shares / counted, gains / _count);
    }
}
