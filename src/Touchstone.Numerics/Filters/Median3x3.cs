namespace Touchstone.Numerics.Filters;

/// <summary>The median over 3×3 neighbourhoods, mirrored at the edges (<see cref="Mirror"/>).</summary>
public static class Median3x3
{
    /// <summary>Filters a plane. NaN is not allowed.</summary>
    /// <param name="samples">Samples [height, width].</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="result">Result [height, width]; overlaps nothing else.</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public static void Apply(ReadOnlySpan<float> samples, int width, Span<float> result)
    {
        if (width < 1 || samples.Length % width != 0) throw new ArgumentException("The samples are not whole lines.", nameof(width));
        if (result.Length != samples.Length) throw new ArgumentException("The result has the size of the samples.", nameof(result));
        var height = samples.Length / width;
        for (var y = 0; y < height; y++)
        {
            var above = samples.Slice(Mirror.Index(y - 1, height) * width, width);
            var line = samples.Slice(y * width, width);
            var below = samples.Slice(Mirror.Index(y + 1, height) * width, width);
            for (var x = 0; x < width; x++)
            {
                var (l, r) = (Math.Max(x - 1, 0), Math.Min(x + 1, width - 1));
                result[y * width + x] = OfNine(above[l], line[l], below[l], above[x], line[x], below[x], above[r], line[r], below[r]);
            }
        }
    }

    // Sort the three columns; the median of nine is the median of (largest low, middle of middles, smallest high) (Smith 1996).
    private static float OfNine(float a, float b, float c, float d, float e, float f, float g, float h, float i)
    {
        (a, b, c) = Sorted(a, b, c);
        (d, e, f) = Sorted(d, e, f);
        (g, h, i) = Sorted(g, h, i);
        var low = Math.Max(a, Math.Max(d, g));
        var high = Math.Min(c, Math.Min(f, i));
        return Sorted(low, Sorted(b, e, h).Middle, high).Middle;
    }

    private static (float Low, float Middle, float High) Sorted(float a, float b, float c)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        return (Math.Min(low, c), Math.Max(low, Math.Min(high, c)), Math.Max(high, c));
    }
}
