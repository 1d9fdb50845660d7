namespace Touchstone.Numerics.Distributions;

/// <summary>The beta distribution.</summary>
public static class Beta
{
    /// <summary>The x with Iₓ(a, b) = p, 0 to 1, to the last bits of a double.</summary>
    /// <param name="probability">p, 0 to 1.</param>
    /// <param name="a">First shape, &gt; 0; need not be whole.</param>
    /// <param name="b">Second shape, &gt; 0.</param>
    /// <remarks>Bisection: the incomplete beta function is monotone, and 60 halvings exhaust a double.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double Quantile(double probability, double a, double b)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 ≤ p ≤ 1.");
        double low = 0, high = 1;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (SpecialFunctions.IncompleteBeta(middle, a, b) < probability) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
