using System.Numerics;
using Touchstone.Media.Audio;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Evaluation.DataSets.Likeness;

/// <summary>
/// What stays of a recording through re-encoding, gain and filtering: 32 bits every 11.6 ms, the signs of differences of band energies over
/// frequency and time, 33 bands from 300 to 2000 Hz (Haitsma &amp; Kalker 2002, eq. 1).
/// </summary>
public sealed class SoundPrint
{
    /// <summary>Step between two words, seconds.</summary>
    public const double StepSeconds = (double)Hop / Rate;

    private const int SpeechRate = 16_000, Decimation = 3, Rate = SpeechRate / Decimation;
    private const int Window = 2048, Hop = 62, Bands = 33;
    // Frames this far below the loudest hold the noise of the room or of the codec, whose bits are chance.
    private const double QuietestShare = 1e-4;

    private static readonly float[] _lowPass = LowPass();
    private static readonly float[] _hann = [.. Enumerable.Range(0, Window).Select(i => (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / Window)))];

    private SoundPrint(uint[] words, bool[] loud) => (Words, Loud) = (words, loud);

    /// <summary>One word a step [n].</summary>
    public uint[] Words { get; }

    /// <summary>Whether a word is of sound, not of silence [n].</summary>
    public bool[] Loud { get; }

    /// <summary>The print of a recording.</summary>
    /// <param name="signal">Mono samples at 16 kHz.</param>
    /// <param name="cancel">Checked per second of sound.</param>
    /// <exception cref="ArgumentException">Another sample rate.</exception>
    public static SoundPrint Of(AudioSignal signal, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (signal.SampleRateHz != SpeechRate) throw new ArgumentException("The print is taken at 16 kHz.", nameof(signal));
        var samples = Decimate(signal.Samples);
        var frames = Math.Max(0, (samples.Length - Window) / Hop + 1);
        if (frames < 2) return new SoundPrint([], []);
        var energies = new double[frames, Bands];
        var totals = new double[frames];
        var plan = new Fft(Window);
        var (windowed, power) = (new float[Window], new float[plan.RealBins]);
        for (var f = 0; f < frames; f++)
        {
            if (f % 86 == 0) cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < Window; i++) windowed[i] = samples[f * Hop + i] * _hann[i];
            plan.Power(windowed, power);
            for (var b = 0; b < Bands; b++) totals[f] += energies[f, b] = BandEnergy(power, b);
        }
        var loudest = totals.Max();
        var words = new uint[frames - 1];
        var loud = new bool[frames - 1];
        for (var f = 1; f < frames; f++)
        {
            loud[f - 1] = totals[f] > QuietestShare * loudest && loudest > 0;
            for (var b = 0; b < Bands - 1; b++)
                if (energies[f, b] - energies[f, b + 1] - (energies[f - 1, b] - energies[f - 1, b + 1]) > 0) words[f - 1] |= 1u << b;
        }
        return new SoundPrint(words, loud);
    }

    /// <summary>Share of bits that differ where both sound, with the number of words compared; (1, 0) where nothing overlaps.</summary>
    /// <param name="other">The other print.</param>
    /// <param name="offset">Word of this print that stands beside the other's first; may be negative.</param>
    public (double BitErrors, int Words) Compare(SoundPrint other, int offset)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (bits, words) = (0, 0);
        for (var i = Math.Max(0, -offset); i < other.Words.Length && i + offset < Words.Length; i++)
        {
            if (!other.Loud[i] || !Loud[i + offset]) continue;
            bits += BitOperations.PopCount(other.Words[i] ^ Words[i + offset]);
            words++;
        }
        return words == 0 ? (1, 0) : (bits / (32.0 * words), words);
    }

    private static double BandEnergy(float[] power, int band)
    {
        static double Edge(int b) => 300 * Math.Pow(2000.0 / 300, (double)b / Bands) * Window / Rate;
        double sum = 0;
        var (low, high) = (Edge(band), Edge(band + 1));
        for (var k = (int)Math.Ceiling(low - 0.5); k <= (int)Math.Floor(high + 0.5); k++)
            sum += power[k] * Math.Max(0, Math.Min(high, k + 0.5) - Math.Max(low, k - 0.5));
        return sum;
    }

    private static float[] Decimate(float[] samples)
    {
        var half = _lowPass.Length / 2;
        var kept = new float[samples.Length / Decimation];
        for (var i = 0; i < kept.Length; i++)
        {
            var start = i * Decimation - half;
            var (first, last) = (Math.Max(0, -start), Math.Min(_lowPass.Length, samples.Length - start));
            float sum = 0;
            for (var k = first; k < last; k++) sum += samples[start + k] * _lowPass[k];
            kept[i] = sum;
        }
        return kept;
    }

    // A Hann-windowed sinc with its corner at 2.35 kHz: what would fold down lands above the highest band.
    private static float[] LowPass()
    {
        const int Taps = 63;
        const double Corner = 2350.0 / SpeechRate;
        var taps = new float[Taps];
        for (var i = 0; i < Taps; i++)
        {
            var t = i - (Taps - 1) / 2.0;
            var sinc = t == 0 ? 2 * Corner : Math.Sin(2 * Math.PI * Corner * t) / (Math.PI * t);
            taps[i] = (float)(sinc * (0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 1) / (Taps + 1))));
        }
        return taps;
    }
}
