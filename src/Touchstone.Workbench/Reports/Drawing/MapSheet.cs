using Touchstone.Engine.Findings;
using Touchstone.Media.Pixels;
using Touchstone.Workbench.Exhibits;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>Draws a map with its scale as one picture that can be passed on by itself.</summary>
internal static class MapSheet
{
    // Edge of the drawn map: fills a page, and no cell is drawn larger than it must be to be seen.
    private const int WantedEdge = 1024, LargestCell = 32;
    private const int Margin = 16, LetterSize = 2, LineHeight = (Glyphs.Height + 4) * LetterSize, ScaleHeight = 20, LeastWidth = 640;

    private static readonly (byte R, byte G, byte B) _paper = (255, 255, 255), _ink = (0, 0, 0), _quiet = (90, 90, 90), _none = (225, 225, 225);

    /// <summary>The picture, or null where the map does not fit its stated size.</summary>
    /// <param name="map">The map.</param>
    /// <param name="heading">What it belongs to.</param>
    public static RgbImage? Of(EvidenceMap map, string heading)
    {
        if (!MapPicture.IsSound(map)) return null;
        var group = MapPicture.GroupOf(map);
        var (columns, rows) = ((map.Width + group - 1) / group, (map.Height + group - 1) / group);
        var cell = Math.Clamp(WantedEdge / Math.Max(columns, rows), 1, LargestCell);
        var width = Math.Max(columns * cell, LeastWidth);
        string[] above = [.. Canvas.Wrapped(heading, width, LetterSize), .. Canvas.Wrapped($"{map.Name}, {map.Unit}", width, LetterSize)];
        string[] below = [.. Below(map, group).SelectMany(line => Canvas.Wrapped(line, width, LetterSize))];
        var top = Margin + above.Length * LineHeight + Margin / 2;
        var scale = top + rows * cell + Margin;
        var canvas = new Canvas(width + 2 * Margin, scale + ScaleHeight + (below.Length + 1) * LineHeight + Margin + Margin / 2);
        canvas.Fill(0, 0, canvas.Width, int.MaxValue, _paper);
        WriteLines(canvas, above, Margin, _ink);
        Cells(canvas, map, group, (columns, rows, cell), top);
        Scale(canvas, map, scale, width);
        WriteLines(canvas, below, scale + ScaleHeight + LineHeight + Margin / 2, _quiet);
        return canvas.Image;
    }

    private static void Cells(Canvas canvas, EvidenceMap map, int group, (int Columns, int Rows, int Edge) grid, int top)
    {
        for (var row = 0; row < grid.Rows; row++)
            for (var column = 0; column < grid.Columns; column++)
            {
                var best = MapPicture.Strongest(map, column * group, row * group, group);
                var (left, line) = (Margin + column * grid.Edge, top + row * grid.Edge);
                canvas.Fill(left, line, left + grid.Edge, line + grid.Edge, best < 0 ? _none : ColourScale.At(MapPicture.Position(map, map.Values[best])));
                if (best >= 0 && map.Reliability[best] >= MapPicture.Trusted) continue;
                // Diagonal lines over the whole sheet, so that neighbouring cells hatch as one.
                for (var y = line; y < line + grid.Edge; y++)
                    for (var x = left; x < left + grid.Edge; x++)
                        if ((x + y) % 8 == 0) canvas.Put(x, y, _paper);
            }
    }

    private static void Scale(Canvas canvas, EvidenceMap map, int top, int width)
    {
        for (var x = 0; x < width; x++)
        {
            var share = (double)x / (width - 1);
            canvas.Fill(Margin + x, top, Margin + x + 1, top + ScaleHeight, ColourScale.At(map.Direction == Direction.LowerSupportsManipulation ? 1 - share : share));
        }
        var (low, high) = (Glyphs.Spelled(Number(map.ScaleMinimum)), Glyphs.Spelled(Number(map.ScaleMaximum)));
        var line = top + ScaleHeight + 6;
        canvas.Write(low, Margin, line, LetterSize, _ink);
        canvas.Write(high, Margin + width - Canvas.Measure(high, LetterSize), line, LetterSize, _ink);
        var points = Glyphs.Spelled(map.Direction switch
        {
            Direction.HigherSupportsManipulation => "supports manipulation →",
            Direction.LowerSupportsManipulation => "← supports manipulation",
            _ => "describes, supports nothing",
        });
        canvas.Write(points, Margin + (width - Canvas.Measure(points, LetterSize)) / 2, line, LetterSize, _ink);
        if (map.Threshold is not { } threshold || !float.IsFinite(threshold)) return;
        var at = Margin + (int)((width - 1) * Math.Clamp((threshold - map.ScaleMinimum) / ((double)map.ScaleMaximum - map.ScaleMinimum), 0, 1));
        canvas.Fill(at - 1, top - 4, at + 2, top + ScaleHeight + 4, _ink);
    }

    private static IEnumerable<string> Below(EvidenceMap map, int group)
    {
        yield return $"One cell is {Number(map.CellSize)} × {Number(map.CellSize)} px of the specimen, whose pixel {Number(map.OriginX)}, {Number(map.OriginY)} is the upper left corner.";
        if (group > 1) yield return $"Shown reduced: each square is the cell that speaks most for manipulation among {group} × {group}.";
        if (map.Threshold is { } threshold) yield return $"Mark on the scale: the method's own threshold, {Number(threshold)}.";
        if (MapPicture.TrustedShare(map) < 1) yield return $"Hatched: reliability below {Number(MapPicture.Trusted)}, do not read there.";
    }

    private static void WriteLines(Canvas canvas, string[] lines, int top, (byte R, byte G, byte B) colour)
    {
        for (var i = 0; i < lines.Length; i++) canvas.Write(lines[i], Margin, top + i * LineHeight, LetterSize, colour);
    }
}
