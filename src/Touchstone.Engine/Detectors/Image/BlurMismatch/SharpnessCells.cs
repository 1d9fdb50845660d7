using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.BlurMismatch;

/// <summary>How fine the detail of each cell is against what the picture usually has at that contrast, and windows of cells in which it is alike.</summary>
internal sealed class SharpnessCells
{
    // Below one squared grey level of coarse detail a cell shows noise and rounding, not detail.
    private const float LeastCoarse = 1;

    // Rounding to whole levels alone leaves 1/12 in all bands together; half of it bounds the logarithm.
    private const double LeastEnergy = 0.05;

    // Tukey's biweight at 95 % efficiency (Huber 1981), and enough rounds to settle.
    private const double Biweight = 4.685;
    private const int Rounds = 12;

    // A window is 3×3 cells of which most speak.
    private const int LeastInWindow = 5;

    private readonly double[] _contrast;

    private SharpnessCells(BandEnergies bands)
    {
        (Wide, High) = (bands.Wide, bands.High);
        (Deviation, Window, _contrast) = (new float[bands.Fine.Length], new float[bands.Fine.Length], new double[bands.Fine.Length]);
    }

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Cells that show detail.</summary>
    internal int Speaking { get; private set; }

    /// <summary>Robust standard deviation of ln fine/coarse about the picture's curve.</summary>
    internal double Spread { get; private set; }

    /// <summary>ln fine/coarse minus the picture's curve, in robust deviations; negative = blurred; NaN where the cell does not speak.</summary>
    internal float[] Deviation { get; }

    /// <summary>Median of <see cref="Deviation"/> over the 3×3 cells around each; NaN where too few speak.</summary>
    internal float[] Window { get; }

    /// <summary>The least <see cref="Window"/> that holds a cell which itself lies below a limit, else the cell's own: what a soft window speaks for.</summary>
    internal float[] Soft(double limit)
    {
        var soft = (float[])Window.Clone();
        for (var i = 0; i < soft.Length; i++)
        {
            if (!(Deviation[i] <= limit)) continue;
            for (var y = Math.Max(0, i / Wide - 1); y <= Math.Min(High - 1, i / Wide + 1); y++)
                for (var x = Math.Max(0, i % Wide - 1); x <= Math.Min(Wide - 1, i % Wide + 1); x++)
                    if (!(Window[y * Wide + x] >= soft[i]) && !float.IsNaN(Window[y * Wide + x])) soft[i] = Window[y * Wide + x];
        }
        return soft;
    }

    internal static SharpnessCells Of(BandEnergies bands)
    {
        var cells = new SharpnessCells(bands);
        var ratio = new double[bands.Fine.Length];
        for (var i = 0; i < ratio.Length; i++)
        {
            cells.Deviation[i] = float.NaN;
            if (!(bands.Coarse[i] > LeastCoarse)) continue;
            cells._contrast[i] = Math.Log(bands.Coarse[i]);
            ratio[i] = Math.Log(Math.Max(LeastEnergy, bands.Fine[i])) - cells._contrast[i];
            cells.Deviation[i] = (float)ratio[i];
            cells.Speaking++;
        }
        if (cells.Speaking > 0) cells.Compare(ratio);
        cells.Pool();
        return cells;
    }

    // Fine against coarse detail follows a smooth curve of contrast, which lens, processing and compression set for all cells alike: a robust parabola.
    private void Compare(double[] ratio)
    {
        Span<double> row = stackalloc double[3], curve = stackalloc double[3];
        int[] speaking = [.. Enumerable.Range(0, ratio.Length).Where(i => !float.IsNaN(Deviation[i]))];
        var rest = new float[speaking.Length];
        for (var k = 0; k < rest.Length; k++) rest[k] = (float)ratio[speaking[k]];
        Spread = OrderStatistics.RobustDeviation([.. rest], out var centre);
        for (var k = 0; k < rest.Length; k++) rest[k] -= centre;
        for (var round = 0; round < Rounds; round++)
        {
            var fit = new LeastSquares(3);
            for (var k = 0; k < rest.Length; k++)
            {
                var t = rest[k] / (Biweight * Math.Max(1e-3, Spread));
                if (Math.Abs(t) >= 1) continue;
                Terms(_contrast[speaking[k]], row);
                fit.Add(row, ratio[speaking[k]], (1 - t * t) * (1 - t * t));
            }
            if (!fit.Solve(1e-6, curve)) break;
            for (var k = 0; k < rest.Length; k++)
            {
                Terms(_contrast[speaking[k]], row);
                rest[k] = (float)(ratio[speaking[k]] - row[0] * curve[0] - row[1] * curve[1] - row[2] * curve[2]);
            }
            Spread = OrderStatistics.RobustDeviation([.. rest], out _);
        }
        for (var k = 0; k < rest.Length; k++) Deviation[speaking[k]] = (float)(rest[k] / Math.Max(1e-3, Spread));
    }

    private static void Terms(double contrast, Span<double> row) => (row[0], row[1], row[2]) = (1, contrast / 4 - 1, (contrast / 4 - 1) * (contrast / 4 - 1));

    private void Pool()
    {
        Span<float> values = stackalloc float[9];
        for (var i = 0; i < Window.Length; i++)
        {
            var n = 0;
            for (var y = Math.Max(0, i / Wide - 1); y <= Math.Min(High - 1, i / Wide + 1); y++)
                for (var x = Math.Max(0, i % Wide - 1); x <= Math.Min(Wide - 1, i % Wide + 1); x++)
                    if (!float.IsNaN(Deviation[y * Wide + x])) values[n++] = Deviation[y * Wide + x];
            Window[i] = n >= LeastInWindow ? OrderStatistics.Median(values[..n]) : float.NaN;
        }
    }
}
