using System.Text;
using Touchstone.Engine.Findings;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>The border of the cells at or beyond a map's own threshold, along cell edges: readable in grey, and exact.</summary>
internal static class Contour
{
    /// <summary>Most straight pieces drawn; a border longer than that is noise, and the colours say so.</summary>
    private const int MaximumPieces = 6000;

    /// <summary>SVG path data in pixels of the evidence; empty where there is no threshold, no cell beyond it, or too much border.</summary>
    public static string Of(EvidenceMap map)
    {
        if (map.Threshold is not { } threshold || map.Direction == Direction.Descriptive) return "";
        var path = new StringBuilder();
        var pieces = 0;
        bool Inside(int x, int y) => x >= 0 && y >= 0 && x < map.Width && y < map.Height && IsBeyond(map, threshold, map.Values[y * map.Width + x]);
        // Horizontal edges above each row, then vertical edges left of each column, with neighbours joined.
        for (var y = 0; y <= map.Height && pieces < MaximumPieces; y++)
            for (var x = 0; x < map.Width; x++)
            {
                var from = x;
                while (x < map.Width && Inside(x, y) != Inside(x, y - 1)) x++;
                if (x == from) continue;
                path.Append($"M{X(map, from)} {Y(map, y)}H{X(map, x)}");
                pieces++;
            }
        for (var x = 0; x <= map.Width && pieces < MaximumPieces; x++)
            for (var y = 0; y < map.Height; y++)
            {
                var from = y;
                while (y < map.Height && Inside(x, y) != Inside(x - 1, y)) y++;
                if (y == from) continue;
                path.Append($"M{X(map, x)} {Y(map, from)}V{Y(map, y)}");
                pieces++;
            }
        return pieces < MaximumPieces ? path.ToString() : "";
    }

    private static bool IsBeyond(EvidenceMap map, float threshold, float value) =>
        map.Direction == Direction.LowerSupportsManipulation ? value <= threshold : value >= threshold;

    private static string X(EvidenceMap map, int column) => Coordinate(map.OriginX + column * map.CellSize);

    private static string Y(EvidenceMap map, int row) => Coordinate(map.OriginY + row * map.CellSize);
}
