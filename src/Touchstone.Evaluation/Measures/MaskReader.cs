using SkiaSharp;

namespace Touchstone.Evaluation.Measures;

/// <summary>Reads masks and lays evidence maps over them.</summary>
internal static class MaskReader
{
    /// <summary>True where the mask is at least half white [Height, Width].</summary>
    internal static (int Width, int Height, bool[] Manipulated) Read(string path)
    {
        using var bitmap = SKBitmap.Decode(path) ?? throw new InvalidDataException($"{path} is no mask image.");
        var manipulated = new bool[bitmap.Width * bitmap.Height];
        for (var y = 0; y < bitmap.Height; y++)
            for (var x = 0; x < bitmap.Width; x++)
                manipulated[y * bitmap.Width + x] = bitmap.GetPixel(x, y).Red >= 128;
        return (bitmap.Width, bitmap.Height, manipulated);
    }

    /// <summary>The value of the map's cell under each pixel; <paramref name="outside"/> where there is none.</summary>
    internal static float[] Spread(Engine.Findings.EvidenceMap map, int width, int height, float outside)
    {
        var values = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = (int)Math.Floor((y - map.OriginY) / map.CellSize);
            for (var x = 0; x < width; x++)
            {
                var column = (int)Math.Floor((x - map.OriginX) / map.CellSize);
                var value = row >= 0 && row < map.Height && column >= 0 && column < map.Width ? map.Values[row * map.Width + column] : float.NaN;
                values[y * width + x] = float.IsNaN(value) ? outside : value;
            }
        }
        return values;
    }
}
