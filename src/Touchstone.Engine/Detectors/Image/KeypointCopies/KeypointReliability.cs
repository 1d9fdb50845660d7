using Touchstone.Engine.Copies;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.KeypointCopies;

/// <summary>Where keypoints stand close enough for a copy to be known by them.</summary>
internal static class KeypointReliability
{
    // An agreement needs four keypoints; a copy of the least size that is looked for reaches this far from its middle, working-image pixels.
    private const int Reach = 32, Needed = 4;

    /// <summary>The share of the needed keypoints within reach, at most 1 [rows, columns of cells].</summary>
    public static float[] Of(Plane luma, KeypointCandidates candidates)
    {
        int columns = CopyMap.Cells(luma.Width), rows = CopyMap.Cells(luma.Height);
        var counts = new int[(columns + 1) * (rows + 1)];
        var cell = (double)CorrelationGrid.Cell / candidates.Factor;
        foreach (var point in candidates.Features.Points)
            counts[(Math.Min(rows - 1, (int)(point.Y / cell)) + 1) * (columns + 1) + Math.Min(columns - 1, (int)(point.X / cell)) + 1]++;
        for (var y = 1; y <= rows; y++)
            for (var x = 1; x <= columns; x++)
                counts[y * (columns + 1) + x] += counts[(y - 1) * (columns + 1) + x] + counts[y * (columns + 1) + x - 1] - counts[(y - 1) * (columns + 1) + x - 1];
        var reach = Math.Max(1, (int)(Reach / cell));
        var values = new float[columns * rows];
        for (var at = 0; at < values.Length; at++)
        {
            int x = at % columns, y = at / columns;
            int x0 = Math.Max(0, x - reach), x1 = Math.Min(columns, x + reach + 1), y0 = Math.Max(0, y - reach), y1 = Math.Min(rows, y + reach + 1);
            var within = counts[y1 * (columns + 1) + x1] - counts[y0 * (columns + 1) + x1] - counts[y1 * (columns + 1) + x0] + counts[y0 * (columns + 1) + x0];
            values[at] = Math.Min(1, (float)within / Needed);
        }
        return values;
    }
}
