using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Touchstone.Service.Telemetry;

/// <summary>What the service measures of itself while it works. Labels are states, codes and kinds, never ids and never anything that people brought.</summary>
internal static class Instruments
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    internal const string Name = "Touchstone";

    internal static readonly Meter Meter = new(Name);

    /// <summary>Traces; they carry ids.</summary>
    internal static readonly ActivitySource Activities = new(Name);

    // A metadata check takes a second, a video an hour.
    private static readonly InstrumentAdvice<double> Long = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 60, 120, 300, 600, 1800, 3600] };

    private static readonly InstrumentAdvice<double> Short = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30] };

    /// <summary>How long examinations took on this node, by kind of the media and by how they ended.</summary>
    internal static readonly Histogram<double> Examinations = Meter.CreateHistogram("touchstone.examination.duration", "s", "Time an examination took on this node.", null, Long);

    /// <summary>How long the store of the media took, by what was asked and whether it failed.</summary>
    internal static readonly Histogram<double> Blobs = Meter.CreateHistogram("touchstone.blob.duration", "s", "Time the store of the media took.", null, Short);

    /// <summary>Deliveries that were tried, by whether they were accepted.</summary>
    internal static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("touchstone.webhook.attempts", "{attempt}", "Deliveries that were tried.");
}
