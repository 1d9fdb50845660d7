using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.HistogramComb;

/// <summary>Combs in a histogram of 256 levels: levels that stay empty or count double because a curve mapped levels onto levels.</summary>
/// <remarks>Source: M. C. Stamm, K. J. R. Liu, IEEE TIFS 5(3), 2010: the ends pinched off, the energy of the high frequencies summed.</remarks>
internal sealed class CombMeasure
{
    internal const int Levels = 256;

    // Levels at either end over which clipped ones are faded out, and the first frequency summed, of 128: Stamm and Liu's N_p = 8 and c = 112.
    private const int Pinch = 8, FirstFrequency = 112;

    // A level is judged against the three to either side: empty below a tenth of their mean, doubled beyond 1.9 times. A mean of 30 keeps
    // both out of chance's reach: a Poisson count falls below 3 or rises beyond 57 less than once in 100,000.
    private const int Beside = 3;
    private const double EmptyBelow = 0.1, DoubledFrom = 1.9, LeastMean = 30;

    private static readonly float[] Window = [.. Enumerable.Range(0, Levels).Select(l => (float)(0.5 - 0.5 * Math.Cos(Math.PI * Math.Min(1, Math.Min(l, Levels - 1 - l) / (double)Pinch))))];

    private readonly Fft _fft = new(Levels);
    private readonly float[] _line = new float[Levels], _real = new float[Levels / 2 + 1], _imaginary = new float[Levels / 2 + 1];

    /// <summary>High-frequency energy F of Stamm and Liu: Σ |β(k)·G(k)| / levels, per pixel.</summary>
    /// <param name="histogram">[256] counts.</param>
    /// <param name="overChance">F over its expectation where each level's count varies by counting alone: 1 = chance, higher = comb. NaN where nothing lies between the ends.</param>
    internal double Energy(ReadOnlySpan<int> histogram, out double overChance)
    {
        double pixels = 0, variance = 0, sum = 0;
        for (var l = 0; l < Levels; l++)
        {
            _line[l] = Window[l] * histogram[l];
            pixels += histogram[l];
            variance += (double)Window[l] * Window[l] * histogram[l];
        }
        _fft.ForwardReal(_line, _real, _imaginary);
        for (var k = FirstFrequency; k <= Levels / 2; k++)
        {
            var size = Math.Sqrt((double)_real[k] * _real[k] + (double)_imaginary[k] * _imaginary[k]);
            sum += k == Levels / 2 ? size : 2 * size;
        }
        // The length of a circular normal phasor of mean square v is √(πv/4) on average.
        var chance = (2 * (Levels / 2 - FirstFrequency) + 1) * Math.Sqrt(Math.PI / 4 * variance);
        overChance = variance > 0 ? sum / chance : double.NaN;
        return pixels > 0 ? sum / Levels / pixels : 0;
    }

    /// <summary>Levels that are empty, and levels that count double, between filled ones.</summary>
    internal static (int Empty, int Doubled) Teeth(ReadOnlySpan<int> histogram)
    {
        var (empty, doubled) = (0, 0);
        for (var l = Beside; l < Levels - Beside; l++)
        {
            double around = 0;
            for (var d = 1; d <= Beside; d++) around += histogram[l - d] + histogram[l + d];
            around /= 2 * Beside;
            if (around < LeastMean) continue;
            if (histogram[l] < EmptyBelow * around) empty++;
            if (histogram[l] > DoubledFrom * around) doubled++;
        }
        return (empty, doubled);
    }
}
