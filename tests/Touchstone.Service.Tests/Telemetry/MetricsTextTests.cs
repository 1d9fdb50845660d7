using System.Diagnostics.Metrics;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Tests.Telemetry;

public sealed class MetricsTextTests : IDisposable
{
    private readonly Meter _meter = new("a test of MetricsText");
    private readonly MetricsText _text = new("a test of MetricsText");

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counters_add_up_under_each_label()
    {
        var counter = _meter.CreateCounter<long>("things.made", "{thing}", "Things that\nwere made.");
        counter.Add(2, new KeyValuePair<string, object?>("the kind", "a \"b\" \\ c\nd"));
        counter.Add(3, new KeyValuePair<string, object?>("the kind", "a \"b\" \\ c\nd"));
        counter.Add(1);
        Assert.Equal("# HELP things_made_total Things that\\nwere made.\n# TYPE things_made_total counter\nthings_made_total 1\nthings_made_total{the_kind=\"a \\\"b\\\" \\\\ c\\nd\"} 5\n", _text.Write());
    }

    [Fact]
    public void Histograms_count_each_value_in_its_bucket_and_all_above()
    {
        var histogram = _meter.CreateHistogram("wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2.5] });
        foreach (var value in new[] { 1, 2, 100d }) histogram.Record(value, new KeyValuePair<string, object?>("at", "x"));
        Assert.Equal("# TYPE wait_seconds histogram\nwait_seconds_bucket{at=\"x\",le=\"1\"} 1\nwait_seconds_bucket{at=\"x\",le=\"2.5\"} 2\nwait_seconds_bucket{at=\"x\",le=\"+Inf\"} 3\nwait_seconds_sum{at=\"x\"} 103\nwait_seconds_count{at=\"x\"} 3\n", _text.Write());
    }

    [Fact]
    public void What_goes_up_and_down_and_what_is_observed_is_a_gauge_as_it_stands_now()
    {
        var upDown = _meter.CreateUpDownCounter<int>("open");
        upDown.Add(5);
        upDown.Add(-2);
        Measurement<double>[] now = [new(1, new KeyValuePair<string, object?>("state", "old"))];
        _meter.CreateObservableGauge<double>("room", () => now, "By");
        Assert.Contains("# TYPE open gauge\nopen 3\n", _text.Write(), StringComparison.Ordinal);
        now = [new(0.5)];
        Assert.Equal("# TYPE open gauge\nopen 3\n# TYPE room_bytes gauge\nroom_bytes 0.5\n", _text.Write());
    }

    [Fact]
    public void Labels_without_end_do_not_fill_the_memory()
    {
        var counter = _meter.CreateCounter<long>("many");
        for (var i = 0; i < 5000; i++) counter.Add(1, new KeyValuePair<string, object?>("name", i));
        Assert.Equal(1001, _text.Write().Count(c => c == '\n'));
    }

    [Fact]
    public void Other_meters_are_not_listened_to()
    {
        using var other = new Meter("another test");
        other.CreateCounter<long>("unheard").Add(1);
        Assert.Equal("", _text.Write());
    }
}
