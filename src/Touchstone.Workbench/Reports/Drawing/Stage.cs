using Touchstone.Engine.Findings;
using Touchstone.Workbench.Exhibits;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>The evidence with what one finding says about places in it drawn over: a map in colour, hatch where it may not be trusted, outlines.</summary>
internal static class Stage
{
    /// <summary>Most outlines drawn and listed; the JSON document holds all.</summary>
    public const int MaximumRegions = 60;

    /// <summary>Draws the stage; the map may be null where there are outlines alone. The id is unique within the page: it names the hatch and its mask.</summary>
    public static void Write(Html html, string id, Finding finding, EvidenceMap? map, Examined examined)
    {
        if (map is not null && !MapPicture.IsSound(map))
        {
            html.Put("p", $"The map “{map.Name}” does not fit its stated size and is not drawn.", ("class", "empty"));
            return;
        }
        var preview = examined.Exhibits.FirstOrDefault(e => e.Name == ExhibitNames.Preview);
        var (width, height) = Size(finding, map, preview);
        // A map in which nothing passes the threshold starts faint: it would only darken the evidence.
        var idle = map is not null && !finding.StandsOut();
        using var figure = html.In("figure", ("class", idle ? "stage idle" : "stage"));
        using (html.In("div", ("class", "view"), ("tabindex", "0"), ("role", "group"), ("aria-label", map is null ? "Marked places" : "Map: " + map.Name)))
        {
            using var svg = html.In("svg", ("class", "evidence"), ("viewBox", $"0 0 {Coordinate(width)} {Coordinate(height)}"), ("data-width", $"{preview?.Width ?? 0}"), ("role", "img"), ("aria-label", Describe(map, finding)));
            if (preview is not null) html.Put("use", "", ("href", "#evidence"));
            else html.Put("rect", "", ("class", "blank"), ("width", Coordinate(width)), ("height", Coordinate(height)));
            WriteLayers(html, id, finding, map, Math.Max(width, height));
        }
        using (html.In("figcaption"))
        {
            if (map is not null) Legend.Write(html, id, map);
            if (idle) html.Put("p", "Nothing here is past the method’s own threshold, so this map starts faint. The opacity control shows it in full.");
            if (preview is not null && preview.Width != preview.SourceWidth) html.Put("p", $"The picture is shown reduced, {preview.Width} × {preview.Height} px of {preview.SourceWidth} × {preview.SourceHeight} px; places are in pixels of the evidence.");
        }
    }

    /// <summary>What lies over the evidence, in its pixels; the extent is its longer edge.</summary>
    public static void WriteLayers(Html html, string id, Finding finding, EvidenceMap? map, double extent)
    {
        if (map is not null) WriteMap(html, id, map, extent);
        WriteRegions(html, finding.Regions, extent);
    }

    private static (double Width, double Height) Size(Finding finding, EvidenceMap? map, Exhibit? preview)
    {
        if (preview is { SourceWidth: > 0, SourceHeight: > 0 }) return (preview.SourceWidth, preview.SourceHeight);
        if (map is not null) return (map.OriginX + map.Width * map.CellSize, map.OriginY + map.Height * map.CellSize);
        return (Math.Clamp(finding.Regions.Max(r => r.X + r.Width), 1, 1e6), Math.Clamp(finding.Regions.Max(r => r.Y + r.Height), 1, 1e6));
    }

    private static void WriteMap(Html html, string id, EvidenceMap map, double extent)
    {
        (string, string?)[] place =
        [
            ("x", Coordinate(map.OriginX)), ("y", Coordinate(map.OriginY)), ("width", Coordinate(map.Width * map.CellSize)), ("height", Coordinate(map.Height * map.CellSize)),
        ];
        using (html.In("g", ("class", "overlay")))
            html.Put("image", "", [.. place, ("class", "cells"), ("preserveAspectRatio", "none"), ("href", Page.Picture(ExhibitNames.Png, MapPicture.Values(map)))]);
        if (Contour.Of(map) is { Length: > 0 } contour)
            using (html.In("g", ("class", "regions"))) html.Put("path", "", ("class", "contour"), ("d", contour));
        if (MapPicture.TrustedShare(map) >= 1) return;
        using (html.In("g", ("class", "hatching")))
        {
            // The hatch keeps its spacing whatever the size of the evidence: about 110 lines across the longer edge.
            var pitch = extent / 110;
            using (html.In("pattern", ("id", id + "-hatch"), ("width", Coordinate(pitch)), ("height", Coordinate(pitch)), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)")))
            {
                html.Put("rect", "", ("width", Coordinate(pitch)), ("height", Coordinate(pitch)), ("class", "hatch-ground"));
                html.Put("rect", "", ("width", Coordinate(pitch * 0.22)), ("height", Coordinate(pitch)), ("class", "hatch-line"));
            }
            using (html.In("mask", ("id", id + "-mask")))
                html.Put("image", "", [.. place, ("class", "cells"), ("preserveAspectRatio", "none"), ("href", Page.Picture(ExhibitNames.Png, MapPicture.Hatch(map)))]);
            html.Put("rect", "", [.. place, ("fill", $"url(#{id}-hatch)"), ("mask", $"url(#{id}-mask)")]);
        }
    }

    private static void WriteRegions(Html html, IReadOnlyList<Region> regions, double extent)
    {
        if (regions.Count == 0) return;
        using var group = html.In("g", ("class", "regions"));
        foreach (var pair in regions.Take(MaximumRegions).Where(r => r.PairId != 0).GroupBy(r => r.PairId))
            if (pair.ToArray() is [var a, var b, ..])
            {
                var line = $"M{Coordinate(a.X + a.Width / 2)} {Coordinate(a.Y + a.Height / 2)}L{Coordinate(b.X + b.Width / 2)} {Coordinate(b.Y + b.Height / 2)}";
                html.Put("path", "", ("class", "tie-back"), ("d", line)).Put("path", "", ("class", "tie"), ("d", line));
            }
        var size = extent / 48;
        for (var i = 0; i < Math.Min(regions.Count, MaximumRegions); i++)
        {
            var region = regions[i];
            (string, string?)[] box = [("x", Coordinate(region.X)), ("y", Coordinate(region.Y)), ("width", Coordinate(Math.Max(0, region.Width))), ("height", Coordinate(Math.Max(0, region.Height)))];
            html.Put("rect", "", [.. box, ("class", "outline-back")]).Put("rect", "", [.. box, ("class", "outline")]);
            var name = Name(regions, i);
            var tag = size * (0.7 + 0.62 * name.Length);
            html.Put("rect", "", ("class", "tag"), ("x", Coordinate(region.X)), ("y", Coordinate(region.Y)), ("width", Coordinate(tag)), ("height", Coordinate(size * 1.3)));
            html.Put("text", name, ("class", "tag-text"), ("x", Coordinate(region.X + tag / 2)), ("y", Coordinate(region.Y + size)), ("font-size", Coordinate(size)), ("text-anchor", "middle"));
        }
    }

    /// <summary>The tag of a region: its number alone, or its pair's number with a letter.</summary>
    public static string Name(IReadOnlyList<Region> regions, int index)
    {
        var pair = regions[index].PairId;
        if (pair == 0) return $"{index + 1}";
        var place = regions.Take(index).Count(r => r.PairId == pair);
        return place < 26 ? $"{pair}{(char)('a' + place)}" : $"{pair}+{place}";
    }

    private static string Describe(EvidenceMap? map, Finding finding)
    {
        var places = finding.Regions.Count == 0 ? "" : $" {Count(finding.Regions.Count, "marked place")}.";
        return map is null ? $"The evidence with outlines.{places}" : $"The evidence under a map of {map.Name}, {Number(map.ScaleMinimum)} to {Number(map.ScaleMaximum)} {map.Unit}.{places}";
    }
}
