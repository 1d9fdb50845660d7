using System.Globalization;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Plots;

/// <summary>An axis: what it shows, from where to where, and its ticks.</summary>
/// <param name="Label">Quantity and unit.</param>
/// <param name="From">Left or lower end, in plot coordinates.</param>
/// <param name="To">Right or upper end.</param>
/// <param name="Ticks">Places with their texts.</param>
internal sealed record PlotAxis(string Label, double From, double To, IReadOnlyList<(double At, string Text)> Ticks)
{
    // Error rates in per cent at which forensic DET plots are ticked (Martin et al. 1997).
    private static readonly double[] DetTicks = [0.1, 0.5, 1, 2, 5, 10, 20, 40, 60, 80];

    /// <summary>A share, 0–1.</summary>
    internal static PlotAxis Share(string label) => new(label, 0, 1, [.. Enumerable.Range(0, 6).Select(i => (i / 5.0, Text(i / 5.0)))]);

    /// <summary>An error rate on the normal-deviate scale.</summary>
    internal static PlotAxis Probit(string label) => new(label + ", %, normal-deviate scale", Normal.Quantile(0.0005), Normal.Quantile(0.9), [.. DetTicks.Select(t => (Normal.Quantile(t / 100), Text(t)))]);

    /// <summary>Numbers with round ticks, about five of them.</summary>
    internal static PlotAxis Linear(string label, double from, double to)
    {
        if (!(to > from)) (from, to) = (from - 0.5, from + 0.5);
        var raw = (to - from) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw <= power * 1.001 ? 1 : raw <= power * 2.001 ? 2 : raw <= power * 5.001 ? 5 : 10);
        var first = Math.Ceiling(from / step - 1e-9);
        return new PlotAxis(label, from, to, [.. Enumerable.Range(0, 12).Select(i => (first + i) * step).TakeWhile(t => t <= to + step * 1e-9).Select(t => (t, Text(t)))]);
    }

    internal static string Text(double value) => (Math.Abs(value) < 1e-12 ? 0 : value).ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');
}
