namespace Touchstone.Numerics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private const double InverseRootTwoPi = 0.398942280401432678;

    /// <summary>P[Z ≤ x], 0 to 1, relative error about 10⁻¹⁴; keeps its digits down to 10⁻³⁰⁷.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    /// <remarks>½ Q(½, x²/2) below the mean, its complement above (Abramowitz &amp; Stegun 7.1.22 with 6.5.17).</remarks>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        var outer = 0.5 * Math.Exp(SpecialFunctions.LogGammaUpper(0.5, 0.5 * x * x));
        return x <= 0 ? outer : 1 - outer;
    }

    /// <summary>ln P[Z &gt; x], ≤ 0; keeps its digits however far out.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    public static double LogUpperTail(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        return x >= 0 ? SpecialFunctions.LogGammaUpper(0.5, 0.5 * x * x) - 0.693147180559945309 : SpecialFunctions.LogOneMinusExp(LogUpperTail(-x));
    }

    /// <summary>Density at x, 0 to 0.3989.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    public static double Density(double x) => InverseRootTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>The x with P[Z ≤ x] = p (probit), relative error about 10⁻¹⁴; −∞ at 0 and +∞ at 1.</summary>
    /// <param name="probability">p, 0 to 1.</param>
    /// <remarks>A first guess to 4.5·10⁻⁴ (Abramowitz &amp; Stegun 26.2.23), then Halley's steps on the distribution function, in the smaller tail.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside 0 to 1.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 ≤ p ≤ 1.");
        if (probability == 0.5) return 0;
        var tail = Math.Min(probability, 1 - probability);
        if (tail == 0) return probability == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var t = Math.Sqrt(-2 * Math.Log(tail));
        var x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (var step = 0; step < 3; step++)
        {
            var newton = (Cdf(x) - tail) / Density(x);
            x -= newton / (1 + x * newton / 2);
        }
        return probability < 0.5 ? x : -x;
    }
}
