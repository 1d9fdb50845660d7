namespace Touchstone.Numerics.Distributions;

/// <summary>The beta distribution.</summary>
public static class Beta
{
    // Halving alone reaches the smallest positive double in this many.
    private const int MostSteps = 1100;

    /// <summary>The x with Iₓ(a, b) = p, 0 to 1, relative error about 10⁻¹³.</summary>
    /// <param name="probability">p, 0 to 1.</param>
    /// <param name="a">First shape, &gt; 0; need not be whole.</param>
    /// <param name="b">Second shape, &gt; 0.</param>
    /// <remarks>
    /// Newton's method on ln Iₓ, which is concave in x where it matters, kept between bounds that halve whenever a step would leave them. The upper half
    /// is taken as the lower half of Beta(b, a).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public static double Quantile(double probability, double a, double b)
    {
        if (!(probability >= 0 && probability <= 1)) throw new ArgumentOutOfRangeException(nameof(probability), probability, "0 ≤ p ≤ 1.");
        if (probability is 0 or 1) return probability;
        var mean = a / (a + b);
        return SpecialFunctions.IncompleteBeta(mean, a, b) >= probability ? Lower(probability, a, b, mean) : 1 - Lower(1 - probability, b, a, 1 - mean);
    }

    // The quantile between 0 and a point above it.
    private static double Lower(double probability, double a, double b, double above)
    {
        var target = Math.Log(probability);
        var logBeta = SpecialFunctions.LogGamma(a) + SpecialFunctions.LogGamma(b) - SpecialFunctions.LogGamma(a + b);
        double low = 0, high = above, x = above;
        for (var i = 0; i < MostSteps; i++)
        {
            var log = SpecialFunctions.LogIncompleteBeta(x, a, b);
            if (log > target) high = x;
            else low = x;
            // d ln I / dx = density / I.
            var slope = Math.Exp((a - 1) * Math.Log(x) + (b - 1) * Math.Log(1 - x) - logBeta - log);
            var next = x - (log - target) / slope;
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-15 * x) return next;
            x = next;
        }
        return x;
    }
}
