using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Copies;

/// <summary>Which side of a turned or resized copy was made from the other.</summary>
/// <remarks>
/// Turning and resizing interpolate: each pixel of the copy is a weighted mean of pixels of the source, and so is foretold by them up to the noise of the last save. The
/// source has fine detail that the copy lost, and is foretold less well. So each side is read from the other by cubic convolution (Keys 1981), and the fine part of
/// what remains is compared.
/// </remarks>
internal static class CopyOrigin
{
    /// <summary>Least absolute value of <see cref="Asymmetry"/> from which a side is named: right in 325 of 330 and 312 of 317 copies of the two halves of the source folders, 377 of 392 and 368 of 378 without it (./measure image --only origin --long).</summary>
    public const double LeastAsymmetry = 0.2;

    private const int Cell = CorrelationGrid.Cell, Reach = 2, Margin = 4;

    // A cell counts whose neighbours all belong to the region: what lies beyond its border is foretold by nothing.
    private const int FewestCells = 16;

    // A copy turned by less than this, and by whole quarters, or resized by less, keeps its pixels or nearly so.
    private const double LeastDegrees = 1, LeastScale = 0.01;

    /// <summary>Natural log of the mean square of what the match does not foretell of the region, over what the region does not foretell of the match: positive = the region is the source, negative = the copy. Null where it cannot be told.</summary>
    /// <param name="luma">The picture.</param>
    /// <param name="pair">A pair taken for a copy.</param>
    public static double? Asymmetry(Plane luma, CopyPair pair)
    {
        if (Math.Abs(Math.IEEERemainder(pair.Map.RotationDegrees, 90)) < LeastDegrees && Math.Abs(pair.Map.Scale - 1) < LeastScale) return null;
        var inner = Inner(pair);
        if (inner.Count(m => m) < FewestCells) return null;
        var box = new PixelBox(pair.Grid.X, pair.Grid.Y, pair.Grid.Width * Cell, pair.Grid.Height * Cell);
        var back = pair.Map.Inverse();
        var own = Unforetold(luma, box, pair.Map, (x, y) => Holds(pair.Grid, inner, x, y));
        var match = Unforetold(luma, Mapped(luma, box, pair.Map), back, (x, y) =>
        {
            var (u, v) = back.Apply(x, y);
            return Holds(pair.Grid, inner, u, v);
        });
        return own > 0 && match > 0 ? Math.Log(own / match) : null;
    }

    private static bool[] Inner(CopyPair pair)
    {
        int width = pair.Grid.Width, height = pair.Grid.Height;
        var inner = new bool[pair.Mask.Length];
        for (var y = 1; y < height - 1; y++)
            for (var x = 1; x < width - 1; x++)
            {
                var all = true;
                for (var j = -1; j <= 1; j++)
                    for (var i = -1; i <= 1; i++) all &= pair.Mask[(y + j) * width + x + i];
                inner[y * width + x] = all;
            }
        return inner;
    }

    private static bool Holds(CorrelationGrid grid, bool[] cells, double x, double y)
    {
        int column = (int)Math.Floor((x - grid.X) / Cell), row = (int)Math.Floor((y - grid.Y) / Cell);
        return column >= 0 && row >= 0 && column < grid.Width && row < grid.Height && cells[row * grid.Width + column];
    }

    private static PixelBox Mapped(Plane luma, PixelBox box, Affine map)
    {
        (double X, double Y)[] corners = [map.Apply(box.Left, box.Top), map.Apply(box.Left + box.Width, box.Top), map.Apply(box.Left, box.Top + box.Height), map.Apply(box.Left + box.Width, box.Top + box.Height)];
        int left = Math.Max(0, (int)corners.Min(c => c.X)), top = Math.Max(0, (int)corners.Min(c => c.Y));
        int right = Math.Min(luma.Width, (int)corners.Max(c => c.X) + 1), bottom = Math.Min(luma.Height, (int)corners.Max(c => c.Y) + 1);
        return new PixelBox(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top));
    }

    // Mean square of the difference to what the map reads, less its mean over 5×5: brightness and slopes changed alike are no detail.
    private static double Unforetold(Plane luma, PixelBox box, Affine map, Func<double, double, bool> counts)
    {
        var (left, top, width, height) = box;
        var misses = new float[width * height];
        for (var at = 0; at < misses.Length; at++)
        {
            int x = left + at % width, y = top + at / width;
            var (u, v) = map.Apply(x, y);
            misses[at] = x < luma.Width && y < luma.Height && Sampler.IsInside(luma, u, v, Margin) ? luma.Samples[y * luma.Width + x] - Sampler.Cubic(luma, u, v) : float.NaN;
        }
        double sum = 0;
        var n = 0;
        for (var y = Reach; y < height - Reach; y++)
            for (var x = Reach; x < width - Reach; x++)
            {
                if (!counts(left + x, top + y)) continue;
                var mean = 0f;
                for (var j = -Reach; j <= Reach; j++)
                    for (var i = -Reach; i <= Reach; i++) mean += misses[(y + j) * width + x + i];
                var fine = misses[y * width + x] - mean / ((2 * Reach + 1) * (2 * Reach + 1));
                if (!float.IsFinite(fine)) continue;
                sum += fine * fine;
                n++;
            }
        return n == 0 ? 0 : sum / n;
    }
}
