using Touchstone.Numerics.Distributions;

namespace Touchstone.Numerics.Correlation;

/// <summary>The highest peak of a correlation plane within a search range, against the energy of the plane without it.</summary>
/// <param name="Left">Shift of the peak, columns.</param>
/// <param name="Top">Shift of the peak, lines.</param>
/// <param name="Pce">Peak-to-correlation energy with the sign of the peak: sign(c)·c²/mean c² (Goljan, Fridrich, Filler 2009, eq. 9); higher = more alike.</param>
/// <param name="Shifts">Shifts searched, ≥ 1.</param>
public readonly record struct PeakEnergy(int Left, int Top, double Pce, long Shifts)
{
    // The square around the peak that is left out of the energy: 11×11, as the paper has it.
    private const int Neighbourhood = 5;

    /// <summary>Finds the peak.</summary>
    /// <param name="correlation">Circular correlation [height, width].</param>
    /// <param name="width">Columns.</param>
    /// <param name="range">Shifts searched; no more across and down than the plane has.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or the plane has no more than the neighbourhood of a peak.</exception>
    public static PeakEnergy Find(ReadOnlySpan<float> correlation, int width, ShiftRange range)
    {
        if (width < 1 || correlation.Length % width != 0) throw new ArgumentException("The plane is not of whole lines.", nameof(width));
        var height = correlation.Length / width;
        if (range.Columns < 1 || range.Columns > width || range.Lines < 1 || range.Lines > height) throw new ArgumentException("The search range is not within the plane.", nameof(range));
        if (width <= 2 * Neighbourhood + 1 || height <= 2 * Neighbourhood + 1) throw new ArgumentException("The plane is smaller than the neighbourhood of a peak.", nameof(correlation));
        var (left, top) = (range.Left, range.Top);
        var peak = double.NegativeInfinity;
        for (var y = range.Top; y < range.Top + range.Lines; y++)
            for (var x = range.Left; x < range.Left + range.Columns; x++)
                if (correlation[Wrap(y, height) * width + Wrap(x, width)] is var value && value > peak) (left, top, peak) = (x, y, value);
        double energy = 0, near = 0;
        foreach (var value in correlation) energy += (double)value * value;
        for (var dy = -Neighbourhood; dy <= Neighbourhood; dy++)
            for (var dx = -Neighbourhood; dx <= Neighbourhood; dx++)
            {
                var value = correlation[Wrap(top + dy, height) * width + Wrap(left + dx, width)];
                near += (double)value * value;
            }
        const int cut = (2 * Neighbourhood + 1) * (2 * Neighbourhood + 1);
        var mean = (energy - near) / (correlation.Length - cut);
        return new PeakEnergy(left, top, mean > 0 ? Math.Sign(peak) * peak * peak / mean : 0, (long)range.Columns * range.Lines);
    }

    private static int Wrap(int i, int length) => ((i % length) + length) % length;

    /// <summary>log10 of the probability that a plane without a match shows such a peak: P_FA = 1 − (1 − Q(√PCE))^k for k shifts (same paper, eq. 11).</summary>
    /// <param name="pce">Signed peak-to-correlation energy.</param>
    /// <param name="shifts">All shifts searched k, ≥ 1.</param>
    /// <returns>≤ 0; lower = less likely by chance.</returns>
    public static double Log10FalseAlarm(double pce, double shifts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shifts, 1);
        var one = Normal.LogUpperTail(Math.Sign(pce) * Math.Sqrt(Math.Abs(pce)));
        var many = one + Math.Log(shifts);
        // Far out the probability is the sum over the shifts to all digits.
        return (many < -600 ? many : SpecialFunctions.LogOneMinusExp(shifts * SpecialFunctions.LogOneMinusExp(one))) / SpecialFunctions.Ln10;
    }
}
