using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Numerics;
using Touchstone.Tests.Evaluation.Calibrating;

namespace Touchstone.Tests.Evaluation.Thresholds;

public sealed class ThresholdTests
{
    [Fact]
    public void The_cheapest_threshold_is_found_by_hand()
    {
        // Scores 1 2 | 3 authentic above a manipulated 2.5: C = π·miss·FNR + (1−π)·fa·FPR.
        var cases = new CaseSet([1, 2, 3, 2.5, 4, 5], [false, false, false, true, true, true], [0, 1, 2, 3, 4, 5]);
        var cheap = CostThreshold.Empirical(cases, new CostTerms(1, 1, 0.5));
        // From 2.25: one of three authentic alarmed; from 3.5: one of three manipulated missed. Both cost 1/6; the higher is taken.
        Assert.Equal(3.5, cheap.Threshold);
        Assert.Equal(1.0 / 6, cheap.Cost, 12);
        Assert.Equal(2.25, CostThreshold.Empirical(cases, new CostTerms(10, 1, 0.5)).Threshold);
        Assert.Throws<ArgumentException>(() => CostThreshold.Empirical(new CaseSet([1], [true], [0]), new CostTerms(1, 1, 0.5)));
    }

    [Fact]
    public void The_cheapest_threshold_parts_infinite_and_neighbouring_scores()
    {
        var terms = new CostTerms(1, 1, 0.5);
        var infinite = CostThreshold.Empirical(new CaseSet([double.NegativeInfinity, 1], [false, true], [0, 1]), terms);
        Assert.Equal((1, 0), (infinite.Threshold, infinite.Cost));
        var neighbours = CostThreshold.Empirical(new CaseSet([1, Math.BitIncrement(1)], [false, true], [0, 1]), terms);
        Assert.Equal((Math.BitIncrement(1), 0), (neighbours.Threshold, neighbours.Cost));
    }

    [Fact]
    public void On_calibrated_ratios_the_threshold_of_bayes_is_nearly_the_cheapest()
    {
        var scores = Studies.Gaussian(20_000, 2, 6);
        var llr = scores with { Scores = [.. scores.Scores.Select(s => 2 * s - 2)] };
        var costs = new CostTerms(5, 1, 0.1);
        var (bayes, empirical) = (CostThreshold.Bayes(llr, costs), CostThreshold.Empirical(llr, costs));
        Assert.Equal(Math.Log(0.9 / 0.5), bayes.Threshold, 12);
        Assert.InRange(bayes.Cost, empirical.Cost, empirical.Cost * 1.02);
    }

    [Fact]
    public void A_conformal_answer_excludes_the_truth_no_oftener_than_promised()
    {
        var chance = new Seeded(8);
        int[] excluded = [0, 0], answered = [0, 0];
        const int Tested = 2000;
        for (ulong study = 0; study < 20; study++)
        {
            var conformal = new ConformalAbstention(Studies.Gaussian(200, 2, 50 + study), 0.05, 0.1);
            for (var t = 0; t < Tested / 20; t++)
            {
                foreach (var manipulated in new[] { 0, 1 })
                {
                    var answer = conformal.Answer(chance.NextNormal() + 2 * manipulated);
                    if (answer == (manipulated == 0 ? ConformalAnswer.Manipulated : ConformalAnswer.Authentic) || answer == ConformalAnswer.Strange) excluded[manipulated]++;
                    if (answer is ConformalAnswer.Authentic or ConformalAnswer.Manipulated) answered[manipulated]++;
                }
            }
        }
        Assert.InRange(excluded[0], 0.03 * Tested, 0.065 * Tested);
        Assert.InRange(excluded[1], 0.07 * Tested, 0.12 * Tested);
        Assert.True(answered[0] > Tested / 2);
    }

    [Fact]
    public void Without_cases_or_a_score_the_conformal_answer_is_undecided()
    {
        var none = new ConformalAbstention(new CaseSet([], [], []), 0.1, 0.1);
        Assert.Equal((ConformalAnswer.Undecided, ConformalAnswer.Undecided), (none.Answer(3), none.Answer(double.NaN)));
        var apart = new ConformalAbstention(Studies.Gaussian(100, 50, 1), 0.05, 0.05);
        Assert.Equal((ConformalAnswer.Authentic, ConformalAnswer.Strange, ConformalAnswer.Manipulated), (apart.Answer(0), apart.Answer(25), apart.Answer(50)));
    }
}
