namespace Touchstone.Numerics.Planes;

/// <summary>
/// First derivatives of a plane over 3×3 samples: a central difference along one axis, smoothed along the other with the weights of
/// Sobel (1, 2, 1)/4 or Scharr (3, 10, 3)/16 (Scharr, "Optimale Operatoren in der Digitalen Bildverarbeitung", Heidelberg 2000).
/// </summary>
public static class Gradient3
{
    /// <summary>Sobel's weight of the middle line.</summary>
    public const float Sobel = 0.5f;

    /// <summary>Scharr's weight of the middle line: the error of the direction is least.</summary>
    public const float Scharr = 0.625f;

    /// <summary>Both derivatives of every sample; beyond the edge the edge sample is repeated (<see cref="Mirror"/>).</summary>
    /// <param name="samples">Samples [height, width], row-major.</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="middle">Weight of the middle line, <see cref="Sobel"/> or <see cref="Scharr"/>; the two lines beside it share the rest.</param>
    /// <param name="across">Derivative to the right [height, width], unit of the samples per pixel.</param>
    /// <param name="down">Derivative downwards [height, width], unit of the samples per pixel.</param>
    /// <exception cref="ArgumentException">A span has another length, or the samples are no whole lines.</exception>
    public static void Derive(ReadOnlySpan<float> samples, int width, float middle, Span<float> across, Span<float> down)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (samples.Length % width != 0 || across.Length != samples.Length || down.Length != samples.Length)
            throw new ArgumentException("The derivatives have the shape of the samples.");
        var height = samples.Length / width;
        var side = (1 - middle) / 2;
        for (var y = 0; y < height; y++)
        {
            var above = samples.Slice(Mirror.Index(y - 1, height) * width, width);
            var here = samples.Slice(y * width, width);
            var below = samples.Slice(Mirror.Index(y + 1, height) * width, width);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (Math.Max(x - 1, 0), Math.Min(x + 1, width - 1));
                across[y * width + x] = 0.5f * (side * (above[right] - above[left]) + middle * (here[right] - here[left]) + side * (below[right] - below[left]));
                down[y * width + x] = 0.5f * (side * (below[left] - above[left]) + middle * (below[x] - above[x]) + side * (below[right] - above[right]));
            }
        }
    }
}
