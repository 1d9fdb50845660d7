using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Estimates;

/// <summary>
/// Rates over cases that come in clusters (many recordings of one speaker): Clopper–Pearson on the effective number of cases
/// (Korn &amp; Graubard 1998), exact Clopper–Pearson where every cluster has one case.
/// </summary>
/// <remarks>
/// The design effect is the variance of the rate by linearisation over clusters against that of independent cases. It is never taken
/// below 1. Few clusters with events (or without) make that estimate worthless, and none makes it zero, which would reward a lucky
/// sample; so it is drawn towards the worst case, full correlation within clusters, by as much as three clusters with events weigh:
/// deff = worst^(3/(e+3)) · estimated^(e/(e+3)), e = the lesser of clusters with and without events. The factor
/// (t₁₋α⸝₂(n−1) / t₁₋α⸝₂(c−1))² pays for the estimated variance, with c clusters, as far as it was estimated: to the power e/(e+3). The upper bound is
/// never below that of no event in as many clusters, nor the lower one above that of events only: an error cannot make a gate pass.
/// </remarks>
public static class ClusteredRate
{
    // Clusters that the worst case weighs; chosen by the simulations of the measure "evaluation".
    private const double WorstCaseClusters = 3;

    /// <summary>The rate with its interval at every confidence.</summary>
    /// <param name="events">Events of each case [n].</param>
    /// <param name="clusters">Cluster of each case [n], from 0.</param>
    /// <returns>Undefined (N = 0) without cases; with one cluster of several cases the whole range 0–1.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ConfidenceCurve Of(ReadOnlySpan<bool> events, ReadOnlySpan<int> clusters)
    {
        if (events.Length != clusters.Length) throw new ArgumentException("Events and clusters differ in length.", nameof(clusters));
        if (events.IsEmpty) return ConfidenceCurve.Undefined;
        var highest = 0;
        foreach (var cluster in clusters) highest = Math.Max(highest, cluster);
        var (hits, sizes) = (new int[highest + 1], new int[highest + 1]);
        for (var i = 0; i < events.Length; i++)
        {
            sizes[clusters[i]]++;
            if (events[i]) hits[clusters[i]]++;
        }
        return Of(hits, sizes);
    }

    /// <summary>The rate from counts of each cluster.</summary>
    /// <param name="events">Events of each cluster [c].</param>
    /// <param name="cases">Cases of each cluster [c]; clusters without cases count for nothing.</param>
    internal static ConfidenceCurve Of(int[] events, int[] cases)
    {
        long n = 0, k = 0, squares = 0;
        int clusters = 0, with = 0, without = 0;
        for (var c = 0; c < cases.Length; c++)
        {
            if (cases[c] == 0) continue;
            clusters++;
            n += cases[c];
            k += events[c];
            squares += (long)cases[c] * cases[c];
            if (events[c] > 0) with++;
            if (events[c] < cases[c]) without++;
        }
        if (n == 0) return ConfidenceCurve.Undefined;
        var rate = (double)k / n;
        if (clusters == n) return new ConfidenceCurve(rate, (int)n, confidence => Rate.Bounds(k, n, confidence));
        if (clusters == 1) return new ConfidenceCurve(rate, (int)n, _ => (0, 1));

        double residuals = 0;
        for (var c = 0; c < cases.Length; c++)
        {
            var residual = events[c] - rate * cases[c];
            residuals += residual * residual;
        }
        var worst = Math.Max(1, (double)squares / n);
        var spread = rate * (1 - rate) * n;
        var estimated = spread > 0 ? Math.Clamp(residuals * clusters / (clusters - 1) / spread, 1, worst) : worst;
        var seen = Math.Min(with, without);
        var effect = Math.Exp((WorstCaseClusters * Math.Log(worst) + seen * Math.Log(estimated)) / (seen + WorstCaseClusters));
        return new ConfidenceCurve(rate, (int)n, confidence =>
        {
            var tail = (1 + confidence) / 2;
            var pay = effect <= 1 ? 1 : Math.Pow(StudentT.Quantile(tail, n - 1) / StudentT.Quantile(tail, clusters - 1), 2 * seen / (seen + WorstCaseClusters));
            var effective = n / effect * pay;
            var (lower, upper) = Rate.Bounds(rate * effective, effective, confidence);
            // Clusters that always fail, and were not met, are possible however the errors that were met are spread.
            var unseen = Rate.Bounds(0, n / worst, confidence).Upper;
            return (Math.Min(lower, 1 - unseen), Math.Max(upper, unseen));
        });
    }
}
