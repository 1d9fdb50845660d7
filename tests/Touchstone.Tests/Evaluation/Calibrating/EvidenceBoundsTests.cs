using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation.Calibrating;

public sealed class EvidenceBoundsTests
{
    // 40 authentic, then 30 manipulated, drawn by numpy.random.RandomState(3) from N(∓1.5, 1.7²), two digits.
    private static readonly double[] Llr =
    [
        1.54, -0.76, -1.34, -4.67, -1.97, -2.1, -1.64, -2.57, -1.57, -2.31, -3.73, 0.0, -0.0, 1.41, -1.41, -2.19, -2.43, -4.13, 0.17, -3.37, -3.51, -1.85, 1.03, -1.1, -3.24, -2.71, -0.44, -1.77, -2.81, -1.89,
        -0.23, 1.86, -3.62, -2.56, -2.87, -5.61, -3.07, -3.24, 0.41, -1.72, -1.26, 2.6, 0.89, -1.46, 0.49, 0.5, 0.01, 1.55, -2.32, 1.04, 3.22, 2.95, 3.38, 3.4, 4.03, -0.4, 2.94, -1.66, 0.48, -1.75, 3.28, 3.77,
        1.16, 4.52, 0.35, 1.76, 1.76, -0.31, 2.24, 4.8,
    ];

    private static CaseSet Cases(double[] llr, int authentic, int perCluster = 1) => new(llr, [.. llr.Select((_, i) => i >= authentic)], [.. llr.Select((_, i) => i / perCluster)]);

    [Fact]
    public void Bounds_match_reference_values()
    {
        // Origin: numpy 1.24, the definition evaluated at every threshold of a grid of 1e-4.
        var bounds = EvidenceBounds.Of(Cases(Llr, 40));
        Assert.Equal(-1.4069, bounds.Lowest, 3);
        Assert.Equal(2.6, bounds.Highest, 3);
    }

    [Fact]
    public void Separated_classes_carry_no_more_than_their_number()
    {
        // By hand: t·1/20 < 1 − 1/10 with 19 authentic and 9 manipulated cases.
        var bounds = EvidenceBounds.Of(Cases([.. Enumerable.Repeat(-50.0, 19), .. Enumerable.Repeat(50.0, 9)], 19));
        Assert.Equal(Math.Log(0.9 * 20), bounds.Highest, 9);
        Assert.Equal(-Math.Log(0.95 * 10), bounds.Lowest, 9);
    }

    [Fact]
    public void Many_cases_of_few_clusters_carry_what_the_clusters_do()
    {
        double[] llr = [.. Enumerable.Repeat(-50.0, 190), .. Enumerable.Repeat(50.0, 90)];
        Assert.Equal(EvidenceBounds.Of(Cases([.. Enumerable.Repeat(-50.0, 19), .. Enumerable.Repeat(50.0, 9)], 19)), EvidenceBounds.Of(Cases(llr, 190, 10)), (a, b) => Math.Abs(a.Highest - b.Highest) + Math.Abs(a.Lowest - b.Lowest) < 1e-9);
    }

    [Fact]
    public void What_misleads_carries_nothing()
    {
        Assert.Equal(new EvidenceBounds(0, 0), EvidenceBounds.Of(Cases([2, 2, 2, -2, -2, -2], 3)));
        Assert.Equal(new EvidenceBounds(0, 0), EvidenceBounds.Of(Cases([2, 2, 2], 3)));
        Assert.Equal(new EvidenceBounds(0, 0), EvidenceBounds.Of(Cases([], 0)));
    }
}
