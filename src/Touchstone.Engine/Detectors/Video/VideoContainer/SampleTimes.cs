using Touchstone.Media.Containers;

namespace Touchstone.Engine.Detectors.Video.VideoContainer;

/// <summary>The decoding times of a track, run by run, from its time-to-sample table.</summary>
/// <param name="Samples">Samples of all runs.</param>
/// <param name="Total">Sum of all durations, media units.</param>
/// <param name="Median">Median duration of a sample, media units.</param>
/// <param name="RegularShare">Share of the samples within a fifth of the median.</param>
/// <param name="Complete">The table was read whole.</param>
internal sealed record SampleTimes(long Samples, long Total, long Median, double RegularShare, bool Complete)
{
    internal static SampleTimes? Of(ContainerTable? table)
    {
        if (table is null || table.Rows.Count == 0) return null;
        var runs = table.Rows.Where(r => r is [> 0, >= 0]).ToArray();
        long samples = 0, total = 0;
        foreach (var run in runs)
        {
            // A hostile table may pass any range: a recording of 2^40 samples or 2^50 units is none.
            samples += run[0];
            total += run[0] * Math.Min(run[1], 1L << 31);
            if (samples > 1L << 40 || total > 1L << 50 || total < 0) return null;
        }
        var median = MedianOf(runs, samples);
        var regular = runs.Where(r => Math.Abs(r[1] - median) <= median / 5.0).Sum(r => r[0]);
        return new SampleTimes(samples, total, median, samples == 0 ? 0 : (double)regular / samples, table.Rows.Count == table.TotalRows && runs.Length == table.Rows.Count);
    }

    private static long MedianOf(long[][] runs, long samples)
    {
        long seen = 0;
        foreach (var run in runs.OrderBy(r => r[1]))
        {
            seen += run[0];
            if (seen * 2 >= samples) return run[1];
        }
        return 0;
    }
}
