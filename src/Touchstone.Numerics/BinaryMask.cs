namespace Touchstone.Numerics;

/// <summary>Morphology of masks [height, width], row-major (Serra, Image Analysis and Mathematical Morphology, 1982).</summary>
public static class BinaryMask
{
    /// <summary>Closing by a square: dilation, then erosion. Gaps of up to twice the radius vanish.</summary>
    /// <param name="mask">[height, width].</param>
    /// <param name="width">Cells in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="radius">Half the square's edge, cells, ≥ 0.</param>
    /// <returns>A new mask; cells outside the border count as clear.</returns>
    /// <exception cref="ArgumentException">The mask does not have width × height cells.</exception>
    public static bool[] Close(bool[] mask, int width, int height, int radius)
    {
        Check(mask, width, height);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        // Padded by the radius, so that the dilation has room to grow over the border and to shrink back.
        int wide = width + 2 * radius, high = height + 2 * radius;
        var padded = new bool[wide * high];
        for (var y = 0; y < height; y++)
            mask.AsSpan(y * width, width).CopyTo(padded.AsSpan((y + radius) * wide + radius));
        padded = Spread(Spread(padded, wide, high, radius, true), wide, high, radius, false);
        var closed = new bool[mask.Length];
        for (var y = 0; y < height; y++)
            padded.AsSpan((y + radius) * wide + radius, width).CopyTo(closed.AsSpan(y * width));
        return closed;
    }

    /// <summary>Sets every clear cell that no path of clear neighbours (four of them) joins to the border.</summary>
    /// <param name="mask">[height, width].</param>
    /// <param name="width">Cells in a row.</param>
    /// <param name="height">Rows.</param>
    /// <returns>A new mask.</returns>
    /// <exception cref="ArgumentException">The mask does not have width × height cells.</exception>
    public static bool[] FillHoles(bool[] mask, int width, int height)
    {
        Check(mask, width, height);
        var outside = new bool[mask.Length];
        var open = new Stack<int>();
        void Visit(int x, int y)
        {
            if (x < 0 || y < 0 || x >= width || y >= height || mask[y * width + x] || outside[y * width + x]) return;
            outside[y * width + x] = true;
            open.Push(y * width + x);
        }
        for (var x = 0; x < width; x++)
        {
            Visit(x, 0);
            Visit(x, height - 1);
        }
        for (var y = 0; y < height; y++)
        {
            Visit(0, y);
            Visit(width - 1, y);
        }
        while (open.TryPop(out var cell))
        {
            int x = cell % width, y = cell / width;
            Visit(x - 1, y);
            Visit(x + 1, y);
            Visit(x, y - 1);
            Visit(x, y + 1);
        }
        return Array.ConvertAll(outside, o => !o);
    }

    private static bool[] Spread(bool[] mask, int width, int height, int radius, bool value)
    {
        var result = (bool[])mask.Clone();
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                if (mask[y * width + x] != value) continue;
                int left = Math.Max(0, x - radius), right = Math.Min(width - 1, x + radius);
                for (var v = Math.Max(0, y - radius); v <= Math.Min(height - 1, y + radius); v++)
                    result.AsSpan(v * width + left, right - left + 1).Fill(value);
            }
        return result;
    }

    private static void Check(bool[] mask, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (width < 0 || height < 0 || mask.Length != width * height) throw new ArgumentException("The mask is not width × height cells.", nameof(mask));
    }
}
