using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Touchstone.Service.Telemetry;

/// <summary>The last readings of all features, as gauges.</summary>
internal sealed class Readings(IEnumerable<IReadings> sources) : IDisposable
{
    private readonly Meter _meter = new(Instruments.Name);
    private readonly ConcurrentDictionary<string, IReadOnlyList<Reading>> _last = new();
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Reads anew.</summary>
    internal async Task RefreshAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            foreach (var source in sources)
                foreach (var group in (await source.ReadAsync(cancel)).GroupBy(r => r.Name)) Keep(group.Key, [.. group]);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _meter.Dispose();
        _one.Dispose();
    }

    private void Keep(string name, IReadOnlyList<Reading> readings)
    {
        var known = _last.ContainsKey(name);
        _last[name] = readings;
        if (!known) _meter.CreateObservableGauge<double>(name, () => _last[name].Select(Measure), readings[0].Unit, readings[0].Description);
    }

    private static Measurement<double> Measure(Reading reading) =>
        reading.Label is { } label ? new(reading.Value, new KeyValuePair<string, object?>(label.Key, label.Value)) : new(reading.Value);
}
