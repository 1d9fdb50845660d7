using CsCheck;
using Touchstone.Numerics;

namespace Touchstone.Tests.Numerics;

public sealed class IsotonicRegressionTests
{
    [Fact]
    public void Pooled_values_match_reference_values()
    {
        // Origin: sklearn.isotonic.isotonic_regression 1.2.1.
        var fitted = new double[8];
        Assert.Equal(3, IsotonicRegression.Fit([1, 3, 2, 2, 5, 4, 6, 0], [1, 2, 1, 1, 1, 3, 1, 0.5], fitted));
        double[] expected = [1, 2.5, 2.5, 2.5, 4.181818181818182, 4.181818181818182, 4.181818181818182, 4.181818181818182];
        Assert.All(expected.Zip(fitted), p => Assert.Equal(p.First, p.Second, 12));
        Assert.Equal(4, IsotonicRegression.Fit([0, 1, 0, 0, 1, 1, 0, 1], [], fitted));
        expected = [0, 1.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3, 2.0 / 3, 1];
        Assert.All(expected.Zip(fitted), p => Assert.Equal(p.First, p.Second, 12));
    }

    [Fact]
    public void The_fit_rises_keeps_the_mean_and_is_its_own_fit() => Gen.Double[-5, 5].Array[1, 60].Sample(values =>
    {
        var fitted = new double[values.Length];
        IsotonicRegression.Fit(values, [], fitted);
        Assert.True(fitted.Zip(fitted.Skip(1)).All(p => p.First <= p.Second));
        Assert.Equal(values.Average(), fitted.Average(), 9);
        var again = new double[values.Length];
        IsotonicRegression.Fit(fitted, [], again);
        Assert.All(fitted.Zip(again), p => Assert.Equal(p.First, p.Second, 12));
    }, iter: 200, threads: 1);

    [Fact]
    public void Nothing_is_fitted_by_nothing_and_shapes_must_agree()
    {
        Assert.Equal(0, IsotonicRegression.Fit([], [], []));
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([1, 2], [1], new double[2]));
        Assert.Throws<ArgumentException>(() => IsotonicRegression.Fit([1, 2], [1, 0], new double[2]));
    }
}
