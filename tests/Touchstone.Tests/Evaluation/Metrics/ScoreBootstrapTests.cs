using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures.Evaluating;
using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Metrics;

public sealed class ScoreBootstrapTests
{
    private static readonly SimulatedStudy Study = new(2, 20, 15, 5, 6, 0.5);

    [Fact]
    public void A_draw_counts_what_a_drawn_and_sorted_sample_would()
    {
        var cases = Study.Draw(new Seeded(4));
        var ranked = RankedCases.Of(cases);
        var multiplicities = new int[ranked.Clusters];
        ranked.Draw(multiplicities, new Seeded(9));
        var tally = ranked.Tally();
        tally.Fill(ranked, multiplicities);

        // Clusters are numbered anew; the class sizes and the score of every case tell which is which.
        var drawn = new List<(double Score, bool Manipulated)>();
        void Add(RankedClass of, bool manipulated)
        {
            for (var i = 0; i < of.Places.Length; i++)
                for (var k = 0; k < multiplicities[of.Clusters[i]]; k++) drawn.Add((tally.Scores[of.Places[i]], manipulated));
        }
        Add(ranked.Manipulated, true);
        Add(ranked.Authentic, false);
        var sample = new CaseSet([.. drawn.Select(d => d.Score)], [.. drawn.Select(d => d.Manipulated)], new int[drawn.Count]);
        Assert.Equal(Ranking.Auc(ScoreTally.Of(sample)), Ranking.Auc(tally), 1e-12);
        Assert.Equal(Ranking.Eer(ScoreTally.Of(sample)), Ranking.Eer(tally), 1e-12);
        Assert.Equal(Evidence.Cllr(ScoreTally.Of(sample)), Evidence.Cllr(tally), 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(3000)]
    public void One_cluster_with_nearly_all_cases_gives_bounds_that_are_numbers(int large)
    {
        // Two clusters a class, one of them with a single case: there is next to no knowledge of how clusters differ.
        var chance = new Seeded(3);
        var n = 2 * (large + 1);
        var cases = new CaseSet([.. Enumerable.Range(0, n).Select(i => chance.NextNormal() + i % 2)], [.. Enumerable.Range(0, n).Select(i => i % 2 == 1)], [.. Enumerable.Range(0, n).Select(i => i < n - 2 ? i % 2 : 2 + i % 2)]);
        foreach (var metric in MetricCatalog.All)
        {
            var terms = new MetricTerms { Threshold = 0.5, At = 0.05, Draws = 100 };
            foreach (var confidence in (double[])[0.1, 0.95, 0.9999])
                if (metric.Distribution(cases, terms) is { N: > 0 } curve && curve.At(confidence) is var figure)
                    Assert.True(figure.Lower <= figure.Value && figure.Value <= figure.Upper, $"{metric.Name} at {confidence}: {figure}");
        }
    }

    [Fact]
    public void A_draw_takes_as_many_clusters_of_each_kind_as_there_are()
    {
        var ranked = RankedCases.Of(Study.Draw(new Seeded(4)));
        var multiplicities = new int[ranked.Clusters];
        for (var d = 0; d < 20; d++)
        {
            ranked.Draw(multiplicities, new Seeded((ulong)d));
            Assert.Equal(ranked.Clusters, multiplicities.Sum());
            var tally = ranked.Tally();
            tally.Fill(ranked, multiplicities);
            Assert.True(tally.HasBoth);
        }
    }

    [Fact]
    public void Draws_do_not_depend_on_how_many_there_are_or_on_threads()
    {
        var ranked = RankedCases.Of(new SimulatedStudy(2, 60, 60, 0, 10, 0.5).Draw(new Seeded(8)));
        // The short run stays on one thread, the long one does not.
        var few = ScoreBootstrap.Draw(ranked, Ranking.Auc, new MetricTerms { Draws = 40, Seed = 5 });
        var many = ScoreBootstrap.Draw(ranked, Ranking.Auc, new MetricTerms { Draws = 2000, Seed = 5 });
        Assert.Equal(few, many[..40]);
        Assert.NotEqual(few, ScoreBootstrap.Draw(ranked, Ranking.Auc, new MetricTerms { Draws = 40, Seed = 6 }));
    }

    [Fact]
    public void Cases_of_one_cluster_say_less_than_as_many_independent_ones()
    {
        var cases = new SimulatedStudy(2, 30, 30, 0, 10, 0.8).Draw(new Seeded(2));
        var auc = MetricCatalog.Find("auc")!;
        var (clusters, frames) = (auc.Measure(cases, new MetricTerms()), auc.Measure(SimulatedStudy.AsFrames(cases), new MetricTerms()));
        Assert.Equal(clusters.Value, frames.Value);
        Assert.True(clusters.Upper - clusters.Lower > 1.5 * (frames.Upper - frames.Lower));
    }

    [Fact]
    public void Intervals_cover_the_truth_about_as_often_as_they_say()
    {
        // 120 studies: 95 % ± four standard errors. The measure "evaluation" takes 2,000.
        var study = new SimulatedStudy(2, 40, 40, 0, 4, 0.6);
        foreach (var name in new[] { "auc", "eer", "cllr", "fpr" })
        {
            var terms = new MetricTerms { Threshold = 0, Draws = 300 };
            var truth = study.Truth(name, terms);
            var covered = 0;
            for (var s = 0; s < 120; s++)
            {
                var estimate = MetricCatalog.Find(name)!.Measure(study.Draw(new Seeded((ulong)s + 500)), terms with { Seed = (ulong)s });
                if (estimate.Lower <= truth && truth <= estimate.Upper) covered++;
            }
            Assert.True(covered >= 0.87 * 120, $"{name}: {covered} of 120");
        }
    }

    [Fact]
    public void Classes_that_separate_leave_what_was_not_seen_open()
    {
        static CaseSet Apart(int n) => new([.. Enumerable.Range(0, 2 * n).Select(i => (double)i)], [.. Enumerable.Range(0, 2 * n).Select(i => i >= n)], [.. Enumerable.Range(0, 2 * n)]);
        var (few, many) = (MetricCatalog.Find("auc")!.Measure(Apart(10), new MetricTerms()), MetricCatalog.Find("auc")!.Measure(Apart(200), new MetricTerms()));
        Assert.Equal((1.0, 1.0), (few.Value, few.Upper));
        Assert.InRange(few.Lower, 0.4, 0.7);
        Assert.InRange(many.Lower, 0.95, 0.99);
        // No error in 59 cases of a class: one-sided 95 % bound 5 % (operations, table of sample sizes), shared between two classes.
        var eer = MetricCatalog.Find("eer")!.Measure(Apart(59), new MetricTerms { Confidence = 0.9 });
        Assert.InRange(eer.Upper, 0.05, 0.08);
    }

    [Fact]
    public void One_cluster_of_a_class_gives_no_bounds_but_the_range()
    {
        var cases = new CaseSet([1, 2, 3, 4, 5], [true, true, false, false, true], [0, 0, 1, 2, 0]);
        var estimate = MetricCatalog.Find("auc")!.Measure(cases, new MetricTerms());
        Assert.Equal((0, 1, 5), (estimate.Lower, estimate.Upper, estimate.N));
    }

    [Fact]
    public void A_higher_confidence_never_narrows()
    {
        var curve = MetricCatalog.Find("eer")!.Distribution(Study.Draw(new Seeded(1)), new MetricTerms());
        Estimate[] wider = [.. new[] { 0.5, 0.8, 0.9, 0.95, 0.99, 0.999 }.Select(curve.At)];
        Assert.All(wider.Zip(wider.Skip(1)), p => Assert.True(p.Second.Lower <= p.First.Lower && p.First.Upper <= p.Second.Upper));
    }
}
