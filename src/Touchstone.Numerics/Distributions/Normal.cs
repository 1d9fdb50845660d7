namespace Touchstone.Numerics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>P[Z ≤ x], 0 to 1, relative error about 10⁻¹⁴; keeps its digits down to 10⁻³⁰⁷.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    /// <remarks>½ Q(½, x²/2) below the mean, its complement above (Abramowitz &amp; Stegun 7.1.22 with 6.5.17).</remarks>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        var outer = 0.5 * Math.Exp(SpecialFunctions.LogGammaUpper(0.5, 0.5 * x * x));
        return x <= 0 ? outer : 1 - outer;
    }
}
