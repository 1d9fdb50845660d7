namespace Touchstone.Evaluation.Estimates;

/// <summary>The scale on which a figure's sampling error is nearest to normal, so that intervals stay inside the figure's range.</summary>
public enum Scale
{
    /// <summary>0–1, by the logit.</summary>
    Unit,

    /// <summary>−1–1, by Fisher's atanh.</summary>
    Signed,

    /// <summary>0 upwards, by the logarithm.</summary>
    Positive,

    /// <summary>Any number, as it is.</summary>
    Line,
}

/// <summary>The maps of <see cref="Scale"/>.</summary>
internal static class ScaleMaps
{
    internal static double To(this Scale scale, double value) => scale switch
    {
        Scale.Unit => Math.Log(value / (1 - value)),
        Scale.Signed => Math.Atanh(value),
        Scale.Positive => Math.Log(value),
        _ => value,
    };

    internal static double From(this Scale scale, double value) => scale switch
    {
        Scale.Unit => 1 / (1 + Math.Exp(-value)),
        Scale.Signed => Math.Tanh(value),
        Scale.Positive => Math.Exp(value),
        _ => value,
    };

    internal static double Slope(this Scale scale, double value) => scale switch
    {
        Scale.Unit => 1 / (value * (1 - value)),
        Scale.Signed => 1 / (1 - value * value),
        Scale.Positive => 1 / value,
        _ => 1,
    };

    internal static (double Lowest, double Highest) Range(this Scale scale) => scale switch
    {
        Scale.Unit => (0, 1),
        Scale.Signed => (-1, 1),
        Scale.Positive => (0, double.PositiveInfinity),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };
}
