using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Gates;

namespace Touchstone.Tests.Evaluation.Gates;

public sealed class SampleNeedTests
{
    // One-sided 95 % Clopper-Pearson; the same numbers from scipy.stats.beta.ppf(0.95, k + 1, n - k).
    [Theory]
    [InlineData(0.001, 2995, 4742, 6294, 10511, 16959)]
    [InlineData(0.005, 598, 947, 1258, 2100, 3389)]
    [InlineData(0.01, 299, 473, 628, 1049, 1693)]
    [InlineData(0.02, 149, 236, 313, 523, 845)]
    [InlineData(0.05, 59, 93, 124, 208, 336)]
    [InlineData(0.10, 29, 46, 61, 103, 167)]
    public void Cases_needed_are_those_of_the_exact_bound(double target, params int[] expected) =>
        Assert.Equal(expected, new[] { 0, 1, 2, 5, 10 }.Select(k => SampleNeed.ForErrors(k, target, 0.95)));

    [Fact]
    public void Without_errors_the_need_does_not_depend_on_how_many_were_seen()
    {
        foreach (var n in new[] { 1, 20, 150, 298 })
            Assert.Equal(299, SampleNeed.OfRate(Rate.Of(0, n, 0.9), 0.01, true, 0.95));
    }

    [Fact]
    public void A_lower_bound_is_the_upper_bound_of_the_complement() =>
        Assert.Equal(SampleNeed.OfRate(Rate.Of(3, 100, 0.9), 0.10, true, 0.95), SampleNeed.OfRate(Rate.Of(97, 100, 0.9), 0.90, false, 0.95));

    [Fact]
    public void The_number_asked_for_is_enough_and_one_less_is_not()
    {
        var needed = SampleNeed.OfRate(Rate.Of(2, 100, 0.9), 0.05, true, 0.95)!.Value;
        Assert.True(Rate.Bounds(0.02 * needed, needed, 0.9).Upper <= 0.05);
        Assert.True(Rate.Bounds(0.02 * (needed - 1), needed - 1, 0.9).Upper > 0.05);
    }

    [Fact]
    public void Nothing_helps_a_value_on_the_wrong_side()
    {
        Assert.Null(SampleNeed.OfRate(Rate.Of(10, 100, 0.9), 0.05, true, 0.95));
        Assert.Null(SampleNeed.ByWidth(new Estimate(0.7, 0.6, 0.8, 100), 0.75, false));
        Assert.Null(SampleNeed.ByWidth(new Estimate(double.NaN, double.NaN, double.NaN, 0), 0.75, false));
    }

    [Fact]
    public void An_interval_twice_too_wide_needs_four_times_the_cases() => Assert.Equal(400, SampleNeed.ByWidth(new Estimate(0.9, 0.8, 0.95, 100), 0.85, false));

    [Fact]
    public void Clustered_cases_count_by_their_effective_number()
    {
        int[] clusters = [.. Enumerable.Range(0, 400).Select(i => i / 20)];
        bool[] events = [.. Enumerable.Range(0, 400).Select(i => i < 4)];
        var clustered = SampleNeed.OfRate(ClusteredRate.Of(events, clusters).At(0.9), 0.05, true, 0.95);
        Assert.True(clustered > SampleNeed.OfRate(Rate.Of(4, 400, 0.9), 0.05, true, 0.95) * 2);
    }
}
