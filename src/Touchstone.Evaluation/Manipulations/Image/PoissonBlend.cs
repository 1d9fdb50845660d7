using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>Gradient-domain cloning (Pérez, Gangnet &amp; Blake, SIGGRAPH 2003): the donor plus a correction that meets the target at the edge.</summary>
internal static class PoissonBlend
{
    /// <summary>Blends the donor's pixels at (x, y) − shift into the region.</summary>
    /// <param name="target">The picture that receives.</param>
    /// <param name="donor">The picture that gives; covers the region and one pixel around it.</param>
    /// <param name="shift">Place in the target minus place in the donor.</param>
    /// <param name="region">In the target's frame, not touching the border.</param>
    /// <param name="mixed">True keeps the stronger of both gradients (eq. 12), false the donor's (eq. 9).</param>
    /// <param name="cancel">Checked in the solver.</param>
    internal static RgbImage Blend(RgbImage target, RgbImage donor, (int X, int Y) shift, Region region, bool mixed, CancellationToken cancel)
    {
        var samples = (byte[])target.Samples.Clone();
        for (var channel = 0; channel < 3; channel++)
        {
            var layer = Layer(target, donor, shift, region, channel);
            var box = layer.Box;
            var correction = Array.ConvertAll(layer.Unknown, u => 0.0);
            for (var i = 0; i < correction.Length; i++) correction[i] = layer.Target[i] - layer.Donor[i];
            PoissonSolver.Solve(correction, layer.Unknown, mixed ? StrongerGradients(layer.Target, layer.Donor, layer.Unknown, box.Width) : null, box.Width, cancel);
            for (var i = 0; i < correction.Length; i++)
                if (layer.Unknown[i]) samples[3 * ((box.Top + i / box.Width) * target.Width + box.Left + i % box.Width) + channel] = PixelSampling.Round((float)(layer.Donor[i] + correction[i]));
        }
        return target with { Samples = samples };
    }

    // What the stronger gradients have more than the donor's, summed over the four neighbours.
    private static double[] StrongerGradients(double[] target, double[] donor, bool[] unknown, int width)
    {
        var source = new double[target.Length];
        ReadOnlySpan<int> around = [-1, 1, -width, width];
        for (var i = 0; i < source.Length; i++)
        {
            if (!unknown[i]) continue;
            foreach (var step in around)
            {
                var (f, g) = (target[i] - target[i + step], donor[i] - donor[i + step]);
                if (Math.Abs(f) > Math.Abs(g)) source[i] += f - g;
            }
        }
        return source;
    }

    private static ((int Left, int Top, int Width) Box, double[] Target, double[] Donor, bool[] Unknown) Layer(RgbImage target, RgbImage donor, (int X, int Y) shift, Region region, int channel)
    {
        var (left, top) = (region.Box.Left - 1, region.Box.Top - 1);
        var (width, height) = (region.Box.Right - left + 1, region.Box.Bottom - top + 1);
        var (f, g, unknown) = (new double[width * height], new double[width * height], new bool[width * height]);
        for (var i = 0; i < f.Length; i++)
        {
            var (x, y) = (left + i % width, top + i / width);
            var (dx, dy) = (x - shift.X, y - shift.Y);
            f[i] = target.Samples[3 * (y * target.Width + x) + channel];
            unknown[i] = region.Mask[y * target.Width + x];
            g[i] = dx >= 0 && dy >= 0 && dx < donor.Width && dy < donor.Height ? donor.Samples[3 * (dy * donor.Width + dx) + channel] : f[i];
        }
        return ((left, top, width), f, g, unknown);
    }
}
