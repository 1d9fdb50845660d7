using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation.Metrics;

public sealed class MetricCatalogTests
{
    private static readonly MetricTerms Terms = new() { Threshold = 0, At = 0.1, Draws = 200 };

    private static CaseSet Cases(double[] scores, bool[] manipulated, int[]? clusters = null) =>
        new(scores, manipulated, clusters ?? [.. Enumerable.Range(0, scores.Length)]);

    public static TheoryData<string> Names => [.. MetricCatalog.All.Select(m => m.Name)];

    [Fact]
    public void Every_name_is_unique_and_found()
    {
        Assert.Equal(MetricCatalog.All.Count, MetricCatalog.All.Select(m => m.Name).Distinct().Count());
        Assert.All(MetricCatalog.All, m => Assert.Same(m, MetricCatalog.Find(m.Name)));
        Assert.Null(MetricCatalog.Find("no such metric"));
        Assert.All(MetricCatalog.All, m => Assert.True(m.Title.Length * m.Formula.Length * m.Source.Length * m.Range.Length * m.Interval.Length > 0, m.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_gives_no_number_and_no_cases(string name)
    {
        var metric = MetricCatalog.Find(name)!;
        Assert.All([Cases([], []), Cases([double.NaN, double.NaN], [true, false])], cases =>
        {
            var estimate = metric.Measure(cases, Terms);
            if (name == "answer-rate" && cases.Count > 0) Assert.Equal((0, 2), (estimate.Value, estimate.N));
            else Assert.Equal((double.NaN, double.NaN, double.NaN, 0), (estimate.Value, estimate.Lower, estimate.Upper, estimate.N));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_has_cases_behind_it_is_a_number_with_an_interval(string name)
    {
        var metric = MetricCatalog.Find(name)!;
        CaseSet[] odd =
        [
            Cases([1], [true]),
            Cases([-1], [false]),
            Cases([1, 1, 1], [true, true, true]),
            Cases([2, 2, 2, 2], [true, false, true, false]),
            Cases([-3, -2, 2, 3], [false, false, true, true]),
            Cases([3, 2, -2, -3], [false, false, true, true]),
            Cases([double.PositiveInfinity, double.NegativeInfinity, 0.5, 1], [false, true, true, false]),
            Cases([1, 2, 3, 4], [true, false, true, false], [0, 0, 0, 0]),
            Cases([1, 2, 3, double.NaN, -1], [true, false, true, false, false], [0, 0, 1, 1, 2]),
        ];
        foreach (var cases in odd)
        {
            var estimate = metric.Measure(cases, Terms);
            if (estimate.N == 0)
            {
                Assert.True(double.IsNaN(estimate.Value));
                continue;
            }
            Assert.False(double.IsNaN(estimate.Value) || double.IsNaN(estimate.Lower) || double.IsNaN(estimate.Upper), $"{name}: {estimate}");
            Assert.True(estimate.Lower <= estimate.Value + 1e-9 && estimate.Value <= estimate.Upper + 1e-9, $"{name}: {estimate}");
        }
    }

    [Fact]
    public void A_metric_says_what_its_terms_lack()
    {
        var cases = Cases([1, 2], [true, false]);
        Assert.Throws<ArgumentException>(() => MetricCatalog.Find("fpr")!.Measure(cases, new MetricTerms()));
        Assert.Throws<ArgumentException>(() => MetricCatalog.Find("tpr@fpr")!.Measure(cases, new MetricTerms()));
        Assert.Throws<ArgumentException>(() => MetricCatalog.Find("brier")!.Measure(cases, new MetricTerms { Costs = new CostTerms(1, 1, 0) }));
    }
}
