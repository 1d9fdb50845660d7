using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Perturbations.Image;

/// <summary>Kernel of a rescaling.</summary>
public enum RescaleKernel
{
    /// <summary>Mean of the pixels under the new one.</summary>
    Box,
    /// <summary>Triangle.</summary>
    Bilinear,
    /// <summary>Cubic convolution, a = −½ (Keys 1981).</summary>
    Cubic,
    /// <summary>Windowed sinc of three lobes (Lanczos; Duchon 1979).</summary>
    Lanczos,
}

/// <summary>Separable rescaling; the kernel is widened where the picture becomes smaller, so that nothing aliases beyond what the kernel lets through.</summary>
public static class Rescale
{
    /// <summary>The picture at another size.</summary>
    /// <param name="image">8-bit RGB.</param>
    /// <param name="width">Pixels, ≥ 1.</param>
    /// <param name="height">Lines, ≥ 1.</param>
    /// <param name="kernel">Interpolation.</param>
    public static RgbImage To(RgbImage image, int width, int height, RescaleKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var across = Taps(image.Width, width, kernel);
        var down = Taps(image.Height, height, kernel);
        var wide = new float[width * image.Height * 3];
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < width; x++)
            {
                var (start, weights) = across[x];
                float r = 0, g = 0, b = 0;
                for (var k = 0; k < weights.Length; k++)
                {
                    var at = 3 * (y * image.Width + Math.Clamp(start + k, 0, image.Width - 1));
                    r += weights[k] * image.Samples[at];
                    g += weights[k] * image.Samples[at + 1];
                    b += weights[k] * image.Samples[at + 2];
                }
                var to = 3 * (y * width + x);
                (wide[to], wide[to + 1], wide[to + 2]) = (r, g, b);
            }
        return Down(wide, image.Height, width, down);
    }

    /// <summary>The picture scaled by a factor.</summary>
    public static RgbImage By(RgbImage image, double factor, RescaleKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(image);
        return To(image, Math.Max(1, (int)Math.Round(image.Width * factor)), Math.Max(1, (int)Math.Round(image.Height * factor)), kernel);
    }

    private static RgbImage Down(float[] wide, int lines, int width, (int Start, float[] Weights)[] taps)
    {
        var stride = 3 * width;
        var samples = new byte[taps.Length * stride];
        var sum = new float[stride];
        for (var y = 0; y < taps.Length; y++)
        {
            var (start, weights) = taps[y];
            sum.AsSpan().Clear();
            for (var k = 0; k < weights.Length; k++)
            {
                var line = wide.AsSpan(Math.Clamp(start + k, 0, lines - 1) * stride, stride);
                for (var i = 0; i < stride; i++) sum[i] += weights[k] * line[i];
            }
            for (var i = 0; i < stride; i++) samples[y * stride + i] = (byte)Math.Clamp((int)MathF.Round(sum[i]), 0, 255);
        }
        return new RgbImage(width, taps.Length, samples);
    }

    private static (int Start, float[] Weights)[] Taps(int from, int to, RescaleKernel kernel)
    {
        var scale = (double)from / to;
        var widening = Math.Max(1, scale);
        var radius = widening * (kernel switch { RescaleKernel.Box => 0.5, RescaleKernel.Bilinear => 1, RescaleKernel.Cubic => 2, _ => 3 });
        var taps = new (int, float[])[to];
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale - 0.5;
            var first = (int)Math.Ceiling(centre - radius);
            var weights = new double[Math.Max(1, (int)Math.Floor(centre + radius) - first + 1)];
            for (var k = 0; k < weights.Length; k++) weights[k] = Weight((first + k - centre) / widening, kernel);
            var sum = weights.Sum();
            taps[i] = (first, sum == 0 ? [1] : Array.ConvertAll(weights, w => (float)(w / sum)));
        }
        return taps;
    }

    private static double Weight(double x, RescaleKernel kernel)
    {
        x = Math.Abs(x);
        return kernel switch
        {
            RescaleKernel.Box => x <= 0.5 ? 1 : 0,
            RescaleKernel.Bilinear => Math.Max(0, 1 - x),
            RescaleKernel.Cubic => x < 1 ? 1.5 * x * x * x - 2.5 * x * x + 1 : x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0,
            _ => x < 1e-9 ? 1 : x < 3 ? 3 * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x) : 0,
        };
    }
}
