using Touchstone.Numerics.Distributions;

namespace Touchstone.Tests.Numerics.Distributions;

// Origin of the values: SciPy 1.10.1, tests/peers/scikit-learn/metrics.py.
public sealed class QuantileTests
{
    [Theory]
    [InlineData(1e-9, -5.997807015008)]
    [InlineData(0.025, -1.959963984540)]
    [InlineData(0.3, -0.524400512708)]
    [InlineData(0.975, 1.959963984540)]
    public void Normal_quantiles_agree_with_SciPy(double p, double expected) => Assert.Equal(expected, Normal.Quantile(p), 1e-11);

    [Theory]
    [InlineData(0.975, 5, 2.570581835636)]
    [InlineData(0.95, 29, 1.699127026533)]
    [InlineData(0.025, 2.5, -3.574654842004)]
    public void Student_quantiles_agree_with_SciPy(double p, double degrees, double expected) => Assert.Equal(expected, StudentT.Quantile(p, degrees), 1e-10);

    [Theory]
    [InlineData(0.025, 2, 5.5, 0.039710553750)]
    [InlineData(0.9, 0.5, 0.5, 0.975528258148)]
    public void Beta_quantiles_agree_with_SciPy(double p, double a, double b, double expected) => Assert.Equal(expected, Beta.Quantile(p, a, b), 1e-11);

    [Fact]
    public void Quantiles_invert_their_distributions_far_into_the_tails()
    {
        foreach (var p in new[] { 1e-200, 1e-12, 0.001, 0.2, 0.5, 0.7, 0.999 })
        {
            Assert.Equal(p, Normal.Cdf(Normal.Quantile(p)), 1e-9 * p);
            if (p < 1e-100) continue;
            foreach (var (a, b) in new[] { (0.5, 0.5), (1.0, 300.0), (40.0, 2.5), (5000.0, 100000.0) })
                Assert.Equal(p, SpecialFunctions.IncompleteBeta(Beta.Quantile(p, a, b), a, b), 1e-9 * p);
        }
        Assert.Equal((double.NegativeInfinity, 0, double.PositiveInfinity), (Normal.Quantile(0), Normal.Quantile(0.5), Normal.Quantile(1)));
        Assert.Equal((0, 1), (Beta.Quantile(0, 2, 3), Beta.Quantile(1, 2, 3)));
    }
}
