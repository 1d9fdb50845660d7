using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Fits the calibration curve of one detector.</summary>
public static class CalibratorFit
{
    /// <summary>
    /// Fits every shape by cross-validation over clusters, takes the stiffest one whose held-out Cllr is within one standard error of the
    /// best (Hastie, Tibshirani &amp; Friedman 2009, section 7.10), fits it to all cases and cuts it off at what the held-out likelihood
    /// ratios carry. Cases without an answer are left out: silence is no evidence unless a fusion says otherwise.
    /// Where trials differ in the name of the main score, the commonest is fitted and the others count as silent.
    /// </summary>
    /// <param name="trials">Trials of one detector in one version, all of the split to be fitted.</param>
    /// <param name="terms">How.</param>
    /// <param name="heldOut">Natural-log likelihood ratio of each answered trial by path, from fits that have not seen its cluster, within the bounds.</param>
    /// <exception cref="CalibrationException">The trials cannot be calibrated; the code and message say why.</exception>
    public static FittedCalibrator Fit(IReadOnlyList<Trial> trials, FitTerms terms, out IReadOnlyDictionary<string, double> heldOut)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(terms);
        var answered = FitCases.Answered(trials, terms);
        var (cases, counts) = (FitCases.Of(answered), FitCases.Count(answered, trials.Count - answered.Count));
        FitCases.RequireRightWay(cases, answered[0].DetectorId, terms);
        var folds = CrossValidation.Folds(cases, Math.Min(terms.Folds, Math.Min(counts.AuthenticClusters, counts.ManipulatedClusters)), terms.Seed);
        var predictions = Kinds(counts, terms).ToDictionary(k => k, k => CrossValidation.HeldOut(k, cases, folds));
        var kind = Choose(cases, predictions);
        var bounds = EvidenceBounds.Of(cases with { Scores = predictions[kind] });
        var all = new Curve.Sample(cases, [.. cases.Scores.Select(_ => 1.0)]);
        var curve = Curve.Fit(kind, all);
        var knots = CurveInterval.Knots(curve, cases, bounds, terms);
        heldOut = answered.Select((t, i) => (t.Path, Llr: bounds.Cut(predictions[kind][i]))).GroupBy(p => p.Path).ToDictionary(g => g.Key, g => g.First().Llr);
        var first = answered[0];
        return new FittedCalibrator(
            Identify(new Calibrator { Id = "", DetectorId = first.DetectorId, DetectorVersion = first.DetectorVersion, ScoreName = first.ScoreName!, Knots = knots }, kind),
            first.Question, kind, curve.Parameters, counts, bounds.Lowest, bounds.Highest,
            predictions.ToDictionary(p => Name(p.Key), p => Curve.Cost(all, p.Value)), [.. Warnings(counts, bounds, terms), .. OtherScores(trials, first)], null);
    }

    /// <summary>The same calibrator under the name that its content gives it.</summary>
    internal static Calibrator Identify(Calibrator calibrator, CurveKind kind) =>
        calibrator with { Id = $"{calibrator.DetectorId}-{Name(kind)}@{CanonicalJson.Hash(calibrator with { Id = "" })[..12]}" };

    internal static string Name(CurveKind kind) => kind switch
    {
        CurveKind.Temperature => "temperature",
        CurveKind.Logistic => "logistic",
        CurveKind.BiGaussian => "bigaussian",
        CurveKind.Isotonic => "isotonic",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static CurveKind[] Kinds(FitCounts counts, FitTerms terms)
    {
        var few = Math.Min(counts.Authentic, counts.Manipulated) < terms.EnoughCases;
        CurveKind[] kinds = [.. terms.Kinds.Distinct().Order().Where(k => k != CurveKind.Isotonic || !few)];
        return kinds.Length > 0 ? kinds : throw new CalibrationException(Codes.CalibrationTooFew,
            $"A free (isotonic) curve needs {terms.EnoughCases} answered cases of each class; there are {counts.Authentic} authentic and {counts.Manipulated} manipulated ones. Let a stiffer shape be fitted.");
    }

    private static CurveKind Choose(CaseSet cases, Dictionary<CurveKind, double[]> predictions)
    {
        var all = new Curve.Sample(cases, [.. cases.Scores.Select(_ => 1.0)]);
        var best = predictions.MinBy(p => Curve.Cost(all, p.Value)).Key;
        return predictions.Keys.Order().First(kind => kind == best || CrossValidation.Compare(cases, predictions[kind], predictions[best]) is var (difference, error) && difference <= error);
    }

    private static IEnumerable<string> OtherScores(IReadOnlyList<Trial> trials, Trial like)
    {
        var others = trials.Where(t => t.Score is not null && t.ScoreName != like.ScoreName).Select(t => t.ScoreName!).ToList();
        if (others.Count > 0)
            yield return $"On {others.Count} files the main score is another one ({string.Join(", ", others.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}); there it stays uncalibrated.";
    }

    private static IEnumerable<string> Warnings(FitCounts counts, EvidenceBounds bounds, FitTerms terms)
    {
        if (Math.Min(counts.Authentic, counts.Manipulated) < terms.EnoughCases)
            yield return $"Fitted to {counts.Authentic} authentic and {counts.Manipulated} manipulated cases, fewer than {terms.EnoughCases} of each: its intervals are wide.";
        if (bounds is { Lowest: 0, Highest: 0 })
            yield return "The held-out likelihood ratios are no better than no evidence: every likelihood ratio is 1.";
    }
}
