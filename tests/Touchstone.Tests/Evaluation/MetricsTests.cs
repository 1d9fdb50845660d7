using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation;

public sealed class MetricsTests
{
    [Fact]
    public void The_area_under_the_curve_counts_ties_as_half()
    {
        // By hand: pairs (positive, negative): 3>1, 3>2, 2>1, 2=2 -> 3.5 of 4.
        Assert.Equal(3.5 / 4, Roc.Auc([1, 2, 3, 2], [false, false, true, true]), 12);
        Assert.True(double.IsNaN(Roc.Auc([1, 2], [true, true])));
        Assert.Equal(0.5, Roc.Auc([7, 7, 7], [true, false, true]), 12);
    }

    [Fact]
    public void F1_and_mcc_match_hand_computation()
    {
        var confusion = Confusion.Of([true, true, false, false, true], [true, false, true, false, true]);
        Assert.Equal(new Confusion(2, 1, 1, 1), confusion);
        Assert.Equal(4.0 / 6, confusion.F1, 12);
        // (2·1 − 1·1)/√(3·3·2·2) = 1/6.
        Assert.Equal(1.0 / 6, confusion.Mcc, 12);
    }

    [Fact]
    public void Nothing_to_find_and_nothing_called_is_perfect()
    {
        Assert.Equal((1, 1), (new Confusion(0, 0, 0, 9).F1, new Confusion(0, 0, 0, 9).Mcc));
        Assert.Equal((0, 0), (new Confusion(0, 3, 0, 9).F1, new Confusion(0, 3, 0, 9).Mcc));
    }

    [Theory]
    // Reference: bisection of exact binomial sums in double precision, computed apart from this code.
    [InlineData(0, 20, 0, 0.1684334738)]
    [InlineData(3, 20, 0.0320709372, 0.3789268265)]
    [InlineData(20, 20, 0.8315665262, 1)]
    public void Exact_intervals_match_reference_values(int events, int cases, double lower, double upper)
    {
        var rate = Rate.Of(events, cases);
        Assert.Equal(lower, rate.Lower, 6);
        Assert.Equal(upper, rate.Upper, 6);
    }

    [Fact]
    public void The_bootstrap_gives_the_same_interval_for_the_same_seed()
    {
        double[] cases = [0.1, 0.4, 0.35, 0.8, double.NaN];
        var estimate = Bootstrap.Mean(cases, seed: 3);
        Assert.Equal(estimate, Bootstrap.Mean(cases, seed: 3));
        Assert.Equal(4, estimate.N);
        Assert.InRange(estimate.Value, estimate.Lower, estimate.Upper);
    }
}
