namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>The value axis of a plot: the finite values it must hold, never of zero height.</summary>
internal sealed class PlotRange
{
    public PlotRange(IEnumerable<float> values)
    {
        (Low, High) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!float.IsFinite(value)) continue;
            Low = Math.Min(Low, value);
            High = Math.Max(High, value);
        }
        if (Low > High) (Low, High) = (0, 1);
        if (High - Low < 1e-12) (Low, High) = (Low - 0.5, High + 0.5);
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>Position on the axis, 0 at the bottom, 1 at the top.</summary>
    public double Share(double value) => Math.Clamp((value - Low) / (High - Low), 0, 1);
}
