namespace Touchstone.Evaluation.Metrics;

/// <summary>Metrics of the order of scores alone: unchanged by any strictly rising map of the scores. NaN where a class is empty, unless said otherwise.</summary>
public static class Ranking
{
    /// <summary>Area under the curve: P(manipulated &gt; authentic) + ½ P(equal) (Mann &amp; Whitney 1947; Hanley &amp; McNeil 1982), 0–1, higher is better; ½ when all are tied.</summary>
    public static double Auc(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!tally.HasBoth) return double.NaN;
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        long doubledWins = 0, below = 0;
        for (var g = 0; g < manipulated.Length; g++)
        {
            doubledWins += manipulated[g] * (2 * below + authentic[g]);
            below += authentic[g];
        }
        return doubledWins / (2.0 * tally.ManipulatedTotal * tally.AuthenticTotal);
    }

    /// <summary>
    /// Average precision: Σ (Rₖ − Rₖ₋₁)·Pₖ over the distinct scores from the highest down, without interpolation (scikit-learn's definition), 0–1,
    /// higher is better; the share of manipulated cases when all are tied; 1 when no case is authentic. It depends on that share.
    /// </summary>
    public static double AveragePrecision(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (tally.ManipulatedTotal == 0) return double.NaN;
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        double sum = 0, tp = 0, called = 0;
        for (var g = manipulated.Length - 1; g >= 0; g--)
        {
            tp += manipulated[g];
            called += manipulated[g] + authentic[g];
            if (manipulated[g] > 0) sum += manipulated[g] * (tp / called);
        }
        return sum / tally.ManipulatedTotal;
    }

    /// <summary>
    /// Equal error rate: where the ROC, its points joined by straight lines, meets FPR = FNR; 0–1, lower is better, ½ by chance and when all are tied.
    /// </summary>
    public static double Eer(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!tally.HasBoth) return double.NaN;
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        double fprBefore = 0, gapBefore = 1;
        long fp = 0, tp = 0;
        for (var g = manipulated.Length - 1; g >= 0; g--)
        {
            fp += authentic[g];
            tp += manipulated[g];
            var fpr = (double)fp / tally.AuthenticTotal;
            var gap = 1 - (double)tp / tally.ManipulatedTotal - fpr;
            if (gap <= 0) return fprBefore + (fpr - fprBefore) * (gapBefore / (gapBefore - gap));
            (fprBefore, gapBefore) = (fpr, gap);
        }
        return 1;
    }

    /// <summary>Equal error rate as NIST MediScore takes it: mean of FPR and FNR at the threshold where they are closest (the highest such threshold); 0–1, lower is better.</summary>
    public static double EerNist(ScoreTally tally) => Closest(tally) is var (fpr, fnr) ? (fpr + fnr) / 2 : double.NaN;

    /// <summary>Equal error rate as much code takes it: FPR at the threshold where it is closest to FNR (the highest such threshold); 0–1, lower is better.</summary>
    public static double EerArgMin(ScoreTally tally) => Closest(tally).Fpr;

    /// <summary>True-positive rate where the ROC, its points joined by straight lines, has a false-positive rate; the highest where it rises there; 0–1, higher is better.</summary>
    /// <param name="tally">Cases.</param>
    /// <param name="fpr">False-positive rate, 0–1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not within 0 and 1.</exception>
    public static double TprAt(ScoreTally tally, double fpr)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!(fpr >= 0 && fpr <= 1)) throw new ArgumentOutOfRangeException(nameof(fpr), fpr, "0 ≤ FPR ≤ 1.");
        if (!tally.HasBoth) return double.NaN;
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        double fprBefore = 0, tprBefore = 0;
        long fp = 0, tp = 0;
        for (var g = manipulated.Length - 1; g >= 0; g--)
        {
            fp += authentic[g];
            tp += manipulated[g];
            var (here, tpr) = ((double)fp / tally.AuthenticTotal, (double)tp / tally.ManipulatedTotal);
            if (here > fpr) return tprBefore + (tpr - tprBefore) * ((fpr - fprBefore) / (here - fprBefore));
            (fprBefore, tprBefore) = (here, tpr);
        }
        return 1;
    }

    /// <summary>
    /// Least expected cost over all thresholds: min Cmiss·π·FNR + Cfa·(1−π)·FPR (Martin &amp; Przybocki 2000), ≥ 0, lower is better; at most the cost of
    /// calling all, or none, manipulated.
    /// </summary>
    public static double MinCost(ScoreTally tally, CostTerms costs)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(costs);
        if (!tally.HasBoth) return double.NaN;
        var (miss, alarm) = (costs.Miss * costs.Prior / tally.ManipulatedTotal, costs.FalseAlarm * (1 - costs.Prior) / tally.AuthenticTotal);
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        long missed = tally.ManipulatedTotal, alarms = 0;
        var least = miss * missed;
        for (var g = manipulated.Length - 1; g >= 0; g--)
        {
            missed -= manipulated[g];
            alarms += authentic[g];
            least = Math.Min(least, miss * missed + alarm * alarms);
        }
        return least;
    }

    private static (double Fpr, double Fnr) Closest(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!tally.HasBoth) return (double.NaN, double.NaN);
        var manipulated = tally.Manipulated;
        var authentic = tally.Authentic;
        var (best, leastGap) = ((Fpr: 0.0, Fnr: 1.0), 1.0);
        long fp = 0, tp = 0;
        for (var g = manipulated.Length - 1; g >= 0; g--)
        {
            fp += authentic[g];
            tp += manipulated[g];
            var (fpr, fnr) = ((double)fp / tally.AuthenticTotal, 1 - (double)tp / tally.ManipulatedTotal);
            if (Math.Abs(fpr - fnr) < leastGap) (best, leastGap) = ((fpr, fnr), Math.Abs(fpr - fnr));
        }
        return best;
    }
}
