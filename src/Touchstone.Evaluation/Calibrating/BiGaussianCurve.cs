using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>
/// Bi-Gaussianised calibration (Morrison 2024): the pooled distribution of scores is mapped, quantile by quantile, onto the one that a
/// perfectly calibrated system of two Gaussians with equal variance has: N(+σ²/2, σ²) for manipulated and N(−σ²/2, σ²) for authentic
/// material. σ is taken where that system has the Cllr that the logistic curve reaches on the same cases.
/// </summary>
internal static class BiGaussianCurve
{
    private const double MostDeviation = 12;
    private const int Steps = 240;
    private static readonly Lazy<double[]> CostOfDeviation = new(() => [.. Enumerable.Range(0, Steps + 1).Select(i => Cllr(i * MostDeviation / Steps))]);

    internal static Curve Fit(Curve.Sample sample)
    {
        var logistic = LogisticCurve.Fit(sample, withOffset: true);
        var deviation = Deviation(Curve.Cost(sample, [.. sample.Cases.Scores.Select(logistic.Llr)]));
        var (scores, ranks) = MidRanks(sample);
        var (quantiles, llr) = Target(deviation);
        return new Curve(CurveKind.BiGaussian, new Dictionary<string, double> { ["variance"] = deviation * deviation }, Curve.Spread(scores),
            s => IsotonicCurve.Interpolate(quantiles, llr, IsotonicCurve.Interpolate(scores, ranks, s)));
    }

    /// <summary>Cllr of the perfectly calibrated system: E log₂(1 + e⁻ˣ), x ~ N(σ²/2, σ²), by the trapezoidal rule, which converges fast for Gaussians.</summary>
    internal static double Cllr(double deviation)
    {
        const double Reach = 9, Step = 0.05;
        double sum = 0;
        for (var z = -Reach; z <= Reach; z += Step)
            sum += Math.Exp(-z * z / 2) * Curve.CaseCost(deviation * deviation / 2 + deviation * z, true);
        return sum * Step / Math.Sqrt(2 * Math.PI);
    }

    private static double Deviation(double cost)
    {
        var table = CostOfDeviation.Value;
        var next = 0;
        while (next <= Steps && table[next] > cost) next++;
        if (next == 0) return 0;
        if (next > Steps) return MostDeviation;
        return (next - 1 + (table[next - 1] - cost) / (table[next - 1] - table[next])) * MostDeviation / Steps;
    }

    /// <summary>Distinct scores and the balanced share of cases below each, cases at it counted half.</summary>
    private static (double[] Scores, double[] Ranks) MidRanks(Curve.Sample sample)
    {
        var weights = sample.Balanced();
        int[] order = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0)];
        Array.Sort([.. order.Select(i => sample.Cases.Scores[i])], order);
        var (scores, ranks) = (new List<double>(), new List<double>());
        double below = 0;
        for (var start = 0; start < order.Length;)
        {
            var score = sample.Cases.Scores[order[start]];
            double mass = 0;
            for (; start < order.Length && sample.Cases.Scores[order[start]] == score; start++) mass += weights[order[start]];
            scores.Add(score);
            ranks.Add(below + mass / 2);
            below += mass;
        }
        return ([.. scores], [.. ranks]);
    }

    /// <summary>The mixture's distribution function as a table: shares below, strictly rising, and where they lie.</summary>
    private static (double[] Quantiles, double[] Llr) Target(double deviation)
    {
        if (deviation <= 0) return ([0.5], [0]);
        var half = deviation * deviation / 2;
        const int Half = 150;
        var reach = half + 5 * deviation;
        var (quantiles, llr) = (new List<double>(), new List<double>());
        for (var i = -Half; i <= Half; i++)
        {
            var x = reach * i / Half;
            var share = 0.5 * (Normal.Cdf((x + half) / deviation) + Normal.Cdf((x - half) / deviation));
            if (quantiles.Count > 0 && share <= quantiles[^1]) continue;
            quantiles.Add(share);
            llr.Add(x);
        }
        return ([.. quantiles], [.. llr]);
    }
}
