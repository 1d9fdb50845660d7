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
}
