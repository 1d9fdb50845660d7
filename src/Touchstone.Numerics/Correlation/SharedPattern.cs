using System.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Numerics.Correlation;

/// <summary>
/// Takes out of a noise pattern what pictures of different cameras share: the means of lines and columns (read-out, linear pattern),
/// and periodic parts (colour filter interpolation, blocks of JPEG), as Chen, Fridrich, Goljan and Lukáš (TIFS 3(1), 2008, §III.B) do.
/// </summary>
public static class SharedPattern
{
    /// <summary>Makes the mean of each line and each column zero, apart for each of the four positions of a 2×2 colour filter.</summary>
    /// <param name="samples">Samples [height, width], changed in place.</param>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <exception cref="ArgumentException">The samples are not whole lines.</exception>
    public static void CentreLines(Span<float> samples, int width)
    {
        if (width < 1 || samples.Length % width != 0) throw new ArgumentException("The samples are not whole lines.", nameof(width));
        var height = samples.Length / width;
        // The mean of each position first, so that the order of lines and columns does not matter.
        for (var phase = 0; phase < 4; phase++) CentrePhase(samples, width, phase & 1, phase >> 1);
        Span<double> columns = new double[2 * width];
        columns.Clear();
        for (var y = 0; y < height; y++)
        {
            var line = samples.Slice(y * width, width);
            Span<double> sum = [0, 0];
            for (var x = 0; x < width; x++)
            {
                sum[x & 1] += line[x];
                columns[(y & 1) * width + x] += line[x];
            }
            Span<float> mean = [(float)(sum[0] / ((width + 1) / 2)), width > 1 ? (float)(sum[1] / (width / 2)) : 0];
            for (var x = 0; x < width; x++) line[x] -= mean[x & 1];
        }
        for (var y = 0; y < height; y++)
        {
            var line = samples.Slice(y * width, width);
            var lines = (y & 1) == 0 ? (height + 1) / 2 : height / 2;
            for (var x = 0; x < width; x++) line[x] -= (float)(columns[(y & 1) * width + x] / lines);
        }
    }

    private static void CentrePhase(Span<float> samples, int width, int left, int top)
    {
        var height = samples.Length / width;
        var (sum, count) = (0.0, 0L);
        for (var y = top; y < height; y += 2)
            for (var x = left; x < width; x += 2)
            {
                sum += samples[y * width + x];
                count++;
            }
        if (count == 0) return;
        var mean = (float)(sum / count);
        for (var y = top; y < height; y += 2)
            for (var x = left; x < width; x += 2)
                samples[y * width + x] -= mean;
    }

    /// <summary>
    /// Flattens peaks of the spectrum: each bin keeps the share σ²/(σ̂² + σ²) of its magnitude, where σ² is the mean power and σ̂² what the
    /// least of the windows of 3, 5, 7 and 9 bins has above it (the Wiener step of <see cref="WienerShrinkage"/> on magnitudes).
    /// </summary>
    /// <param name="samples">Samples [height, width], changed in place; their mean should be zero.</param>
    /// <param name="plan">Plan of the size.</param>
    /// <exception cref="ArgumentException">The samples are not of the plan's size.</exception>
    public static void FlattenSpectrum(float[] samples, PlaneFft plan)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(plan);
        var spectrum = plan.Make();
        plan.Forward(samples, spectrum);
        var energy = 0.0;
        foreach (var sample in samples) energy += (double)sample * sample;
        // Parseval: the mean power of a bin is the sum of squares.
        if (!(energy > 0)) return;
        var sigma = (float)Math.Sqrt(energy);
        var magnitude = new float[spectrum.Real.Length];
        Magnitudes(spectrum, 1 / sigma, magnitude);
        var kept = (float[])magnitude.Clone();
        new WienerShrinkage(spectrum.Bins).KeepNoise(kept, spectrum.Bins, spectrum.Bins, spectrum.Height, 1);
        Keep(spectrum, magnitude, kept);
        plan.Inverse(spectrum, samples);
    }

    private static void Magnitudes(PlaneSpectrum spectrum, float scale, float[] magnitude)
    {
        var i = 0;
        for (; i <= magnitude.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (real, imaginary) = (new Vector<float>(spectrum.Real, i), new Vector<float>(spectrum.Imaginary, i));
            (Vector.SquareRoot(real * real + imaginary * imaginary) * scale).CopyTo(magnitude, i);
        }
        for (; i < magnitude.Length; i++) magnitude[i] = MathF.Sqrt(spectrum.Real[i] * spectrum.Real[i] + spectrum.Imaginary[i] * spectrum.Imaginary[i]) * scale;
    }

    private static void Keep(PlaneSpectrum spectrum, float[] magnitude, float[] kept)
    {
        var i = 0;
        for (; i <= magnitude.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            // A magnitude of zero keeps nothing of nothing; one in its place avoids 0/0.
            var size = new Vector<float>(magnitude, i);
            var share = new Vector<float>(kept, i) / Vector.ConditionalSelect(Vector.GreaterThan(size, Vector<float>.Zero), size, Vector<float>.One);
            (new Vector<float>(spectrum.Real, i) * share).CopyTo(spectrum.Real, i);
            (new Vector<float>(spectrum.Imaginary, i) * share).CopyTo(spectrum.Imaginary, i);
        }
        for (; i < magnitude.Length; i++)
        {
            var share = magnitude[i] > 0 ? kept[i] / magnitude[i] : 0;
            spectrum.Real[i] *= share;
            spectrum.Imaginary[i] *= share;
        }
    }
}
