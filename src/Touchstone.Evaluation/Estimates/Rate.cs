using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Estimates;

/// <summary>Rates of events with exact intervals, for cases that are independent of each other; <see cref="ClusteredRate"/> otherwise.</summary>
public static class Rate
{
    /// <summary>k of n with the Clopper–Pearson interval (Clopper &amp; Pearson 1934): bounds are quantiles of beta distributions.</summary>
    /// <param name="events">k, 0 ≤ k ≤ n.</param>
    /// <param name="cases">n; 0 gives NaN.</param>
    /// <param name="confidence">Two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is not within 0 and n.</exception>
    public static Estimate Of(int events, int cases, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, cases);
        if (cases == 0) return new Estimate(double.NaN, double.NaN, double.NaN, 0);
        var (lower, upper) = Bounds(events, cases, confidence);
        return new Estimate((double)events / cases, lower, upper, cases);
    }

    /// <summary>The interval alone, for counts that need not be whole: effective counts of clustered samples.</summary>
    /// <param name="events">k, 0 ≤ k ≤ n.</param>
    /// <param name="cases">n, &gt; 0.</param>
    /// <param name="confidence">Two-sided confidence, between 0 and 1.</param>
    internal static (double Lower, double Upper) Bounds(double events, double cases, double confidence)
    {
        var tail = (1 - confidence) / 2;
        // A quotient of sums may pass n by a rounding error.
        var misses = Math.Max(0, cases - events);
        return (events <= 0 ? 0 : Beta.Quantile(tail, events, misses + 1), misses <= 0 ? 1 : Beta.Quantile(1 - tail, events + 1, misses));
    }
}
