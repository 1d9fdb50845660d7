using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Views.Frequencies;

/// <summary>Detail of luma by scale.</summary>
internal static class WaveletLevels
{
    private const int Levels = 4;

    // Where the energy of the eight taps of the low-pass filter lies, samples after its first: sum of k h(k) squared. The high-pass is its mirror image.
    private const double Centre = 1.461;

    internal static ViewMethod View { get; } = new(
        "wavelet", "Wavelet levels",
        "a region that lacks the finest level although its neighbours have it (enlarged, blurred), or has it although it should be soft",
        "sky, skin and what is out of focus: they have little fine detail by nature",
        "Daubechies, Ten Lectures on Wavelets, 1992; Mallat, PAMI 11(7), 1989")
    {
        Refusal = subject => subject.PixelFault,
        Pictures = Of,
    };

    private static IEnumerable<ViewPicture> Of(ViewSubject subject, CancellationToken cancel)
    {
        var luma = subject.Specimen.Luma.Value!;
        var plan = new Daubechies8(luma.Width, luma.Height, Levels);
        var coefficients = new float[plan.ExtendedWidth * plan.ExtendedHeight];
        plan.Forward(luma.Samples, coefficients);
        for (var level = 1; level <= Levels; level++)
        {
            cancel.ThrowIfCancellationRequested();
            var (wide, high) = ((luma.Width + (1 << level) - 1) >> level, (luma.Height + (1 << level) - 1) >> level);
            // White noise is as strong in each level of an orthonormal transform; edges double with each.
            yield return new RasterPicture($"level-{level}", $"Wavelet detail, level {level}",
                $"Root of the sum of squares of the horizontal, vertical and diagonal coefficient; Daubechies 8-tap, orthonormal. Details about {1 << level} to {1 << (level + 1)} px a period.")
            {
                Width = wide, Values = Detail(coefficients, plan, level, wide, high), Unit = "levels", Low = 0, High = subject.Top(8 << level), CellSize = 1 << level,
            };
        }
    }

    /// <summary>Detail of a level [high, wide], each cell at its place in the picture.</summary>
    internal static float[] Detail(float[] coefficients, Daubechies8 plan, int level, int wide, int high)
    {
        var (w, h) = (plan.ExtendedWidth >> level, plan.ExtendedHeight >> level);
        // The filters look to the right; what a coefficient measures lies this many cells on, for the low and for the high filter.
        var before = Centre * (0.5 - 1.0 / (1 << level));
        var (low, steep) = ((int)(before + Centre / 2), (int)(before + (7 - Centre) / 2));
        float At(int x, int y, bool across, bool down)
        {
            var (i, j) = (((x - (across ? steep : low)) % w + w) % w, ((y - (down ? steep : low)) % h + h) % h);
            return coefficients[(down ? h + j : j) * plan.ExtendedWidth + (across ? w + i : i)];
        }
        var values = new float[wide * high];
        for (var y = 0; y < high; y++)
            for (var x = 0; x < wide; x++)
            {
                var (a, b, c) = (At(x, y, true, false), At(x, y, false, true), At(x, y, true, true));
                values[y * wide + x] = MathF.Sqrt(a * a + b * b + c * c);
            }
        return values;
    }
}
