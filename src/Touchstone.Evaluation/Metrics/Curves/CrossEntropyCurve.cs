using Touchstone.Numerics;

namespace Touchstone.Evaluation.Metrics.Curves;

/// <summary>Empirical cross-entropy at one prior.</summary>
/// <param name="PriorLogOdds">log₁₀ of the prior odds of manipulation.</param>
/// <param name="Actual">Of the likelihood ratios as they are, bits.</param>
/// <param name="Calibrated">After the best rising recalibration on the same cases, bits.</param>
/// <param name="Neutral">Of likelihood ratios that are all 1, bits: what the prior alone gives.</param>
public readonly record struct CrossEntropyPoint(double PriorLogOdds, double Actual, double Calibrated, double Neutral);

/// <summary>
/// Empirical cross-entropy over prior odds (Ramos &amp; Gonzalez-Rodriguez 2013): π·mean over manipulated of log₂(1 + 1/(LR·O)) + (1−π)·mean over
/// authentic of log₂(1 + LR·O), O = π/(1−π). At O = 1 it is Cllr and Cllr_min. Above the neutral curve evidence does harm.
/// </summary>
public static class CrossEntropyCurve
{
    /// <summary>The curve of natural-log likelihood ratios; empty when a class is empty.</summary>
    /// <param name="tally">Cases.</param>
    /// <param name="reach">Prior log₁₀ odds run from −reach to reach.</param>
    /// <param name="steps">Steps between them, ≥ 1.</param>
    public static IReadOnlyList<CrossEntropyPoint> Of(ScoreTally tally, double reach = 2.5, int steps = 100)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (!tally.HasBoth) return [];
        double[] ofManipulated = [.. tally.Manipulated], ofAuthentic = [.. tally.Authentic], manipulated = [.. ofManipulated], authentic = [.. ofAuthentic];
        var blocks = PoolAdjacentViolators.Pool(manipulated, authentic, new int[manipulated.Length]);
        var calibrated = new double[blocks];
        for (var b = 0; b < blocks; b++)
            calibrated[b] = Math.Log(manipulated[b] / tally.ManipulatedTotal) - Math.Log(authentic[b] / tally.AuthenticTotal);
        var totals = (tally.ManipulatedTotal, tally.AuthenticTotal);
        var points = new CrossEntropyPoint[steps + 1];
        for (var i = 0; i <= steps; i++)
        {
            var logOdds = reach * (2.0 * i - steps) / steps;
            var odds = logOdds * Math.Log(10);
            points[i] = new CrossEntropyPoint(logOdds, At(tally.Scores, ofManipulated, ofAuthentic, totals, odds),
                At(calibrated, manipulated.AsSpan(0, blocks), authentic.AsSpan(0, blocks), totals, odds), At([0], [1], [1], (1, 1), odds));
        }
        return points;
    }

    private static double At(ReadOnlySpan<double> llrs, ReadOnlySpan<double> manipulated, ReadOnlySpan<double> authentic, (long Manipulated, long Authentic) totals, double odds)
    {
        double ofManipulated = 0, ofAuthentic = 0;
        for (var g = 0; g < llrs.Length; g++)
        {
            if (manipulated[g] != 0) ofManipulated += manipulated[g] * Evidence.Bits(-llrs[g] - odds);
            if (authentic[g] != 0) ofAuthentic += authentic[g] * Evidence.Bits(llrs[g] + odds);
        }
        var prior = 1 / (1 + Math.Exp(-odds));
        return prior * ofManipulated / totals.Manipulated + (1 - prior) * ofAuthentic / totals.Authentic;
    }
}
