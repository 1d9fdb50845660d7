using Touchstone.Engine.Findings;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>Draws a calibrated likelihood ratio: a bar from the middle, its interval, and the words of the scale below.</summary>
internal static class Scale
{
    private const double Width = 320, Middle = 160, Decade = 24, Clip = 6.4;

    // Upper ends of the verbal bands (ENFSI 2015) as powers of ten: 2, 10, 100, 1,000, 10,000, 1,000,000.
    private static readonly double[] Bands = [0.301, 1, 2, 3, 4, 6];

    public static void Write(Html html, Llr llr)
    {
        double At(double value) => Middle + Decade * Math.Clamp(double.IsNaN(value) ? 0 : value / Math.Log(10), -Clip, Clip);
        var (value, lower, upper) = (At(llr.Value), At(llr.Lower), At(llr.Upper));
        var label = $"Natural-log likelihood ratio {Number(llr.Value)}, bounds {Number(llr.Lower)} to {Number(llr.Upper)}";
        using var svg = html.In("svg", ("class", "scale"), ("viewBox", "0 0 320 40"), ("role", "img"), ("aria-label", label));
        html.Put("line", "", ("x1", "0"), ("x2", "320"), ("y1", "14"), ("y2", "14"), ("class", "rail"));
        foreach (var band in Bands)
            foreach (var x in new[] { Middle - Decade * band, Middle + Decade * band })
                html.Put("line", "", ("x1", Coordinate(x)), ("x2", Coordinate(x)), ("y1", "10"), ("y2", "18"), ("class", "rail"));
        html.Put("rect", "", ("x", Coordinate(Math.Min(value, Middle))), ("width", Coordinate(Math.Abs(value - Middle))), ("y", "8"), ("height", "12"), ("class", llr.Value < 0 ? "for-authentic" : "for-manipulated"));
        html.Put("path", "", ("d", $"M{Coordinate(lower)} 10V18M{Coordinate(lower)} 14H{Coordinate(upper)}M{Coordinate(upper)} 10V18"), ("class", "whisker"));
        html.Put("line", "", ("x1", Coordinate(Middle)), ("x2", Coordinate(Middle)), ("y1", "2"), ("y2", "26"), ("class", "zero"));
        html.Put("text", "◂ authentic", ("x", "0"), ("y", "38"));
        html.Put("text", "manipulated ▸", ("x", Coordinate(Width)), ("y", "38"), ("text-anchor", "end"));
    }

    /// <summary>The same as words: ratio, bounds and unit.</summary>
    public static string Words(Llr llr) =>
        $"LLR {Number(llr.Value)} [{Number(llr.Lower)}, {Number(llr.Upper)}], likelihood ratio {Number(Math.Exp(Math.Clamp(llr.Value, -300, 300)))}";
}
