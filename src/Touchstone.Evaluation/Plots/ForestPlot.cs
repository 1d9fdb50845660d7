using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Plots;

/// <summary>A row of a forest plot.</summary>
/// <param name="Name">The slice.</param>
/// <param name="Figure">Its figure with the interval to draw.</param>
public sealed record ForestRow(string Name, Estimate Figure);

/// <summary>Figures of slices under each other, each with its interval, and the target they are held against.</summary>
public static class ForestPlot
{
    private const int MostRows = 60;
    private const int LongestName = 36;

    /// <summary>Draws; SVG, the same bytes for the same rows.</summary>
    /// <param name="title">What is drawn.</param>
    /// <param name="axis">The figure with its unit.</param>
    /// <param name="rows">At most 60 are drawn; one that is not defined keeps its line and has no mark.</param>
    /// <param name="target">The target, or NaN.</param>
    public static byte[] Draw(string title, string axis, IReadOnlyList<ForestRow> rows, double target)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var shown = rows.Take(MostRows).ToList();
        double[] numbers = [.. shown.SelectMany(r => new[] { r.Figure.Lower, r.Figure.Upper, r.Figure.Value }).Append(target).Where(double.IsFinite)];
        var (from, to) = numbers.Length == 0 ? (0, 1) : (numbers.Min(), numbers.Max());
        var room = Math.Max(1e-6, (to - from) * 0.05);
        var y = new PlotAxis("", 0, shown.Count, [.. shown.Select((r, i) => (shown.Count - i - 0.5, Short(r.Name)))]);
        using var sheet = new PlotSheet(title, PlotAxis.Linear(axis, from - room, to + room), y, 720, 110 + 24 * Math.Max(1, shown.Count), 260);
        if (double.IsFinite(target)) sheet.Line([target, target], [0, Math.Max(1, shown.Count)], Stroke.Manipulated with { Pattern = ScottPlot.LinePattern.Dashed, Dashes = "8 5", Width = 1.5f }, "target");
        for (var i = 0; i < shown.Count; i++)
        {
            var (figure, at) = (shown[i].Figure, shown.Count - i - 0.5);
            if (!double.IsFinite(figure.Value)) continue;
            if (double.IsFinite(figure.Lower) && double.IsFinite(figure.Upper)) sheet.Line([figure.Lower, figure.Upper], [at, at], Stroke.Plain with { Width = 1.5f });
            sheet.Dot(figure.Value, at, Stroke.Plain);
        }
        return sheet.Svg();
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
