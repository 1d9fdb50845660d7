using Touchstone.Engine.Findings;
using Touchstone.Workbench.Exhibits;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>The printed scale of a map: ends, unit, direction, the detector's own threshold, and what the hatch means.</summary>
internal static class Legend
{
    private const double Left = 8, Width = 304;

    public static void Write(Html html, string id, EvidenceMap map)
    {
        using var legend = html.In("div", ("class", "legend"));
        using (html.In("svg", ("class", "key"), ("viewBox", "0 0 320 52"), ("role", "img"), ("aria-label", Describe(map))))
        {
            using (html.In("linearGradient", ("id", id + "-scale")))
                for (var i = 0; i <= 15; i++)
                {
                    var position = i / 15.0;
                    html.Put("stop", "", ("offset", Coordinate(position)), ("stop-color", ColourScale.Css(map.Direction == Direction.LowerSupportsManipulation ? 1 - position : position)));
                }
            html.Put("rect", "", ("x", Coordinate(Left)), ("y", "18"), ("width", Coordinate(Width)), ("height", "12"), ("fill", $"url(#{id}-scale)"));
            html.Put("text", Number(map.ScaleMinimum), ("x", Coordinate(Left)), ("y", "46"));
            html.Put("text", Number(map.ScaleMaximum), ("x", Coordinate(Left + Width)), ("y", "46"), ("text-anchor", "end"));
            html.Put("text", Pointer(map.Direction), ("x", Coordinate(Left + Width / 2)), ("y", "46"), ("text-anchor", "middle"));
            WriteThreshold(html, map);
        }
        using var words = html.In("p");
        html.Put("strong", map.Name).Text($", {map.Unit}. {Reading(map)} One cell is {Number(map.CellSize)} × {Number(map.CellSize)} px of the evidence.");
        if (Meaning(map.Unit) is { } meaning) html.Text(" ").Put("span", meaning, ("class", "soft"));
        if (MapPicture.GroupOf(map) is > 1 and var group) html.Text($" Shown reduced: each square is the cell that speaks most for manipulation among {group} × {group}.");
        if (Contour.Of(map).Length > 0) html.Text(" The white line encloses cells at or beyond the method’s own threshold.");
        var trusted = MapPicture.TrustedShare(map);
        if (trusted < 1)
        {
            html.Text(" ").Put("span", "", ("class", "swatch"));
            html.Text($" hatched: reliability below {Number(MapPicture.Trusted)}, do not read there ({Number(Math.Round(100 * (1 - trusted), 1))} % of cells).");
        }
    }

    private static void WriteThreshold(Html html, EvidenceMap map)
    {
        if (map.Threshold is not { } threshold || !float.IsFinite(threshold)) return;
        var share = Math.Clamp((threshold - map.ScaleMinimum) / ((double)map.ScaleMaximum - map.ScaleMinimum), 0, 1);
        var x = Coordinate(Left + Width * share);
        html.Put("path", "", ("d", $"M{x} 14V34"), ("class", "tick"));
        html.Put("text", $"threshold {Number(threshold)}", ("x", x), ("y", "11"), ("text-anchor", share < 0.25 ? "start" : share > 0.75 ? "end" : "middle"));
    }

    private static string Pointer(Direction direction) => direction switch
    {
        Direction.HigherSupportsManipulation => "supports manipulation →",
        Direction.LowerSupportsManipulation => "← supports manipulation",
        _ => "",
    };

    private static string Reading(EvidenceMap map) =>
        map.Direction == Direction.Descriptive ? "It describes and supports nothing by itself." : "Bright supports manipulation.";

    private static string Describe(EvidenceMap map) =>
        $"Scale from {Number(map.ScaleMinimum)} to {Number(map.ScaleMaximum)} {map.Unit}{(map.Threshold is { } t ? $", threshold {Number(t)}" : "")}";
}
