namespace Touchstone.Numerics.Transforms;

/// <summary>
/// Changes the size of a plane with the triangle filter, widened when shrinking so that nothing folds back: what image programs call
/// bilinear with antialiasing (Turkowski, Filters for common resampling tasks, 1990). Pixel centres lie at half-integers; edges repeat.
/// </summary>
public static class TriangleResampling
{
    /// <summary>Resamples.</summary>
    /// <param name="samples">Samples [height, width].</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="newWidth">Samples per line afterwards, ≥ 1.</param>
    /// <param name="newHeight">Lines afterwards, ≥ 1.</param>
    /// <returns>Samples [newHeight, newWidth].</returns>
    /// <exception cref="ArgumentException">The samples are not whole lines, or a length is below 1.</exception>
    public static float[] Resize(ReadOnlySpan<float> samples, int width, int newWidth, int newHeight)
    {
        if (width < 1 || samples.Length == 0 || samples.Length % width != 0) throw new ArgumentException("The samples are not whole lines.", nameof(width));
        ArgumentOutOfRangeException.ThrowIfLessThan(newWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(newHeight, 1);
        var height = samples.Length / width;
        var narrow = new float[height * newWidth];
        var across = Taps(width, newWidth);
        for (var y = 0; y < height; y++)
        {
            var line = samples.Slice(y * width, width);
            for (var x = 0; x < newWidth; x++)
            {
                var (first, weights) = across[x];
                var sum = 0f;
                for (var k = 0; k < weights.Length; k++) sum += weights[k] * line[first + k];
                narrow[y * newWidth + x] = sum;
            }
        }
        var result = new float[newHeight * newWidth];
        var down = Taps(height, newHeight);
        for (var y = 0; y < newHeight; y++)
        {
            var to = result.AsSpan(y * newWidth, newWidth);
            var (first, weights) = down[y];
            for (var k = 0; k < weights.Length; k++)
            {
                var from = narrow.AsSpan((first + k) * newWidth, newWidth);
                for (var x = 0; x < newWidth; x++) to[x] += weights[k] * from[x];
            }
        }
        return result;
    }

    private static (int First, float[] Weights)[] Taps(int length, int newLength)
    {
        var step = (double)length / newLength;
        var reach = Math.Max(1, step);
        var taps = new (int, float[])[newLength];
        for (var i = 0; i < newLength; i++)
        {
            var centre = (i + 0.5) * step - 0.5;
            var (first, last) = (Math.Max(0, (int)Math.Ceiling(centre - reach)), Math.Min(length - 1, (int)Math.Floor(centre + reach)));
            var weights = new double[last - first + 1];
            for (var k = 0; k < weights.Length; k++) weights[k] = Math.Max(0, 1 - Math.Abs(first + k - centre) / reach);
            var sum = weights.Sum();
            taps[i] = (first, [.. weights.Select(w => (float)(w / sum))]);
        }
        return taps;
    }
}
