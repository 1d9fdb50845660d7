using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;

namespace Touchstone.Tests.Evaluation;

public sealed class FigureTests
{
    [Fact]
    public void A_figure_holds_or_falls_short_of_its_target()
    {
        Assert.Equal("holds", new Figure("f", Rate.Of(0, 10), Target.NoMoreThan(0)).Verdict);
        Assert.Equal("short", new Figure("f", Rate.Of(1, 10), Target.NoMoreThan(0)).Verdict);
        Assert.Equal("short", new Figure("f", Rate.Of(9, 10), Target.NoLessThan(0.95)).Verdict);
        Assert.Equal(["short", "holds", "short"], new[] { 0.92, 0.95, 0.98 }.Select(v => new Figure("f", Estimate.Point(v, 10), Target.Within(0.93, 0.97)).Verdict));
    }

    [Fact]
    public void A_verdict_that_few_cases_leave_open_says_so()
    {
        // 0 of 4: the exact interval ends at 0.602; 0 of 400: at 0.0092.
        Assert.Equal(" (interval reaches past the target)", new Figure("f", Rate.Of(0, 4), Target.NoMoreThan(0.01)).Open);
        Assert.Equal("", new Figure("f", Rate.Of(0, 400), Target.NoMoreThan(0.01)).Open);
        Assert.Equal(" (interval reaches past the target)", new Figure("f", Rate.Of(4, 4), Target.NoLessThan(0.85)).Open);
        // 3 of 4 begins at 0.194 and ends at 0.994; 5 of 80 ends at 0.14.
        Assert.Equal(" (interval reaches the target)", new Figure("f", Rate.Of(3, 4), Target.NoLessThan(0.85)).Open);
        Assert.Equal("", new Figure("f", Rate.Of(5, 80), Target.NoLessThan(0.5)).Open);
        Assert.Equal(" (interval reaches past the target)", new Figure("f", new Estimate(0.95, 0.92, 0.96, 50), Target.Within(0.93, 0.97)).Open);
        Assert.Equal([" (interval reaches the target)", ""], new[] { 0.96, 0.98 }.Select(low => new Figure("f", new Estimate(0.99, low, 1, 50), Target.Within(0.93, 0.97)).Open));
        Assert.EndsWith("holds (interval reaches past the target)  of four", new Figure("f", Rate.Of(0, 4), Target.NoMoreThan(0.01), "of four").ToString());
    }

    [Fact]
    public void A_target_of_none_or_all_is_a_count_of_the_cases_it_asks_for()
    {
        Assert.Equal("", new Figure("f", Rate.Of(0, 10), Target.NoMoreThan(0)).Open);
        Assert.Equal("", new Figure("f", Rate.Of(10, 10), Target.NoLessThan(1)).Open);
        Assert.Equal([" (of 200 asked for)", ""], new[] { 10, 200 }.Select(n => new Figure("f", Rate.Of(0, n), Target.NoMoreThan(0) with { Cases = 200 }).Open));
        Assert.Equal("", new Figure("s", Estimate.Point(5, 3), Target.NoMoreThan(8)).Open);
        Assert.Equal("", Figure.Skipped("f", "no data", Target.NoMoreThan(0.01)).Open);
    }

    [Fact]
    public void A_figure_that_was_not_taken_never_holds()
    {
        var figure = Figure.Skipped("f", "no data", Target.NoMoreThan(5));
        Assert.Equal("–", figure.Verdict);
        Assert.Contains("skipped: no data", figure.ToString());
        Assert.False(Target.NoMoreThan(5).Holds(double.NaN));
    }

    [Fact]
    public void A_row_names_value_interval_count_target_and_verdict()
    {
        var row = new Figure("share", Rate.Of(3, 20), Target.NoMoreThan(0.2)).ToString();
        Assert.Matches(@"^share\s+0\.150\s+\[0\.032, 0\.379\]\s+20\s+≤ 0\.200\s+holds", row);
    }

    [Fact]
    public void A_manifest_is_read_by_its_columns_and_missing_files_are_left_out()
    {
        var folder = Directory.CreateTempSubdirectory("touchstone-test-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.jpg"), "x");
            File.WriteAllText(Path.Combine(folder.FullName, "manifest.csv"), "file,label,mask,other\na.jpg,forged,m.png,\"1,2\"\ngone.jpg,real,,\n");
            var set = Assert.Single(DataSetReader.FindAll(folder.FullName));
            var item = Assert.Single(set.Entries);
            Assert.Equal(("forged", Path.Combine(folder.FullName, "m.png")), (item.Label, item.MaskPath));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_sample_is_spread_over_the_whole_manifest()
    {
        var set = new DataSet("s", "/", "", [.. Enumerable.Range(0, 100).Select(i => new DataSetEntry { Path = $"{i}", FullPath = $"/{i}" })]);
        Assert.Equal(["0", "25", "50", "75"], set.Sample(4).Select(i => i.Path));
        Assert.Equal(100, set.Sample(500).Count);
    }
}
