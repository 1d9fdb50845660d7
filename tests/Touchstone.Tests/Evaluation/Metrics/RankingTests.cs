using CsCheck;
using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Tests.Evaluation.Metrics;

public sealed class RankingTests
{
    // Scores from few values, so that ties are common.
    private static readonly Gen<CaseSet> Cases = Gen.Select(Gen.Int[-6, 6], Gen.Bool, Gen.Int[0, 9]).Array[2, 60]
        .Where(c => c.Any(x => x.Item2) && c.Any(x => !x.Item2))
        .Select(c => new CaseSet([.. c.Select(x => x.Item1 / 2.0)], [.. c.Select(x => x.Item2)], [.. c.Select(x => x.Item3)]));

    private static CaseSet Map(CaseSet cases, Func<double, double> map) => cases with { Scores = [.. cases.Scores.Select(map)] };

    [Fact]
    public void A_rising_map_of_the_scores_changes_no_metric_of_order() => Cases.Sample(cases =>
    {
        var (before, after) = (ScoreTally.Of(cases), ScoreTally.Of(Map(cases, s => Math.Exp(s) - 3)));
        Assert.Equal(Ranking.Auc(before), Ranking.Auc(after));
        Assert.Equal(Ranking.Eer(before), Ranking.Eer(after));
        Assert.Equal(Ranking.AveragePrecision(before), Ranking.AveragePrecision(after));
        Assert.Equal(Ranking.TprAt(before, 0.1), Ranking.TprAt(after, 0.1));
        Assert.Equal(Evidence.CllrMin(before), Evidence.CllrMin(after));
    });

    [Fact]
    public void Turning_the_scores_turns_the_area_and_the_error() => Cases.Sample(cases =>
    {
        var (up, down) = (ScoreTally.Of(cases), ScoreTally.Of(Map(cases, s => -s)));
        Assert.Equal(1, Ranking.Auc(up) + Ranking.Auc(down), 1e-12);
        Assert.Equal(1, Ranking.Eer(up) + Ranking.Eer(down), 1e-12);
    });

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order() => Cases.Sample(cases =>
    {
        double wins = 0, pairs = 0;
        for (var i = 0; i < cases.Count; i++)
            for (var j = 0; j < cases.Count; j++)
            {
                if (!cases.Manipulated[i] || cases.Manipulated[j]) continue;
                pairs++;
                wins += cases.Scores[i] > cases.Scores[j] ? 1 : cases.Scores[i] == cases.Scores[j] ? 0.5 : 0;
            }
        Assert.Equal(wins / pairs, Ranking.Auc(ScoreTally.Of(cases)), 1e-12);
    });

    [Fact]
    public void The_three_equal_error_rates_enclose_each_other() => Cases.Sample(cases =>
    {
        var tally = ScoreTally.Of(cases);
        var (eer, nist, argMin) = (Ranking.Eer(tally), Ranking.EerNist(tally), Ranking.EerArgMin(tally));
        Assert.InRange(eer, 0, 1);
        Assert.InRange(nist, 0, 1);
        Assert.InRange(argMin, 0, 1);
        // Twice the equal error rate is at least the least sum of both error rates.
        Assert.True(Ranking.MinCost(tally, new CostTerms(1, 1, 0.5)) <= eer + 1e-12);
    });

    [Fact]
    public void Separated_classes_reversed_classes_and_one_score_have_exact_answers()
    {
        static ScoreTally Tally(double[] scores) => ScoreTally.Of(new CaseSet(scores, [false, false, true, true], [0, 1, 2, 3]));
        var (apart, reversed, tied) = (Tally([1, 2, 3, 4]), Tally([4, 3, 2, 1]), Tally([5, 5, 5, 5]));
        Assert.Equal((1.0, 0.0, 1.0, 1.0), (Ranking.Auc(apart), Ranking.Eer(apart), Ranking.AveragePrecision(apart), Ranking.TprAt(apart, 0)));
        Assert.Equal((0.0, 1.0, 0.0), (Ranking.Auc(reversed), Ranking.Eer(reversed), Ranking.TprAt(reversed, 0.5)));
        Assert.Equal((0.5, 0.5, 0.5, 0.1), (Ranking.Auc(tied), Ranking.Eer(tied), Ranking.AveragePrecision(tied), Ranking.TprAt(tied, 0.1)));
        Assert.Equal((0.5, 0.0), (Ranking.MinCost(tied, new CostTerms(1, 1, 0.5)), Ranking.MinCost(apart, new CostTerms(1, 1, 0.5))));
    }

    [Fact]
    public void Two_normal_distributions_give_their_analytic_values()
    {
        var chance = new Seeded(3);
        bool[] manipulated = [.. Enumerable.Range(0, 60_000).Select(i => i % 2 == 0)];
        var tally = ScoreTally.Of(new CaseSet([.. manipulated.Select(m => chance.NextNormal() + (m ? 2 : 0))], manipulated, [.. Enumerable.Range(0, manipulated.Length)]));
        // Green & Swets 1966: AUC = Φ(d/√2), EER = Φ(−d/2); the tolerance is four standard errors at this size.
        Assert.Equal(Normal.Cdf(Math.Sqrt(2)), Ranking.Auc(tally), 0.005);
        Assert.Equal(Normal.Cdf(-1), Ranking.Eer(tally), 0.007);
    }
}
