using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation.Metrics;

public sealed class MetricPageTests
{
    private const string Head = "| name | metric | formula, and the answer for odd input | range | better | needs | interval | source |";

    private static string Row(Metric metric) =>
        $"| `{metric.Name}` | {metric.Title} | {metric.Formula.Replace("|", "\\|", StringComparison.Ordinal)} | {metric.Range} | {(metric.HigherIsBetter ? "higher" : "lower")} | {Needs(metric.Needs)} | {metric.Interval} | {metric.Source} |";

    private static string Needs(MetricNeeds needs) => needs == MetricNeeds.None ? "–" : needs.ToString().ToLowerInvariant().Replace("llr", "LLR", StringComparison.Ordinal);

    [Fact]
    public void The_page_lists_every_metric_of_the_catalog_as_it_is()
    {
        var expected = string.Join('\n', [Head, "|---|---|---|---|---|---|---|---|", .. MetricCatalog.All.Select(Row)]);
        var page = File.ReadAllText(Path.Combine(SharedData.Root, "docs/evaluation/metrics.md"));
        Assert.True(page.Contains(expected, StringComparison.Ordinal), "docs/evaluation/metrics.md is out of date. Its table must be:\n" + expected);
    }
}
