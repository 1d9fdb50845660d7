namespace Touchstone.Evaluation.Estimates;

/// <summary>
/// Sums, differences and ratios of two figures, with intervals recovered from the figures' own (MOVER: Zou &amp; Donner 2008; for ratios
/// Donner &amp; Zou 2012). They keep what the intervals are good at: no bound collapses where a rate is 0 or 1.
/// </summary>
public static class Contrast
{
    /// <summary>a·first + b·second.</summary>
    /// <param name="first">First figure.</param>
    /// <param name="a">Its factor.</param>
    /// <param name="second">Second figure.</param>
    /// <param name="b">Its factor.</param>
    /// <param name="correlation">Of the two estimates, −1–1; 0 where they rest on different clusters.</param>
    public static ConfidenceCurve Sum(ConfidenceCurve first, double a, ConfidenceCurve second, double b, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.N == 0 || second.N == 0) return ConfidenceCurve.Undefined;
        var value = a * first.Value + b * second.Value;
        if (!double.IsFinite(value)) return new ConfidenceCurve(value, first.N + second.N, _ => (double.NegativeInfinity, double.PositiveInfinity));
        return new ConfidenceCurve(value, first.N + second.N, confidence =>
        {
            var (below1, above1) = Reach(first, a, confidence);
            var (below2, above2) = Reach(second, b, confidence);
            // The correlation of a·first with b·second.
            var joint = correlation * Math.Sign(a) * Math.Sign(b);
            return (value - Join(below1, below2, joint), value + Join(above1, above2, joint));
        });
    }

    /// <summary>first − second.</summary>
    /// <param name="first">First figure.</param>
    /// <param name="second">Second figure; clusters that both share make the interval too wide, never too narrow, as long as they agree.</param>
    public static ConfidenceCurve Difference(ConfidenceCurve first, ConfidenceCurve second) => Sum(first, 1, second, -1);

    /// <summary>first / second, for figures that are not negative; an upper bound may be +∞.</summary>
    /// <param name="first">Numerator.</param>
    /// <param name="second">Denominator; undefined where both are 0.</param>
    public static ConfidenceCurve Ratio(ConfidenceCurve first, ConfidenceCurve second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.N == 0 || second.N == 0 || (first.Value == 0 && second.Value == 0)) return ConfidenceCurve.Undefined;
        var value = second.Value == 0 ? double.PositiveInfinity : first.Value / second.Value;
        return new ConfidenceCurve(value, first.N + second.N, confidence =>
        {
            var (l1, u1) = first.Bounds(confidence);
            var (l2, u2) = second.Bounds(confidence);
            return (Lower(first.Value, second.Value, l1, u2), Upper(first.Value, second.Value, u1, l2));
        });
    }

    // The bounds are the roots in r of (x − r·y)² = reach(x)² + r²·reach(y)²; written so that nothing cancels.
    private static double Lower(double x, double y, double lowerX, double upperY)
    {
        var (p, q) = (lowerX * (2 * x - lowerX), upperY * (2 * y - upperY));
        var root = Math.Sqrt(Math.Max(0, x * y * x * y - p * q));
        return p <= 0 ? 0 : p / (x * y + root);
    }

    private static double Upper(double x, double y, double upperX, double lowerY)
    {
        var (p, q) = (upperX * (2 * x - upperX), lowerY * (2 * y - lowerY));
        return q <= 0 ? double.PositiveInfinity : (x * y + Math.Sqrt(Math.Max(0, x * y * x * y - p * q))) / q;
    }

    private static (double Below, double Above) Reach(ConfidenceCurve figure, double factor, double confidence)
    {
        var (lower, upper) = figure.Bounds(confidence);
        var (a, b) = (factor * (figure.Value - lower), factor * (upper - figure.Value));
        return factor >= 0 ? (a, b) : (-b, -a);
    }

    private static double Join(double first, double second, double correlation) => Math.Sqrt(Math.Max(0, first * first + second * second + 2 * correlation * first * second));
}
