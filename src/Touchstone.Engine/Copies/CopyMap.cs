using Touchstone.Engine.Findings;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Copies;

/// <summary>Draws pairs on the image: source and copy alike.</summary>
internal static class CopyMap
{
    private const int Cell = CorrelationGrid.Cell;

    // Cells of a mask are drawn with at least this value, so that the mask is what lies at or above it.
    private const float Threshold = 0.4f;

    /// <summary>The map of pairs taken for copies; where it marks, the reliability becomes 1.</summary>
    public static EvidenceMap Draw(Plane luma, IReadOnlyList<CopyPair> copies, float[] reliability)
    {
        int columns = Cells(luma.Width), rows = Cells(luma.Height);
        var values = new float[columns * rows];
        foreach (var pair in copies)
        {
            var back = pair.Map.Inverse();
            for (var at = 0; at < values.Length; at++)
            {
                double x = at % columns * Cell + Cell / 2.0, y = at / columns * Cell + Cell / 2.0;
                var (sx, sy) = back.Apply(x, y);
                values[at] = Math.Max(values[at], Math.Max(ValueAt(pair, x, y), ValueAt(pair, sx, sy)));
            }
        }
        for (var at = 0; at < values.Length; at++) if (values[at] >= Threshold) reliability[at] = 1;
        return new EvidenceMap
        {
            Name = "copied",
            Width = columns,
            Height = rows,
            CellSize = Cell,
            Unit = "correlation of fine detail inside copies",
            ScaleMinimum = 0,
            ScaleMaximum = 1,
            Direction = Direction.HigherSupportsManipulation,
            Threshold = Threshold,
            Values = values,
            Reliability = reliability,
        };
    }

    /// <summary>The boxes of a region and of its match.</summary>
    public static IEnumerable<Region> Boxes(CopyPair pair, int number, string description)
    {
        var cells = Enumerable.Range(0, pair.Mask.Length).Where(i => pair.Mask[i]).ToList();
        var corners = cells.SelectMany(i => new[] { (0, 0), (1, 0), (0, 1), (1, 1) }
            .Select(c => (X: pair.Grid.X + (double)(i % pair.Grid.Width + c.Item1) * Cell, Y: pair.Grid.Y + (double)(i / pair.Grid.Width + c.Item2) * Cell))).ToList();
        var matched = corners.ConvertAll(c => pair.Map.Apply(c.X, c.Y));
        yield return Box(corners.ConvertAll(c => (c.X, c.Y)), FormattableString.Invariant($"pair {number}, correlation {pair.Median:F2}, noise {pair.Noise:F2}"), number);
        yield return Box(matched, $"pair {number}, the other side: {description}", number);
    }

    private static Region Box(List<(double X, double Y)> points, string label, int number)
    {
        double x0 = points.Min(p => p.X), y0 = points.Min(p => p.Y);
        return new Region(x0, y0, points.Max(p => p.X) - x0, points.Max(p => p.Y) - y0, label, number);
    }

    /// <summary>Cells along an edge of so many pixels.</summary>
    public static int Cells(int pixels) => (pixels + Cell - 1) / Cell;

    private static float ValueAt(CopyPair pair, double x, double y)
    {
        int column = (int)Math.Floor((x - pair.Grid.X) / Cell), row = (int)Math.Floor((y - pair.Grid.Y) / Cell);
        if (column < 0 || row < 0 || column >= pair.Grid.Width || row >= pair.Grid.Height) return 0;
        var at = row * pair.Grid.Width + column;
        if (!pair.Mask[at]) return 0;
        // A cell without own detail takes the region's median.
        return Math.Max(Threshold, float.IsNaN(pair.Grid.Values[at]) ? (float)pair.Median : pair.Grid.Values[at]);
    }
}
