namespace Touchstone.Evaluation;

/// <summary>A figure with its 95 % confidence interval and the number of cases behind it.</summary>
/// <param name="Value">Point value; NaN when <paramref name="N"/> is 0.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="N">Cases.</param>
public readonly record struct Estimate(double Value, double Lower, double Upper, int N);
