using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Perturbations;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Tests.Evaluation.Perturbations;

public sealed class VerdictStabilityTests
{
    private static Trial Trial(bool? alarm = null, double? llr = null, bool answered = true, string detector = "d") => new()
    {
        Path = "a", Sha256 = "", Manipulated = true, Cluster = "a", Split = "test", Question = Question.LocallyEdited, DetectorId = detector, DetectorVersion = "1",
        State = answered ? FindingState.Measured : FindingState.NotApplicable, Code = "", Alarm = alarm, Llr = llr,
    };

    private static FlipRate Rate(Flip flip, params (Trial, Trial)[] pairs) =>
        VerdictStability.Of([.. pairs.Select(p => ("jpeg-q75", p.Item1, p.Item2))]).Single(r => r.Flip == flip);

    [Fact]
    public void A_lost_alarm_counts_among_the_alarms_that_were_measured_again()
    {
        var rate = Rate(Flip.AlarmLost, (Trial(true), Trial(false)), (Trial(true), Trial(true)), (Trial(false), Trial(false)), (Trial(true), Trial(answered: false))).Rate;
        Assert.Equal((0.5, 2), (rate.Value, rate.N));
        // Clopper–Pearson of 1 in 2: 1 − √0.975 and √0.975.
        Assert.Equal(1 - Math.Sqrt(0.975), rate.Lower, 6);
        Assert.Equal(Math.Sqrt(0.975), rate.Upper, 6);
    }

    [Fact]
    public void An_answer_lost_is_no_alarm_lost() =>
        Assert.Multiple(
            () => Assert.Equal(1, Rate(Flip.AnswerLost, (Trial(true), Trial(answered: false))).Rate.Value),
            () => Assert.Equal(0, Rate(Flip.AlarmLost, (Trial(true), Trial(answered: false))).Rate.N),
            () => Assert.Equal(1, Rate(Flip.AnswerGained, (Trial(answered: false), Trial(true))).Rate.Value));

    [Fact]
    public void A_sign_that_changes_within_no_support_is_no_flip() =>
        Assert.Multiple(
            () => Assert.Equal(0, Rate(Flip.SignChanged, (Trial(llr: 0.1), Trial(llr: -0.1))).Rate.Value),
            () => Assert.Equal(1, Rate(Flip.SignChanged, (Trial(llr: 1.5), Trial(llr: -0.1))).Rate.Value),
            () => Assert.Equal(0, Rate(Flip.BandChanged, (Trial(llr: 0.1), Trial(llr: -0.1))).Rate.Value),
            () => Assert.Equal(1, Rate(Flip.BandChanged, (Trial(llr: 1.5), Trial(llr: -1.5))).Rate.Value),
            () => Assert.Equal(1, Rate(Flip.BandChanged, (Trial(llr: 1.5), Trial(llr: 3))).Rate.Value));

    [Fact]
    public void Rates_are_taken_per_perturbation_and_detector_in_a_fixed_order()
    {
        var rates = VerdictStability.Of([("b", Trial(true), Trial(true)), ("a", Trial(true, detector: "y"), Trial(true, detector: "y")), ("a", Trial(true, detector: "x"), Trial(true, detector: "x"))]);
        Assert.Equal(["a/x", "a/y", "b/d"], rates.Select(r => $"{r.Perturbation}/{r.DetectorId}").Distinct());
        Assert.Equal(3 * Enum.GetValues<Flip>().Length, rates.Count);
    }

    [Fact]
    public void Two_detectors_are_not_compared() =>
        Assert.Throws<ArgumentException>(() => VerdictStability.Of([("a", Trial(true), Trial(true, detector: "other"))]));

    [Fact]
    public void Nothing_is_no_rate() => Assert.Empty(VerdictStability.Of([]));
}
