using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Evaluation.Perturbations.Sound;

/// <summary>A room in software: a direct path and exponentially decaying noise (Polack 1988), and noise at a stated level.</summary>
public static class Room
{
    // Ten times the early energy of a person speaking at a metre in a living room is direct; here the ratio is stated, not measured.
    private const double PreDelaySeconds = 0.004;
    private const double DecayTo60Db = 6.907755278982137; // ln 10³: amplitude falls by 60 dB.

    /// <summary>A room impulse response.</summary>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="decaySeconds">RT60: until the energy has fallen by 60 dB.</param>
    /// <param name="directDb">Energy of the direct path over that of the decay, dB.</param>
    /// <param name="chance">Draws the decay.</param>
    /// <returns>The response; its first sample is the direct path, 1.</returns>
    public static float[] Response(int sampleRateHz, double decaySeconds, double directDb, Seeded chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var response = new float[Math.Max(2, (int)(1.2 * decaySeconds * sampleRateHz))];
        double energy = 0;
        for (var i = (int)(PreDelaySeconds * sampleRateHz); i < response.Length; i++)
        {
            var value = chance.NextNormal() * Math.Exp(-DecayTo60Db * i / (decaySeconds * sampleRateHz));
            response[i] = (float)value;
            energy += value * value;
        }
        var gain = (float)Math.Sqrt(Math.Pow(10, -directDb / 10) / Math.Max(1e-12, energy));
        for (var i = 0; i < response.Length; i++) response[i] *= gain;
        response[0] = 1;
        return response;
    }

    /// <summary>A recording heard in a room: convolved, at its own level and length.</summary>
    /// <param name="samples">Full scale = ±1.</param>
    /// <param name="response">A room impulse response.</param>
    public static float[] Reverberate(ReadOnlySpan<float> samples, ReadOnlySpan<float> response)
    {
        var wet = Convolve(samples, response);
        var gain = (float)Math.Sqrt(Energy(samples) / Math.Max(1e-12, Energy(wet)));
        for (var i = 0; i < wet.Length; i++) wet[i] = Math.Clamp(gain * wet[i], -1, 1);
        return wet;
    }

    /// <summary>Adds white Gaussian noise at a signal-to-noise ratio over the whole recording.</summary>
    /// <param name="samples">Full scale = ±1.</param>
    /// <param name="ratioDb">Energy of the recording over that of the noise, dB.</param>
    /// <param name="chance">Draws it.</param>
    public static float[] AddNoise(ReadOnlySpan<float> samples, double ratioDb, Seeded chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var deviation = Math.Sqrt(Energy(samples) / Math.Max(1, samples.Length) * Math.Pow(10, -ratioDb / 10));
        var noisy = new float[samples.Length];
        for (var i = 0; i < noisy.Length; i++) noisy[i] = (float)Math.Clamp(samples[i] + deviation * chance.NextNormal(), -1, 1);
        return noisy;
    }

    // Overlap-add: blocks of the response's length, transforms of twice that.
    private static float[] Convolve(ReadOnlySpan<float> samples, ReadOnlySpan<float> response)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * response.Length));
        var (fft, block) = (new Fft(size), size - response.Length + 1);
        float[] hr = new float[fft.RealBins], hi = new float[fft.RealBins], r = new float[fft.RealBins], i = new float[fft.RealBins], work = new float[size], output = new float[samples.Length];
        response.CopyTo(work);
        fft.ForwardReal(work, hr, hi);
        for (var at = 0; at < samples.Length; at += block)
        {
            work.AsSpan().Clear();
            samples.Slice(at, Math.Min(block, samples.Length - at)).CopyTo(work);
            fft.ForwardReal(work, r, i);
            for (var k = 0; k < r.Length; k++) (r[k], i[k]) = (r[k] * hr[k] - i[k] * hi[k], r[k] * hi[k] + i[k] * hr[k]);
            fft.InverseReal(r, i, work);
            for (var n = 0; n < Math.Min(size, output.Length - at); n++) output[at + n] += work[n];
        }
        return output;
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (var s in samples) sum += (double)s * s;
        return sum;
    }
}
