using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.Calibrating;

public sealed class CalibratorFitTests
{
    private static readonly FitTerms Terms = new() { Draws = 100 };

    private static string CodeOf(IReadOnlyList<Trial> trials, FitTerms? terms = null) =>
        Assert.Throws<CalibrationException>(() => CalibratorFit.Fit(trials, terms ?? Terms, out _)).Code;

    [Fact]
    public void A_fit_is_monotone_bounded_and_encloses_the_true_likelihood_ratio()
    {
        var fitted = CalibratorFit.Fit(Studies.Trials(300, 2, 7), Terms, out var heldOut);
        Assert.Equal(CurveKind.Logistic, fitted.Kind);
        Assert.Empty(CurveRules.Errors(fitted.Calibrator));
        Assert.All(fitted.Calibrator.Knots, k => Assert.InRange(k.Llr, fitted.Lowest, fitted.Highest));
        Assert.InRange(fitted.Highest, 1, Math.Log(301));
        Assert.All(heldOut.Values, l => Assert.InRange(l, fitted.Lowest, fitted.Highest));
        Assert.Equal(600, heldOut.Count);
        for (var s = 0.0; s <= 2; s += 0.2)
        {
            var llr = fitted.Calibrator.Apply(s)!.Value;
            Assert.InRange(2 * s - 2, llr.Lower - 0.05, llr.Upper + 0.05);
        }
        // The theory's Cllr of N(0,1) against N(2,1) is 0.514 (see CurveTests).
        Assert.Equal(0.514, fitted.HeldOutCllr["logistic"], 0.07);
    }

    [Fact]
    public void The_same_trials_give_the_same_calibrator()
    {
        var (one, other) = (CalibratorFit.Fit(Studies.Trials(60, 2, 7), Terms, out _), CalibratorFit.Fit(Studies.Trials(60, 2, 7), Terms, out _));
        Assert.Equal(one.Calibrator.Id, other.Calibrator.Id);
        Assert.Equal(one.Calibrator.Knots, other.Calibrator.Knots);
        Assert.Matches("^JpegGhost-[a-z]+@[0-9a-f]{12}$", one.Calibrator.Id);
        Assert.NotEqual(one.Calibrator.Id, CalibratorFit.Fit(Studies.Trials(60, 2, 8), Terms, out _).Calibrator.Id);
    }

    [Fact]
    public void A_curve_that_no_line_fits_is_fitted_freely()
    {
        // The exponential of three times a Gaussian score: LLR = 2/3 ln s − 2, steep at the left and flat at the right.
        Trial[] trials = [.. Studies.Trials(600, 2, 3).Select(t => t with { Score = Math.Exp(3 * t.Score!.Value) })];
        var fitted = CalibratorFit.Fit(trials, Terms, out _);
        Assert.NotEqual(CurveKind.Logistic, fitted.Kind);
        Assert.All(new[] { 0.0, 0.5, 1, 1.5, 2 }, z => Assert.Equal(2 * z - 2, fitted.Calibrator.Apply(Math.Exp(3 * z))!.Value.Value, 0.6));
    }

    [Fact]
    public void Few_cases_carry_a_warning_and_wide_intervals()
    {
        var (few, many) = (CalibratorFit.Fit(Studies.Trials(30, 2, 7), Terms, out _), CalibratorFit.Fit(Studies.Trials(1000, 2, 7), Terms, out _));
        double Width(FittedCalibrator f) => Enumerable.Range(0, 9).Average(i => f.Calibrator.Apply(0.25 * i)!.Value is var l ? l.Upper - l.Lower : 0);
        Assert.True(Width(few) > 1.5 * Width(many), $"{Width(few)} against {Width(many)}");
        Assert.Single(few.Warnings);
        Assert.Empty(many.Warnings);
        Assert.True(few.Highest < many.Highest);
    }

    [Fact]
    public void Scores_without_a_signal_give_likelihood_ratios_of_one()
    {
        var fitted = CalibratorFit.Fit(Studies.Trials(400, 0, 12), Terms, out _);
        Assert.All(fitted.Calibrator.Knots, k => Assert.InRange(k.Llr, -0.35, 0.35));
    }

    [Fact]
    public void What_cannot_be_calibrated_is_refused_with_its_reason()
    {
        var good = Studies.Trials(100, 2, 7);
        Assert.Equal(Codes.CalibrationUnanswered, CodeOf([]));
        Assert.Equal(Codes.CalibrationUnanswered, CodeOf([.. good.Select(t => t with { State = FindingState.NotApplicable, Score = null, ScoreName = null })]));
        Assert.Equal(Codes.CalibrationDescriptive, CodeOf([.. good.Select(t => t with { Score = null })]));
        Assert.Equal(Codes.CalibrationMixed, CodeOf([.. good, good[0] with { DetectorVersion = "2.0" }]));
        Assert.Equal(Codes.CalibrationOneClass, CodeOf([.. good.Where(t => t.Manipulated)]));
        Assert.Equal(Codes.CalibrationTooFew, CodeOf([.. good.Take(110)]));
        Assert.Equal(Codes.CalibrationTooFew, CodeOf([.. good.Select((t, i) => t with { Cluster = $"c{i % 9}" })]));
        Assert.Equal(Codes.CalibrationTooFew, CodeOf(good, Terms with { Kinds = [CurveKind.Isotonic] }));
        Assert.Equal(Codes.CalibrationWrongWay, CodeOf([.. good.Select(t => t with { Score = -t.Score })]));
        Assert.Equal(Codes.CalibrationUnanswered, CodeOf([.. good.Select(t => t with { Score = double.NegativeInfinity })]));
    }

    [Fact]
    public void The_commonest_main_score_is_fitted_and_the_others_stay_uncalibrated()
    {
        Trial[] trials = [.. Studies.Trials(100, 2, 7), .. Studies.Trials(30, 2, 8).Select((t, i) => t with { Path = $"o{i}", ScoreName = "other" })];
        var fitted = CalibratorFit.Fit(trials, Terms, out var heldOut);
        Assert.Equal(("share", 60, 200), (fitted.Calibrator.ScoreName, fitted.Counts.Silent, heldOut.Count));
        Assert.Contains(fitted.Warnings, w => w.Contains("60 files", StringComparison.Ordinal) && w.Contains("other", StringComparison.Ordinal));
    }

    [Fact]
    public void Abstentions_are_left_out_and_infinite_scores_drawn_in()
    {
        var good = Studies.Trials(100, 2, 7);
        var fitted = CalibratorFit.Fit([.. good, Studies.Trial(900, true, null), Studies.Trial(901, true, double.PositiveInfinity)], Terms, out var heldOut);
        Assert.Equal(new FitCounts(100, 101, 100, 101, 1), fitted.Counts);
        Assert.DoesNotContain("fit/900.jpg", heldOut.Keys);
        Assert.Equal(good.Max(t => t.Score)!.Value, fitted.Calibrator.Knots[^1].Score);
    }
}
