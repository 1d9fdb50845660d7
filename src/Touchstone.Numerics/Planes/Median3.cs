namespace Touchstone.Numerics.Planes;

/// <summary>The median of the 3×3 samples around each sample (Tukey 1977), by sorting columns first.</summary>
public static class Median3
{
    /// <summary>Filters a plane; beyond the edge the edge sample is repeated (<see cref="Mirror"/>).</summary>
    /// <param name="samples">Samples [height, width], row-major, no NaN.</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="medians">Medians [height, width], unit of the samples.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or the samples are no whole lines.</exception>
    public static void Filter(ReadOnlySpan<float> samples, int width, Span<float> medians)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (samples.Length % width != 0 || medians.Length != samples.Length) throw new ArgumentException("The medians have the shape of the samples.");
        var height = samples.Length / width;
        for (var y = 0; y < height; y++)
        {
            var above = samples.Slice(Mirror.Index(y - 1, height) * width, width);
            var here = samples.Slice(y * width, width);
            var below = samples.Slice(Mirror.Index(y + 1, height) * width, width);
            var left = Sorted(above[0], here[0], below[0]);
            var middle = left;
            for (var x = 0; x < width; x++)
            {
                var next = Math.Min(x + 1, width - 1);
                var right = Sorted(above[next], here[next], below[next]);
                // The median of nine is the median of: the largest of the lows, the median of the middles, the smallest of the highs.
                var low = Math.Max(left.Low, Math.Max(middle.Low, right.Low));
                var high = Math.Min(left.High, Math.Min(middle.High, right.High));
                medians[y * width + x] = Sorted(low, Sorted(left.Middle, middle.Middle, right.Middle).Middle, high).Middle;
                (left, middle) = (middle, right);
            }
        }
    }

    private static (float Low, float Middle, float High) Sorted(float a, float b, float c)
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        return (Math.Min(low, c), Math.Max(low, Math.Min(high, c)), Math.Max(high, c));
    }
}
