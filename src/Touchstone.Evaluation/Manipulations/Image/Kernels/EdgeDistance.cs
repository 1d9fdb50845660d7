namespace Touchstone.Evaluation.Manipulations.Image.Kernels;

/// <summary>Exact Euclidean distance transform by lower envelopes of parabolas (Felzenszwalb &amp; Huttenlocher, Theory of Computing 8, 2012).</summary>
internal static class EdgeDistance
{
    private const float Far = 1e12f;

    /// <summary>Distance of each set pixel to the nearest clear one, pixels; 0 where clear. Beyond the border nothing is clear.</summary>
    /// <param name="mask">[height, width].</param>
    /// <param name="width">Pixels per line, ≥ 1.</param>
    internal static float[] Of(bool[] mask, int width)
    {
        var height = mask.Length / width;
        var squared = new float[mask.Length];
        for (var i = 0; i < mask.Length; i++) squared[i] = mask[i] ? Far : 0;
        var length = Math.Max(width, height);
        float[] line = new float[length], result = new float[length], bounds = new float[length + 1];
        var sites = new int[length];
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++) line[y] = squared[y * width + x];
            Transform(line.AsSpan(0, height), result, sites, bounds);
            for (var y = 0; y < height; y++) squared[y * width + x] = result[y];
        }
        for (var y = 0; y < height; y++)
        {
            squared.AsSpan(y * width, width).CopyTo(line);
            Transform(line.AsSpan(0, width), result, sites, bounds);
            for (var x = 0; x < width; x++) squared[y * width + x] = MathF.Sqrt(result[x]);
        }
        return squared;
    }

    // D(p) = min over q of (p − q)² + f(q).
    private static void Transform(ReadOnlySpan<float> f, Span<float> d, Span<int> sites, Span<float> bounds)
    {
        var last = 0;
        sites[0] = 0;
        bounds[0] = float.NegativeInfinity;
        bounds[1] = float.PositiveInfinity;
        for (var q = 1; q < f.Length; q++)
        {
            var s = Meet(f, q, sites[last]);
            while (s <= bounds[last])
            {
                last--;
                s = Meet(f, q, sites[last]);
            }
            last++;
            sites[last] = q;
            bounds[last] = s;
            bounds[last + 1] = float.PositiveInfinity;
        }
        for (int q = 0, k = 0; q < f.Length; q++)
        {
            while (bounds[k + 1] < q) k++;
            d[q] = (float)(q - sites[k]) * (q - sites[k]) + f[sites[k]];
        }
    }

    private static float Meet(ReadOnlySpan<float> f, int q, int v) => (float)(((double)f[q] + (double)q * q - (f[v] + (double)v * v)) / (2.0 * (q - v)));
}
