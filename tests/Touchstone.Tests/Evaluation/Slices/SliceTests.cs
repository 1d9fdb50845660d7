using System.Globalization;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Slices;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Slices;

public sealed class SliceTests
{
    private static readonly MetricTerms Terms = new() { Threshold = 0, Draws = 100 };

    // Every camera serves one language more; misses happen on the phone only, whatever the language.
    private static SlicedCases Confounded(int count = 1200)
    {
        var chance = new Seeded(21);
        var (scores, cameras, languages) = (new double[count], new string[count], new string[count]);
        for (var i = 0; i < count; i++)
        {
            cameras[i] = chance.NextInt(2) == 0 ? "phone" : "studio";
            languages[i] = chance.NextUnit() < (cameras[i] == "phone" ? 0.8 : 0.2) ? "b" : "a";
            scores[i] = chance.NextUnit() < (cameras[i] == "phone" ? 0.3 : 0.05) ? -1 : 1;
        }
        bool[] manipulated = [.. Enumerable.Repeat(true, count)];
        return new SlicedCases(new CaseSet(scores, manipulated, [.. Enumerable.Range(0, count)]),
            [SliceColumn.Of("camera", ColumnRole.Control, cameras), SliceColumn.Of("language", ColumnRole.Sensitive, languages)]);
    }

    [Fact]
    public void A_gap_that_the_camera_explains_goes_away_within_each_camera()
    {
        var report = SliceReport.Of(Confounded(), MetricCatalog.Find("fnr")!, Terms, new SlicePlan(), TestContext.Current.CancellationToken);
        SliceGap Gap(string condition) => report.Gaps.Single(g => g.Column == "language" && g.Second == "b" && g.First == "a" && g.Condition.Name == condition);
        Assert.True(Gap("all").AdjustedP < 0.001);
        Assert.True(Gap("all").Difference.Upper < 0);
        Assert.True(Gap("camera=phone").AdjustedP > 0.2);
        Assert.True(Gap("camera=studio").AdjustedP > 0.2);
        Assert.True(report.Gaps.Single(g => g.Column == "camera" && g.Second == "studio").AdjustedP < 1e-6);
        Assert.All(report.Gaps, g => Assert.True(g.AdjustedP >= g.P));
    }

    [Fact]
    public void Rows_are_everything_each_group_and_each_intersection()
    {
        var cases = Confounded();
        var report = SliceReport.Of(cases, MetricCatalog.Find("fnr")!, Terms, new SlicePlan { MinimumCases = 100 }, TestContext.Current.CancellationToken);
        Assert.Equal(9, report.Rows.Count);
        var both = report.Rows.Single(r => r.Slice.Name == "camera=phone & language=a");
        Assert.Equal(cases.Within(Slice.Parse("language=a & camera=phone")!).Count, both.Value.N);
        Assert.True(both.Sensitive);
        Assert.All(report.Rows, r => Assert.True(r.Joint.Lower <= r.Value.Lower && r.Value.Upper <= r.Joint.Upper));
        Assert.Equal(report.Rows.Where(r => r.Value.N < 100), report.Rows.Where(r => !r.Enough));
    }

    [Fact]
    public void Groups_below_the_minimum_are_listed_and_not_compared()
    {
        var report = SliceReport.Of(Confounded(), MetricCatalog.Find("fnr")!, Terms, new SlicePlan { MinimumCases = 5000 }, TestContext.Current.CancellationToken);
        Assert.Equal(9, report.Rows.Count);
        Assert.Empty(report.Gaps);
    }

    [Theory]
    [InlineData("all", 0)]
    [InlineData("camera=phone", 1)]
    [InlineData("camera = phone & light=dim", 2)]
    public void Names_are_read_back(string name, int parts)
    {
        var slice = Slice.Parse(name)!;
        Assert.Equal(parts, slice.Parts.Count);
        Assert.Equal(slice, Slice.Parse(slice.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("camera")]
    [InlineData("=phone")]
    [InlineData("camera=")]
    [InlineData("camera=phone &")]
    public void What_is_no_name_is_refused(string name) => Assert.Null(Slice.Parse(name));

    [Fact]
    public void Numbers_are_cut_into_quarters_and_unknown_cells_are_in_no_group()
    {
        var column = SliceColumn.Of("brightness", ColumnRole.Control, [.. Enumerable.Range(0, 100).Select(i => i == 0 ? "" : i.ToString(CultureInfo.InvariantCulture))]);
        Assert.Equal(4, column.Groups.Count);
        Assert.Equal("", column.Values[0]);
        Assert.All(column.Values.Skip(1).GroupBy(v => v), g => Assert.InRange(g.Count(), 23, 27));
        Assert.Equal(["2019", "2020"], SliceColumn.Of("year", ColumnRole.Control, ["2020", "2019", null, "2020"]).Groups);
        Assert.Null(SliceColumn.Of("mixed", ColumnRole.Control, ["1", "x"]).Numbers);
    }

    [Fact]
    public void A_slice_of_an_unknown_column_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => Confounded(40).Within(Slice.Parse("weather=rain")!));
}
