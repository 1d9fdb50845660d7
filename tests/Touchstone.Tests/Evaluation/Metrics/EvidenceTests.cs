using CsCheck;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation.Metrics;

public sealed class EvidenceTests
{
    private static readonly Gen<ScoreTally> Tallies = Gen.Select(Gen.Double[-8, 8], Gen.Bool).Array[2, 50].Where(c => c.Any(x => x.Item2) && c.Any(x => !x.Item2))
        .Select(c => ScoreTally.Of(new CaseSet([.. c.Select(x => Math.Round(x.Item1, 1))], [.. c.Select(x => x.Item2)], [.. Enumerable.Range(0, c.Length)])));

    private static ScoreTally Tally(double[] scores, bool[] manipulated) => ScoreTally.Of(new CaseSet(scores, manipulated, [.. Enumerable.Range(0, scores.Length)]));

    [Fact]
    public void Likelihood_ratios_that_are_all_one_cost_exactly_one_bit()
    {
        var tally = Tally([0, 0, 0, 0, 0], [true, false, true, false, false]);
        Assert.Equal((1.0, 1.0, 0.0), (Evidence.Cllr(tally), Evidence.CllrMin(tally), Evidence.CllrCal(tally)));
    }

    [Fact]
    public void Recalibration_never_costs_and_never_passes_one_bit() => Tallies.Sample(tally =>
    {
        var least = Evidence.CllrMin(tally);
        Assert.InRange(least, -1e-12, 1 + 1e-12);
        Assert.True(least <= Evidence.Cllr(tally) + 1e-9);
    });

    [Fact]
    public void An_infinitely_misleading_case_costs_infinitely_and_an_infinitely_right_one_nothing()
    {
        Assert.Equal(double.PositiveInfinity, Evidence.Cllr(Tally([double.PositiveInfinity, 0], [false, true])));
        Assert.Equal(0, Evidence.Cllr(Tally([double.NegativeInfinity, double.PositiveInfinity], [false, true])));
    }

    [Fact]
    public void Calibrated_posteriors_have_the_prior_as_mean_weight()
    {
        Assert.Equal(0.1, Evidence.Posterior(0, 0.1), 1e-15);
        Assert.Equal((0, 1), (Evidence.Posterior(double.NegativeInfinity, 0.3), Evidence.Posterior(double.PositiveInfinity, 0.3)));
        // Odds 9:1 against, evidence 9:1 for.
        Assert.Equal(0.5, Evidence.Posterior(Math.Log(9), 0.1), 1e-12);
        Assert.Equal(Math.Log(9), Evidence.BayesThreshold(new CostTerms(1, 1, 0.1)), 1e-12);
    }

    [Fact]
    public void A_reliability_table_shares_all_mass_and_signs_its_bins() => Tallies.Sample(tally =>
    {
        var table = ReliabilityTable.Of(tally, 0.3, 5);
        Assert.Equal(1, table.Bins.Sum(b => b.Mass), 1e-9);
        Assert.Equal(tally.Total, table.Bins.Sum(b => b.Cases));
        Assert.Equal(0.3, table.Bins.Sum(b => b.Mass * b.Observed), 1e-9);
        Assert.InRange(table.Error, 0, 1);
    });

    [Fact]
    public void Doubled_log_ratios_show_as_overconfidence_with_its_sign()
    {
        // Ratios twice too strong: high probabilities are too high, low ones too low.
        double[] llr = [.. Enumerable.Range(0, 400).Select(i => (i % 20 - 9.5) / 3)];
        bool[] truth = [.. Enumerable.Range(0, 400).Select(i => i / 20 < 20 * Evidence.Posterior(llr[i], 0.5))];
        var table = ReliabilityTable.Of(Tally([.. llr.Select(l => 2 * l)], truth), double.NaN);
        Assert.True(table.Bins[^2].Signed > 0.03 && table.Bins[1].Signed < -0.03);
    }
}
