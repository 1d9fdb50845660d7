using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Tests.Evaluation.Trials;

namespace Touchstone.Tests.Evaluation.Gates;

public sealed class GateJudgeTests
{
    private const string Gate = GateFiles.Head + GateFiles.FalseAlarms;

    private static GateVerdict OfAlarms(int authentic, int falseAlarms) => GateFiles.Judge(Gate, GateFiles.Evidence(TrialSets.Alarms(authentic, falseAlarms, 50, 5)));

    [Fact]
    public void No_false_alarm_in_299_files_proves_one_per_cent_and_in_298_does_not()
    {
        Assert.Equal(GateOutcome.Pass, OfAlarms(299, 0).Outcome);
        var short1 = OfAlarms(298, 0);
        Assert.Equal(GateOutcome.InsufficientEvidence, short1.Outcome);
        Assert.Equal(1, short1.Criteria[0].Needed);
    }

    [Fact]
    public void A_bound_beyond_the_target_on_the_other_side_fails()
    {
        var verdict = OfAlarms(300, 30);
        Assert.Equal(GateOutcome.Fail, verdict.Outcome);
        Assert.True(verdict.Criteria[0].Figure.Lower > 0.01);
        Assert.Null(verdict.Criteria[0].Needed);
    }

    [Fact]
    public void A_bound_on_the_target_excludes_nothing()
    {
        // One alarm in one file: the lower bound at 95 % is 0.05 itself.
        var one = GateFiles.Judge(GateFiles.Head + "criteria: [{ metric: fpr, of: alarm, target: 0.05 }]\n", GateFiles.Evidence(TrialSets.Alarms(1, 1, 50, 5)));
        Assert.Equal(GateOutcome.InsufficientEvidence, one.Outcome);
        Assert.Equal(0.05, one.Criteria[0].Figure.Lower, 9);
    }

    [Fact]
    public void A_good_value_with_a_wide_interval_passes_nothing() => Assert.Equal((GateOutcome.InsufficientEvidence, 249), (OfAlarms(50, 0).Outcome, OfAlarms(50, 0).Criteria[0].Needed ?? 0));

    [Fact]
    public void An_expired_gate_never_passes()
    {
        var evidence = GateFiles.Evidence(TrialSets.Alarms(400, 0, 50, 5));
        var gate = GateFiles.Read(Gate);
        Assert.Equal(GateOutcome.Pass, GateJudge.Judge(gate, evidence, gate.Expires).Outcome);
        Assert.Equal(GateOutcome.Fail, GateJudge.Judge(gate, evidence, gate.Expires.AddDays(1)).Outcome);
    }

    [Fact]
    public void Data_that_leak_fail_whatever_the_numbers_say()
    {
        var good = GateFiles.Evidence(TrialSets.Alarms(400, 0, 50, 5));
        Assert.Equal(GateOutcome.Fail, GateFiles.Judge(Gate, good with { Leaks = new LeakStatement(true, ["One class is PNG."]) }).Outcome);
        Assert.Equal(GateOutcome.InsufficientEvidence, GateFiles.Judge(Gate, good with { Leaks = null }).Outcome);
        Assert.Equal(GateOutcome.Pass, GateFiles.Judge(GateFiles.Head + "leakCheck: advisory\n" + GateFiles.FalseAlarms, good with { Leaks = null }).Outcome);
    }

    [Fact]
    public void What_the_gate_is_not_for_does_not_pass_it()
    {
        var good = GateFiles.Evidence(TrialSets.Alarms(400, 0, 50, 5));
        Assert.Equal(GateOutcome.Fail, GateFiles.Judge(GateFiles.Head + $"policy: {new string('0', 64)}\n" + GateFiles.FalseAlarms, good).Outcome);
        Assert.Equal(GateOutcome.Fail, GateFiles.Judge(GateFiles.Head + "data: other\n" + GateFiles.FalseAlarms, good).Outcome);
        Assert.Equal(GateOutcome.Pass, GateFiles.Judge(GateFiles.Head + "data: [other, made]\n" + GateFiles.FalseAlarms, good).Outcome);
        Assert.Equal(GateOutcome.Fail, GateFiles.Judge(Gate, good with { EngineVersion = "0.0.1" }).Outcome);
        Assert.Equal(GateOutcome.Fail, GateFiles.Judge(Gate, good with { Trials = [.. good.Trials.Select(t => t with { DetectorVersion = "0.0.1" })] }).Outcome);
        Assert.Equal(GateOutcome.InsufficientEvidence, GateFiles.Judge(Gate, good with { Problems = 1 }).Outcome);
        Assert.Equal(GateOutcome.InsufficientEvidence, GateFiles.Judge(GateFiles.Head + "minimum: { manipulated: 60 }\n" + GateFiles.FalseAlarms, good).Outcome);
    }

    [Fact]
    public void What_was_fitted_or_chosen_on_the_judged_cases_fails()
    {
        var trials = TrialSets.Normal(400, 3, 1).Concat(TrialSets.Normal(50, 3, 2, "fit")).ToList();
        var gate = GateFiles.Head + "criteria: [{ metric: auc, of: llr, target: 0.9 }]\n";
        var source = new CalibrationSource("data", "trials", "fit", "calibrate", Touchstone.Engine.Examination.CurrentEngineVersion);
        GateVerdict With(CalibrationSource on, IEnumerable<Touchstone.Evaluation.Trials.Trial>? of = null) => GateFiles.Judge(gate, GateFiles.Evidence(of ?? trials) with { DataHash = "data", CalibratedOn = on });
        Assert.Equal(GateOutcome.Pass, With(source).Outcome);
        Assert.Equal(GateOutcome.Fail, With(source with { Split = "test" }).Outcome);
        Assert.Equal(GateOutcome.Fail, With(source with { EngineVersion = "0.0.1" }).Outcome);
        // The same subject on both sides is enough, and names of another data set mean nothing.
        var shared = trials.Select(t => t with { Cluster = t.Path.EndsWith("/7", StringComparison.Ordinal) ? "subject:7" : t.Cluster }).ToList();
        Assert.Contains(With(source, shared).Objections, o => o.Sentence.Contains("calibration", StringComparison.Ordinal));
        Assert.Equal(GateOutcome.Pass, With(source with { DataHash = "other" }, shared).Outcome);
    }

    [Fact]
    public void Scores_that_do_not_compare_are_not_judged_together()
    {
        var trials = TrialSets.Normal(400, 3, 1).Select((t, i) => i % 5 == 0 ? t with { ScoreName = "another" } : t).ToList();
        Assert.Equal(GateOutcome.Fail, GateFiles.Judge(GateFiles.Head + "criteria: [{ metric: auc, target: 0.9 }]\n", GateFiles.Evidence(trials)).Outcome);
        Assert.Equal(GateOutcome.Pass, GateFiles.Judge(GateFiles.Head + "criteria: [{ metric: auc, of: llr, target: 0.9 }]\n", GateFiles.Evidence(trials)).Outcome);
    }

    [Fact]
    public void Trials_of_other_splits_questions_and_detectors_do_not_count()
    {
        var trials = TrialSets.Alarms(400, 0, 50, 5).Select(t => t with { Split = "fit" });
        var verdict = GateFiles.Judge(Gate, GateFiles.Evidence(trials));
        Assert.Equal((GateOutcome.InsufficientEvidence, 0, 299), (verdict.Outcome, verdict.Authentic, verdict.Criteria[0].Needed ?? 0));
    }

    [Fact]
    public void Nothing_at_all_is_insufficient_evidence_and_never_a_number()
    {
        var verdict = GateFiles.Judge(GateFiles.Head + "criteria:\n" + string.Concat(MetricCatalog.All.Select(m => $"  - {{ metric: {m.Name}, of: {(m.Needs.HasFlag(MetricNeeds.Llr) ? "llr" : "alarm")}, at: 0.05, target: 0.5 }}\n")), GateFiles.Evidence([]));
        Assert.All(verdict.Criteria, c => Assert.Equal(GateOutcome.InsufficientEvidence, c.Outcome));
        Assert.Equal(MetricCatalog.All.Count, verdict.Criteria.Count);
    }

    [Fact]
    public void Every_slice_must_hold_and_one_that_is_small_is_told()
    {
        var trials = TrialSets.Alarms(2400, 0, 100, 5).Select((t, i) => t with { Columns = new Dictionary<string, string> { ["camera"] = i < 1200 ? "a" : i < 2395 ? "b" : "c" } });
        var sliced = GateFiles.Judge(Gate + "    slice: { each: camera }\n", GateFiles.Evidence(trials));
        Assert.Equal(["camera = a", "camera = b", "camera = c"], sliced.Criteria.Select(c => c.Slice));
        Assert.Equal([GateOutcome.Pass, GateOutcome.Pass, GateOutcome.InsufficientEvidence], sliced.Criteria.Select(c => c.Outcome));
        Assert.Equal(GateOutcome.InsufficientEvidence, sliced.Outcome);
        var skipping = GateFiles.Judge(Gate + "    slice: { each: camera, skipBelow: 200 }\n", GateFiles.Evidence(trials));
        Assert.Equal(GateOutcome.Pass, skipping.Outcome);
        Assert.Contains("camera = c", Assert.Single(skipping.Skipped), StringComparison.Ordinal);
    }

    [Fact]
    public void Holm_gives_the_last_slice_the_whole_level_and_Bonferroni_a_share()
    {
        // 299 cases prove 1 % at 95 %; of two slices at once the first needs 97.5 %, which 368 cases give (scipy.stats.beta.ppf).
        var trials = TrialSets.Alarms(368 + 299, 0, 10, 1).Select((t, i) => t with { Columns = new Dictionary<string, string> { ["light"] = i < 368 ? "day" : "night" } }).ToList();
        var slices = GateFiles.FalseAlarms + "    slice: { each: light }\n";
        Assert.Equal(GateOutcome.Pass, GateFiles.Judge(GateFiles.Head + slices, GateFiles.Evidence(trials)).Outcome);
        Assert.Equal([0.975, 0.95], GateFiles.Judge(GateFiles.Head + slices, GateFiles.Evidence(trials)).Criteria.Select(c => Math.Round(c.Level, 6)));
        Assert.Equal(GateOutcome.InsufficientEvidence, GateFiles.Judge(GateFiles.Head + "multiplicity: bonferroni\n" + slices, GateFiles.Evidence(trials)).Outcome);
    }

    [Fact]
    public void A_slice_that_does_not_exist_passes_nothing() =>
        Assert.Equal(GateOutcome.InsufficientEvidence, GateFiles.Judge(Gate + "    slice: { each: camera }\n", GateFiles.Evidence(TrialSets.Alarms(400, 0, 50, 5))).Outcome);

    [Fact]
    public void An_advisory_criterion_is_judged_and_stops_nothing()
    {
        var verdict = GateFiles.Judge(Gate + "  - { metric: tpr, of: alarm, target: 0.99, severity: advisory }\n", GateFiles.Evidence(TrialSets.Alarms(400, 0, 50, 25)));
        Assert.Equal((GateOutcome.Pass, GateOutcome.Fail), (verdict.Outcome, verdict.Criteria[1].Outcome));
    }

    [Fact]
    public void Failures_and_silence_can_be_gated()
    {
        var trials = TrialSets.Alarms(400, 0, 50, 5).Select((t, i) => i % 4 == 0 ? t with { State = Touchstone.Engine.Findings.FindingState.Failed, Alarm = null } : t);
        var verdict = GateFiles.Judge(GateFiles.Head + "criteria:\n  - { metric: failure-rate, target: 0.01 }\n  - { metric: answer-rate, of: alarm, target: 0.9 }\n", GateFiles.Evidence(trials));
        Assert.All(verdict.Criteria, c => Assert.Equal(GateOutcome.Fail, c.Outcome));
    }

    [Fact]
    public void A_better_metric_needs_its_lower_bound()
    {
        var evidence = GateFiles.Evidence(TrialSets.Normal(400, 2, 3));
        Assert.Equal(GateOutcome.Pass, GateFiles.Judge(GateFiles.Head + "criteria: [{ metric: auc, target: 0.85 }]\n", evidence).Outcome);
        var figure = GateFiles.Judge(GateFiles.Head + "criteria: [{ metric: auc, target: 0.85 }]\n", evidence).Criteria[0].Figure;
        var between = ((figure.Value + figure.Lower) / 2).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var wide = GateFiles.Judge(GateFiles.Head + $"criteria: [{{ metric: auc, target: {between} }}]\n", evidence);
        Assert.Equal(GateOutcome.InsufficientEvidence, wide.Outcome);
        Assert.True(wide.Criteria[0].Needed > 0);
        Assert.Equal(GateOutcome.Fail, GateFiles.Judge(GateFiles.Head + "criteria: [{ metric: auc, target: 0.99 }]\n", evidence).Outcome);
    }

    [Fact]
    public void Subjects_on_both_sides_of_a_promise_fail_the_gate()
    {
        var trials = TrialSets.Normal(200, 3, 1).Concat(TrialSets.Normal(200, 3, 2, "calibrate")).Select((t, i) => i is 0 or 400 ? t with { Cluster = "subject:same" } : t);
        var verdict = GateFiles.Judge(GateFiles.Head + "promise: { falseFlag: 0.1, miss: 0.1, split: calibrate }\n" + GateFiles.FalseAlarms, GateFiles.Evidence(trials));
        Assert.Contains(verdict.Objections, o => o.Outcome == GateOutcome.Fail && o.Sentence.Contains("1 subjects or sources are both", StringComparison.Ordinal));
    }
}
