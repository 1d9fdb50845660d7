using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;
using Touchstone.Tests.Evaluation.Calibrating;

namespace Touchstone.Tests.Evaluation.Thresholds;

public sealed class LearnThenTestTests
{
    [Theory]
    // Origin: scipy.stats.binom.cdf 1.10.1.
    [InlineData(0, 59, 0.04849453)]
    [InlineData(2, 200, 0.00233629)]
    [InlineData(10, 336, 0.04967413)]
    public void P_values_match_reference_values(int errors, int cases, double p) => Assert.Equal(p, LearnThenTest.PValue(errors, cases, 0.05), 6);

    [Fact]
    public void A_promise_needs_as_many_cases_as_the_table_says()
    {
        // Notes on gate sizes: 299 for 1 %, 59 for 5 %, one-sided 95 %.
        Assert.Equal((299, 59), (LearnThenTest.CasesNeeded(0.01, 0.05), LearnThenTest.CasesNeeded(0.05, 0.05)));
        var chance = new Seeded(1);
        double[] scores = [.. Enumerable.Range(0, 58).Select(_ => chance.NextNormal())];
        Assert.Equal(double.PositiveInfinity, LearnThenTest.Threshold(scores, 0.05, 0.05));
        Assert.InRange(LearnThenTest.Threshold([.. scores, 0.0], 0.05, 0.05), scores.Max(), scores.Max() + LearnThenTest.Step + 1e-9);
    }

    [Fact]
    public void The_promise_breaks_no_oftener_than_the_risk_and_the_naive_threshold_far_oftener()
    {
        const int Studies = 1000, Cases = 300;
        const double Rate = 0.05, Risk = 0.1;
        var chance = new Seeded(2);
        var (broken, naive) = (0, 0);
        for (var study = 0; study < Studies; study++)
        {
            double[] scores = [.. Enumerable.Range(0, Cases).Select(_ => chance.NextNormal())];
            // The true rate above t is known: 1 − Φ(t).
            if (Normal.Cdf(-LearnThenTest.Threshold(scores, Rate, Risk)) > Rate) broken++;
            if (Normal.Cdf(-scores.OrderDescending().ElementAt((int)(Rate * Cases))) > Rate) naive++;
        }
        Assert.InRange(broken, 1, Risk * Studies + 2 * Math.Sqrt(Studies * Risk * (1 - Risk)));
        Assert.True(naive > 0.5 * Studies, $"{naive}");
    }

    [Fact]
    public void Clusters_do_not_break_the_promise_and_would_if_their_cases_were_counted()
    {
        const int Studies = 400, Clusters = 300, Size = 10;
        const double Rate = 0.05;
        var terms = new RoutingTerms { FalseFlagRate = Rate, MissRate = Rate, Risk = 0.2 };
        var chance = new Seeded(3);
        var (broken, naive) = (0, 0);
        for (var study = 0; study < Studies; study++)
        {
            // Half of the variance is the cluster's: the marginal stays N(0, 1).
            double[] scores = [.. Enumerable.Range(0, Clusters).SelectMany(_ => chance.NextNormal() is var own ? Enumerable.Range(0, Size).Select(_ => Math.Sqrt(0.9) * own + Math.Sqrt(0.1) * chance.NextNormal()).ToArray() : [])];
            var cases = new CaseSet([.. scores, 0], [.. scores.Select(_ => false), true], [.. scores.Select((_, i) => i / Size), Clusters]);
            if (Normal.Cdf(-LearnThenTest.Choose(cases, cases, terms).FlagFrom) > Rate) broken++;
            if (Normal.Cdf(-LearnThenTest.Threshold(scores, Rate, 0.1)) > Rate) naive++;
        }
        Assert.InRange(broken, 1, 0.1 * Studies + 2 * Math.Sqrt(Studies * 0.1 * 0.9));
        Assert.True(naive > 0.2 * Studies, $"{naive}");
    }

    [Fact]
    public void Two_sided_routing_leaves_a_middle_and_never_both()
    {
        var terms = new RoutingTerms { FalseFlagRate = 0.05, MissRate = 0.05, Risk = 0.1 };
        var weak = Studies.Gaussian(400, 1, 5);
        var routing = LearnThenTest.Choose(weak, weak, terms);
        Assert.True(routing.ClearUpTo < routing.FlagFrom);
        Assert.True(routing.FalseFlags <= 20 && routing.Misses <= 20);
        // Classes far apart reach over each other: they meet between them, and both promises still hold.
        var strong = Studies.Gaussian(400, 12, 5);
        var met = LearnThenTest.Choose(strong, strong, terms);
        Assert.Equal(met.FlagFrom - LearnThenTest.Step, met.ClearUpTo, 9);
        Assert.True(met.FalseFlags <= 20 && met.Misses <= 20);
        var few = Studies.Gaussian(10, 3, 5);
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (LearnThenTest.Choose(few, few, terms) is var none ? none.FlagFrom : 0, none.ClearUpTo));
    }

    [Fact]
    public void Unanswered_cases_count_among_the_cases_and_never_as_errors()
    {
        double[] answered = [.. Enumerable.Repeat(-1.0, 30)];
        Assert.Equal(double.PositiveInfinity, LearnThenTest.Threshold(answered, 0.05, 0.05));
        Assert.True(double.IsFinite(LearnThenTest.Threshold([.. answered, .. Enumerable.Repeat(double.NaN, 29)], 0.05, 0.05)));
    }
}
