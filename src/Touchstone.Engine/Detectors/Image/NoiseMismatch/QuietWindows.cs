using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.NoiseMismatch;

/// <summary>
/// The a-contrario test: square windows in which too many cells are quieter than the image's honest spread allows.
/// NFA = tests · P[Binomial(n/D, p) ≥ k/D], D the number of cells that speak as one; a test is a window at one of three limits.
/// </summary>
internal sealed class QuietWindows
{
    // The first limit: quieter by three robust deviations, and by a factor of at least 1.5 in sigma (ln 1.5² of variance).
    private const double Deviations = 3;
    private static readonly double LeastDrop = 2 * Math.Log(1.5);

    // Each further limit is twice as far out. A unimodal law puts at most 4/(9z²) of its mass beyond z standard deviations on both
    // sides together (Vysochanskij & Petunin 1980). Here one side counts, and the deviation is robust, which tails lengthen less than a
    // standard deviation: for a Laplace law the bound still holds twice over, for far longer tails it is not proven.
    private static readonly int[] Multiples = [1, 2, 4];

    // Cells are never taken as independent: content makes neighbours alike even where the estimate says otherwise.
    private const double LeastCorrelation = 0.2;
    private const double MostCorrelation = 0.9;

    // A window speaks for its surface when most of it speaks, and can be foreign only when most of the image is not in it.
    private const double LeastSpeaking = 0.6;
    private const double MostOfAll = 0.4;

    private static readonly int[] Sides = [3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

    private readonly NoiseCells _cells;

    private QuietWindows(NoiseCells cells)
    {
        _cells = cells;
        Limit = -Math.Max(LeastDrop, Deviations * cells.Spread);
        Together = Design(cells.Correlation);
        CellNfa = [.. cells.Deviation.Select(d => float.IsNaN(d) ? float.NaN : 0)];
        foreach (var side in Sides)
            Tests += Multiples.Length * Math.Max(0, cells.Wide - side + 1) * Math.Max(0, cells.High - side + 1);
        Log10Nfa = Math.Log10(Math.Max(1, Tests));
    }

    /// <summary>log10 of the least number of false alarms over all windows.</summary>
    internal double Log10Nfa { get; private set; }

    /// <summary>Tests made: windows times limits.</summary>
    internal int Tests { get; }

    /// <summary>Cells that speak as one.</summary>
    internal double Together { get; }

    /// <summary>Deviation below which a cell is quiet at the first limit, ln of variance.</summary>
    internal double Limit { get; }

    /// <summary>log10 NFA of the best window in which a cell is quiet, at most 0; NaN where the cell does not speak.</summary>
    internal float[] CellNfa { get; }

    internal static QuietWindows Test(NoiseCells cells, CancellationToken cancel)
    {
        var result = new QuietWindows(cells);
        var speaking = result.Table(d => !float.IsNaN(d));
        foreach (var multiple in Multiples)
        {
            var limit = result.Limit * multiple;
            var quiet = result.Table(d => d < limit);
            var z = Deviations * multiple;
            foreach (var side in Sides)
            {
                cancel.ThrowIfCancellationRequested();
                result.Slide(speaking, quiet, side, limit, 4 / (9 * z * z));
            }
        }
        return result;
    }

    /// <summary>Connected sets of cells at or below a threshold, with the least log10 NFA of each.</summary>
    internal IReadOnlyList<(Component Box, float Log10Nfa)> Regions(double threshold)
    {
        var labels = new int[CellNfa.Length];
        var components = ConnectedComponents.Label([.. CellNfa.Select(v => v <= threshold)], Math.Max(1, _cells.Wide), true, labels);
        var least = new float[components.Count];
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] > 0) least[labels[i] - 1] = Math.Min(least[labels[i] - 1], CellNfa[i]);
        return [.. components.Zip(least)];
    }

    // Cells of a field whose correlation falls off as ρ^distance along both axes carry as much as 1/D independent ones.
    private static double Design(double correlation)
    {
        var rho = Math.Clamp(correlation, LeastCorrelation, MostCorrelation);
        return Math.Pow((1 + rho) / (1 - rho), 2);
    }

    private double[] Table(Func<float, bool> counts)
    {
        var table = new double[(_cells.Wide + 1) * (_cells.High + 1)];
        IntegralImage.Build([.. _cells.Deviation.Select(d => counts(d) ? 1f : 0f)], _cells.Wide, table);
        return table;
    }

    private void Slide(double[] speaking, double[] quiet, int side, double limit, double probability)
    {
        for (var y = 0; y + side <= _cells.High; y++)
        {
            for (var x = 0; x + side <= _cells.Wide; x++)
            {
                var k = Sum(quiet, x, y, side);
                if (k == 0) continue;
                var n = Sum(speaking, x, y, side);
                if (n < LeastSpeaking * side * side || n > MostOfAll * _cells.Speaking || k <= n * probability) continue;
                // P[X ≥ k] ≥ pᵏ: where even that can neither mark a cell nor lower the least, the tail need not be computed.
                if (Math.Log10(Tests) + k / Together * Math.Log10(probability) > Math.Max(0, Log10Nfa)) continue;
                var nfa = Math.Log10(Tests) + Binomial.Log10Tail(n / Together, k / Together, probability);
                Log10Nfa = Math.Min(Log10Nfa, nfa);
                if (nfa < 0) Mark(x, y, side, limit, (float)nfa);
            }
        }
    }

    private void Mark(int left, int top, int side, double limit, float nfa)
    {
        for (var y = top; y < top + side; y++)
        {
            for (var x = left; x < left + side; x++)
            {
                var i = y * _cells.Wide + x;
                if (_cells.Deviation[i] < limit) CellNfa[i] = Math.Min(CellNfa[i], nfa);
            }
        }
    }

    private int Sum(double[] table, int x, int y, int side) => (int)IntegralImage.Sum(table, _cells.Wide, x, y, side, side);
}
