using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Touchstone.Service.Telemetry;

/// <summary>One instrument and its values by labels.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<string, Series> _series = new();
    private readonly string _description, _type;
    private readonly double[] _bounds;
    private readonly bool _observed, _adds;
    private readonly int _mostSeries;

    internal MetricFamily(Instrument instrument, int mostSeries)
    {
        var kind = instrument.GetType().Name;
        _mostSeries = mostSeries;
        _description = instrument.Description ?? "";
        _observed = instrument.IsObservable;
        _adds = kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("UpDownCounter", StringComparison.Ordinal);
        _type = kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram" : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter" : "gauge";
        _bounds = _type == "histogram" ? [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? DefaultBounds] : [];
        Name = NameOf(instrument.Name, instrument.Unit) + (_type == "counter" ? "_total" : "");
    }

    internal string Name { get; }

    internal static string Clean(string name) => string.Concat(name.Select((c, i) => char.IsAsciiLetter(c) || c == '_' || (i > 0 && char.IsAsciiDigit(c)) ? c : '_'));

    internal void BeginObserving()
    {
        if (_observed) _series.Clear();
    }

    internal void Take(double value, string labels)
    {
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= _mostSeries) return;
            series = _series.GetOrAdd(labels, _ => new Series(_bounds.Length));
        }
        lock (series)
        {
            series.Count++;
            series.Sum = _adds || _type == "histogram" ? series.Sum + value : value;
            // A value on a bound belongs to the bucket of that bound (le: less than or equal).
            var bucket = Array.FindIndex(_bounds, b => value <= b);
            if (bucket >= 0) series.Buckets[bucket]++;
        }
    }

    internal void Write(StringBuilder text)
    {
        if (_series.IsEmpty) return;
        if (_description.Length > 0) text.Append("# HELP ").Append(Name).Append(' ').Append(_description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
        foreach (var (labels, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
            lock (series) Write(text, labels, series);
    }

    private void Write(StringBuilder text, string labels, Series series)
    {
        if (_type != "histogram")
        {
            Line(text, "", labels, series.Sum);
            return;
        }
        long below = 0;
        for (var i = 0; i < _bounds.Length; i++) Line(text, "_bucket", With(labels, MetricsText.Number(_bounds[i])), below += series.Buckets[i]);
        Line(text, "_bucket", With(labels, "+Inf"), series.Count);
        Line(text, "_sum", labels, series.Sum);
        Line(text, "_count", labels, series.Count);
    }

    private void Line(StringBuilder text, string suffix, string labels, double value)
    {
        text.Append(Name).Append(suffix);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(MetricsText.Number(value)).Append('\n');
    }

    private static string With(string labels, string bound) => labels.Length > 0 ? $"{labels},le=\"{bound}\"" : $"le=\"{bound}\"";

    private static string NameOf(string name, string? unit)
    {
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", "1" => "_ratio", _ => "" };
        var clean = Clean(name);
        return clean.EndsWith(suffix, StringComparison.Ordinal) ? clean : clean + suffix;
    }

    private sealed class Series(int buckets)
    {
        internal long[] Buckets { get; } = new long[buckets];

        internal long Count { get; set; }

        internal double Sum { get; set; }
    }
}
