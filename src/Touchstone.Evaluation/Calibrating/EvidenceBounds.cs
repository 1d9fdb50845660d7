using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Empirical lower and upper bounds (ELUB): how strong a likelihood ratio the data behind it can carry.</summary>
/// <param name="Lowest">Natural log, ≤ 0.</param>
/// <param name="Highest">Natural log, ≥ 0.</param>
/// <remarks>
/// Vergeer et al. 2016: a likelihood ratio is carried up to t where deciding by "LR &gt; t" costs less than deciding without evidence, at
/// the costs for which t is the right threshold: P(LR ≤ t | manipulated) + t·P(LR &gt; t | authentic) &lt; 1 for every threshold from 1 to t,
/// after one infinitely misleading case was added to each class; below 1 the same with the classes exchanged. With n authentic clusters
/// the upper bound is at most ln(n + 1). A cluster counts once in each class, shared by its cases.
/// </remarks>
public readonly record struct EvidenceBounds(double Lowest, double Highest)
{
    /// <summary>The bounds of likelihood ratios; both 0 where a class is empty or they are no better than no evidence.</summary>
    /// <param name="cases">Natural-log likelihood ratios, best of cases that the curve was not fitted to; NaN are left out.</param>
    public static EvidenceBounds Of(CaseSet cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var (manipulated, authentic) = (Masses(cases, true), Masses(cases, false));
        if (manipulated.Length == 0 || authentic.Length == 0) return new EvidenceBounds(0, 0);
        static (double, double)[] Mirror((double Llr, double Mass)[] side) => [.. side.Select(c => (-c.Llr, c.Mass))];
        return new EvidenceBounds(-Upper(Mirror(authentic), Mirror(manipulated)), Upper(manipulated, authentic));
    }

    /// <summary>A likelihood ratio cut off at the bounds.</summary>
    public double Cut(double llr) => Math.Clamp(llr, Lowest, Highest);

    // Each cluster has mass 1 in each class.
    private static (double Llr, double Mass)[] Masses(CaseSet cases, bool manipulated)
    {
        int[] of = [.. Enumerable.Range(0, cases.Count).Where(i => cases.Manipulated[i] == manipulated && !double.IsNaN(cases.Scores[i]))];
        var sizes = of.GroupBy(i => cases.Clusters[i]).ToDictionary(g => g.Key, g => g.Count());
        return [.. of.Select(i => (cases.Scores[i], 1.0 / sizes[cases.Clusters[i]]))];
    }

    private static double Upper((double Llr, double Mass)[] rightly, (double Llr, double Mass)[] wrongly)
    {
        var (allRight, allWrong) = (rightly.Sum(c => c.Mass) + 1, wrongly.Sum(c => c.Mass) + 1);
        // Mass with LR ≤ t of the one class, with LR > t of the other; the added misleading case lies beyond every threshold.
        var (missed, alarmed) = (1 + rightly.Where(c => c.Llr <= 0).Sum(c => c.Mass), 1 + wrongly.Where(c => c.Llr > 0).Sum(c => c.Mass));
        var steps = rightly.Where(c => c.Llr > 0).Select(c => (c.Llr, Missed: c.Mass, Alarmed: 0.0))
            .Concat(wrongly.Where(c => c.Llr > 0).Select(c => (c.Llr, Missed: 0.0, Alarmed: c.Mass)))
            .GroupBy(s => s.Llr).OrderBy(g => g.Key);
        double from = 0;
        foreach (var step in steps)
        {
            var carried = Carried(missed / allRight, alarmed / allWrong);
            if (carried < step.Key) return Math.Max(from, carried);
            from = step.Key;
            missed += step.Sum(s => s.Missed);
            alarmed -= step.Sum(s => s.Alarmed);
        }
        return Math.Max(from, Carried(missed / allRight, Math.Max(1, alarmed) / allWrong));
    }

    private static double Carried(double missShare, double alarmShare) => missShare >= 1 ? 0 : Math.Log((1 - missShare) / alarmShare);
}
