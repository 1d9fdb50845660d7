namespace Touchstone.Evaluation.Estimates;

/// <summary>A figure with its 95 % confidence interval and the number of cases behind it.</summary>
/// <param name="Value">Point value; NaN when <paramref name="N"/> is 0.</param>
/// <param name="Lower">Lower bound; NaN where no interval is defined.</param>
/// <param name="Upper">Upper bound; NaN where no interval is defined.</param>
/// <param name="N">Cases.</param>
public readonly record struct Estimate(double Value, double Lower, double Upper, int N)
{
    /// <summary>A figure without an interval.</summary>
    public static Estimate Point(double value, int n) => new(value, double.NaN, double.NaN, n);
}
