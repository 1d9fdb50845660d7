using Touchstone.Media.Audio;
using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>The largest breaks of the waveform.</summary>
/// <param name="TimesSeconds">Time of the largest prediction error in each block of 16 ms.</param>
/// <param name="Ratios">That error over the median error around it.</param>
/// <param name="Log10Nfa">How often chance alone would set the largest few so far apart from the rest; null where there are too few blocks.</param>
/// <param name="Outliers">Blocks of those largest few, by size.</param>
internal sealed record ClickTest(double[] TimesSeconds, float[] Ratios, double? Log10Nfa, int[] Outliers);

/// <summary>Finds samples that linear prediction cannot explain, as a butt splice leaves them.</summary>
/// <remarks>
/// Speech has heavy-tailed prediction errors of its own (the closures of the glottis), so the largest is judged against the tail of this very
/// recording: for a Pareto tail, m·ln(X₍m₎/X₍m+1₎) over the Hill (1975) mean of the next k log-spacings follows F(2, 2k) (Rényi's representation of
/// order statistics). Tested for m = 1, 2, 3 outliers, Bonferroni over the three.
/// </remarks>
internal static class Clicks
{
    private const int TailCount = 20;
    private const int MaximumOutliers = 3;
    private const int LeastBlocks = 60;
    // A lossy codec's first frames build up from nothing: two frames of AAC at 16 kHz are 0.128 s.
    private const int EdgeBlocks = 8;
    // Half a step of 16 bits: below it a prediction error is quantisation.
    private const float LeastScale = 1f / 65536;

    internal static ClickTest Test(AudioSignal signal, CancellationToken cancel)
    {
        var hop = (int)Math.Round(signal.SampleRateHz * SoundFrames.HopSeconds);
        // One pole pair per kHz for the formants and two for the tilt (Markel and Gray 1976), bounded for wide recordings.
        var order = Math.Min(32, 2 + signal.SampleRateHz / 1000);
        var blocks = Math.Max(0, signal.Samples.Length / hop - 2 * EdgeBlocks);
        var (times, ratios) = (new double[blocks], new float[blocks]);
        var prediction = new LinearPrediction(2 * hop, order);
        for (var i = 0; i < blocks; i++)
        {
            if ((i & 255) == 0) cancel.ThrowIfCancellationRequested();
            var start = (i + EdgeBlocks) * hop;
            var errors = prediction.Errors(signal.Samples, start - hop / 2);
            var (at, largest) = Largest(errors);
            ratios[i] = largest / (Median(errors) + LeastScale);
            times[i] = (double)(start + at) / signal.SampleRateHz;
        }
        var (nfa, outliers) = blocks >= LeastBlocks ? Judge(ratios) : (null, []);
        return new ClickTest(times, ratios, nfa, outliers);
    }

    /// <summary>The test on the ratios alone; log10 NFA and the indices of the outliers.</summary>
    internal static (double? Log10Nfa, int[] Outliers) Judge(float[] ratios)
    {
        int[] order = [.. Enumerable.Range(0, ratios.Length).OrderByDescending(i => ratios[i]).ThenBy(i => i)];
        double best = double.MaxValue;
        var outliers = 1;
        for (var m = 1; m <= MaximumOutliers; m++)
        {
            double Log(int rank) => Math.Log(Math.Max(ratios[order[rank - 1]], 1e-6));
            double tail = 0;
            for (var j = 1; j <= TailCount; j++) tail += (Log(m + j) - Log(m + TailCount + 1)) / TailCount;
            if (tail <= 0) continue;
            var statistic = m * (Log(m) - Log(m + 1)) / tail;
            var log = Math.Log10(MaximumOutliers) - TailCount * Math.Log10(1 + statistic / TailCount);
            if (log < best) (best, outliers) = (log, m);
        }
        return best == double.MaxValue ? (null, []) : (best, order[..outliers]);
    }

    private static (int At, float Largest) Largest(ReadOnlySpan<float> errors)
    {
        var at = 0;
        for (var i = 1; i < errors.Length; i++)
        {
            if (Math.Abs(errors[i]) > Math.Abs(errors[at])) at = i;
        }
        return (at, Math.Abs(errors[at]));
    }

    private static float Median(Span<float> errors)
    {
        for (var i = 0; i < errors.Length; i++) errors[i] = Math.Abs(errors[i]);
        return OrderStatistics.Median(errors);
    }
}
