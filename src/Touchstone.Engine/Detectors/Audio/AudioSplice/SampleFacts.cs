namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>What single samples say about a recording: clipping, digital silence.</summary>
/// <param name="ClippedShare">Share of the samples that lie in flat tops.</param>
/// <param name="StillRuns">Inner stretches without any change from sample to sample: start and end, seconds.</param>
internal sealed record SampleFacts(double ClippedShare, IReadOnlyList<(double Start, double End)> StillRuns)
{
    // A microphone's noise passes one step of 16 bits within a few samples; 10 ms without a change is made by a machine.
    private const double StillSeconds = 0.010;
    private const int MaximumRuns = 100;
    // A flat top: three or more equal samples near full scale (two may be chance).
    private const float NearFull = 0.98f;
    private const int FlatSamples = 3;

    internal static SampleFacts Of(float[] samples, int rate, CancellationToken cancel)
    {
        List<(double, double)> runs = [];
        long clipped = 0;
        var start = 0;
        for (var i = 1; i <= samples.Length; i++)
        {
            if ((i & 0xFFFF) == 0) cancel.ThrowIfCancellationRequested();
            if (i < samples.Length && samples[i] == samples[start]) continue;
            var length = i - start;
            if (length >= FlatSamples && Math.Abs(samples[start]) >= NearFull) clipped += length;
            var inner = start > 0 && i < samples.Length;
            if (inner && length >= StillSeconds * rate && runs.Count < MaximumRuns) runs.Add(((double)start / rate, (double)i / rate));
            start = i;
        }
        return new SampleFacts((double)clipped / Math.Max(1, samples.Length), runs);
    }
}
