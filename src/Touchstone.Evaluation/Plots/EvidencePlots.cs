using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Plots;

/// <summary>Plots of calibrated evidence: Tippett, empirical cross-entropy, reliability. Scores are natural-log likelihood ratios; each gives SVG.</summary>
public static class EvidencePlots
{
    // Prior log10 odds over which the empirical cross-entropy is drawn, and its steps.
    private const double FarthestOdds = 2.5;
    private const int Steps = 101;

    /// <summary>Tippett plot (Evett &amp; Buckleton 1996): share of each class with a likelihood ratio above x. The curves should cross near 1, far from both.</summary>
    /// <param name="tally">Answered cases.</param>
    public static byte[] Tippett(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        double[] logs = [.. tally.Scores.ToArray().Select(s => Math.Clamp(s / Math.Log(10), -8, 8))];
        var reach = Math.Max(1, logs.Length == 0 ? 1 : logs.Max(Math.Abs) * 1.1);
        using var sheet = new PlotSheet("Tippett", PlotAxis.Linear("Likelihood ratio, log10", -reach, reach), PlotAxis.Share("Share with a larger ratio"));
        sheet.Line([0, 0], [0, 1], Stroke.Reference);
        var (xa, ya) = Above(logs, tally.Authentic, tally.AuthenticTotal, reach);
        var (xm, ym) = Above(logs, tally.Manipulated, tally.ManipulatedTotal, reach);
        sheet.Line(xa, ya, Stroke.Authentic, $"authentic ({tally.AuthenticTotal:N0})");
        sheet.Line(xm, ym, Stroke.Manipulated, $"manipulated ({tally.ManipulatedTotal:N0})");
        return sheet.Svg();
    }

    /// <summary>
    /// Empirical cross-entropy (Ramos &amp; Gonzalez-Rodriguez 2013) over prior odds: information still missing after the evidence, bits; the
    /// dotted line is no evidence at all (LR = 1), the dashed one the same scores calibrated by pool-adjacent-violators on these very cases.
    /// </summary>
    /// <param name="tally">Answered cases.</param>
    public static byte[] CrossEntropy(ScoreTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        double[] odds = [.. Enumerable.Range(0, Steps).Select(i => -FarthestOdds + 2 * FarthestOdds * i / (Steps - 1))];
        double[] none = [.. odds.Select(o => Entropy(tally, null, o))];
        double[] actual = [.. odds.Select(o => Entropy(tally, tally.Scores.ToArray(), o))];
        var highest = Math.Min(2, Math.Max(1, actual.Where(double.IsFinite).DefaultIfEmpty(1).Max()) * 1.05);
        using var sheet = new PlotSheet("Empirical cross-entropy", PlotAxis.Linear("Prior odds of manipulation, log10", -FarthestOdds, FarthestOdds), PlotAxis.Linear("Cross-entropy, bits", 0, highest));
        sheet.Line(odds, none, Stroke.Reference, "no evidence");
        if (!tally.HasBoth) return sheet.Svg();
        sheet.Line(odds, [.. odds.Select(o => Entropy(tally, Best(tally), o))], Stroke.Second, "best calibration");
        sheet.Line(odds, [.. actual.Select(a => double.IsFinite(a) ? Math.Min(a, 10) : 10)], Stroke.Plain, "as calibrated");
        return sheet.Svg();
    }

    /// <summary>Reliability: share manipulated among cases of about equal stated probability, with 95 % intervals; on the diagonal probabilities are what they say.</summary>
    /// <param name="tally">Answered cases.</param>
    /// <param name="prior">Prior probability of manipulation, 0–1.</param>
    public static byte[] Reliability(ScoreTally tally, double prior)
    {
        ArgumentNullException.ThrowIfNull(tally);
        using var sheet = new PlotSheet("Reliability", PlotAxis.Share(FormattableString.Invariant($"Stated probability at prior {prior:0.##}")), PlotAxis.Share("Share manipulated"));
        sheet.Line([0, 1], [0, 1], Stroke.Reference);
        if (!tally.HasBoth) return sheet.Svg();
        foreach (var bin in ReliabilityTable.Of(tally, prior).Bins)
        {
            var interval = Rate.Of((int)Math.Round(bin.Observed * bin.Cases), bin.Cases);
            sheet.Line([bin.Predicted, bin.Predicted], [interval.Lower, interval.Upper], Stroke.Second with { Pattern = ScottPlot.LinePattern.Solid });
            sheet.Dot(bin.Predicted, bin.Observed, Stroke.Plain);
        }
        sheet.Name("equal-mass bins, 95 % intervals", Stroke.Plain);
        return sheet.Svg();
    }

    private static (double[] X, double[] Y) Above(double[] logs, ReadOnlySpan<int> counts, long total, double reach)
    {
        if (total == 0) return ([], []);
        var (xs, ys) = (new List<double> { -reach }, new List<double> { 1 });
        long left = total;
        for (var i = 0; i < logs.Length; i++)
        {
            if (counts[i] == 0) continue;
            xs.Add(logs[i]);
            ys.Add((double)left / total);
            left -= counts[i];
            xs.Add(logs[i]);
            ys.Add((double)left / total);
        }
        return ([.. xs, reach], [.. ys, 0]);
    }

    // Σ over each class of −log2 of the posterior of the truth, weighted by its prior.
    private static double Entropy(ScoreTally tally, double[]? llrs, double odds)
    {
        var prior = 1 / (1 + Math.Pow(10, -odds));
        var offset = odds * Math.Log(10);
        double manipulated = 0, authentic = 0;
        if (llrs is null) (manipulated, authentic) = (Math.Log2(1 + Math.Exp(-offset)), Math.Log2(1 + Math.Exp(offset)));
        else
        {
            for (var i = 0; i < llrs.Length; i++)
            {
                if (tally.Manipulated[i] > 0) manipulated += tally.Manipulated[i] * Evidence.Bits(-(llrs[i] + offset));
                if (tally.Authentic[i] > 0) authentic += tally.Authentic[i] * Evidence.Bits(llrs[i] + offset);
            }
            manipulated /= Math.Max(1, tally.ManipulatedTotal);
            authentic /= Math.Max(1, tally.AuthenticTotal);
        }
        return prior * manipulated + (1 - prior) * authentic;
    }

    // Likelihood ratios of pool-adjacent-violators: in each block the share of the manipulated against the share of the authentic cases.
    private static double[] Best(ScoreTally tally)
    {
        double[] manipulated = [.. tally.Manipulated], authentic = [.. tally.Authentic];
        var ends = new int[manipulated.Length];
        var blocks = PoolAdjacentViolators.Pool(manipulated, authentic, ends);
        var llrs = new double[ends.Length];
        for (int block = 0, i = 0; block < blocks; block++)
        {
            var (p, q) = (manipulated[block] / tally.ManipulatedTotal, authentic[block] / tally.AuthenticTotal);
            for (; i < ends[block]; i++) llrs[i] = p == 0 ? -100 : q == 0 ? 100 : Math.Log(p / q);
        }
        return llrs;
    }
}
