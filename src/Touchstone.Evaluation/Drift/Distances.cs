using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Drift;

/// <summary>How far a window lies from its reference: statistic, p-value under "nothing changed", effect.</summary>
public static class Distances
{
    // Half a count keeps an empty bin finite.
    private const double Half = 0.5;

    /// <summary>Population stability index Σ (p − q) ln(p / q), natural log, ≥ 0; 0 = equal shares; an empty bin counts as half a case.</summary>
    /// <param name="reference">Counts of the reference [k].</param>
    /// <param name="window">Counts of the window [k].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Psi(ReadOnlySpan<int> reference, ReadOnlySpan<int> window)
    {
        if (reference.Length != window.Length) throw new ArgumentException("Both have the same bins.", nameof(window));
        double m = 0, n = 0, sum = 0;
        for (var b = 0; b < window.Length; b++) (m, n) = (m + Math.Max(Half, reference[b]), n + Math.Max(Half, window[b]));
        for (var b = 0; b < window.Length; b++)
        {
            var (q, p) = (Math.Max(Half, reference[b]) / m, Math.Max(Half, window[b]) / n);
            sum += (p - q) * Math.Log(p / q);
        }
        return sum;
    }

    /// <summary>
    /// What PSI stays below with probability 1 − α while nothing changes: (1/n + 1/m)·χ²₁₋α(k − 1) (Yurdakul &amp; Naranjo 2020), n of the window and m of the
    /// reference. A fixed cut of 0.1 or 0.25 alarms on every small window or never.
    /// </summary>
    /// <param name="bins">k, ≥ 2.</param>
    /// <param name="reference">m, ≥ 1.</param>
    /// <param name="window">n, ≥ 1.</param>
    /// <param name="alpha">α, 0–1.</param>
    public static double PsiLimit(int bins, int reference, int window, double alpha) => (1.0 / window + 1.0 / reference) * ChiSquared.Limit(alpha, bins - 1);

    /// <summary>Greatest distance between the two empirical distribution functions, 0–1, and its asymptotic p-value (Kolmogorov–Smirnov, with the correction of Stephens 1970); ties make it cautious.</summary>
    /// <param name="reference">Ascending [m].</param>
    /// <param name="window">Ascending [n].</param>
    public static (double Statistic, double PValue) KolmogorovSmirnov(ReadOnlySpan<double> reference, ReadOnlySpan<double> window)
    {
        double greatest = 0;
        for (int i = 0, j = 0; i < reference.Length && j < window.Length;)
        {
            var at = Math.Min(reference[i], window[j]);
            while (i < reference.Length && reference[i] <= at) i++;
            while (j < window.Length && window[j] <= at) j++;
            greatest = Math.Max(greatest, Math.Abs((double)i / reference.Length - (double)j / window.Length));
        }
        var effective = Math.Sqrt((double)reference.Length * window.Length / (reference.Length + window.Length));
        var x = (effective + 0.12 + 0.11 / effective) * greatest;
        // Below, the alternating series is 1 to every digit and converges slowly.
        if (x < 0.2) return (greatest, 1);
        double sum = 0;
        for (var k = 1; k <= 100; k++) sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * x * x);
        return (greatest, Math.Clamp(sum, 0, 1));
    }

    /// <summary>Wasserstein-1 distance ∫ |F − G| in the unit of the values, ≥ 0; over the reference's deviation it is an effect size.</summary>
    /// <param name="reference">Ascending [m].</param>
    /// <param name="window">Ascending [n].</param>
    public static double Wasserstein(ReadOnlySpan<double> reference, ReadOnlySpan<double> window)
    {
        double sum = 0;
        var last = double.NaN;
        for (int i = 0, j = 0; i < reference.Length || j < window.Length;)
        {
            var at = i == reference.Length ? window[j] : j == window.Length ? reference[i] : Math.Min(reference[i], window[j]);
            if (!double.IsNaN(last)) sum += (at - last) * Math.Abs((double)i / reference.Length - (double)j / window.Length);
            while (i < reference.Length && reference[i] <= at) i++;
            while (j < window.Length && window[j] <= at) j++;
            last = at;
        }
        return sum;
    }

    /// <summary>χ² of homogeneity of two rows of counts (Pearson 1900), and its p-value; categories with fewer than 5 expected in the window are pooled (Cochran 1954).</summary>
    /// <param name="reference">Counts of the reference [k].</param>
    /// <param name="window">Counts of the window [k].</param>
    /// <returns>Statistic and p-value; 0 and 1 where fewer than two categories remain.</returns>
    public static (double Statistic, double PValue) Homogeneity(ReadOnlySpan<int> reference, ReadOnlySpan<int> window)
    {
        if (reference.Length != window.Length) throw new ArgumentException("Both have the same categories.", nameof(window));
        double m = 0, n = 0;
        for (var c = 0; c < window.Length; c++) (m, n) = (m + reference[c], n + window[c]);
        if (m == 0 || n == 0) return (0, 1);
        double statistic = 0, pooledReference = 0, pooledWindow = 0;
        var cells = 0;
        void Add(double q, double p)
        {
            var share = (q + p) / (m + n);
            statistic += (p - n * share) * (p - n * share) / (n * share) + (q - m * share) * (q - m * share) / (m * share);
            cells++;
        }
        for (var c = 0; c < window.Length; c++)
        {
            if ((reference[c] + window[c]) * n / (m + n) >= 5) Add(reference[c], window[c]);
            else (pooledReference, pooledWindow) = (pooledReference + reference[c], pooledWindow + window[c]);
        }
        if (pooledReference + pooledWindow > 0) Add(pooledReference, pooledWindow);
        return cells < 2 ? (0, 1) : (statistic, ChiSquared.Tail(statistic, cells - 1));
    }
}
