namespace Touchstone.Evaluation.Estimates;

/// <summary>A figure with its interval at every confidence (Birnbaum 1961), so that bounds and p-values come from one reading of the data.</summary>
/// <param name="Value">Point value; NaN when <paramref name="N"/> is 0.</param>
/// <param name="N">Cases behind it.</param>
/// <param name="Bounds">Two-sided confidence (0–1) to the interval; a higher confidence never gives a narrower one.</param>
public sealed record ConfidenceCurve(double Value, int N, Func<double, (double Lower, double Upper)> Bounds)
{
    // Smaller p-values than this say nothing more about the approximations behind the bounds.
    private const double LeastP = 1e-12;

    /// <summary>What is not defined: NaN, no cases.</summary>
    public static ConfidenceCurve Undefined { get; } = new(double.NaN, 0, _ => (double.NaN, double.NaN));

    /// <summary>The figure with its interval at a two-sided confidence.</summary>
    public Estimate At(double confidence)
    {
        if (!(confidence > 0 && confidence < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "0 < confidence < 1.");
        var (lower, upper) = Bounds(confidence);
        return new Estimate(Value, lower, upper, N);
    }

    /// <summary>Two-sided p-value of a hypothetical value: the smallest α whose interval excludes it, 10⁻¹² to 1; NaN where nothing is defined.</summary>
    /// <param name="hypothesis">The value the figure would have.</param>
    public double PValue(double hypothesis)
    {
        if (N == 0 || double.IsNaN(Value) || double.IsNaN(Bounds(0.5).Lower)) return double.NaN;
        bool Excludes(double alpha) => Bounds(1 - alpha) is var (lower, upper) && (hypothesis < lower || hypothesis > upper);
        if (Excludes(LeastP)) return LeastP;
        if (!Excludes(0.9999)) return 1;
        var (low, high) = (Math.Log(LeastP), Math.Log(0.9999));
        for (var i = 0; i < 24; i++)
        {
            var middle = (low + high) / 2;
            if (Excludes(Math.Exp(middle))) high = middle;
            else low = middle;
        }
        return Math.Exp(high);
    }

    /// <summary>The curve of a monotone function of the figure: bounds map as the value does.</summary>
    /// <param name="map">Continuous and monotone on the range.</param>
    public ConfidenceCurve Map(Func<double, double> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (N == 0) return this;
        var bounds = Bounds;
        return new ConfidenceCurve(map(Value), N, confidence =>
        {
            var (a, b) = bounds(confidence) is var (lower, upper) ? (map(lower), map(upper)) : default;
            return (Math.Min(a, b), Math.Max(a, b));
        });
    }
}
