using CsCheck;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation.Calibrating;

public sealed class CurveTests
{
    private static readonly double[] Scores = [-1.2, -0.7, -0.3, 0.1, 0.4, 0.6, -0.2, 0.3, 0.9, 1.4, 2.0];
    private static readonly bool[] Manipulated = [.. Enumerable.Range(0, 11).Select(i => i >= 6)];

    private static Curve.Sample Sample(CaseSet cases) => new(cases, [.. cases.Scores.Select(_ => 1.0)]);

    private static CaseSet Small => new(Scores, Manipulated, [.. Enumerable.Range(0, 11)]);

    [Fact]
    public void The_logistic_curve_matches_reference_values()
    {
        // Origin: scipy.optimize.minimize 1.10.1 (BFGS) on the balanced log loss with the same ridge.
        var curve = Curve.Fit(CurveKind.Logistic, Sample(Small));
        Assert.Equal(2.1291583886571446, curve.Parameters["slope"], 6);
        Assert.Equal(-0.6792362296828104, curve.Parameters["offset"], 6);
    }

    [Theory]
    // Origin: scipy.integrate.quad 1.10.1 of E log2(1 + exp(-x)), x ~ N(σ²/2, σ²).
    [InlineData(0.5, 0.9562700370556906)]
    [InlineData(1, 0.8392527802035832)]
    [InlineData(2, 0.5140558458670649)]
    [InlineData(4, 0.08717771422551784)]
    public void The_cost_of_two_equal_gaussians_matches_reference_values(double deviation, double cost) => Assert.Equal(cost, BiGaussianCurve.Cllr(deviation), 9);

    [Theory]
    [InlineData(CurveKind.Logistic, 0.15)]
    [InlineData(CurveKind.BiGaussian, 0.25)]
    [InlineData(CurveKind.Isotonic, 0.8)]
    public void Curves_come_near_the_true_likelihood_ratio_where_data_are_many(CurveKind kind, double within)
    {
        // N(0,1) against N(2,1): LLR = 2s − 2 by the definition of the density.
        var curve = Curve.Fit(kind, Sample(Studies.Gaussian(5000, 2, 4)));
        for (var s = 0.0; s <= 2; s += 0.25) Assert.Equal(2 * s - 2, curve.Llr(s), within);
    }

    [Fact]
    public void A_temperature_is_found_again()
    {
        var cases = Studies.Gaussian(5000, 2, 5);
        var curve = Curve.Fit(CurveKind.Temperature, Sample(cases with { Scores = [.. cases.Scores.Select(s => 3 * (2 * s - 2))] }));
        Assert.Equal(3, curve.Parameters["temperature"], 0.15);
        Assert.Equal(0, curve.Llr(0));
    }

    [Fact]
    public void No_curve_ever_falls_and_all_are_finite() => Gen.Select(Gen.Double[-9, 9].Array[6, 40], Gen.Int[0, 100_000]).Sample((scores, seed) =>
    {
        bool[] truth = [.. scores.Select((_, i) => (i * 7919 + seed) % 3 == 0)];
        (truth[0], truth[1]) = (true, false);
        // Ties and gaps included.
        var cases = new CaseSet([.. scores.Select(s => Math.Round(s))], truth, [.. Enumerable.Range(0, scores.Length)]);
        foreach (var kind in Enum.GetValues<CurveKind>())
        {
            var curve = Curve.Fit(kind, Sample(cases));
            var last = double.NegativeInfinity;
            for (var s = -11.0; s <= 11; s += 0.5)
            {
                var llr = curve.Llr(s);
                Assert.True(double.IsFinite(llr) && llr >= last - 1e-9, $"{kind} at {s}: {llr} after {last}");
                last = llr;
            }
        }
    }, iter: 60, threads: 1);
}
