namespace Touchstone.Numerics.Distributions;

/// <summary>The functions the distributions rest on, in the natural-log domain so that tails far below 10⁻³⁰⁰ keep their digits.</summary>
public static class SpecialFunctions
{
    /// <summary>ln 10.</summary>
    public const double Ln10 = 2.302585092994045684;

    private const double HalfLog2Pi = 0.918938533204672742;
    private const double Tiny = 1e-300;
    private const double Precision = 1e-16;
    // Both series need about the square root of their largest parameter in steps; this reaches parameters of 10¹¹.
    private const int MostSteps = 4_000_000;

    /// <summary>ln Γ(x), absolute error about 10⁻¹⁵ · max(1, |ln Γ(x)|).</summary>
    /// <param name="x">Argument, &gt; 0.</param>
    /// <remarks>Stirling's series (Abramowitz &amp; Stegun 6.1.41) after stepping up to x ≥ 12 by Γ(x+1) = xΓ(x).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">x ≤ 0 or not a number.</exception>
    public static double LogGamma(double x)
    {
        if (!(x > 0)) throw new ArgumentOutOfRangeException(nameof(x), x, "ln Γ is defined here for x > 0.");
        var product = 1.0;
        while (x < 12)
            product *= x++;
        var r = 1 / (x * x);
        var series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360360))))) / x;
        return (x - 0.5) * Math.Log(x) - x + HalfLog2Pi + series - Math.Log(product);
    }

    /// <summary>ln of the regularised upper incomplete gamma function, ln Q(a, x).</summary>
    /// <param name="a">Shape, &gt; 0.</param>
    /// <param name="x">Lower end of the integral, ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double LogGammaUpper(double a, double x)
    {
        RequireGamma(a, x);
        if (x == 0) return 0;
        return x < a + 1 ? LogOneMinusExp(LogGammaSeries(a, x)) : LogGammaFraction(a, x);
    }

    /// <summary>ln of the regularised incomplete beta function, ln Iₓ(a, b).</summary>
    /// <param name="x">Upper end of the integral, 0 to 1.</param>
    /// <param name="a">First shape, &gt; 0.</param>
    /// <param name="b">Second shape, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double LogIncompleteBeta(double x, double a, double b)
    {
        if (!(x >= 0 && x <= 1)) throw new ArgumentOutOfRangeException(nameof(x), x, "0 ≤ x ≤ 1.");
        if (!(a > 0)) throw new ArgumentOutOfRangeException(nameof(a), a, "a > 0.");
        if (!(b > 0)) throw new ArgumentOutOfRangeException(nameof(b), b, "b > 0.");
        if (x == 0) return double.NegativeInfinity;
        if (x == 1) return 0;
        var front = a * Math.Log(x) + b * LogOnePlus(-x) + LogGamma(a + b) - LogGamma(a) - LogGamma(b);
        // The continued fraction converges fast left of the mean; right of it the complement does.
        return x < (a + 1) / (a + b + 2)
            ? front - Math.Log(a) + Math.Log(BetaFraction(x, a, b))
            : LogOneMinusExp(front - Math.Log(b) + Math.Log(BetaFraction(1 - x, b, a)));
    }

    /// <summary>The regularised incomplete beta function Iₓ(a, b), 0 to 1.</summary>
    /// <param name="x">Upper end of the integral, 0 to 1.</param>
    /// <param name="a">First shape, &gt; 0.</param>
    /// <param name="b">Second shape, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double IncompleteBeta(double x, double a, double b) => Math.Exp(LogIncompleteBeta(x, a, b));

    /// <summary>ln(1 − eˡ) without losing digits at either end (Mächler 2012).</summary>
    /// <param name="logValue">l, ≤ 0; values above 0 by rounding count as 0.</param>
    public static double LogOneMinusExp(double logValue)
    {
        if (logValue >= 0) return double.NegativeInfinity;
        return logValue > -0.693147180559945309 ? Math.Log(-ExpMinusOne(logValue)) : LogOnePlus(-Math.Exp(logValue));
    }

    // Kahan's corrected forms: the rounding of 1 + x cancels in the quotient.
    internal static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    internal static double ExpMinusOne(double x)
    {
        var u = Math.Exp(x);
        if (u == 1) return x;
        return u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
    }

    private static void RequireGamma(double a, double x)
    {
        if (!(a > 0)) throw new ArgumentOutOfRangeException(nameof(a), a, "a > 0.");
        if (!(x >= 0)) throw new ArgumentOutOfRangeException(nameof(x), x, "x ≥ 0.");
    }

    // P(a,x) = xᵃ e⁻ˣ / Γ(a+1) · Σ xⁿ / ((a+1)…(a+n))  (Abramowitz & Stegun 6.5.29)
    private static double LogGammaSeries(double a, double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var n = 1; n < MostSteps && term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return a * Math.Log(x) - x - LogGamma(a + 1) + Math.Log(sum);
    }

    // Q(a,x) by its continued fraction (6.5.31), evaluated by Lentz's method as modified by Thompson & Barnett 1986.
    private static double LogGammaFraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x)) return double.NegativeInfinity;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < MostSteps; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / NotZero(an * d + b);
            c = NotZero(b + an / c);
            var step = c * d;
            h *= step;
            if (Math.Abs(step - 1) < 4 * Precision) break;
        }
        return a * Math.Log(x) - x - LogGamma(a) + Math.Log(h);
    }

    // Iₓ(a,b) = xᵃ(1−x)ᵇ/(a B(a,b)) · 1/(1+ d₁/(1+ d₂/(1+ …)))  (26.5.8), same evaluation.
    private static double BetaFraction(double x, double a, double b)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var h = d;
        for (var m = 1; m < MostSteps; m++)
        {
            var even = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 4 * Precision) break;
        }
        return h;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
