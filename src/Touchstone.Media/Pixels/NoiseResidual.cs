using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Media.Pixels;

/// <summary>
/// What a wavelet denoiser takes away: Mıhçak et al. (ICASSP 1999) as Lukáš, Fridrich and Goljan (TIFS 2006) use it for sensor noise:
/// four levels of the 8-tap Daubechies wavelet, Wiener shrinkage with windows 3 to 9, approximation band dropped.
/// </summary>
internal static class NoiseResidual
{
    // Lukáš et al. 2006, appendix A: σ0 = 5 on the scale 0–255, "to be conservative".
    internal const float Sigma = 5;
    private const int Levels = 4;

    // A residual sample depends on samples up to 105 (filters over four levels) + 64 (four coefficients of level 4) away;
    // with this margin, a multiple of 2^Levels, no seam shows between tiles.
    private const int Margin = 176;
    private const int MostTile = 1024;
    private const int MostThreads = 4;

    internal static View<Plane> Of(View<Plane> luma, CancellationToken cancel)
    {
        if (!luma.TryGet(out var plane, out var fault)) return View<Plane>.Missing(fault);
        return View<Plane>.Of(Of(plane, MostTile, cancel), $"luma minus its wavelet denoising: Daubechies 8-tap, {Levels} levels, local Wiener, sigma {Sigma}");
    }

    internal static Plane Of(Plane luma, int mostTile, CancellationToken cancel)
    {
        var (wide, high) = (Math.Min(mostTile, Rounded(luma.Width)), Math.Min(mostTile, Rounded(luma.Height)));
        var (across, down) = ((luma.Width + wide - 1) / wide, (luma.Height + high - 1) / high);
        var residual = new float[luma.Samples.Length];
        // Tiles write apart from each other, so the order of the threads does not show.
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(MostThreads, across * down), CancellationToken = cancel };
        Parallel.For(0, across * down, options, () => new Workspace(wide + 2 * Margin, high + 2 * Margin), (tile, _, work) =>
        {
            cancel.ThrowIfCancellationRequested();
            work.Denoise(luma, residual, tile % across * wide, tile / across * high, wide, high);
            return work;
        }, _ => { });
        return new Plane(luma.Width, luma.Height, residual);
    }

    private static int Rounded(int length) => (length + (1 << Levels) - 1) >> Levels << Levels;

    private sealed class Workspace(int width, int height)
    {
        private readonly Daubechies8 _wavelet = new(width, height, Levels);
        private readonly WienerShrinkage _shrinkage = new(width / 2);
        private readonly float[] _samples = new float[width * height];
        private readonly float[] _coefficients = new float[width * height];

        internal void Denoise(Plane luma, float[] residual, int left, int top, int wide, int high)
        {
            Gather(luma, left - Margin, top - Margin);
            _wavelet.Forward(_samples, _coefficients);
            for (var level = 1; level <= Levels; level++)
            {
                var (w, h) = (width >> level, height >> level);
                _shrinkage.KeepNoise(_coefficients.AsSpan(w), width, w, h, Sigma);
                _shrinkage.KeepNoise(_coefficients.AsSpan(h * width), width, w, h, Sigma);
                _shrinkage.KeepNoise(_coefficients.AsSpan(h * width + w), width, w, h, Sigma);
            }
            for (var y = 0; y < height >> Levels; y++)
                _coefficients.AsSpan(y * width, width >> Levels).Clear();
            _wavelet.Inverse(_coefficients, _samples);
            var columns = Math.Min(wide, luma.Width - left);
            for (var y = 0; y < Math.Min(high, luma.Height - top); y++)
                _samples.AsSpan((Margin + y) * width + Margin, columns).CopyTo(residual.AsSpan((top + y) * luma.Width + left));
        }

        private void Gather(Plane luma, int left, int top)
        {
            for (var y = 0; y < height; y++)
            {
                var from = luma.Row(Mirror.Index(top + y, luma.Height));
                var to = _samples.AsSpan(y * width, width);
                var (first, last) = (Math.Clamp(-left, 0, width), Math.Clamp(luma.Width - left, 0, width));
                for (var x = 0; x < first; x++) to[x] = from[Mirror.Index(left + x, luma.Width)];
                if (last > first) from[(left + first)..(left + last)].CopyTo(to[first..]);
                for (var x = Math.Max(first, last); x < width; x++) to[x] = from[Mirror.Index(left + x, luma.Width)];
            }
        }
    }
}
