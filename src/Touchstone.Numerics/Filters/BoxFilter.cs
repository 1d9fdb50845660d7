namespace Touchstone.Numerics.Filters;

/// <summary>Means over square windows, clipped at the edges: a window counts only the samples inside the plane.</summary>
public static class BoxFilter
{
    /// <summary>Mean over the window of each sample.</summary>
    /// <param name="samples">Samples [height, width].</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="radius">The window is 2·radius + 1 samples a side; ≥ 0.</param>
    /// <param name="table">Scratch [height + 1, width + 1], left as the integral image of the samples.</param>
    /// <param name="result">Means [height, width]; may be the samples.</param>
    /// <exception cref="ArgumentException">A shape is wrong or the radius negative.</exception>
    public static void Mean(ReadOnlySpan<float> samples, int width, int radius, Span<double> table, Span<float> result)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        if (result.Length != samples.Length) throw new ArgumentException("The result has the size of the samples.", nameof(result));
        IntegralImage.Build(samples, width, table);
        var height = samples.Length / width;
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (Math.Max(0, y - radius), (int)Math.Min(height, (long)y + radius + 1));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (Math.Max(0, x - radius), (int)Math.Min(width, (long)x + radius + 1));
                var sum = IntegralImage.Sum(table, width, left, top, right - left, bottom - top);
                result[y * width + x] = (float)(sum / ((double)(right - left) * (bottom - top)));
            }
        }
    }
}
