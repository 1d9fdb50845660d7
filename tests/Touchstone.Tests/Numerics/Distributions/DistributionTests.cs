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
            Assert.Equal(MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(a, b), ChiSquare.Tail(2 * b, 2 * a), 1e-10);
        });

    // Tables: the 97.5 % point 1.959963984540054; P[Z ≥ 40] = e^−804.608 (Mills ratio, 5 terms) as log10 −349.437.
    [Fact]
    public void The_normal_distribution_has_its_known_values()
    {
        Assert.Equal(1.959963984540054, Normal.Quantile(0.975), 1e-12);
        Assert.Equal(0.5, Normal.Cdf(0), 1e-15);
        Assert.Equal(0.158655253931457, Normal.Tail(1), 1e-14);
        var mills = 1 - 1.0 / 1600 + 3.0 / 1600 / 1600 - 15.0 / 1600 / 1600 / 1600;
        Assert.Equal((-800 - 0.5 * Math.Log(2 * Math.PI) - Math.Log(40) + Math.Log(mills)) / Math.Log(10), Normal.Log10Tail(40), 1e-9);
    }

    [Fact]
    public void The_quantile_undoes_the_distribution() =>
        Gen.Double[-8, 8].Sample(x => Assert.Equal(x, x > 0 ? -Normal.Quantile(Normal.Tail(x)) : Normal.Quantile(Normal.Cdf(x)), 1e-9));

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
    public void Hoeffding_never_lies_below_the_tail_and_the_tail_falls_with_k() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Double[0.001, 0.999], Gen.Double.Unit).Sample((n, p, share) =>
        {
            var k = 1 + (int)(share * (n - 1));
            var tail = Binomial.Log10Tail(n, k, p);
            Assert.True(Binomial.Log10Hoeffding(n, k, p) >= tail - 1e-9 * (1 + Math.Abs(tail)));
            Assert.True(Binomial.Log10Tail(n, k - 1, p) >= tail);
        });

    [Fact]
    public void The_Poisson_tail_equals_the_peer_library() =>
        Gen.Select(Gen.Double[0.1, 200], Gen.Int[1, 250]).Sample((mean, k) =>
            Assert.Equal(1 - Reference.Poisson.CDF(mean, k - 1), Poisson.Tail(mean, k), 1e-10));

    [Fact]
    public void Students_t_equals_the_peer_library() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[1, 100]).Sample((t, degrees) =>
        {
            Assert.Equal(Reference.StudentT.CDF(0, 1, degrees, -t), StudentT.Tail(t, degrees), 1e-10);
            Assert.Equal(1, StudentT.Tail(t, degrees) + StudentT.Tail(-t, degrees), 1e-12);
        });

    // Smirnov's table (1948): P[K ≥ 1.3581] = 0.05, P[K ≥ 1.6276] = 0.01, P[K ≥ 0.5] = 0.963945.
    [Fact]
    public void The_Kolmogorov_distribution_has_its_tabled_values()
    {
        Assert.Equal(0.05, KolmogorovSmirnov.LimitTail(1.3581), 1e-5);
        Assert.Equal(0.01, KolmogorovSmirnov.LimitTail(1.6276), 1e-5);
        Assert.Equal(0.963945, KolmogorovSmirnov.LimitTail(0.5), 1e-6);
        Assert.Equal(KolmogorovSmirnov.LimitTail(0.9999999), KolmogorovSmirnov.LimitTail(1.0000001), 1e-6);
    }

    [Fact]
    public void The_distance_of_two_samples_is_the_largest_gap()
    {
        Assert.Equal(0, KolmogorovSmirnov.Distance([1, 2, 3], [1, 2, 3]));
        Assert.Equal(1, KolmogorovSmirnov.Distance([1, 2], [3, 4]));
        Assert.Equal(0.5, KolmogorovSmirnov.Distance([1, 3], [2, 3]));
        Assert.InRange(KolmogorovSmirnov.Distance([float.NaN], [1]), 0, 1);
    }

    private static double SpecialFunctionsOf(double x) => Touchstone.Numerics.Distributions.SpecialFunctions.LogGamma(x);
}
