using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Slices;

/// <summary>Losses summed per cluster, for means whose errors are independent between clusters only.</summary>
internal sealed class LossSums
{
    private readonly Dictionary<int, (double Sum, int Cases)> _clusters = [];
    private double _sum;

    internal int Cases { get; private set; }

    internal int Clusters => _clusters.Count;

    internal double Mean => _sum / Cases;

    /// <summary>(Σ sizes)² / Σ sizes² (Kish 1965).</summary>
    internal double EffectiveClusters => Cases == 0 ? 0 : (double)Cases * Cases / _clusters.Values.Sum(c => (double)c.Cases * c.Cases);

    internal void Add(int cluster, double loss)
    {
        var (sum, cases) = _clusters.GetValueOrDefault(cluster);
        _clusters[cluster] = (sum + loss, cases + 1);
        _sum += loss;
        Cases++;
    }

    /// <summary>The mean with a 95 % interval by linearisation over clusters and Student's t.</summary>
    internal Estimate Estimate()
    {
        if (Cases == 0) return new Estimate(double.NaN, double.NaN, double.NaN, 0);
        if (Clusters < 2) return Estimates.Estimate.Point(Mean, Cases);
        var residuals = _clusters.Values.Sum(c => Square(c.Sum - Mean * c.Cases));
        var reach = StudentT.Quantile(0.975, Math.Max(1, EffectiveClusters - 1)) * Math.Sqrt(residuals * Clusters / (Clusters - 1)) / Cases;
        return new Estimate(Mean, Math.Max(0, Mean - reach), Mean + reach, Cases);
    }

    /// <summary>Standard deviation of the difference of two means; a cluster that is in both counts once, with both its parts.</summary>
    internal static double DifferenceDeviation(LossSums first, LossSums second)
    {
        double sum = 0;
        var clusters = 0;
        foreach (var (cluster, own) in first._clusters)
        {
            var other = second._clusters.GetValueOrDefault(cluster);
            sum += Square((own.Sum - first.Mean * own.Cases) / first.Cases - (other.Sum - second.Mean * other.Cases) / second.Cases);
            clusters++;
        }
        foreach (var (cluster, other) in second._clusters)
        {
            if (first._clusters.ContainsKey(cluster)) continue;
            sum += Square((other.Sum - second.Mean * other.Cases) / second.Cases);
            clusters++;
        }
        return clusters < 2 ? double.NaN : Math.Sqrt(sum * clusters / (clusters - 1));
    }

    private static double Square(double x) => x * x;
}
