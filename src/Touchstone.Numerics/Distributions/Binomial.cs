namespace Touchstone.Numerics.Distributions;

/// <summary>Tails of the binomial distribution, the heart of a-contrario tests (Desolneux, Moisan &amp; Morel 2008): NFA = tests · P[X ≥ k].</summary>
public static class Binomial
{
    /// <summary>log10 P[X ≥ k] for X ~ Binomial(n, p); ≤ 0, keeps its digits far below −300.</summary>
    /// <param name="trials">n, ≥ 0.</param>
    /// <param name="successes">k; ≤ 0 gives 0, &gt; n gives −∞.</param>
    /// <param name="probability">p, 0 to 1.</param>
    /// <remarks>P[X ≥ k] = I_p(k, n − k + 1) (Abramowitz &amp; Stegun 26.5.24). Relative error about 10⁻¹⁵ · n of the probability.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or p outside 0 to 1.</exception>
    public static double Log10Tail(double trials, double successes, double probability)
    {
        if (!(trials >= 0)) throw new ArgumentOutOfRangeException(nameof(trials), trials, "n ≥ 0.");
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 ≤ p ≤ 1.");
        if (successes <= 0) return 0;
        if (successes > trials) return double.NegativeInfinity;
        return SpecialFunctions.LogIncompleteBeta(probability, successes, trials - successes + 1) / SpecialFunctions.Ln10;
    }
}
