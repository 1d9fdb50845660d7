namespace Touchstone.Evaluation.Manipulations.Voice.Kernels;

/// <summary>Fundamental period by normalised cross-correlation (Talkin, "RAPT", 1995, without its dynamic programming; five-point median instead).</summary>
internal static class PitchTrack
{
    internal const double HopSeconds = 0.005;
    private const double LeastHz = 70, MostHz = 400, WindowSeconds = 0.02;

    // RAPT takes peaks above 0.3 as candidates; isolated frames need more to be called voiced.
    private const double Voiced = 0.6;

    /// <summary>Period in samples for each hop, 0 where not voiced.</summary>
    internal static double[] Periods(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var hop = (int)(HopSeconds * sampleRateHz);
        var window = (int)(WindowSeconds * sampleRateHz);
        var (shortest, longest) = ((int)(sampleRateHz / MostHz), (int)(sampleRateHz / LeastHz));
        var periods = new double[samples.Length / hop + 1];
        double loudest = 0;
        for (var f = 0; f < periods.Length; f++) loudest = Math.Max(loudest, Energy(samples, f * hop - window / 2, window));
        var correlations = new double[longest + 2];
        for (var f = 0; f < periods.Length; f++)
        {
            var start = f * hop - (window + longest) / 2;
            if (start < 0 || start + window + longest + 1 >= samples.Length || Energy(samples, start, window) < 1e-4 * loudest) continue;
            periods[f] = Period(samples[start..], window, (shortest, longest), correlations);
        }
        return Smoothed(periods);
    }

    /// <summary>Median fundamental frequency over voiced hops, or NaN.</summary>
    internal static double MedianHz(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        double[] voiced = [.. Periods(samples, sampleRateHz).Where(p => p > 0).Order()];
        return voiced.Length == 0 ? double.NaN : sampleRateHz / voiced[voiced.Length / 2];
    }

    private static double Period(ReadOnlySpan<float> s, int window, (int Shortest, int Longest) range, double[] correlations)
    {
        var (best, lag) = (0.0, 0);
        var here = Energy(s, 0, window);
        for (var k = range.Shortest - 1; k <= range.Longest + 1; k++)
        {
            double dot = 0;
            for (var i = 0; i < window; i++) dot += (double)s[i] * s[i + k];
            correlations[k] = dot / Math.Sqrt(here * Energy(s, k, window) + 1e-12);
            best = Math.Max(best, correlations[k]);
        }
        // The first peak nearly as high as the highest: multiples of the period correlate as well.
        for (var k = range.Shortest; k <= range.Longest && lag == 0; k++)
            if (correlations[k] > Math.Max(Voiced, 0.9 * best) && correlations[k] >= correlations[k - 1] && correlations[k] >= correlations[k + 1]) lag = k;
        if (lag == 0) return 0;
        var (a, b, c) = (correlations[lag - 1], correlations[lag], correlations[lag + 1]);
        return lag + (a - c) / (2 * (a - 2 * b + c) - 1e-12);
    }

    private static double[] Smoothed(double[] periods)
    {
        var smooth = new double[periods.Length];
        Span<double> five = stackalloc double[5];
        for (var f = 2; f < periods.Length - 2; f++)
        {
            periods.AsSpan(f - 2, 5).CopyTo(five);
            five.Sort();
            smooth[f] = five[2];
        }
        return smooth;
    }

    private static double Energy(ReadOnlySpan<float> samples, int start, int count)
    {
        double sum = 0;
        for (var i = Math.Max(0, start); i < Math.Min(samples.Length, start + count); i++) sum += (double)samples[i] * samples[i];
        return sum;
    }
}
