using Touchstone.Numerics.Distributions;

namespace Touchstone.Tests.Numerics.Distributions;

public sealed class ChiSquaredTests
{
    [Theory]
    // Origin: scipy.stats.chi2 1.10.1.
    [InlineData(0.5, 1, 0.47950012)]
    [InlineData(9, 9, 0.43727419)]
    [InlineData(27.877, 9, 0.00100006)]
    public void Tails_match_reference_values(double x, double degrees, double tail) => Assert.Equal(tail, ChiSquared.Tail(x, degrees), 8);

    [Theory]
    [InlineData(0.001, 9, 27.87716487)]
    [InlineData(0.05, 1, 3.84145882)]
    [InlineData(0.5, 30, 29.33603152)]
    public void Limits_match_reference_values(double probability, double degrees, double limit) => Assert.Equal(limit, ChiSquared.Limit(probability, degrees), 7);
}
