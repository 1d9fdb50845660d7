using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Gates;

/// <summary>How many cases a bound needs to reach its target.</summary>
public static class SampleNeed
{
    // More than anybody will gather: the target is out of reach at the observed value.
    private const double Most = 1e6, MostForErrors = 1e9;

    /// <summary>Smallest n at which k errors in n cases give a Clopper–Pearson upper bound of at most the target: 299 for none at 1 % and 95 %.</summary>
    /// <param name="errors">k, ≥ 0.</param>
    /// <param name="target">Highest rate, between 0 and 1.</param>
    /// <param name="confidence">One-sided confidence, 0.5–1.</param>
    public static int ForErrors(int errors, double target, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        return (int)(Smallest(n => Rate.Bounds(errors, n, 2 * confidence - 1).Upper <= target, errors + 1, MostForErrors) ?? throw new ArgumentOutOfRangeException(nameof(target), target, "No number of cases reaches it."));
    }

    /// <summary>Cases at which the bound on a rate would reach the target if the rate stays as observed; null where it would not, or only beyond 10⁶.</summary>
    /// <param name="estimate">The rate with its bounds.</param>
    /// <param name="target">The target.</param>
    /// <param name="isUpper">True: the upper bound must be at most the target.</param>
    /// <param name="confidence">One-sided confidence of the bound.</param>
    /// <remarks>
    /// Exact for independent cases: Clopper–Pearson inverted, with rate × n errors. Clustered cases count by their effective number,
    /// which is read off the width of the interval.
    /// </remarks>
    public static int? OfRate(Estimate estimate, double target, bool isUpper, double confidence)
    {
        if (estimate.N == 0 || double.IsNaN(estimate.Value)) return null;
        // A lower bound on a rate is one minus an upper bound on its complement.
        var (rate, limit, bound) = isUpper ? (estimate.Value, target, estimate.Upper) : (1 - estimate.Value, 1 - target, 1 - estimate.Lower);
        if (rate >= limit) return null;
        double UpperAt(double n) => Rate.Bounds(rate * n, n, 2 * confidence - 1).Upper;
        var effective = Smallest(n => UpperAt(n) <= bound + 1e-9, 1) ?? estimate.N;
        var effect = Math.Max(1, estimate.N / effective);
        return Smallest(n => UpperAt(n) <= limit, 1) is { } needed ? Whole(needed * effect) : null;
    }

    /// <summary>Cases at which the bound would reach the target if the value stays and the interval narrows with √n; null where it would not.</summary>
    /// <param name="estimate">The figure with its bounds.</param>
    /// <param name="target">The target.</param>
    /// <param name="isUpper">True: the upper bound must be at most the target.</param>
    public static int? ByWidth(Estimate estimate, double target, bool isUpper)
    {
        var margin = isUpper ? estimate.Upper - estimate.Value : estimate.Value - estimate.Lower;
        var distance = isUpper ? target - estimate.Value : estimate.Value - target;
        if (estimate.N == 0 || !(distance > 0) || !(margin >= 0)) return null;
        return Whole(Math.Ceiling(estimate.N * (margin / distance) * (margin / distance)));
    }

    private static int? Whole(double cases) => cases > Most ? null : (int)Math.Ceiling(cases);

    // The bound falls with n, so that doubling and halving find the smallest.
    private static double? Smallest(Func<double, bool> reached, double from, double most = Most)
    {
        var high = Math.Max(1, from);
        while (!reached(high))
        {
            high *= 2;
            if (high > most) return null;
        }
        var low = Math.Max(from - 1, Math.Floor(high / 2) - 1);
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (reached(middle)) high = middle;
            else low = middle;
        }
        return high;
    }
}
