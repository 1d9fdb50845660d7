namespace Touchstone.Numerics;

/// <summary>Summed-area table (Crow 1984): the sum of any rectangle in four look-ups.</summary>
/// <remarks>Sums are double, so that an image of 10⁸ samples of 8 bit stays exact.</remarks>
public static class IntegralImage
{
    /// <summary>Builds the table.</summary>
    /// <param name="samples">Samples [height, width].</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="table">Table [height + 1, width + 1]: entry (y, x) sums all samples above and left of it.</param>
    /// <exception cref="ArgumentException">The samples are not whole lines or the table has another size.</exception>
    public static void Build(ReadOnlySpan<float> samples, int width, Span<double> table)
    {
        if (width < 1 || samples.Length % width != 0) throw new ArgumentException("The samples are not whole lines.", nameof(width));
        var height = samples.Length / width;
        if (table.Length != (height + 1) * (width + 1)) throw new ArgumentException("The table is [height + 1, width + 1].", nameof(table));
        table[..(width + 1)].Clear();
        for (var y = 0; y < height; y++)
        {
            var above = table.Slice(y * (width + 1), width + 1);
            var line = table.Slice((y + 1) * (width + 1), width + 1);
            var sum = 0.0;
            line[0] = 0;
            for (var x = 0; x < width; x++)
            {
                sum += samples[y * width + x];
                line[x + 1] = above[x + 1] + sum;
            }
        }
    }

    /// <summary>The sum over a rectangle.</summary>
    /// <param name="table">A table that <see cref="Build"/> made.</param>
    /// <param name="width">Samples per line of the image.</param>
    /// <param name="left">First column.</param>
    /// <param name="top">First line.</param>
    /// <param name="columns">Columns of the rectangle.</param>
    /// <param name="lines">Lines of the rectangle.</param>
    public static double Sum(ReadOnlySpan<double> table, int width, int left, int top, int columns, int lines)
    {
        var (first, last) = (top * (width + 1), (top + lines) * (width + 1));
        return table[last + left + columns] - table[last + left] - table[first + left + columns] + table[first + left];
    }
}
