using Touchstone.Numerics;

namespace Touchstone.Evaluation.Metrics;

/// <summary>Metrics of scores read as natural-log likelihood ratios, positive supports manipulation. NaN where a class is empty, unless said otherwise.</summary>
public static class Evidence
{
    /// <summary>
    /// Cllr = ½ [mean over manipulated of log₂(1 + e⁻ˡ) + mean over authentic of log₂(1 + eˡ)] (Brümmer &amp; du Preez 2006, eq. 10), bits, ≥ 0, lower is
    /// better; 1 when every likelihood ratio is 1; +∞ when one case is infinitely misleading.
    /// </summary>
    public static double Cllr(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!tally.HasBoth) return double.NaN;
        return (Sum(tally.Manipulated, tally.ManipulatedBits) / tally.ManipulatedTotal + Sum(tally.Authentic, tally.AuthenticBits) / tally.AuthenticTotal) / 2;
    }

    /// <summary>
    /// Cllr after the best rising recalibration on the same cases (pool adjacent violators; Brümmer &amp; du Preez 2006, section 5): what order alone
    /// can give, 0–1 bits, lower is better; 0 when the classes separate, 1 when all are tied.
    /// </summary>
    public static double CllrMin(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!tally.HasBoth) return double.NaN;
        double[] manipulated = [.. tally.Manipulated], authentic = [.. tally.Authentic];
        var blocks = PoolAdjacentViolators.Pool(manipulated, authentic, new int[manipulated.Length]);
        double sum = 0;
        for (var b = 0; b < blocks; b++)
        {
            // The block's likelihood ratio is the ratio of its shares of the classes.
            var (p, q) = (manipulated[b] / tally.ManipulatedTotal, authentic[b] / tally.AuthenticTotal);
            if (p > 0) sum += p * Math.Log2(1 + q / p);
            if (q > 0) sum += q * Math.Log2(1 + p / q);
        }
        return sum / 2;
    }

    /// <summary>Cllr − Cllr_min: what calibration loses, bits, ≥ 0, lower is better.</summary>
    public static double CllrCal(ScoreTally tally) => Math.Max(0, Cllr(tally) - CllrMin(tally));

    /// <summary>
    /// Brier score of the probabilities that the likelihood ratios give at a prior: π·mean over manipulated of (1 − p)² + (1−π)·mean over authentic of
    /// p², p = 1/(1 + e⁻ˡ(1−π)/π) (Brier 1950, for a population with that prior), 0–1, lower is better; the plain mean when the prior is the share of
    /// manipulated cases.
    /// </summary>
    /// <param name="tally">Cases.</param>
    /// <param name="prior">π, 0–1; NaN takes the share of manipulated cases.</param>
    public static double Brier(ScoreTally tally, double prior)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!tally.HasBoth) return double.NaN;
        if (double.IsNaN(prior)) prior = (double)tally.ManipulatedTotal / tally.Total;
        var scores = tally.Scores;
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        double ofManipulated = 0, ofAuthentic = 0;
        for (var g = 0; g < scores.Length; g++)
        {
            var p = Posterior(scores[g], prior);
            ofManipulated += manipulated[g] * (1 - p) * (1 - p);
            ofAuthentic += authentic[g] * p * p;
        }
        return prior * ofManipulated / tally.ManipulatedTotal + (1 - prior) * ofAuthentic / tally.AuthenticTotal;
    }

    /// <summary>Probability of manipulation from a natural-log likelihood ratio and a prior, 0–1.</summary>
    /// <param name="llr">Likelihood ratio; infinities give 0 and 1.</param>
    /// <param name="prior">0–1.</param>
    public static double Posterior(double llr, double prior) => prior <= 0 ? 0 : prior >= 1 ? 1 : 1 / (1 + Math.Exp(-llr) * ((1 - prior) / prior));

    /// <summary>The threshold that minimises the expected cost for calibrated likelihood ratios: ln(Cfa·(1−π) / (Cmiss·π)), natural log (Bayes).</summary>
    public static double BayesThreshold(CostTerms costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return Math.Log(costs.FalseAlarm * (1 - costs.Prior) / (costs.Miss * costs.Prior));
    }

    /// <summary>log₂(1 + eˣ) without overflow.</summary>
    internal static double Bits(double x) => (x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x))) / Math.Log(2);

    // A count of 0 leaves an infinite cost out.
    internal static double Sum(ReadOnlySpan<int> counts, ReadOnlySpan<double> costs)
    {
        double sum = 0;
        for (var g = 0; g < counts.Length; g++)
            if (counts[g] != 0) sum += counts[g] * costs[g];
        return sum;
    }
}
