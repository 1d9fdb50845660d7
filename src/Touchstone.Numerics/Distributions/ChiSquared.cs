namespace Touchstone.Numerics.Distributions;

/// <summary>The χ² distribution.</summary>
public static class ChiSquared
{
    /// <summary>P[X ≥ x], 0 to 1.</summary>
    /// <param name="x">Statistic; ≤ 0 gives 1.</param>
    /// <param name="degrees">Degrees of freedom k, &gt; 0.</param>
    /// <remarks>Q(k/2, x/2) (Abramowitz &amp; Stegun 26.4.2).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">k ≤ 0.</exception>
    public static double Tail(double x, double degrees)
    {
        if (!(degrees > 0)) throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "k > 0.");
        return x <= 0 ? 1 : Math.Exp(SpecialFunctions.LogGammaUpper(degrees / 2, x / 2));
    }

    /// <summary>The x with P[X ≥ x] = p.</summary>
    /// <param name="probability">p, 0 &lt; p &lt; 1.</param>
    /// <param name="degrees">Degrees of freedom, &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double Limit(double probability, double degrees)
    {
        if (!(probability > 0 && probability < 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 < p < 1.");
        double low = 0, high = degrees + 10;
        while (Tail(high, degrees) > probability) high *= 2;
        // The tail falls steadily; 100 halvings exhaust a double.
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Tail(middle, degrees) > probability) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
