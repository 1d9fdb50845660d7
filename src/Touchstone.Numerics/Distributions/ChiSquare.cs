namespace Touchstone.Numerics.Distributions;

/// <summary>Tails of the chi-square distribution.</summary>
public static class ChiSquare
{
    /// <summary>P[X ≥ x], 0 to 1.</summary>
    /// <param name="x">Statistic, ≥ 0.</param>
    /// <param name="degrees">Degrees of freedom, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double Tail(double x, double degrees) => Math.Exp(SpecialFunctions.LogGammaUpper(degrees / 2, x / 2));

    /// <summary>log10 P[X ≥ x], ≤ 0.</summary>
    /// <param name="x">Statistic, ≥ 0.</param>
    /// <param name="degrees">Degrees of freedom, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double Log10Tail(double x, double degrees) => SpecialFunctions.LogGammaUpper(degrees / 2, x / 2) / SpecialFunctions.Ln10;

    /// <summary>P[X ≤ x], 0 to 1.</summary>
    /// <param name="x">Statistic, ≥ 0.</param>
    /// <param name="degrees">Degrees of freedom, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double Cdf(double x, double degrees) => Math.Exp(SpecialFunctions.LogGammaLower(degrees / 2, x / 2));
}
