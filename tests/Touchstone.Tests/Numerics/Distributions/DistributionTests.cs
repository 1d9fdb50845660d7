using CsCheck;
using Touchstone.Numerics.Distributions;
using Reference = MathNet.Numerics.Distributions;

namespace Touchstone.Tests.Numerics.Distributions;

public sealed class DistributionTests
{
    // Closed forms: Γ(n) = (n−1)!, Γ(½) = √π.
    [Fact]
    public void The_gamma_function_has_its_closed_values()
    {
        Assert.Equal(0, SpecialFunctionsOf(1), 1e-14);
        Assert.Equal(Math.Log(120), SpecialFunctionsOf(6), 1e-13);
        Assert.Equal(0.5 * Math.Log(Math.PI), SpecialFunctionsOf(0.5), 1e-14);
        Assert.Equal(Math.Log(9.33262154439441e155), SpecialFunctionsOf(100), 1e-10); // 99!
    }

    [Fact]
    public void Gamma_and_incomplete_beta_equal_the_peer_library() =>
        Gen.Select(Gen.Double[0.05, 200], Gen.Double[0.05, 200], Gen.Double[0.001, 0.999]).Sample((a, b, x) =>
        {
            Assert.Equal(MathNet.Numerics.SpecialFunctions.GammaLn(a), SpecialFunctionsOf(a), 1e-10);
            Assert.Equal(MathNet.Numerics.SpecialFunctions.BetaRegularized(a, b, x), Touchstone.Numerics.Distributions.SpecialFunctions.IncompleteBeta(x, a, b), 1e-10);
            Assert.Equal(MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(a, b), Math.Exp(Touchstone.Numerics.Distributions.SpecialFunctions.LogGammaUpper(a, b)), 1e-10);
        });

    // Tables: Φ(1.959963984540054) = 0.975, 1 − Φ(1) = 0.158655253931457; P[Z ≥ 30] by the Mills ratio, five terms.
    [Fact]
    public void The_normal_distribution_has_its_known_values()
    {
        Assert.Equal(0.975, Normal.Cdf(1.959963984540054), 1e-14);
        Assert.Equal(0.5, Normal.Cdf(0), 1e-15);
        Assert.Equal(0.158655253931457, Normal.Cdf(-1), 1e-14);
        var mills = 1 - 1.0 / 900 + 3.0 / 900 / 900 - 15.0 / 900 / 900 / 900 + 105.0 / 900 / 900 / 900 / 900;
        Assert.Equal(-450 - 0.5 * Math.Log(2 * Math.PI) - Math.Log(30) + Math.Log(mills), Math.Log(Normal.Cdf(-30)), 1e-9);
    }

    [Fact]
    public void The_binomial_tail_is_the_sum_of_its_terms() =>
        Gen.Select(Gen.Int[1, 300], Gen.Double[0.001, 0.999], Gen.Double.Unit).Sample((n, p, share) =>
        {
            var k = (int)(share * n);
            var exact = Enumerable.Range(k, n - k + 1).Select(i => Reference.Binomial.PMFLn(p, n, i)).ToArray();
            var top = exact.Max();
            var expected = (top + Math.Log(exact.Sum(e => Math.Exp(e - top)))) / Math.Log(10);
            Assert.Equal(expected, Binomial.Log10Tail(n, k, p), 1e-9 * (1 + Math.Abs(expected)));
        });

    // Closed form: P[X ≥ n] = pⁿ.
    [Theory, InlineData(1000, 0.01), InlineData(100000, 0.1), InlineData(1000000, 0.5)]
    public void The_binomial_tail_keeps_its_digits_far_below_the_smallest_double(int n, double p) =>
        Assert.Equal(n * Math.Log10(p), Binomial.Log10Tail(n, n, p), 1e-8 * n);

    [Fact]
    public void The_binomial_tail_has_its_ends()
    {
        Assert.Equal(0, Binomial.Log10Tail(10, 0, 0.3));
        Assert.Equal(double.NegativeInfinity, Binomial.Log10Tail(10, 11, 0.3));
        Assert.Equal(0, Binomial.Log10Tail(10, 4, 1));
        Assert.Equal(double.NegativeInfinity, Binomial.Log10Tail(10, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Log10Tail(10, 4, double.NaN));
    }

    [Fact]
    public void The_binomial_tail_falls_with_k() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Double[0.001, 0.999], Gen.Double.Unit).Sample((n, p, share) =>
        {
            var k = 1 + (int)(share * (n - 1));
            Assert.True(Binomial.Log10Tail(n, k - 1, p) >= Binomial.Log10Tail(n, k, p));
        });

    [Fact]
    public void Students_t_equals_the_peer_library() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[1, 100]).Sample((t, degrees) =>
        {
            Assert.Equal(Reference.StudentT.CDF(0, 1, degrees, -t), StudentT.Tail(t, degrees), 1e-10);
            Assert.Equal(1, StudentT.Tail(t, degrees) + StudentT.Tail(-t, degrees), 1e-12);
        });

    private static double SpecialFunctionsOf(double x) => Touchstone.Numerics.Distributions.SpecialFunctions.LogGamma(x);
}
