using SkiaSharp;
using Touchstone.Engine.Findings;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>Writes a map as two small PNG pictures, one pixel a cell: the values in colour, and how little they may be trusted as cover for a hatch.</summary>
internal static class MapPicture
{
    /// <summary>Most cells on an edge of the picture; larger maps are shown by the cell of each group that speaks most for manipulation.</summary>
    public const int MaximumEdge = 1024;

    /// <summary>Below this reliability a cell is hatched.</summary>
    public const float Trusted = 0.5f;

    /// <summary>True when the arrays fit the stated size, so that the map can be drawn.</summary>
    public static bool IsSound(EvidenceMap map) =>
        map is { Width: > 0, Height: > 0, CellSize: > 0 and < 1e6 } && double.IsFinite(map.OriginX) && double.IsFinite(map.OriginY)
        && float.IsFinite(map.ScaleMinimum) && map.ScaleMaximum > map.ScaleMinimum && float.IsFinite(map.ScaleMaximum)
        && (long)map.Width * map.Height == map.Values.LongLength && map.Values.Length == map.Reliability.Length;

    /// <summary>Position of a value on the printed scale, 0–1; flipped where lower supports manipulation, so that bright always speaks for it.</summary>
    public static double Position(EvidenceMap map, float value)
    {
        var position = Math.Clamp((value - map.ScaleMinimum) / ((double)map.ScaleMaximum - map.ScaleMinimum), 0, 1);
        return map.Direction == Direction.LowerSupportsManipulation ? 1 - position : position;
    }

    /// <summary>Cells joined into one picture element, per axis.</summary>
    public static int GroupOf(EvidenceMap map) => (Math.Max(map.Width, map.Height) + MaximumEdge - 1) / MaximumEdge;

    /// <summary>PNG of the values: opaque colour for a value, clear where there is none.</summary>
    public static byte[] Values(EvidenceMap map) => Encode(map, best =>
    {
        if (best < 0) return SKColors.Transparent;
        var (r, g, b) = ColourScale.At(Position(map, map.Values[best]));
        return new SKColor(r, g, b);
    });

    /// <summary>PNG mask of the hatch: white where reliability is low.</summary>
    public static byte[] Hatch(EvidenceMap map) => Encode(map, best =>
        best < 0 || !(map.Reliability[best] >= Trusted) ? SKColors.White : SKColors.Transparent);

    /// <summary>Share of cells that may be trusted.</summary>
    public static double TrustedShare(EvidenceMap map) => map.Reliability.Count(r => r >= Trusted) / (double)map.Reliability.Length;

    private static byte[] Encode(EvidenceMap map, Func<int, SKColor> colour)
    {
        var group = GroupOf(map);
        var (width, height) = ((map.Width + group - 1) / group, (map.Height + group - 1) / group);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, colour(Strongest(map, x * group, y * group, group)));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The cell of a group that speaks most for manipulation, or −1 where none has a value.</summary>
    public static int Strongest(EvidenceMap map, int left, int top, int group)
    {
        var best = -1;
        for (var y = top; y < Math.Min(top + group, map.Height); y++)
            for (var x = left; x < Math.Min(left + group, map.Width); x++)
            {
                var cell = y * map.Width + x;
                if (float.IsNaN(map.Values[cell])) continue;
                if (best < 0 || Position(map, map.Values[cell]) > Position(map, map.Values[best])) best = cell;
            }
        return best;
    }
}
