namespace Touchstone.Numerics.Distributions;

/// <summary>Tails of the Poisson distribution.</summary>
public static class Poisson
{
    /// <summary>log10 P[X ≥ k], ≤ 0.</summary>
    /// <param name="mean">Mean λ, ≥ 0.</param>
    /// <param name="count">k; ≤ 0 gives 0.</param>
    /// <remarks>P[X ≥ k] = P(k, λ), the lower incomplete gamma function (Abramowitz &amp; Stegun 26.4.21).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public static double Log10Tail(double mean, double count)
    {
        if (!(mean >= 0)) throw new ArgumentOutOfRangeException(nameof(mean), mean, "λ ≥ 0.");
        return count <= 0 ? 0 : SpecialFunctions.LogGammaLower(count, mean) / SpecialFunctions.Ln10;
    }

    /// <summary>P[X ≥ k], 0 to 1.</summary>
    /// <param name="mean">Mean λ, ≥ 0.</param>
    /// <param name="count">k; ≤ 0 gives 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public static double Tail(double mean, double count) => Math.Pow(10, Log10Tail(mean, count));
}
