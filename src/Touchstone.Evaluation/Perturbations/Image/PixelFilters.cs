using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Perturbations.Image;

/// <summary>Simple changes of pixels.</summary>
internal static class PixelFilters
{
    /// <summary>Gaussian blur, separable, edges repeated, window of three σ to each side.</summary>
    internal static RgbImage Blur(RgbImage image, double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        float[] kernel = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(i => (float)Math.Exp(-i * i / (2 * sigma * sigma)))];
        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++) kernel[i] /= sum;
        var across = new float[image.Samples.Length];
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                for (var k = -radius; k <= radius; k++)
                {
                    var from = 3 * (y * image.Width + Math.Clamp(x + k, 0, image.Width - 1));
                    var to = 3 * (y * image.Width + x);
                    for (var c = 0; c < 3; c++) across[to + c] += kernel[k + radius] * image.Samples[from + c];
                }
        var samples = new byte[across.Length];
        var line = new float[3 * image.Width];
        for (var y = 0; y < image.Height; y++)
        {
            line.AsSpan().Clear();
            for (var k = -radius; k <= radius; k++)
            {
                var from = across.AsSpan(3 * image.Width * Math.Clamp(y + k, 0, image.Height - 1), line.Length);
                for (var i = 0; i < line.Length; i++) line[i] += kernel[k + radius] * from[i];
            }
            for (var i = 0; i < line.Length; i++) samples[y * line.Length + i] = Level(line[i]);
        }
        return image with { Samples = samples };
    }

    /// <summary>Unsharp mask: the picture plus <paramref name="amount"/> of what a Gaussian blur takes away.</summary>
    internal static RgbImage Sharpen(RgbImage image, double sigma, float amount)
    {
        var soft = Blur(image, sigma).Samples;
        return image with { Samples = [.. image.Samples.Zip(soft, (here, blurred) => Level(here + amount * (here - blurred)))] };
    }

    /// <summary>Adds white Gaussian noise, independent in each channel.</summary>
    /// <param name="image">8-bit RGB.</param>
    /// <param name="sigma">Standard deviation in levels.</param>
    /// <param name="chance">Draws it.</param>
    internal static RgbImage Noise(RgbImage image, double sigma, Seeded chance) => image with { Samples = Array.ConvertAll(image.Samples, s => Level((float)(s + sigma * chance.NextNormal()))) };

    /// <summary>Raises values to a power: below 1 is lighter.</summary>
    internal static RgbImage Gamma(RgbImage image, double power)
    {
        byte[] table = [.. Enumerable.Range(0, 256).Select(v => Level((float)(255 * Math.Pow(v / 255.0, power))))];
        return image with { Samples = Array.ConvertAll(image.Samples, s => table[s]) };
    }

    /// <summary>Keeps a share of each side, at a drawn place off the block grid; null where too little would be left.</summary>
    internal static RgbImage? Crop(RgbImage image, double share, Seeded chance)
    {
        var (width, height) = ((int)(share * image.Width), (int)(share * image.Height));
        if (Math.Min(width, height) < 64) return null;
        var (left, top) = (OffGrid(image.Width - width, chance), OffGrid(image.Height - height, chance));
        var samples = new byte[3 * width * height];
        for (var y = 0; y < height; y++) image.Samples.AsSpan(3 * ((y + top) * image.Width + left), 3 * width).CopyTo(samples.AsSpan(3 * y * width));
        return new RgbImage(width, height, samples);
    }

    /// <summary>Scales down, never up, so that the longer edge has at most so many pixels.</summary>
    internal static RgbImage Within(RgbImage image, int longEdge, RescaleKernel kernel)
    {
        var factor = (double)longEdge / Math.Max(image.Width, image.Height);
        return factor < 1 ? Rescale.By(image, factor, kernel) : image;
    }

    internal static byte Level(float value) => (byte)Math.Clamp((int)MathF.Round(value), 0, 255);

    private static int OffGrid(int room, Seeded chance)
    {
        var at = chance.NextInt(room + 1);
        return at % 8 == 0 && at < room ? at + 1 : at;
    }
}
