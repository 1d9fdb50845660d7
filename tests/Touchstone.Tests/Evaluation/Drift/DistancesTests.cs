using Touchstone.Evaluation.Drift;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Drift;

public sealed class DistancesTests
{
    private static readonly double[] One = [0.1, 0.4, 0.4, 0.9, 1.3, 1.8, 2.2, 2.9, 3.1, 4.0];
    private static readonly double[] Other = [0.4, 0.7, 1.5, 1.9, 2.5, 3.3, 3.5, 4.4];

    // Origin of all values here: scipy 1.10.1 (ks_2samp, kstwobign, wasserstein_distance, chi2_contingency without correction) and numpy 1.24.

    [Fact]
    public void Kolmogorov_smirnov_and_wasserstein_match_reference_values()
    {
        Assert.Equal(0.275, Distances.KolmogorovSmirnov(One, Other).Statistic, 12);
        Assert.Equal(0.565, Distances.Wasserstein(One, Other), 12);
        double[] even = [.. Enumerable.Range(0, 300).Select(i => i / 299.0)], moved = [.. Enumerable.Range(0, 200).Select(i => 0.15 + 0.95 * i / 199.0)];
        var (statistic, pValue) = Distances.KolmogorovSmirnov(even, moved);
        Assert.Equal(0.15166666666666667, statistic, 12);
        Assert.Equal(1, pValue / 0.0070173439342537565, 6);
        Assert.Equal((0, 1), Distances.KolmogorovSmirnov(One, One));
        Assert.Equal(0, Distances.Wasserstein(One, One));
    }

    [Fact]
    public void Homogeneity_and_stability_match_reference_values()
    {
        var (statistic, pValue) = Distances.Homogeneity([500, 300, 200], [40, 50, 10]);
        Assert.Equal(18.042328042328045, statistic, 9);
        Assert.Equal(1, pValue / 0.00012082540102719001, 9);
        Assert.Equal(1.0501410710726444, Distances.Psi([100, 100, 100, 100], [20, 30, 10, 0]), 12);
        Assert.Equal(0.3117695270945641, Distances.PsiLimit(4, 400, 60, 0.001), 9);
        // Rare categories are pooled; one category cannot differ.
        Assert.Equal((0, 1), Distances.Homogeneity([10, 0], [1, 0]));
    }

    [Fact]
    public void The_mean_discrepancy_matches_reference_values_and_its_p_value_is_fair()
    {
        double[] reference = [0, 0, 1, 0.5, 0.2, 1.1, 0.9, 0.3], window = [2, 2, 1.5, 2.2, 2.4, 1.0];
        var test = MeanDiscrepancy.Test(reference, window, 2);
        Assert.Equal(0.7157120329881675, test.Statistic, 6);
        Assert.Equal(1.6552945357246849, test.Bandwidth, 6);
        var chance = new Seeded(3);
        double[] Vectors(int count, double shift) => [.. Enumerable.Range(0, count * 3).Select(_ => chance.NextNormal() + shift)];
        var low = Enumerable.Range(0, 60).Count(_ => MeanDiscrepancy.Test(Vectors(20, 0), Vectors(20, 0), 3, 39).PValue <= 0.1);
        Assert.InRange(low, 1, 14);
        Assert.True(MeanDiscrepancy.Test(Vectors(60, 0), Vectors(60, 0.8), 3, 99).PValue <= 0.02);
        Assert.Throws<ArgumentException>(() => MeanDiscrepancy.Test([1], [1, 2], 1));
    }

    [Fact]
    public void Discoveries_follow_the_step_up_rule()
    {
        // Benjamini & Hochberg 1995, the fifteen p-values of their example: four fall at q = 0.05.
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];
        Assert.Equal(4, FalseDiscovery.Reject(p, 0.05).Count(r => r));
        Assert.Empty(FalseDiscovery.Reject([], 0.05));
    }
}
