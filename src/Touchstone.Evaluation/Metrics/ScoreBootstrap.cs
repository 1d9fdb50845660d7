using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Metrics;

/// <summary>Cluster bootstrap of statistics of scores: sorted once, then each draw is one pass of counting (Efron 1979; Field &amp; Welsh 2007 on clusters).</summary>
internal static class ScoreBootstrap
{
    private const int DrawsPerBlock = 16;
    // Draws nearer than this to an end of the range count as this near, or a single one would make the spread infinite.
    private const double Edge = 1e-4;
    // Below this much work starting threads costs more than it saves.
    private const long WorthThreads = 400_000;

    /// <summary>The statistic with intervals at every confidence.</summary>
    /// <param name="cases">Cases.</param>
    /// <param name="statistic">What is taken of them.</param>
    /// <param name="scale">Its range.</param>
    /// <param name="terms">Draws and seed.</param>
    /// <param name="kind">How it behaves under draws.</param>
    internal static ConfidenceCurve Of(CaseSet cases, Func<ScoreTally, double> statistic, Scale scale, MetricTerms terms, Statistic kind = Statistic.Plain)
    {
        var ranked = RankedCases.Of(cases);
        var whole = ranked.Whole();
        var value = statistic(whole);
        if (double.IsNaN(value)) return ConfidenceCurve.Undefined;
        if (Math.Min(ranked.ManipulatedClusters, ranked.AuthenticClusters) < 2)
            return new ConfidenceCurve(value, ranked.Count, _ => scale.Range());
        var draws = Draw(ranked, statistic, terms);
        return Curve(ranked, confidence => Unseen(ranked, whole, statistic, value, confidence), new Drawn(value, scale, kind), draws);
    }

    /// <summary>The statistic of every draw: draw d has its own stream, so that threads change nothing.</summary>
    internal static double[] Draw(RankedCases ranked, Func<ScoreTally, double> statistic, MetricTerms terms)
    {
        var values = new double[terms.Draws];
        void Block(int block, ScoreTally tally, int[] multiplicities)
        {
            for (var d = block * DrawsPerBlock; d < Math.Min(terms.Draws, (block + 1) * DrawsPerBlock); d++)
            {
                ranked.Draw(multiplicities, new Seeded(Stream(terms.Seed, d)));
                tally.Fill(ranked, multiplicities);
                values[d] = statistic(tally);
            }
        }
        var blocks = (terms.Draws + DrawsPerBlock - 1) / DrawsPerBlock;
        if ((long)ranked.Count * terms.Draws < WorthThreads)
        {
            var (tally, multiplicities) = (ranked.Tally(), new int[ranked.Clusters]);
            for (var b = 0; b < blocks; b++) Block(b, tally, multiplicities);
            return values;
        }
        Parallel.For(0, blocks, () => (Tally: ranked.Tally(), Multiplicities: new int[ranked.Clusters]), (b, _, own) =>
        {
            Block(b, own.Tally, own.Multiplicities);
            return own;
        }, _ => { });
        return values;
    }

    // Seeded expands a seed by steps of a fixed constant; multiplying by another one keeps the expansions of two draws apart.
    internal static ulong Stream(ulong seed, int draw) => (seed + 0x632BE59BD9B4E019) * 0xD1342543DE82EF95 ^ (ulong)(draw + 1) * 0xAF251AF3B0F025B5;

    // θ ± t·s on the figure's scale. s is the geometric mean of the draws' standard deviation there and of the one carried over by the
    // slope (the first is too wide near the ends of the range, the second too narrow), times √(c/(c−1)); t has c − 1 degrees of freedom,
    // c = the effective number of clusters of the class with fewer. Chosen among fifteen by the simulations in docs/evaluation/metrics.md.
    private static ConfidenceCurve Curve(RankedCases ranked, Func<double, (double, double)> unseen, Drawn drawn, double[] draws)
    {
        var (value, scale, kind) = drawn;
        double[] defined = [.. draws.Where(d => !double.IsNaN(d))];
        var centre = scale.To(value);
        var (lowest, highest) = scale.Range();
        var (mean, deviation) = Moments(defined);
        var clusters = Math.Min(ranked.Manipulated.EffectiveClusters(), ranked.Authentic.EffectiveClusters());
        var carried = deviation * scale.Slope(value);
        // The draws of a statistic that moves by whole cases spread more than it does, and more still on the scale.
        var onScale = kind == Statistic.Stepped ? carried : Moments([.. defined.Select(d => scale.To(Inside(d, scale)))]).Deviation;
        var spread = Math.Sqrt(carried * onScale) * Math.Sqrt(clusters / (clusters - 1));
        // What was minimised over the same cases is too low by about as much as the draws are lower still.
        var shift = kind == Statistic.Minimised ? (mean - value) * scale.Slope(value) : 0;
        (double, double) Bounds(double confidence)
        {
            if (!double.IsFinite(value) || !double.IsFinite(deviation)) return (lowest, highest);
            if (deviation == 0 || !double.IsFinite(centre)) return unseen(confidence);
            var reach = StudentT.Quantile((1 + confidence) / 2, clusters - 1) * spread;
            return (Math.Min(value, scale.From(centre - shift - reach)), Math.Max(value, scale.From(centre - shift + reach)));
        }
        return new ConfidenceCurve(value, ranked.Count, Bounds);
    }

    private static double Inside(double value, Scale scale) => scale switch
    {
        Scale.Unit => Math.Clamp(value, Edge, 1 - Edge),
        Scale.Signed => Math.Clamp(value, Edge - 1, 1 - Edge),
        Scale.Positive => Math.Max(value, Edge),
        _ => value,
    };

    /// <summary>
    /// Bounds where every draw says the same, as when the classes separate: no error in c clusters leaves an error rate up to 1 − (α/4)^(1/c) in each
    /// class (Clopper &amp; Pearson 1934), so that share of each class is put where it hurts most, or helps most.
    /// </summary>
    internal static (double Lower, double Upper) Unseen(RankedCases ranked, ScoreTally whole, Func<ScoreTally, double> statistic, double value, double confidence)
    {
        var manipulated = 1 - Math.Pow((1 - confidence) / 4, 1.0 / ranked.ManipulatedClusters);
        var authentic = 1 - Math.Pow((1 - confidence) / 4, 1.0 / ranked.AuthenticClusters);
        var (worse, better) = (statistic(whole.Moved(manipulated, authentic, false)), statistic(whole.Moved(manipulated, authentic, true)));
        return (Math.Min(value, Math.Min(worse, better)), Math.Max(value, Math.Max(worse, better)));
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        if (values.Length < 2) return (double.NaN, double.NaN);
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1)));
    }

    private readonly record struct Drawn(double Value, Scale Scale, Statistic Kind);
}

/// <summary>How a statistic behaves under draws.</summary>
internal enum Statistic
{
    /// <summary>Close to a mean.</summary>
    Plain,

    /// <summary>Read off at a threshold that moves by whole cases, as the equal error rate.</summary>
    Stepped,

    /// <summary>A minimum over thresholds or maps fitted to the same cases: too low, and its intervals are shifted by the draws' bias.</summary>
    Minimised,
}
