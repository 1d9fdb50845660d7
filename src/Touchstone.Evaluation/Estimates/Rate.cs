using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Estimates;

/// <summary>Rates of events with exact intervals.</summary>
public static class Rate
{
    /// <summary>k of n with the Clopper–Pearson 95 % interval (Clopper &amp; Pearson 1934): bounds are quantiles of beta distributions.</summary>
    /// <param name="events">k, 0 ≤ k ≤ n.</param>
    /// <param name="cases">n; 0 gives NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is not within 0 and n.</exception>
    public static Estimate Of(int events, int cases)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, cases);
        if (cases == 0) return new Estimate(double.NaN, double.NaN, double.NaN, 0);
        var lower = events == 0 ? 0 : BetaQuantile(0.025, events, cases - events + 1);
        var upper = events == cases ? 1 : BetaQuantile(0.975, events + 1, cases - events);
        return new Estimate((double)events / cases, lower, upper, cases);
    }

    // Bisection: the incomplete beta function is monotone, and 60 halvings exhaust a double.
    private static double BetaQuantile(double probability, double a, double b)
    {
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
