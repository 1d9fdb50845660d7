using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Image.Kernels;

/// <summary>Picture samples between the grid by cubic convolution with a = −½ (Keys, IEEE ASSP 1981), edges repeated.</summary>
internal static class PixelSampling
{
    /// <summary>RGB at a position, 0–255, not rounded; may pass the range by overshoot.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="x">Columns from the centre of the first pixel.</param>
    /// <param name="y">Lines from the centre of the first pixel.</param>
    /// <param name="rgb">Three values out.</param>
    internal static void Cubic(RgbImage image, double x, double y, Span<float> rgb)
    {
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        Span<float> wx = stackalloc float[4], wy = stackalloc float[4];
        Weights((float)(x - column), wx);
        Weights((float)(y - row), wy);
        rgb.Clear();
        for (var j = 0; j < 4; j++)
        {
            var line = Math.Clamp(row - 1 + j, 0, image.Height - 1) * image.Width;
            for (var i = 0; i < 4; i++)
            {
                var at = 3 * (line + Math.Clamp(column - 1 + i, 0, image.Width - 1));
                var weight = wx[i] * wy[j];
                rgb[0] += weight * image.Samples[at];
                rgb[1] += weight * image.Samples[at + 1];
                rgb[2] += weight * image.Samples[at + 2];
            }
        }
    }

    /// <summary>The nearest byte.</summary>
    internal static byte Round(float value) => (byte)Math.Clamp((int)MathF.Round(value), 0, 255);

    private static void Weights(float t, Span<float> w)
    {
        var (t2, t3) = (t * t, t * t * t);
        w[0] = 0.5f * (-t3 + 2 * t2 - t);
        w[1] = 0.5f * (3 * t3 - 5 * t2 + 2);
        w[2] = 0.5f * (-3 * t3 + 4 * t2 + t);
        w[3] = 0.5f * (t3 - t2);
    }
}
