using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>One threshold on a score and what acting from it costs.</summary>
/// <param name="Threshold">Act at or above it; infinite = never.</param>
/// <param name="Cost">Expected cost of a case, in the unit of the costs.</param>
public readonly record struct CostedThreshold(double Threshold, double Cost);

/// <summary>Thresholds that cost least: C = C_miss·π·P_miss + C_fa·(1−π)·P_fa.</summary>
public static class CostThreshold
{
    /// <summary>
    /// The threshold that is best for likelihood ratios that are calibrated, ln(C_fa (1−π) / (C_miss π)) (Bayes; Duda, Hart &amp; Stork 2001, section 2.2),
    /// with its cost on the cases: it needs no data, and costs more than the empirical one as far as calibration is off.
    /// </summary>
    /// <param name="cases">Natural-log likelihood ratios; NaN = not answered: left out.</param>
    /// <param name="costs">Costs and prior, all above 0.</param>
    public static CostedThreshold Bayes(CaseSet cases, CostTerms costs)
    {
        Require(cases, costs);
        var threshold = Evidence.BayesThreshold(costs);
        return new CostedThreshold(threshold, Cost(Sorted(cases), costs).First(c => c.Threshold >= threshold).Cost);
    }

    /// <summary>
    /// The threshold that costs least on the cases; midway between scores, the highest where several cost the same. Its cost is too good by
    /// what the choice adapted to these cases: state it on others.
    /// </summary>
    /// <param name="cases">Scores; NaN = not answered: left out.</param>
    /// <param name="costs">Costs and prior, all above 0.</param>
    public static CostedThreshold Empirical(CaseSet cases, CostTerms costs)
    {
        Require(cases, costs);
        var sorted = Sorted(cases);
        var candidates = Cost(sorted, costs).ToArray();
        var best = 0;
        for (var i = 1; i < candidates.Length; i++)
            if (candidates[i].Cost <= candidates[best].Cost) best = i;
        var (at, cost) = (candidates[best].Threshold, candidates[best].Cost);
        if (double.IsInfinity(at) || best == 0) return new CostedThreshold(at, cost);
        // Between neighbours among floating-point numbers, and below an infinite one, no middle parts the two scores.
        var middle = candidates[best - 1].Threshold / 2 + at / 2;
        return new CostedThreshold(middle > candidates[best - 1].Threshold && middle <= at ? middle : at, cost);
    }

    /// <summary>For each distinct score, ascending and then infinity, the cost of acting from it.</summary>
    private static IEnumerable<CostedThreshold> Cost((double Score, bool Manipulated)[] sorted, CostTerms costs)
    {
        double manipulated = sorted.Count(c => c.Manipulated), authentic = sorted.Length - manipulated;
        double missed = 0, alarmed = authentic;
        CostedThreshold At(double threshold) => new(threshold, costs.Miss * costs.Prior * missed / manipulated + costs.FalseAlarm * (1 - costs.Prior) * alarmed / authentic);
        for (var start = 0; start < sorted.Length;)
        {
            var score = sorted[start].Score;
            yield return At(score);
            for (; start < sorted.Length && sorted[start].Score == score; start++)
            {
                if (sorted[start].Manipulated) missed++;
                else alarmed--;
            }
        }
        yield return At(double.PositiveInfinity);
    }

    private static (double Score, bool Manipulated)[] Sorted(CaseSet cases) =>
        [.. Enumerable.Range(0, cases.Count).Where(i => !double.IsNaN(cases.Scores[i])).Select(i => (cases.Scores[i], cases.Manipulated[i])).OrderBy(c => c.Item1)];

    private static void Require(CaseSet cases, CostTerms costs)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(costs);
        if (!(costs.Miss > 0 && costs.FalseAlarm > 0 && costs.Prior is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(costs), costs, "Costs are above 0 and the prior between 0 and 1.");
        bool Has(bool manipulated) => Enumerable.Range(0, cases.Count).Any(i => cases.Manipulated[i] == manipulated && !double.IsNaN(cases.Scores[i]));
        if (!Has(true) || !Has(false)) throw new ArgumentException("Both classes are needed.", nameof(cases));
    }
}
