using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Engine.Copies;

/// <summary>The picture in the sizes in which pairs are registered and compared.</summary>
/// <param name="Full">The luma as stored.</param>
/// <param name="Working">Its reduction by area averages.</param>
/// <param name="Blurred">The reduction, softened: a wider catchment for the first registration.</param>
/// <param name="Factor">The reduction, a whole number.</param>
internal sealed record ComparisonPlanes(Plane Full, Plane Working, Plane Blurred, int Factor);

/// <summary>Points that move as one affine map.</summary>
/// <param name="Points">Positions, working-image pixels.</param>
/// <param name="Map">From the points to their matches, working-image pixels.</param>
/// <param name="Reach">Half the edge of the square that each point stands for, working-image pixels.</param>
internal sealed record MovedPoints(List<(double X, double Y)> Points, Affine Map, double Reach);

/// <summary>A region and its match, compared at full resolution.</summary>
/// <param name="Map">From the region to its match, pixels of the specimen.</param>
/// <param name="Grid">Agreement of fine detail over the region's surroundings.</param>
/// <param name="Mask">Cells of the grid that belong to the region.</param>
/// <param name="Compared">Cells inside the region that hold comparable detail.</param>
/// <param name="Median">Median correlation over the compared cells of the matched piece.</param>
/// <param name="Noise">Correlation of the noise between the structures.</param>
/// <param name="QuietPixels">Pixels the noise was compared on.</param>
/// <param name="Living">Share of the region's pixels whose surroundings hold more than rounding noise, 0–1.</param>
internal sealed record CopyPair(Affine Map, CorrelationGrid Grid, bool[] Mask, int Compared, double Median, double Noise, int QuietPixels, double Living)
{
    /// <summary>Area of the region, pixels.</summary>
    public int Area => Mask.Count(m => m) * CorrelationGrid.Cell * CorrelationGrid.Cell;

    /// <summary>Share of the region that a mirroring map sends into the region itself, 0–1: near 1 for a thing that is its own mirror image; 0 where nothing is mirrored.</summary>
    public double OwnMirror()
    {
        if (Map.Determinant >= 0) return 0;
        int cells = 0, own = 0;
        for (var at = 0; at < Mask.Length; at++)
        {
            if (!Mask[at]) continue;
            cells++;
            var (x, y) = Map.Apply(Grid.X + (at % Grid.Width + 0.5) * CorrelationGrid.Cell, Grid.Y + (at / Grid.Width + 0.5) * CorrelationGrid.Cell);
            int column = (int)Math.Floor((x - Grid.X) / CorrelationGrid.Cell), row = (int)Math.Floor((y - Grid.Y) / CorrelationGrid.Cell);
            if (column >= 0 && row >= 0 && column < Grid.Width && row < Grid.Height && Mask[row * Grid.Width + column]) own++;
        }
        return cells == 0 ? 0 : (double)own / cells;
    }
}

/// <summary>Compares each piece of the field with its match at full resolution and measures how far the agreement reaches.</summary>
internal static class PairVerification
{
    // Cells whose surroundings agree at least this well go on with a region; chosen between noise (0) and a re-saved copy (0.6 and more).
    private const float GrowFrom = 0.4f;
    private const long MaximumBoxPixels = 6_000_000;

    /// <summary>The pair at full resolution, or null when it does not register or leaves nothing to compare.</summary>
    /// <param name="planes">The picture in the sizes it is registered in.</param>
    /// <param name="piece">Points of the region and where they go, working-image pixels.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static CopyPair? Verify(ComparisonPlanes planes, MovedPoints piece, CancellationToken cancel)
    {
        var (full, working, blurred, factor) = planes;
        var points = piece.Points;
        if (PairRegistration.Refine(blurred, points, piece.Map) is not { } rough) return null;
        if (PairRegistration.Refine(working, points, rough) is not { } map || !Stays(piece.Map, map, points)) return null;
        double shift = (factor - 1) / 2.0;
        if (factor > 1)
        {
            var fullPoints = points.ConvertAll(p => (p.Item1 * factor + shift, p.Item2 * factor + shift));
            map = map.Enlarged(factor);
            if (PairRegistration.Refine(full, fullPoints, map) is not { } fine || !Stays(map, fine, fullPoints)) return null;
            map = fine;
            points = fullPoints;
        }
        return Compare(full, map, points, factor, piece.Reach * factor, cancel);
    }

    private static bool Stays(Affine before, Affine after, List<(double X, double Y)> points)
    {
        foreach (var p in points)
        {
            var (bx, by) = before.Apply(p.X, p.Y);
            var (ax, ay) = after.Apply(p.X, p.Y);
            if (Math.Abs(ax - bx) + Math.Abs(ay - by) > 6) return false;
        }
        return true;
    }

    private static CopyPair? Compare(Plane full, Affine map, List<(double X, double Y)> points, int factor, double reach, CancellationToken cancel)
    {
        double x0 = points.Min(p => p.X), x1 = points.Max(p => p.X), y0 = points.Min(p => p.Y), y1 = points.Max(p => p.Y);
        double reachX = 20 * factor + (x1 - x0) / 2, reachY = 20 * factor + (y1 - y0) / 2;
        const int cell = CorrelationGrid.Cell;
        var left = Math.Max(0, (int)(x0 - reachX) / cell * cell);
        var top = Math.Max(0, (int)(y0 - reachY) / cell * cell);
        var width = Math.Min(full.Width, (int)(x1 + reachX)) - left;
        var height = Math.Min(full.Height, (int)(y1 + reachY)) - top;
        if ((long)width * height > MaximumBoxPixels)
        {
            // A very large copy is judged on its middle rows; the share is what the mask then covers.
            var keep = (int)(MaximumBoxPixels / width) / cell * cell;
            top += (height - keep) / 2 / cell * cell;
            height = keep;
        }
        if (width < 2 * cell || height < 2 * cell) return null;
        var correlation = new PairCorrelation(full, map, new PixelBox(left, top, width, height), cancel);
        var grid = correlation.Grid;
        var seeds = Seeds(grid, points, reach);
        var sure = new List<float>();
        for (var i = 0; i < seeds.Length; i++) if (seeds[i] && !float.IsNaN(grid.Values[i])) sure.Add(grid.Values[i]);
        if (sure.Count == 0) return null;
        sure.Sort();
        var mask = Grow(grid, seeds);
        var compared = 0;
        for (var i = 0; i < mask.Length; i++) if (mask[i] && !float.IsNaN(grid.Values[i])) compared++;
        var (noise, quiet, living) = correlation.Noise(mask);
        return new CopyPair(map, grid, mask, compared, sure[sure.Count / 2], noise, quiet, living);
    }

    /// <summary>Cells that hold a point of the piece.</summary>
    private static bool[] Seeds(CorrelationGrid grid, List<(double X, double Y)> points, double reach)
    {
        var seeds = new bool[grid.Values.Length];
        const int cell = CorrelationGrid.Cell;
        foreach (var (x, y) in points)
            for (var py = y - reach; py <= y + reach; py += Math.Max(1, Math.Min(cell, reach)))
                for (var px = x - reach; px <= x + reach; px += Math.Max(1, Math.Min(cell, reach)))
                {
                    int column = (int)Math.Floor((px - grid.X) / cell), row = (int)Math.Floor((py - grid.Y) / cell);
                    if (column >= 0 && row >= 0 && column < grid.Width && row < grid.Height) seeds[row * grid.Width + column] = true;
                }
        return seeds;
    }

    /// <summary>From the seeds outwards over cells whose neighbourhood agrees, then holes closed.</summary>
    private static bool[] Grow(CorrelationGrid grid, bool[] seeds)
    {
        var mask = new bool[seeds.Length];
        var queue = new Queue<int>();
        void Visit(int at)
        {
            if (mask[at] || !Agrees(grid, at)) return;
            mask[at] = true;
            queue.Enqueue(at);
        }
        for (var i = 0; i < seeds.Length; i++) if (seeds[i]) Visit(i);
        while (queue.TryDequeue(out var at))
        {
            int column = at % grid.Width, row = at / grid.Width;
            if (column > 0) Visit(at - 1);
            if (column < grid.Width - 1) Visit(at + 1);
            if (row > 0) Visit(at - grid.Width);
            if (row < grid.Height - 1) Visit(at + grid.Width);
        }
        return BinaryMask.FillHoles(BinaryMask.Close(mask, grid.Width, grid.Height, 1), grid.Width, grid.Height);
    }

    /// <summary>Mean over the comparable cells of the 3×3 neighbourhood, the cell itself counted if comparable.</summary>
    private static bool Agrees(CorrelationGrid grid, int at)
    {
        if (grid.Values[at] < GrowFrom / 2) return false;
        int column = at % grid.Width, row = at / grid.Width, n = 0;
        var sum = 0f;
        for (var j = Math.Max(0, row - 1); j <= Math.Min(grid.Height - 1, row + 1); j++)
            for (var i = Math.Max(0, column - 1); i <= Math.Min(grid.Width - 1, column + 1); i++)
            {
                var value = grid.Values[j * grid.Width + i];
                if (float.IsNaN(value)) continue;
                sum += value;
                n++;
            }
        return n > 0 && sum / n >= GrowFrom;
    }
}
