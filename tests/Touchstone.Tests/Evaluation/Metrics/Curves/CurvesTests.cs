using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Metrics.Curves;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Metrics.Curves;

public sealed class CurvesTests
{
    private static readonly ScoreTally Tally = ScoreTally.Of(ReferenceCases.Tied);
    private static readonly ScoreTally OneClass = ScoreTally.Of(new CaseSet([1, 2], [true, true], [0, 1]));

    [Fact]
    public void The_area_under_the_points_is_the_area_of_the_metric()
    {
        var points = RocCurve.Of(Tally);
        double area = 0;
        for (var i = 1; i < points.Count; i++) area += (points[i].Fpr - points[i - 1].Fpr) * (points[i].Tpr + points[i - 1].Tpr) / 2;
        Assert.Equal(Ranking.Auc(Tally), area, 1e-12);
        Assert.Equal((0, 0, 1, 1), (points[0].Fpr, points[0].Tpr, points[^1].Fpr, points[^1].Tpr));
    }

    [Fact]
    public void A_thinned_curve_keeps_its_ends_and_only_points_of_the_whole()
    {
        var (whole, thin) = (RocCurve.Of(Tally), RocCurve.Of(Tally, 12));
        Assert.InRange(thin.Count, 6, 12);
        Assert.All(thin, p => Assert.Contains(p, whole));
        Assert.Equal((whole[0], whole[^1]), (thin[0], thin[^1]));
    }

    [Fact]
    public void Two_normal_distributions_give_a_straight_trade_off_of_slope_minus_one()
    {
        var chance = new Seeded(6);
        bool[] manipulated = [.. Enumerable.Range(0, 40_000).Select(i => i % 2 == 0)];
        var det = DetCurve.Of(ScoreTally.Of(new CaseSet([.. manipulated.Select(m => chance.NextNormal() + (m ? 2 : 0))], manipulated, [.. Enumerable.Range(0, manipulated.Length)])));
        // Φ⁻¹(FPR) + Φ⁻¹(FNR) = −t + (t − 2) at every threshold t.
        Assert.All(det.Where(p => p.Fpr is > 0.01 and < 0.6), p => Assert.Equal(-2, p.X + p.Y, 0.12));
        Assert.All(det, p => Assert.True(double.IsFinite(p.X) && double.IsFinite(p.Y)));
    }

    [Fact]
    public void A_Tippett_plot_counts_from_the_right_and_names_misleading_evidence()
    {
        var tippett = TippettCurve.Of(ScoreTally.Of(new CaseSet([-1, 2, 3, -2, 0, 1], [true, true, true, false, false, false], [0, 1, 2, 3, 4, 5])));
        Assert.Equal((1.0 / 3, 1.0 / 3), (tippett.MisleadingManipulated, tippett.MisleadingAuthentic));
        Assert.Equal(new TippettPoint(-2, 1, 1), tippett.Points[0]);
        Assert.Equal(new TippettPoint(3, 1.0 / 3, 0), tippett.Points[^1]);
    }

    [Fact]
    public void Cross_entropy_at_even_odds_is_the_likelihood_ratio_cost()
    {
        var curve = CrossEntropyCurve.Of(Tally);
        var even = curve[50];
        Assert.Equal(0, even.PriorLogOdds, 1e-12);
        Assert.Equal(Evidence.Cllr(Tally), even.Actual, 1e-9);
        Assert.Equal(Evidence.CllrMin(Tally), even.Calibrated, 1e-9);
        Assert.Equal(1, even.Neutral, 1e-12);
        Assert.All(curve, p => Assert.True(p.Calibrated <= p.Neutral + 1e-9 && p.Calibrated <= p.Actual + 1e-9));
        // Origin: tests/peers/scikit-learn/metrics.py.
        Assert.Equal(1.790883055533, curve[40].Actual, 1e-9);
        Assert.Equal(0.795460878289, curve[40].Neutral, 1e-9);
    }

    [Fact]
    public void A_class_without_cases_has_no_curve()
    {
        Assert.Empty(RocCurve.Of(OneClass));
        Assert.Empty(DetCurve.Of(OneClass));
        Assert.Empty(TippettCurve.Of(OneClass).Points);
        Assert.Empty(CrossEntropyCurve.Of(OneClass));
        Assert.Empty(ReliabilityTable.Of(OneClass, 0.5).Bins);
    }
}
