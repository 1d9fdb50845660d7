using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>A study of a detector whose truth is known: authentic cases N(0,1), manipulated N(d,1), written as the calibrated natural-log likelihood ratio d·x − d²/2.</summary>
/// <param name="Separation">d, standard deviations.</param>
/// <param name="ManipulatedClusters">Clusters with manipulated cases only.</param>
/// <param name="AuthenticClusters">Clusters with authentic cases only.</param>
/// <param name="MixedClusters">Clusters with both, in turn.</param>
/// <param name="MeanSize">Cases of a cluster: uniform from 1 to 2·mean − 1.</param>
/// <param name="Correlation">Correlation of two cases of one cluster and class, 0–1.</param>
internal sealed record SimulatedStudy(double Separation, int ManipulatedClusters, int AuthenticClusters, int MixedClusters, int MeanSize, double Correlation)
{
    /// <summary>Draws the cases of one study.</summary>
    internal CaseSet Draw(Seeded chance)
    {
        var scores = new List<double>();
        var manipulated = new List<bool>();
        var clusters = new List<int>();
        for (var c = 0; c < ManipulatedClusters + AuthenticClusters + MixedClusters; c++)
        {
            var shared = Math.Sqrt(Correlation) * chance.NextNormal();
            var size = 1 + chance.NextInt(2 * MeanSize - 1);
            var first = c < ManipulatedClusters || (c >= ManipulatedClusters + AuthenticClusters && chance.NextInt(2) == 0);
            for (var i = 0; i < size; i++)
            {
                var truth = c >= ManipulatedClusters + AuthenticClusters ? first == (i % 2 == 0) : first;
                var x = (truth ? Separation : 0) + shared + Math.Sqrt(1 - Correlation) * chance.NextNormal();
                scores.Add(Separation * x - Separation * Separation / 2);
                manipulated.Add(truth);
                clusters.Add(c);
            }
        }
        return new CaseSet([.. scores], [.. manipulated], [.. clusters]);
    }

    /// <summary>The value a metric of the catalog has in the population; both classes are equally frequent.</summary>
    internal double Truth(string metric, MetricTerms terms)
    {
        var (d, cut) = (Separation, terms.Threshold / Separation + Separation / 2);
        double OverManipulated(Func<double, double> f) => Integral(x => Normal.Density(x - d) * f(x), d);
        double OverAuthentic(Func<double, double> f) => Integral(x => Normal.Density(x) * f(x), d);
        double Llr(double x) => d * x - d * d / 2;
        double Wrong(double x) => 1 / (1 + Math.Exp(Llr(x)));
        return metric switch
        {
            "auc" => Normal.Cdf(d / Math.Sqrt(2)),
            "eer" => Normal.Cdf(-d / 2),
            "ap" => OverManipulated(x => Normal.Cdf(d - x) / (Normal.Cdf(d - x) + Normal.Cdf(-x))),
            "cllr" or "cllr-min" => (OverManipulated(x => Evidence.Bits(-Llr(x))) + OverAuthentic(x => Evidence.Bits(Llr(x)))) / 2,
            "brier" => (OverManipulated(x => Wrong(x) * Wrong(x)) + OverAuthentic(x => (1 - Wrong(x)) * (1 - Wrong(x)))) / 2,
            "tpr@fpr" => Normal.Cdf(d - Normal.Quantile(1 - terms.At)),
            "min-cost-normalised" => 2 * Normal.Cdf(-d / 2),
            "fpr" => Normal.Cdf(-cut),
            "tpr" => Normal.Cdf(d - cut),
            "precision" => Normal.Cdf(d - cut) / (Normal.Cdf(d - cut) + Normal.Cdf(-cut)),
            "f1" => 2 * Normal.Cdf(d - cut) / (1 + Normal.Cdf(d - cut) + Normal.Cdf(-cut)),
            "balanced-accuracy" => (Normal.Cdf(d - cut) + Normal.Cdf(cut)) / 2,
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "No truth is known for this metric."),
        };
    }

    /// <summary>The same cases as if each were independent: what an interval over frames takes them for.</summary>
    internal static CaseSet AsFrames(CaseSet cases) => cases with { Clusters = [.. Enumerable.Range(0, cases.Count)] };

    // Midpoint rule: the integrands fall off as a normal density does.
    private static double Integral(Func<double, double> f, double d)
    {
        const int Steps = 4000;
        var (from, step) = (-9.0, (d + 18) / Steps);
        double sum = 0;
        for (var i = 0; i < Steps; i++) sum += f(from + (i + 0.5) * step);
        return sum * step;
    }
}
