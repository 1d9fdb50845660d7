using Touchstone.Numerics;

namespace Touchstone.Evaluation.Estimates;

/// <summary>Percentile bootstrap over independent cases (Efron 1979): whole images or recordings are drawn, never their pixels or frames.</summary>
public static class Bootstrap
{
    /// <summary>The mean of the cases with its 95 % percentile interval.</summary>
    /// <param name="cases">One value per independent case; NaN values are left out.</param>
    /// <param name="seed">Seed of the draws: the same cases and seed give the same interval.</param>
    /// <param name="draws">Resamples.</param>
    public static Estimate Mean(IEnumerable<double> cases, ulong seed = 1, int draws = 2000)
    {
        double[] values = [.. cases.Where(v => !double.IsNaN(v))];
        if (values.Length == 0) return new Estimate(double.NaN, double.NaN, double.NaN, 0);
        if (values.Length == 1) return new Estimate(values[0], double.NaN, double.NaN, 1);
        var chance = new Seeded(seed);
        var means = new double[draws];
        for (var d = 0; d < draws; d++)
        {
            double sum = 0;
            for (var i = 0; i < values.Length; i++) sum += values[chance.NextInt(values.Length)];
            means[d] = sum / values.Length;
        }
        Array.Sort(means);
        return new Estimate(values.Average(), means[(int)(0.025 * draws)], means[(int)(0.975 * draws)], values.Length);
    }

    /// <summary>Any statistic of the cases with its 95 % percentile interval.</summary>
    /// <param name="cases">Independent cases; none gives NaN.</param>
    /// <param name="statistic">What is taken of them.</param>
    /// <param name="seed">Seed of the draws: the same cases and seed give the same interval.</param>
    /// <param name="draws">Resamples.</param>
    public static Estimate Statistic<T>(IReadOnlyList<T> cases, Func<IReadOnlyList<T>, double> statistic, ulong seed = 1, int draws = 1000)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(statistic);
        if (cases.Count == 0) return new Estimate(double.NaN, double.NaN, double.NaN, 0);
        var chance = new Seeded(seed);
        var drawn = new T[cases.Count];
        var values = new double[draws];
        for (var d = 0; d < draws; d++)
        {
            for (var i = 0; i < drawn.Length; i++) drawn[i] = cases[chance.NextInt(cases.Count)];
            values[d] = statistic(drawn);
        }
        Array.Sort(values);
        return new Estimate(statistic(cases), values[(int)(0.025 * draws)], values[(int)(0.975 * draws)], cases.Count);
    }

    /// <summary>The value that a share of the values does not pass: the smallest one of rank at least share × count.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="share">0 to 1: 0.5 for the (lower) median.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
