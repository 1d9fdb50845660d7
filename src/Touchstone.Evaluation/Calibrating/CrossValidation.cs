using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Cases predicted by fits that have not seen their cluster.</summary>
internal static class CrossValidation
{
    /// <summary>The fold of each case [n]: clusters are dealt out in seeded order, those with manipulated cases, with authentic ones and with both apart, so that folds are alike.</summary>
    internal static int[] Folds(CaseSet cases, int folds, ulong seed)
    {
        var chance = new Seeded(seed);
        var ofCluster = new Dictionary<int, int>();
        var next = 0;
        var strata = Enumerable.Range(0, cases.Count).GroupBy(i => cases.Clusters[i])
            .GroupBy(g => (g.Any(i => cases.Manipulated[i]), g.Any(i => !cases.Manipulated[i])), g => g.Key).OrderBy(s => s.Key);
        foreach (var stratum in strata)
        {
            int[] clusters = [.. stratum];
            Shuffle(clusters, chance);
            foreach (var cluster in clusters) ofCluster[cluster] = next++ % folds;
        }
        return [.. cases.Clusters.Select(c => ofCluster[c])];
    }

    /// <summary>Natural-log likelihood ratio of each case [n] from a curve fitted without its fold.</summary>
    internal static double[] HeldOut(CurveKind kind, CaseSet cases, int[] folds)
    {
        var llr = new double[cases.Count];
        foreach (var fold in folds.Distinct().Order())
        {
            var curve = Curve.Fit(kind, new Curve.Sample(cases, [.. folds.Select(f => f == fold ? 0.0 : 1.0)]));
            for (var i = 0; i < llr.Length; i++)
                if (folds[i] == fold) llr[i] = curve.Llr(cases.Scores[i]);
        }
        return llr;
    }

    /// <summary>The difference of Cllr between two predictions of the same cases with its standard error over clusters, bits.</summary>
    internal static (double Difference, double Error) Compare(CaseSet cases, double[] one, double[] other)
    {
        var weights = new Curve.Sample(cases, [.. cases.Scores.Select(_ => 1.0)]).Balanced();
        var sums = new Dictionary<int, double>();
        for (var i = 0; i < one.Length; i++)
            sums[cases.Clusters[i]] = sums.GetValueOrDefault(cases.Clusters[i]) + weights[i] * (Curve.CaseCost(one[i], cases.Manipulated[i]) - Curve.CaseCost(other[i], cases.Manipulated[i]));
        var mean = sums.Values.Average();
        double square = 0;
        foreach (var sum in sums.Values) square += (sum - mean) * (sum - mean);
        return (mean * sums.Count, sums.Count < 2 ? double.PositiveInfinity : Math.Sqrt(square * sums.Count / (sums.Count - 1)));
    }

    internal static void Shuffle<T>(Span<T> items, Seeded chance)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = chance.NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
