namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>Finds the frequency above which a recording suddenly holds nothing, as a low-pass or a lossy encoder leaves it.</summary>
internal static class Bandwidth
{
    // An encoder's low-pass falls by 20 dB and more within a few hundred Hz; natural spectra fall by 6 to 12 dB per octave.
    private const double LeastFallDb = 20;
    internal const double SideHz = 600, GapHz = 150;
    // Looked for between 3 kHz (telephone) and what an anti-alias filter leaves.
    internal const double LowestHz = 3000, HighestShare = 0.95;

    /// <summary>The cut-off in Hz, or null where the spectrum has no such edge.</summary>
    internal static double? CutOff(double[] power, double lineHz)
    {
        var db = new double[power.Length];
        for (var k = 0; k < db.Length; k++) db[k] = 10 * Math.Log10(power[k] + 1e-16);
        var (side, gap) = ((int)(SideHz / lineHz), (int)(GapHz / lineHz));
        double bestFall = LeastFallDb, best = double.NaN;
        for (var k = (int)(LowestHz / lineHz); k < db.Length * HighestShare && k + side <= db.Length; k++)
        {
            if (k - side < 0) continue;
            var above = Mean(db, k + gap, k + side);
            var fall = Mean(db, k - side, k - gap) - above;
            // Beyond the edge nothing may rise again, or it is a notch.
            if (fall > bestFall && Mean(db, k + gap, db.Length) < above + 6) (bestFall, best) = (fall, k * lineHz);
        }
        return double.IsNaN(best) ? null : best;
    }

    private static double Mean(double[] values, int from, int to)
    {
        double sum = 0;
        for (var k = from; k < to; k++) sum += values[k];
        return sum / Math.Max(1, to - from);
    }
}
