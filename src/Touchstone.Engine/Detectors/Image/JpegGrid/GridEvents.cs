using System.Numerics;

namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>A block that is strictly less busy than all blocks around it: one vote for the grid it lies on.</summary>
/// <param name="X">Left edge, pixels.</param>
/// <param name="Y">Top edge, pixels.</param>
internal readonly record struct GridEvent(int X, int Y)
{
    /// <summary>Grid origin, 8·(Y mod 8) + (X mod 8).</summary>
    internal int Origin => ((Y & 7) << 3) | (X & 7);
}

/// <summary>Finds the votes: strict minima of busyness in a centred window, grids already explained left out.</summary>
internal static class GridEvents
{
    /// <summary>
    /// Half the window. Centred, so that no origin is favoured by where it lies in a cell; below 4, so that two blocks of one grid never
    /// compete. Not a trade-off in the paper, which lets each pixel vote: here one block has one vote and votes share no competitor pair.
    /// </summary>
    internal const int Radius = 3;

    private const int BandHeight = 128;

    /// <summary>All votes, by line and then column.</summary>
    /// <param name="busyness">Busyness of all blocks.</param>
    /// <param name="explained">Bit per origin: grids whose blocks neither vote nor compete.</param>
    /// <param name="cancel">Checked per band.</param>
    internal static GridEvent[] Find(BlockBusyness busyness, ulong explained, CancellationToken cancel)
    {
        var rows = busyness.Height - 2 * Radius;
        var bands = new List<GridEvent>[(rows + BandHeight - 1) / BandHeight];
        Parallel.For(0, bands.Length, new ParallelOptions { CancellationToken = cancel }, band =>
            bands[band] = Band(busyness, explained, Radius + band * BandHeight, Math.Min(Radius + rows, Radius + (band + 1) * BandHeight)));
        return [.. bands.SelectMany(b => b)];
    }

    private static List<GridEvent> Band(BlockBusyness busyness, ulong explained, int first, int end)
    {
        var width = busyness.Width;
        var masked = new ushort[(end - first + 2 * Radius) * width];
        Mask(busyness, explained, first - Radius, masked);
        var lowest = new ushort[width];
        var found = new List<GridEvent>();
        for (var y = first; y < end; y++)
        {
            var top = (y - first) * width;
            masked.AsSpan(top, width).CopyTo(lowest);
            for (var k = 1; k <= 2 * Radius; k++)
                Minimum(lowest, masked.AsSpan(top + k * width, width));
            var row = masked.AsSpan(top + Radius * width, width);
            for (var x = Radius; x < width - Radius; x++)
            {
                // A column's own minimum first: it lets only one position in seven through. Zero is a flat block, full scale an explained grid.
                if (row[x] != lowest[x] || row[x] is 0 or ushort.MaxValue) continue;
                if (IsStrict(masked, width, top, x, row[x])) found.Add(new GridEvent(x, y));
            }
        }
        return found;
    }

    private static void Mask(BlockBusyness busyness, ulong explained, int firstRow, Span<ushort> masked)
    {
        var width = busyness.Width;
        busyness.Values.AsSpan(firstRow * width, masked.Length).CopyTo(masked);
        for (var origin = 0; origin < 64; origin++)
        {
            if ((explained >> origin & 1) == 0) continue;
            for (var row = 0; row < masked.Length / width; row++)
                if (((firstRow + row) & 7) == origin >> 3)
                    for (var x = origin & 7; x < width; x += 8)
                        masked[row * width + x] = ushort.MaxValue;
        }
    }

    private static void Minimum(Span<ushort> lowest, ReadOnlySpan<ushort> other)
    {
        var x = 0;
        for (; x <= lowest.Length - Vector<ushort>.Count; x += Vector<ushort>.Count)
            Vector.Min(new Vector<ushort>(lowest[x..]), new Vector<ushort>(other[x..])).CopyTo(lowest[x..]);
        for (; x < lowest.Length; x++)
            lowest[x] = Math.Min(lowest[x], other[x]);
    }

    private static bool IsStrict(ushort[] masked, int width, int top, int x, ushort value)
    {
        var notAbove = 0;
        for (var k = 0; k <= 2 * Radius; k++)
            foreach (var other in masked.AsSpan(top + k * width + x - Radius, 2 * Radius + 1))
                if (other <= value && ++notAbove > 1) return false;
        return true;
    }
}
