using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Touchstone.Service.Telemetry;

/// <summary>Listens to meters and writes what they said in Prometheus' text form.</summary>
/// <remarks>Form: https://prometheus.io/docs/instrumenting/exposition_formats/ (version 0.0.4). Names follow OpenTelemetry's rules for Prometheus: dots become low lines, units and _total are appended.</remarks>
internal sealed class MetricsText : IDisposable
{
    internal const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // Each combination of labels is kept for good; a route or a code more is nothing, a client that invents methods must not fill the memory.
    private const int MostSeries = 1000;

    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();

    internal MetricsText(params string[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.MeasurementsCompleted = (instrument, state) => _families.TryRemove(instrument, out _);
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<float>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<short>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<byte>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((i, value, tags, _) => Take(i, (double)value, tags));
        _listener.Start();
    }

    /// <summary>All values as they stand now.</summary>
    internal string Write()
    {
        // What is observed and not said any longer, such as a state that nothing is in, is not written.
        foreach (var family in _families.Values) family.BeginObserving();
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal)) family.Write(text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    internal static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _families.GetOrAdd(instrument, i => new MetricFamily(i, MostSeries)).Take(value, Labels(tags));

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0) return "";
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var said = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            if (value is bool) said = said.ToLowerInvariant();
            if (text.Length > 0) text.Append(',');
            text.Append(MetricFamily.Clean(key)).Append("=\"").Append(said.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }
        return text.ToString();
    }
}
