using Touchstone.Evaluation.Drift;
using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Drift;

public sealed class CalibrationDriftTests
{
    private static readonly double[] Probabilities = [0.1, 0.2, 0.3, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
    private static readonly bool[] Manipulated = [false, false, true, false, true, false, true, true, true, false];

    [Fact]
    public void Both_tests_match_reference_values()
    {
        // Origin: numpy 1.24 by the formula, scipy.optimize.minimize 1.10.1 (BFGS) for the recalibration.
        Assert.Equal(1.0411445502909635, CalibrationDrift.Spiegelhalter(Probabilities, Manipulated), 9);
        Assert.Equal(1.5110056803795118, CalibrationDrift.Recalibration(Probabilities, Manipulated), 5);
    }

    private static List<DriftAlarm> Run(int cases, double sharpen, double shift, ulong seed)
    {
        var chance = new Seeded(seed);
        var watch = new CalibrationDrift("edited", 200, 0.01);
        var alarms = new List<DriftAlarm>();
        for (var i = 0; i < cases; i++)
        {
            // The truth follows log odds that the stated ones sharpen and shift.
            var odds = 1.5 * chance.NextNormal();
            if (i % 77 == 0) watch = new CalibrationDrift("edited", 200, 0.01, watch.State);
            alarms.AddRange(watch.Add(1 / (1 + Math.Exp(-sharpen * odds - shift)), chance.NextUnit() < 1 / (1 + Math.Exp(-odds))));
        }
        return alarms;
    }

    [Fact]
    public void True_probabilities_are_quiet_and_false_ones_are_not()
    {
        Assert.InRange(Run(40_000, 1, 0, 1).Select(a => a.At).Distinct().Count(), 0, 7);
        Assert.True(Run(4_000, 2.5, 0, 2).Select(a => a.At).Distinct().Count() >= 18);
        Assert.True(Run(4_000, 1, 1, 2).Select(a => a.At).Distinct().Count() >= 18);
    }

    [Fact]
    public void The_tripwire_is_right_while_calibration_holds_and_corrects_a_moved_prior()
    {
        var chance = new Seeded(3);
        foreach (var prior in new[] { 0.3, 0.1 })
        {
            double truePositives = 0, flagged = 0, manipulated = 0;
            var stated = new double[20_000];
            for (var i = 0; i < stated.Length; i++)
            {
                var truth = chance.NextUnit() < prior;
                // N(0,1) against N(2,1), stated at the prior 0.3.
                stated[i] = 1 / (1 + Math.Exp(-(2 * (chance.NextNormal() + (truth ? 2 : 0)) - 2 + Math.Log(0.3 / 0.7))));
                if (truth) manipulated++;
                if (stated[i] < 0.5) continue;
                flagged++;
                if (truth) truePositives++;
            }
            var estimate = PerformanceTripwire.Estimate(stated, 0.3, 0.5);
            Assert.Equal(prior, estimate.Prior, 0.02);
            Assert.Equal(truePositives / flagged, estimate.Precision.Value, 0.03);
            Assert.Equal(truePositives / manipulated, estimate.Recall.Value, 0.03);
        }
    }

    [Fact]
    public void Audits_contradict_the_tripwire_where_a_generator_is_new()
    {
        var chance = new Seeded(5);
        // Manipulated scores look authentic: the stated probabilities know nothing of it.
        double[] stated = [.. Enumerable.Range(0, 2000).Select(i => 1 / (1 + Math.Exp(-(2 * (chance.NextNormal() + (i % 10 == 0 ? 2 : 0)) - 2))))];
        var estimate = PerformanceTripwire.Estimate(stated, 0.5, 0.5);
        Assert.True(PerformanceTripwire.Disagrees(estimate.Recall, Rate.Of(60, 300)));
        Assert.False(PerformanceTripwire.Disagrees(estimate.Recall, Rate.Of((int)(estimate.Recall.Value * 300), 300)));
        Assert.Equal(0, PerformanceTripwire.Estimate([0.1, 0.2], 0.5, 0.9).Precision.N);
    }

    [Fact]
    public void A_martingale_stays_poor_while_nothing_changes_grows_rich_when_it_does_and_survives_a_restart()
    {
        var chance = new Seeded(6);
        var reference = NumberReference.Of("score", Enumerable.Range(0, 2000).Select(_ => chance.NextNormal()));
        var (quiet, loud) = (0, 0);
        for (var run = 0; run < 30; run++)
        {
            var (still, moved) = (new JumperMartingale("score", reference, new MartingaleTerms(0.01, 1000)), new JumperMartingale("score", reference, new MartingaleTerms(0.01, 1000)));
            for (var i = 0; i < 1000; i++)
            {
                if (i == 400) still = new JumperMartingale("score", reference, new MartingaleTerms(0.01, 1000), still.State);
                if (still.Add(chance.NextNormal()) is not null) quiet++;
                if (moved.Add(chance.NextNormal() + 0.5) is not null) loud++;
            }
            Assert.Empty(still.State.Episode);
        }
        Assert.InRange(quiet, 0, 2);
        Assert.InRange(loud, 28, 30);
    }
}
