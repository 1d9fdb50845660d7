using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>Lays pixels over a picture inside a region, hard or with a soft edge.</summary>
internal static class Overlay
{
    // Below half a level of a full-scale difference nothing can change.
    private const float Invisible = 0.5f / 255;

    /// <summary>Blends by opacity inside the region; no pixel outside it is touched.</summary>
    /// <param name="target">The picture below.</param>
    /// <param name="region">Where pixels may change.</param>
    /// <param name="featherPixels">Width of the soft edge, inwards; 0 is a hard edge.</param>
    /// <param name="pixel">RGB of the upper layer at a column and line, 0–255.</param>
    /// <returns>The picture, and the mask of what was written.</returns>
    internal static (RgbImage Image, bool[] Mask) Lay(RgbImage target, Region region, double featherPixels, PixelSource pixel)
    {
        var samples = (byte[])target.Samples.Clone();
        var mask = new bool[region.Mask.Length];
        var depth = featherPixels > 0 ? region.Depth() : null;
        var (left, top, right, bottom) = region.Box;
        Span<float> rgb = stackalloc float[3];
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
            {
                var i = y * target.Width + x;
                if (!region.Mask[i]) continue;
                var opacity = depth is null ? 1 : Smooth((float)((depth[i] - 0.5) / featherPixels));
                if (opacity < Invisible) continue;
                pixel(x, y, rgb);
                for (var c = 0; c < 3; c++) samples[3 * i + c] = PixelSampling.Round(target.Samples[3 * i + c] + opacity * (rgb[c] - target.Samples[3 * i + c]));
                mask[i] = true;
            }
        return (target with { Samples = samples }, mask);
    }

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }
}

/// <summary>RGB of a layer at a column and line, 0–255.</summary>
internal delegate void PixelSource(int x, int y, Span<float> rgb);
