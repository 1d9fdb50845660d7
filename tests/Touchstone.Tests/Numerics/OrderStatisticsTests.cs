using CsCheck;
using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class OrderStatisticsTests
{
    // Few distinct values on half of the draws: ties are where partitions go wrong.
    private static readonly Gen<float[]> Values = Gen.OneOf(Gen.Float[-1e6f, 1e6f], Gen.Int[0, 3].Select(i => (float)i)).Array[1, 300];

    [Fact]
    public void The_nth_value_is_the_sorted_one() => Gen.Select(Values, Gen.Double[0, 0.999]).Sample((values, share) =>
    {
        var place = (int)(share * values.Length);
        Assert.Equal(values.Order().ElementAt(place), OrderStatistics.Nth((float[])values.Clone(), place));
    });

    [Fact]
    public void Long_sorted_and_equal_runs_are_no_worse()
    {
        Assert.Equal(123456f, OrderStatistics.Nth(Enumerable.Range(0, 500_000).Select(i => (float)i).ToArray(), 123456));
        Assert.Equal(7f, OrderStatistics.Nth(Enumerable.Repeat(7f, 500_000).ToArray(), 400_000));
    }

    [Fact]
    public void The_median_and_the_quantiles_interpolate()
    {
        Assert.Equal(2.5f, OrderStatistics.Median([4, 1, 3, 2]));
        Assert.Equal(3f, OrderStatistics.Median([3]));
        Assert.Equal(1.75f, OrderStatistics.Quantile([4, 1, 3, 2], 0.25));
        Assert.Equal(4f, OrderStatistics.Quantile([4, 1, 3, 2], 1));
        Assert.Throws<ArgumentException>(() => OrderStatistics.Median([]));
    }

    [Fact]
    public void The_robust_deviation_of_normal_noise_is_its_own_and_withstands_strays()
    {
        var chance = new Seeded(3);
        var values = Enumerable.Range(0, 40_000).Select(i => i % 10 == 0 ? 1e6f : (float)(5 + 2 * chance.NextNormal())).ToArray();
        Assert.Equal(2, OrderStatistics.RobustDeviation(values, out var centre), 0.4f);
        Assert.Equal(5, centre, 0.4f);
    }
}
