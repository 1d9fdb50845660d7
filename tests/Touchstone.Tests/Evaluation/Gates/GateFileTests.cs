using Touchstone.Evaluation.Gates;
using Touchstone.Workbench;

namespace Touchstone.Tests.Evaluation.Gates;

public sealed class GateFileTests
{
    [Fact]
    public void A_gate_reads_with_its_defaults_and_the_hash_of_its_bytes()
    {
        var gate = GateFiles.Read(GateFiles.Head + GateFiles.FalseAlarms);
        Assert.Equal(("copied-images", 1, "CopyMove", "test"), (gate.Name, gate.Version, gate.Detector, gate.Split));
        Assert.Equal(new DateOnly(2027, 6, 30), gate.Expires);
        Assert.True(gate.LeakCheckRequired);
        var criterion = Assert.Single(gate.Criteria);
        Assert.Equal((true, 0.95, CaseNumber.Alarm, 0.5), (criterion.IsUpper, criterion.Confidence, criterion.Of, criterion.Threshold));
        Assert.NotEqual(gate.ContentHash, GateFiles.Read(GateFiles.Head + GateFiles.FalseAlarms + "\n").ContentHash);
    }

    [Fact]
    public void Everything_a_gate_can_say_is_read()
    {
        var gate = GateFiles.Read(GateFiles.Head +
            """
            description: Copies within photographs.
            policy: default
            data: [made, other]
            minimum: { authentic: 59, manipulated: 60 }
            leakCheck: advisory
            promise: { falseFlag: 0.02, miss: 0.1, risk: 0.1, split: calibrate }
            costs: { miss: 20, falseAlarm: 5, prior: 0.1 }
            multiplicity: bonferroni
            seed: 7
            draws: 200
            criteria:
              - metric: tpr@fpr
                at: 0.05
                bound: lower
                target: 0.5
                confidence: 0.9
                minimum: 30
                severity: advisory
                slice: { where: { light: low }, each: [camera, format], skipBelow: 10 }
              - { metric: fpr, of: llr, threshold: promise-flag, target: 0.02 }
              - { metric: cllr, of: llr, target: 0.9 }
            """);
        Assert.Equal((59, 60, false), (gate.MinimumAuthentic, gate.MinimumManipulated, gate.LeakCheckRequired));
        Assert.Equal(PolicyFile.Default.ContentHash, gate.PolicyHash);
        Assert.Equal(new PromiseTerms(0.02, 0.1, 0.1, "calibrate"), gate.Promise);
        Assert.Equal((Correction.Bonferroni, 7ul, 200), (gate.Correction, gate.Seed, gate.Draws));
        Assert.Equal("light = low, each camera × format", gate.Criteria[0].Slices.Name);
        Assert.Equal(ThresholdSource.PromiseFlag, gate.Criteria[1].ThresholdSource);
    }

    [Fact]
    public void All_errors_are_told_together_each_with_its_line()
    {
        var refused = Assert.Throws<GateException>(() => GateFiles.Read(
            """
            gate: x
            version: 0
            question: copied
            detector: AudioSplice
            expires: soon
            colour: red
            policy: abc
            promise: { falseFlag: 2, miss: 0.1, split: calibrate }
            criteria:
              - { metric: unheard-of, target: 1 }
              - { metric: fpr, target: 0.1 }
              - { metric: auc, bound: upper, target: 0.1 }
              - { metric: tpr@fpr, target: much, slize: all }
              - { metric: cllr, target: 0.5 }
              - { metric: fpr, of: score, threshold: promise-flag, target: 0.1 }
            """));
        string[] expected =
        [
            "line 2: version", "detector: must be", "owner: is missing", "line 5: expires", "line 6: colour: is unknown", "policy: must be", "promise.falseFlag: must be",
            "criteria[1].metric: there is no metric", "criteria[2].threshold: fpr needs one", "criteria[3].bound", "criteria[4].at: tpr@fpr needs one", "criteria[4].target: must be a number", "criteria[4].slize: is unknown",
            "criteria[5].of: cllr", "criteria[6].threshold: promise-flag is a likelihood ratio",
        ];
        Assert.All(expected, e => Assert.Contains(e, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a list")]
    [InlineData("gate: [")]
    [InlineData("gate: a\ngate: b\n")]
    [InlineData("gate: &x [*x]\n")]
    public void What_is_no_gate_is_refused(string yaml) => Assert.Throws<GateException>(() => GateFiles.Read(yaml));

    [Fact]
    public void A_gate_that_stops_nothing_is_refused() =>
        Assert.Contains("none is blocking", Assert.Throws<GateException>(() => GateFiles.Read(GateFiles.Head + GateFiles.FalseAlarms + "    severity: advisory\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Thresholds_may_not_be_chosen_on_what_is_judged() =>
        Assert.Contains("the one that is judged", Assert.Throws<GateException>(() => GateFiles.Read(GateFiles.Head + "promise: { falseFlag: 0.1, miss: 0.1, split: test }\n" + GateFiles.FalseAlarms)).Message, StringComparison.Ordinal);
}
