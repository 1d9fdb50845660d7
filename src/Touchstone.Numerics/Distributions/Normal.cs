namespace Touchstone.Numerics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private const double LogTwo = 0.693147180559945309;
    private const double InverseSqrtTwoPi = 0.398942280401432678;

    /// <summary>P[Z ≤ x], 0 to 1, relative error about 10⁻¹⁴.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    public static double Cdf(double x) => Tail(-x);

    /// <summary>P[Z ≥ x], 0 to 1; keeps its digits down to 10⁻³⁰⁷.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    public static double Tail(double x) => Math.Exp(LogTail(x));

    /// <summary>log10 P[Z ≥ x]; ≤ 0, finite for every finite x.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    public static double Log10Tail(double x) => LogTail(x) / SpecialFunctions.Ln10;

    /// <summary>Density at x, per standard deviation.</summary>
    /// <param name="x">Standard deviations from the mean.</param>
    public static double Density(double x) => InverseSqrtTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>The x with P[Z ≤ x] = p, absolute error about 10⁻¹⁴.</summary>
    /// <param name="p">Probability, 0 to 1; the ends give infinities.</param>
    /// <remarks>Acklam's rational approximation (2003, relative error 1.15·10⁻⁹), then two of Halley's steps on <see cref="Cdf"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside 0 to 1.</exception>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "0 ≤ p ≤ 1.");
        if (p == 0) return double.NegativeInfinity;
        if (p == 1) return double.PositiveInfinity;
        // The lower half keeps its digits in p; the upper half is its mirror.
        if (p > 0.5) return -Quantile(1 - p);
        var x = Start(p);
        for (var i = 0; i < 2; i++)
        {
            var u = (Cdf(x) - p) / Density(x);
            x -= u / (1 + x * u / 2);
        }
        return x;
    }

    private static double LogTail(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        var square = 0.5 * x * x;
        return x >= 0
            ? SpecialFunctions.LogGammaUpper(0.5, square) - LogTwo
            : SpecialFunctions.LogOnePlus(-0.5 * Math.Exp(SpecialFunctions.LogGammaUpper(0.5, square)));
    }

    private static double Start(double p)
    {
        if (p < 0.02425)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783)
                / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
        }
        var c = p - 0.5;
        var r = c * c;
        return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239) * c
            / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1);
    }
}
