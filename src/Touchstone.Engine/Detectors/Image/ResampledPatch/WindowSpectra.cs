using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.ResampledPatch;

/// <summary>
/// Spectra of summed second differences along one axis, strip by strip and window by window, levelled by what the strip and the frequency
/// usually have, and bounded; and how well the strips of a window agree in phase at each frequency.
/// </summary>
internal sealed class WindowSpectra
{
    /// <summary>Pixels along a side of a window.</summary>
    internal const int Side = 128;

    /// <summary>Pixels across a strip.</summary>
    internal const int Strip = 8;

    /// <summary>Strips that make a window.</summary>
    internal const int Strips = Side / Strip;

    // Below a tenth of a cycle per pixel the repeats of honest content decide (7 of 9 first alarms on photographs lay there), beyond 0.47 the colour filter (a half); a coder's
    // blocks give the multiples of 1/8 (JPEG) or 1/16 (WebP, HEIC, AVIF), ±1 bin of leakage of the window function.
    private const double LeastFrequency = 0.1, MostFrequency = 0.47;
    private const int Leakage = 1;

    // A phasor longer than this is cut to it, so that no single strip outweighs the others. E min(|n|², c²) = 1 − e^(−c²) for |n|² ~ Exp(1).
    private const float MostLength = 1.5f;
    private static readonly double MeanSquare = 1 - Math.Exp(-MostLength * MostLength);

    // E ln X = −γ for X ~ Exp(1).
    private const float EulerGamma = 0.5772157f;

    // Rounding alone gives a strip of 8 lines a power of some tens; below one there is nothing to read (flat or clipped surface).
    private const float LeastPower = 1;

    private readonly int _strips, _places;
    private readonly float[] _real, _imaginary, _log;

    private WindowSpectra(int[] bins, int strips, int places)
    {
        (Bins, _strips, _places) = (bins, strips, places);
        _real = new float[strips * places * Bins.Length];
        _imaginary = new float[_real.Length];
        _log = new float[_real.Length];
        Speaks = new bool[strips * places];
    }

    /// <summary>Bins of a window's spectrum that are read.</summary>
    internal int[] Bins { get; }

    /// <summary>Whether a strip at a place has anything to read.</summary>
    internal bool[] Speaks { get; }

    /// <summary>Bins that speak of scaling and not of a coder's blocks.</summary>
    /// <param name="block">Pixels along a side of the coder's blocks: 8 or 16.</param>
    internal static int[] BinsFor(int block) =>
        [.. Enumerable.Range(0, Side / 2 + 1).Where(k => k > LeastFrequency * Side && k < MostFrequency * Side && k % (Side / block) > Leakage && k % (Side / block) < Side / block - Leakage)];

    /// <summary>Reads the spectra.</summary>
    /// <param name="sums">Summed second differences [strips, length].</param>
    /// <param name="length">Samples along the axis.</param>
    /// <param name="step">Distance of windows along the axis, pixels.</param>
    /// <param name="bins">Bins to read.</param>
    /// <param name="cancel">Checked per strip.</param>
    internal static WindowSpectra Of(float[] sums, int length, int step, int[] bins, CancellationToken cancel)
    {
        var spectra = new WindowSpectra(bins, sums.Length / length, (length - Side) / step + 1);
        var fft = new Fft(Side);
        Span<float> line = stackalloc float[Side], real = stackalloc float[Side / 2 + 1], imaginary = stackalloc float[Side / 2 + 1];
        var taper = Taper();
        for (var s = 0; s < spectra._strips; s++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var p = 0; p < spectra._places; p++)
            {
                var samples = sums.AsSpan(s * length + p * step, Side);
                var mean = 0f;
                foreach (var sample in samples) mean += sample;
                mean /= Side;
                for (var x = 0; x < Side; x++) line[x] = (samples[x] - mean) * taper[x];
                fft.ForwardReal(line, real, imaginary);
                spectra.Keep(s * spectra._places + p, real, imaginary);
            }
        }
        spectra.Level();
        return spectra;
    }

    private static float[] Taper() => [.. Enumerable.Range(0, Side).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / Side)))];

    private void Keep(int at, ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary)
    {
        var first = at * Bins.Length;
        var sum = 0f;
        for (var b = 0; b < Bins.Length; b++)
        {
            var (re, im) = (real[Bins[b]], imaginary[Bins[b]]);
            var power = re * re + im * im;
            (_real[first + b], _imaginary[first + b], _log[first + b]) = (re, im, MathF.Log(Math.Max(power, LeastPower)));
            sum += power;
        }
        Speaks[at] = sum >= LeastPower * Bins.Length;
    }

    // ln power = strip + frequency + noise: both levels are means of logarithms, which single lines hardly move.
    private void Level()
    {
        var frequency = new double[Bins.Length];
        var strip = new float[Speaks.Length];
        var speaking = 0;
        for (var at = 0; at < Speaks.Length; at++)
        {
            var logs = _log.AsSpan(at * Bins.Length, Bins.Length);
            foreach (var log in logs) strip[at] += log / Bins.Length;
            if (!Speaks[at]) continue;
            speaking++;
            for (var b = 0; b < logs.Length; b++) frequency[b] += logs[b] - strip[at];
        }
        for (var b = 0; b < frequency.Length; b++) frequency[b] /= Math.Max(1, speaking);
        for (var at = 0; at < Speaks.Length; at++)
            for (var b = 0; b < Bins.Length; b++)
            {
                var i = at * Bins.Length + b;
                var gain = Speaks[at] ? MathF.Exp(-0.5f * (strip[at] + (float)frequency[b] + EulerGamma)) : 0;
                var length = gain * MathF.Sqrt(_real[i] * _real[i] + _imaginary[i] * _imaginary[i]);
                if (length > MostLength) gain *= MostLength / length;
                (_real[i], _imaginary[i]) = (gain * _real[i], gain * _imaginary[i]);
            }
    }

    /// <summary>
    /// Agreement of a window's strips at each frequency: |Σ n|²/(strips · E|n|²), near an exponential law of mean 1 where phases are
    /// independent (Rayleigh's test; the bound of each length makes the tail shorter, never longer).
    /// </summary>
    /// <param name="firstStrip">First strip of the window.</param>
    /// <param name="place">Place of the window along the axis.</param>
    /// <param name="agreement">[bins], overwritten.</param>
    /// <returns>False where too many strips have nothing to read.</returns>
    internal bool Agreement(int firstStrip, int place, Span<float> agreement)
    {
        Span<float> real = stackalloc float[Bins.Length], imaginary = stackalloc float[Bins.Length];
        real.Clear();
        imaginary.Clear();
        var speaking = 0;
        for (var s = firstStrip; s < firstStrip + Strips; s++)
        {
            var at = s * _places + place;
            if (!Speaks[at]) continue;
            speaking++;
            for (var b = 0; b < Bins.Length; b++)
            {
                real[b] += _real[at * Bins.Length + b];
                imaginary[b] += _imaginary[at * Bins.Length + b];
            }
        }
        agreement.Clear();
        if (speaking < 3 * Strips / 4) return false;
        for (var b = 0; b < Bins.Length; b++)
            agreement[b] = (float)((real[b] * real[b] + imaginary[b] * imaginary[b]) / (speaking * MeanSquare));
        return true;
    }
}
