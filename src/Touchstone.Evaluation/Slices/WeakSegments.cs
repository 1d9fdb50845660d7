using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Slices;

/// <summary>What makes a case bad.</summary>
public enum SegmentLoss
{
    /// <summary>1 for a false alarm; authentic cases only.</summary>
    FalseAlarms,

    /// <summary>1 for a miss; manipulated cases only.</summary>
    Misses,

    /// <summary>1 for either; all answered cases.</summary>
    Errors,

    /// <summary>Bits of log-likelihood-ratio cost; all answered cases with a finite ratio.</summary>
    Bits,

    /// <summary>1 for a case that was not answered; all cases.</summary>
    NoAnswer,
}

/// <summary>How weak segments are searched.</summary>
public sealed record SegmentSearch
{
    /// <summary>What is looked for.</summary>
    public required SegmentLoss Loss { get; init; }

    /// <summary>Decision threshold, for errors.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Most conditions of a segment, 1–3.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Least cases of a segment, in each half of the data.</summary>
    public int MinimumCases { get; init; } = 30;

    /// <summary>Least clusters of a segment, in each half.</summary>
    public int MinimumClusters { get; init; } = 10;

    /// <summary>Most segments that go on to be tested.</summary>
    public int Most { get; init; } = 5;

    /// <summary>Adjusted p-value below which a segment counts as weak.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Seed of the division of clusters into halves.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A segment that the search proposed, judged on cases that the search did not see.</summary>
/// <param name="Conditions">What its cases have in common: "camera = phone", "brightness ≤ 40.5".</param>
/// <param name="Loss">Mean loss in the segment, with interval over clusters.</param>
/// <param name="Rest">Mean loss of all other cases.</param>
/// <param name="P">One-sided p-value of being no worse than the rest.</param>
/// <param name="AdjustedP">By Holm over the proposed segments.</param>
/// <param name="Weak">Whether the adjusted p-value is below α.</param>
public sealed record WeakSegment(IReadOnlyList<string> Conditions, Estimate Loss, Estimate Rest, double P, double AdjustedP, bool Weak)
{
    /// <summary>Conditions in one line.</summary>
    public string Name => string.Join(" & ", Conditions);
}

/// <summary>
/// Search for segments where a detector is weak (as Chung et al. 2019, by a shallow tree): one half of the clusters grows the tree, the other
/// half, untouched, says whether a segment is really worse than the rest; Holm over what was proposed.
/// </summary>
public static class WeakSegments
{
    /// <summary>Proposed segments, worst first as judged on the other half; empty where there is too little to divide.</summary>
    /// <param name="cases">Cases with columns.</param>
    /// <param name="search">What to look for.</param>
    /// <exception cref="ArgumentException">Errors are looked for without a threshold.</exception>
    public static IReadOnlyList<WeakSegment> Find(SlicedCases cases, SegmentSearch search)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(search);
        if (double.IsNaN(search.Threshold) && search.Loss is SegmentLoss.FalseAlarms or SegmentLoss.Misses or SegmentLoss.Errors)
            throw new ArgumentException("Errors need a threshold.", nameof(search));
        var losses = Losses(cases.Cases, search);
        var half = Halves(cases.Cases, search.Seed);
        int[] asked = [.. Enumerable.Range(0, losses.Length).Where(i => !double.IsNaN(losses[i]))];
        int[] seen = [.. asked.Where(i => half[cases.Cases.Clusters[i]])], kept = [.. asked.Where(i => !half[cases.Cases.Clusters[i]])];
        var proposed = new SegmentTree(cases, losses, search).Grow(seen);
        var judged = proposed.Select(s => Judge(cases, losses, kept, s, search)).OfType<WeakSegment>().ToArray();
        var adjusted = Multiplicity.Holm([.. judged.Select(s => s.P)]);
        return [.. judged.Select((s, i) => s with { AdjustedP = adjusted[i], Weak = adjusted[i] < search.Alpha }).OrderBy(s => s.AdjustedP).ThenByDescending(s => s.Loss.Value)];
    }

    private static double[] Losses(CaseSet cases, SegmentSearch search)
    {
        double Loss(int i)
        {
            var (score, manipulated) = (cases.Scores[i], cases.Manipulated[i]);
            if (search.Loss == SegmentLoss.NoAnswer) return double.IsNaN(score) ? 1 : 0;
            if (double.IsNaN(score)) return double.NaN;
            return search.Loss switch
            {
                SegmentLoss.FalseAlarms => manipulated ? double.NaN : score >= search.Threshold ? 1 : 0,
                SegmentLoss.Misses => !manipulated ? double.NaN : score < search.Threshold ? 1 : 0,
                SegmentLoss.Errors => score >= search.Threshold == manipulated ? 0 : 1,
                _ => Evidence.Bits(manipulated ? -score : score) is var bits && double.IsFinite(bits) ? bits : double.NaN,
            };
        }
        return [.. Enumerable.Range(0, cases.Count).Select(Loss)];
    }

    private static bool[] Halves(CaseSet cases, ulong seed)
    {
        var chance = new Seeded(seed);
        var half = new bool[cases.Count == 0 ? 0 : cases.Clusters.Max() + 1];
        for (var c = 0; c < half.Length; c++) half[c] = chance.NextInt(2) == 0;
        return half;
    }

    private static WeakSegment? Judge(SlicedCases cases, double[] losses, int[] kept, Segment segment, SegmentSearch search)
    {
        var (inside, outside) = (new LossSums(), new LossSums());
        foreach (var i in kept)
            (segment.Holds(cases, i) ? inside : outside).Add(cases.Cases.Clusters[i], losses[i]);
        if (inside.Cases < search.MinimumCases || inside.Clusters < search.MinimumClusters || outside.Clusters < search.MinimumClusters) return null;
        var degrees = Math.Max(1, Math.Min(inside.EffectiveClusters, outside.EffectiveClusters) - 1);
        var deviation = LossSums.DifferenceDeviation(inside, outside);
        var gap = inside.Mean - outside.Mean;
        var p = deviation > 0 ? StudentT.Tail(gap / deviation, degrees) : gap > 0 ? AllApart(inside.Clusters, outside.Clusters) : 1;
        return new WeakSegment(segment.Names, inside.Estimate(), outside.Estimate(), p, double.NaN, false);
    }

    // No loss varies on either side: the chance that the worst clusters fall together by themselves (Fisher 1935), one in C(n + m, n).
    private static double AllApart(int inside, int outside) =>
        Math.Exp(SpecialFunctions.LogGamma(inside + 1) + SpecialFunctions.LogGamma(outside + 1) - SpecialFunctions.LogGamma(inside + outside + 1));
}
