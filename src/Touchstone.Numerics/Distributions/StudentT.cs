namespace Touchstone.Numerics.Distributions;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>P[T ≥ t], 0 to 1.</summary>
    /// <param name="t">Statistic.</param>
    /// <param name="degrees">Degrees of freedom, &gt; 0.</param>
    /// <remarks>½ I_{ν/(ν+t²)}(ν/2, ½) for t ≥ 0 (Abramowitz &amp; Stegun 26.7.1).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">ν ≤ 0.</exception>
    public static double Tail(double t, double degrees)
    {
        if (!(degrees > 0)) throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "ν > 0.");
        if (double.IsInfinity(t)) return t > 0 ? 0 : 1;
        var half = 0.5 * SpecialFunctions.IncompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>P[|T| ≥ |t|], 0 to 1.</summary>
    /// <param name="t">Statistic.</param>
    /// <param name="degrees">Degrees of freedom, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">ν ≤ 0.</exception>
    public static double TwoSided(double t, double degrees) => 2 * Tail(Math.Abs(t), degrees);

    /// <summary>The t with P[T ≤ t] = p; −∞ at 0 and +∞ at 1.</summary>
    /// <param name="probability">p, 0 to 1.</param>
    /// <param name="degrees">Degrees of freedom, &gt; 0.</param>
    /// <remarks>From the beta quantile: with x = ν/(ν+t²), the smaller tail is ½ Iₓ(ν/2, ½) (Abramowitz &amp; Stegun 26.7.1).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">p is outside 0 to 1, or ν ≤ 0.</exception>
    public static double Quantile(double probability, double degrees)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 ≤ p ≤ 1.");
        if (!(degrees > 0)) throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "ν > 0.");
        var tail = Math.Min(probability, 1 - probability);
        var x = Beta.Quantile(2 * tail, degrees / 2, 0.5);
        var t = x <= 0 ? double.PositiveInfinity : Math.Sqrt(degrees * (1 - x) / x);
        return probability < 0.5 ? -t : t;
    }
}
