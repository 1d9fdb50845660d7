using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.CfaPattern;

/// <summary>
/// Cells of one statistic held against the picture's own bulk, and windows with more broken cells than the bulk's scatter allows:
/// NFA = tests · P[Binomial(n/D, p) ≥ k/D].
/// </summary>
internal sealed class BrokenCells
{
    // The bulk must lie this far from no pattern, in its own robust deviations, or the two cannot be told apart.
    private const double LeastStrength = 5;

    // Where less than a third of the bulk's value is left the pattern is broken; nothing left, and a third of its opposite, lie further out.
    private static readonly double[] Limits = [1.0 / 3, 0, -1.0 / 3];
    private const double LeastShare = 0.2;
    private const int LeastCells = 32;

    // Neighbours share content even where the estimate says otherwise.
    private const double LeastCorrelation = 0.2, MostCorrelation = 0.9;
    private const double LeastSpeaking = 0.6, MostOfAll = 0.4;
    private static readonly int[] Sides = [2, 3, 4, 6, 8, 12, 16, 24, 32];

    private readonly float[] _values;
    private readonly int _wide, _high;

    private BrokenCells(float[] values, int wide, int high) => (_values, _wide, _high) = (values, wide, high);

    /// <summary>Median of the statistic; its sign is the phase of the picture.</summary>
    internal float Centre { get; private set; }

    /// <summary>Robust deviation.</summary>
    internal float Spread { get; private set; }

    /// <summary>Cells that speak.</summary>
    internal int Speaking { get; private set; }

    /// <summary>Correlation of neighbouring cells that are not broken.</summary>
    internal double Correlation { get; private set; }

    /// <summary>Windows tested.</summary>
    internal int Tests { get; private set; }

    /// <summary>log10 of the least number of false alarms.</summary>
    internal double Log10Nfa { get; private set; }

    /// <summary>log10 NFA of the best window in which a cell is broken, at most 0; NaN where it does not speak.</summary>
    internal float[] CellNfa { get; private set; } = [];

    /// <summary>How many deviations the bulk lies from no pattern.</summary>
    internal double Strength => Spread > 0 ? Math.Abs(Centre) / Spread : 0;

    /// <summary>Whether the picture shows the pattern plainly enough for a break to be seen.</summary>
    internal bool IsReadable => Speaking >= LeastCells && Speaking >= LeastShare * _values.Length && Strength >= LeastStrength;

    /// <summary>Log-likelihood ratio of a cell: no pattern against the picture's pattern, two normal laws of the same deviation; NaN where it does not speak.</summary>
    internal float LogRatio(int cell) => Centre * (Centre - 2 * _values[cell]) / (2 * Spread * Spread);

    internal static BrokenCells Of(float[] values, int wide, int high, CancellationToken cancel)
    {
        var cells = new BrokenCells(values, wide, high);
        float[] speaking = [.. values.Where(v => !float.IsNaN(v))];
        cells.Speaking = speaking.Length;
        if (speaking.Length < LeastCells) return cells;
        cells.Spread = OrderStatistics.RobustDeviation(speaking, out var centre);
        cells.Centre = centre;
        if (cells.IsReadable) cells.Test(cancel);
        return cells;
    }

    private void Test(CancellationToken cancel)
    {
        Correlation = Math.Clamp(NeighbourCorrelation(), LeastCorrelation, MostCorrelation);
        foreach (var side in Sides) Tests += Limits.Length * Math.Max(0, _wide - side + 1) * Math.Max(0, _high - side + 1);
        Log10Nfa = Math.Log10(Math.Max(1, Tests));
        CellNfa = [.. _values.Select(v => float.IsNaN(v) ? float.NaN : 0)];
        var all = Table(i => !float.IsNaN(_values[i]));
        foreach (var limit in Limits)
        {
            bool[] broken = [.. _values.Select(v => v * Math.Sign(Centre) < limit * Math.Abs(Centre))];
            var few = Table(i => broken[i]);
            // Mass beyond z deviations of a unimodal law, both sides (Vysochanskij and Petunin 1980).
            var z = (1 - limit) * Strength;
            foreach (var side in Sides)
            {
                cancel.ThrowIfCancellationRequested();
                Slide(all, few, side, 4 / (9 * z * z), broken);
            }
        }
    }

    private double NeighbourCorrelation()
    {
        var (product, square, pairs, singles) = (0.0, 0.0, 0, 0);
        // Far ones would decide alone, and broken ones are what is looked for.
        float Bounded(int i) => (_values[i] - Centre) / Spread is var z && Math.Abs(z) <= 3 ? z : float.NaN;
        for (var i = 0; i < _values.Length; i++)
        {
            if (float.IsNaN(Bounded(i))) continue;
            square += Bounded(i) * Bounded(i);
            singles++;
            if (i % _wide == _wide - 1 || float.IsNaN(Bounded(i + 1))) continue;
            product += Bounded(i) * Bounded(i + 1);
            pairs++;
        }
        return pairs > 0 && square > 0 ? product / pairs / (square / singles) : 1;
    }

    private double[] Table(Func<int, bool> counts)
    {
        var table = new double[(_wide + 1) * (_high + 1)];
        IntegralImage.Build([.. Enumerable.Range(0, _values.Length).Select(i => counts(i) ? 1f : 0f)], _wide, table);
        return table;
    }

    // What the mean of a window of such cells varies more than that of independent ones, where correlation falls off as ρ^distance along both axes.
    private double Together(int side)
    {
        var line = 1.0;
        for (var k = 1; k < side; k++) line += 2 * (1 - (double)k / side) * Math.Pow(Correlation, k);
        return line * line;
    }

    private void Slide(double[] all, double[] few, int side, double probability, bool[] broken)
    {
        var together = Together(side);
        for (var y = 0; y + side <= _high; y++)
            for (var x = 0; x + side <= _wide; x++)
            {
                var (n, k) = (IntegralImage.Sum(all, _wide, x, y, side, side), IntegralImage.Sum(few, _wide, x, y, side, side));
                if (k <= n * probability || n < LeastSpeaking * side * side || n > MostOfAll * Speaking) continue;
                var nfa = Math.Log10(Tests) + Binomial.Log10Tail(n / together, k / together, probability);
                Log10Nfa = Math.Min(Log10Nfa, nfa);
                if (nfa < 0) Mark(x, y, side, (float)nfa, broken);
            }
    }

    private void Mark(int left, int top, int side, float nfa, bool[] broken)
    {
        for (var i = 0; i < side * side; i++)
        {
            var at = (top + i / side) * _wide + left + i % side;
            if (broken[at]) CellNfa[at] = Math.Min(CellNfa[at], nfa);
        }
    }
}
