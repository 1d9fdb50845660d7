using System.Numerics;
using Plane = Touchstone.Media.Pixels.Plane;

namespace Touchstone.Engine.Copies;

/// <summary>Reductions by area averaging: each output sample is the mean of the area it covers.</summary>
internal static class ScaledPlane
{
    /// <summary>Reduces by a whole factor; a remainder at the right and bottom is left out.</summary>
    public static Plane Whole(Plane plane, int factor, CancellationToken cancel)
    {
        if (factor == 1) return plane;
        int width = plane.Width / factor, height = plane.Height / factor;
        var samples = new float[width * height];
        var weight = 1f / (factor * factor);
        Parallel.For(0, height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            var row = samples.AsSpan(y * width, width);
            for (var j = 0; j < factor; j++)
            {
                var source = plane.Row(y * factor + j);
                for (var x = 0; x < row.Length; x++)
                {
                    var sum = 0f;
                    var at = x * factor;
                    for (var i = 0; i < factor; i++) sum += source[at + i];
                    row[x] += sum;
                }
            }
            for (var x = 0; x < row.Length; x++) row[x] *= weight;
        });
        return new Plane(width, height, samples);
    }

    /// <summary>Reduces by a factor ≥ 1 that need not be whole: first along rows, then along columns.</summary>
    public static Plane By(Plane plane, double factor, CancellationToken cancel)
    {
        if (factor == 1) return plane;
        int width = (int)(plane.Width / factor), height = (int)(plane.Height / factor);
        var narrow = new float[width * plane.Height];
        var (firstX, weightsX, tapsX) = Weights(width, factor, plane.Width);
        Parallel.For(0, plane.Height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            var source = plane.Row(y);
            for (var x = 0; x < width; x++)
            {
                var sum = 0f;
                for (var i = 0; i < tapsX; i++) sum += weightsX[x * tapsX + i] * source[Math.Min(firstX[x] + i, source.Length - 1)];
                narrow[y * width + x] = sum;
            }
        });
        var samples = new float[width * height];
        var (firstY, weightsY, tapsY) = Weights(height, factor, plane.Height);
        Parallel.For(0, height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            var row = samples.AsSpan(y * width, width);
            for (var i = 0; i < tapsY; i++)
            {
                var source = narrow.AsSpan(Math.Min(firstY[y] + i, plane.Height - 1) * width, width);
                var weight = weightsY[y * tapsY + i];
                for (var x = 0; x < row.Length; x++) row[x] += weight * source[x];
            }
        });
        return new Plane(width, height, samples);
    }

    private static (int[] First, float[] Weights, int Taps) Weights(int length, double factor, int sourceLength)
    {
        var taps = (int)Math.Ceiling(factor) + 1;
        var first = new int[length];
        var weights = new float[length * taps];
        for (var i = 0; i < length; i++)
        {
            double start = i * factor, end = Math.Min((i + 1) * factor, sourceLength);
            first[i] = (int)start;
            for (var t = 0; t < taps; t++)
            {
                var covered = Math.Min(end, first[i] + t + 1) - Math.Max(start, first[i] + t);
                weights[i * taps + t] = (float)(Math.Max(0, covered) / (end - start));
            }
        }
        return (first, weights, taps);
    }
}

/// <summary>Separable Gaussian blur, the border sample repeated outside.</summary>
internal static class GaussianBlur
{
    public static Plane Of(Plane plane, double sigma, CancellationToken cancel)
    {
        var kernel = Kernel(sigma);
        var radius = kernel.Length / 2;
        int width = plane.Width, height = plane.Height;
        var result = new float[width * height];
        Parallel.For(0, height, new ParallelOptions { CancellationToken = cancel },
            () => new float[width + 2 * radius],
            (y, _, padded) =>
            {
                var middle = padded.AsSpan(radius, width);
                middle.Clear();
                for (var k = -radius; k <= radius; k++)
                    AddScaled(plane.Row(Math.Clamp(y + k, 0, height - 1)), kernel[k + radius], middle);
                padded.AsSpan(0, radius).Fill(middle[0]);
                padded.AsSpan(radius + width).Fill(middle[^1]);
                var row = result.AsSpan(y * width, width);
                for (var k = 0; k < kernel.Length; k++) AddScaled(padded.AsSpan(k, width), kernel[k], row);
                return padded;
            },
            _ => { });
        return new Plane(width, height, result);
    }

    private static float[] Kernel(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var values = Enumerable.Range(-radius, 2 * radius + 1).Select(k => Math.Exp(-k * k / (2 * sigma * sigma))).ToArray();
        var sum = values.Sum();
        return [.. values.Select(v => (float)(v / sum))];
    }

    private static void AddScaled(ReadOnlySpan<float> source, float weight, Span<float> target)
    {
        var lanes = Vector<float>.Count;
        var x = 0;
        for (; x <= target.Length - lanes; x += lanes)
            (new Vector<float>(target[x..]) + new Vector<float>(source[x..]) * weight).CopyTo(target[x..]);
        for (; x < target.Length; x++) target[x] += source[x] * weight;
    }
}
