using System.Numerics;
using Touchstone.Media.Audio;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>Short-time band powers of a recording, in dB re full scale, from 32 ms Hann windows every 16 ms.</summary>
internal sealed class SoundFrames
{
    internal const double HopSeconds = 0.016;

    // Nine bands of roughly equal width in Bark up to 8 kHz (Zwicker 1961, every second or third critical band), then what wide recordings add.
    private static readonly double[] Edges = [100, 300, 630, 1080, 1720, 2700, 4400, 6000, 8000, 11000, 15500, 20000];

    // Below 16-bit quantisation noise in one band; keeps digital silence finite.
    private const double FloorPower = 1e-12;

    // A spectrum of 0.32 s is longer than a syllable; a very long recording gets longer ones, so that memory and tests stay bounded.
    private const int HopsInSpectrum = 20, MostSpectra = 600;

    private SoundFrames(int count, int bands, int binsPerWindow)
    {
        (Count, Bands) = (count, bands);
        LevelDb = new float[count];
        BandDb = new float[count * bands];
        MeanPower = new double[binsPerWindow];
        Offset = new float[count];
        HopsPerSpectrum = Math.Max(HopsInSpectrum, (count + MostSpectra - 1) / MostSpectra);
        Spectra = new float[count / HopsPerSpectrum][];
        for (var i = 0; i < Spectra.Length; i++) Spectra[i] = new float[binsPerWindow];
    }

    /// <summary>Windows.</summary>
    internal int Count { get; }

    /// <summary>Bands that lie below the Nyquist frequency.</summary>
    internal int Bands { get; }

    /// <summary>Independent spectral lines of each band.</summary>
    internal int[] Lines { get; private init; } = [];

    /// <summary>Level of each window above 100 Hz, dB re a full-scale square wave.</summary>
    internal float[] LevelDb { get; }

    /// <summary>Band levels [window, band], dB.</summary>
    internal float[] BandDb { get; }

    /// <summary>Mean of the samples of each window, full scale 1.</summary>
    internal float[] Offset { get; }

    /// <summary>Power per spectral line, mean over the windows.</summary>
    internal double[] MeanPower { get; }

    /// <summary>Power per spectral line [stretch][line], mean over stretches of equal length.</summary>
    internal float[][] Spectra { get; }

    /// <summary>Windows in each of the stretches.</summary>
    internal int HopsPerSpectrum { get; }

    /// <summary>Distance of the spectral lines, Hz.</summary>
    internal double LineHz { get; private init; }

    /// <summary>Middle of a window, seconds.</summary>
    internal static double Time(int window) => window * HopSeconds + HopSeconds;

    /// <summary>Start of a stretch, or of a share of it, seconds.</summary>
    internal double StretchTime(double stretch) => stretch * HopsPerSpectrum * HopSeconds;

    internal static string BandName(int band) => $"{Edges[band]:0}–{Edges[band + 1]:0} Hz";

    internal static SoundFrames Of(AudioSignal signal, CancellationToken cancel)
    {
        var hop = (int)Math.Round(signal.SampleRateHz * HopSeconds);
        var length = hop * 2;
        // Zeros up to a power of two: half the work of a transform of 1536 samples, and more lines than are independent.
        var padded = (int)BitOperations.RoundUpToPowerOf2((uint)length);
        var fft = new Fft(padded);
        var count = Math.Max(0, (signal.Samples.Length - length) / hop + 1);
        var bands = Enumerable.Range(0, Edges.Length - 1).Count(b => Edges[b + 1] <= signal.SampleRateHz / 2.0);
        var lineHz = (double)signal.SampleRateHz / padded;
        int[] first = [.. Edges.Take(bands + 1).Select(e => (int)Math.Ceiling(e / lineHz))];
        var frames = new SoundFrames(count, bands, fft.RealBins) { LineHz = lineHz, Lines = [.. Enumerable.Range(0, bands).Select(b => (first[b + 1] - first[b]) * length / padded)] };
        var window = Hann(length, padded);
        var (samples, power) = (new float[padded], new float[fft.RealBins]);
        for (var i = 0; i < count; i++)
        {
            if ((i & 255) == 0) cancel.ThrowIfCancellationRequested();
            var source = signal.Samples.AsSpan(i * hop, length);
            frames.Offset[i] = Mean(source);
            for (var k = 0; k < length; k++) samples[k] = source[k] * window[k];
            fft.Power(samples, power);
            frames.Keep(i, power, first);
        }
        return frames;
    }

    private void Keep(int window, float[] power, int[] first)
    {
        double all = 0;
        for (var k = 0; k < power.Length; k++) MeanPower[k] += power[k] / Count;
        if (window / HopsPerSpectrum < Spectra.Length)
        {
            var stretch = Spectra[window / HopsPerSpectrum];
            for (var k = 0; k < power.Length; k++) stretch[k] += power[k] / HopsPerSpectrum;
        }
        for (var band = 0; band < Bands; band++)
        {
            double sum = 0;
            for (var k = first[band]; k < first[band + 1]; k++) sum += power[k];
            all += sum;
            BandDb[window * Bands + band] = (float)(10 * Math.Log10(sum + FloorPower));
        }
        LevelDb[window] = (float)(10 * Math.Log10(all + FloorPower));
    }

    // Scaled so that the sum of all lines' power is the mean square of the samples (half of it: positive frequencies only; the Hann window keeps 3/8).
    private static float[] Hann(int length, int padded)
    {
        var window = new float[length];
        var scale = Math.Sqrt(2.0 / (3.0 / 8) / length / padded);
        for (var k = 0; k < length; k++) window[k] = (float)(scale * (0.5 - 0.5 * Math.Cos(2 * Math.PI * (k + 0.5) / length)));
        return window;
    }

    private static float Mean(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (var sample in samples) sum += sample;
        return (float)(sum / samples.Length);
    }
}
