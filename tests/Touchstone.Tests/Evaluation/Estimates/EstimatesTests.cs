using CsCheck;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Tests.Evaluation.Estimates;

public sealed class EstimatesTests
{
    private static ConfidenceCurve Share(int events, int cases) => ClusteredRate.Of([.. Enumerable.Range(0, cases).Select(i => i < events)], [.. Enumerable.Range(0, cases)]);

    [Theory]
    // Origin: scipy.stats.binomtest(...).proportion_ci(method="exact"), tests/peers/scikit-learn/metrics.py.
    [InlineData(0, 59, 0.90, 0, 0.049507609888)]
    [InlineData(3, 60, 0.95, 0.010432329644, 0.139243246721)]
    [InlineData(17, 400, 0.95, 0.024949619202, 0.067176114439)]
    public void Exact_intervals_agree_with_SciPy(int events, int cases, double confidence, double lower, double upper)
    {
        var rate = Rate.Of(events, cases, confidence);
        Assert.Equal(lower, rate.Lower, 1e-10);
        Assert.Equal(upper, rate.Upper, 1e-10);
        Assert.Equal(rate, Share(events, cases).At(confidence));
    }

    [Fact]
    public void Fully_correlated_clusters_count_as_one_case_each()
    {
        // 40 clusters of 25 equal cases: the interval is near that of 40 cases, far from that of 1,000.
        bool[] events = [.. Enumerable.Range(0, 1000).Select(i => i / 25 < 8)];
        var clustered = ClusteredRate.Of(events, [.. Enumerable.Range(0, 1000).Select(i => i / 25)]).At(0.95);
        var forty = Rate.Of(8, 40);
        Assert.Equal(0.2, clustered.Value, 1e-12);
        Assert.InRange(clustered.Upper - clustered.Lower, 0.9 * (forty.Upper - forty.Lower), 1.2 * (forty.Upper - forty.Lower));
    }

    [Fact]
    public void Errors_never_make_the_upper_bound_lower_than_none_would() =>
        Gen.Select(Gen.Int[2, 30], Gen.Int[1, 20], Gen.Int[1, 30]).Sample((clusters, size, errors) =>
        {
            // Errors in different clusters, one each: the kindest spread.
            double Upper(int k) => ClusteredRate.Of([.. Enumerable.Range(0, clusters * size).Select(i => i % size == 0 && i / size < k)],
                [.. Enumerable.Range(0, clusters * size).Select(i => i / size)]).At(0.95).Upper;
            Assert.True(Upper(Math.Min(errors, clusters)) >= Upper(0) - 1e-9);
            Assert.Equal(Rate.Of(0, clusters).Upper, Upper(0), 1e-9);
        }, iter: 200);

    [Fact]
    public void A_p_value_is_the_error_at_which_the_bound_meets_the_hypothesis()
    {
        var curve = Share(12, 80);
        var p = curve.PValue(0.3);
        Assert.Equal(0.3, curve.At(1 - p).Upper, 1e-4);
        Assert.Equal(1, curve.PValue(0.15), 1e-9);
        Assert.True(double.IsNaN(ConfidenceCurve.Undefined.PValue(0)));
    }

    [Fact]
    public void Holm_agrees_with_a_computation_by_hand()
    {
        // 0.01·4, 0.03·3, 0.04·2 raised to 0.09, 0.5·1; NaN is not counted.
        var adjusted = Multiplicity.Holm([0.04, 0.01, double.NaN, 0.5, 0.03]);
        Assert.Equal([0.09, 0.04, double.NaN, 0.5, 0.09], adjusted.Select(p => Math.Round(p, 12)));
        Assert.Equal(0.99, Multiplicity.Confidence(0.95, 5), 1e-12);
    }

    [Fact]
    public void Differences_keep_a_width_where_a_rate_is_zero()
    {
        var (none, some) = (Share(0, 50), Share(10, 50));
        var difference = Contrast.Difference(some, none).At(0.95);
        Assert.Equal(0.2, difference.Value, 1e-12);
        // Zou & Donner 2008: √((p̂₁ − l₁)² + (u₂ − p̂₂)²) below, √((u₁ − p̂₁)² + (p̂₂ − l₂)²) above.
        var (a, b) = (some.At(0.95), none.At(0.95));
        Assert.Equal(0.2 - Math.Sqrt(Math.Pow(0.2 - a.Lower, 2) + Math.Pow(b.Upper, 2)), difference.Lower, 1e-12);
        Assert.Equal(0.2 + (a.Upper - 0.2), difference.Upper, 1e-12);
    }

    [Fact]
    public void Ratios_are_reciprocal_and_open_where_the_denominator_may_be_zero()
    {
        var (a, b) = (Share(12, 60), Share(30, 60));
        var (down, up) = (Contrast.Ratio(a, b).At(0.95), Contrast.Ratio(b, a).At(0.95));
        Assert.Equal(0.4, down.Value, 1e-12);
        Assert.Equal(1 / down.Lower, up.Upper, 1e-6);
        Assert.Equal(1 / down.Upper, up.Lower, 1e-6);
        Assert.Equal(double.PositiveInfinity, Contrast.Ratio(a, Share(0, 60)).At(0.95).Upper);
        Assert.Equal(0, Contrast.Ratio(Share(0, 60), Share(0, 60)).N);
    }
}
