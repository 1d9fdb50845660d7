using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Fits everything that one split allows: a calibrator for each detector, a fusion for each question, and what each is worth on another split.</summary>
public static class CalibrationFit
{
    private static readonly string[] OfEvidence = ["cllr", "cllr-min", "ece"];

    /// <summary>Fits; what cannot be fitted is listed with its reason, and the rest goes on.</summary>
    /// <param name="source">Where the trials come from.</param>
    /// <param name="trials">All trials; those of the split to be fitted and those of the split to be checked on are picked out.</param>
    /// <param name="terms">How.</param>
    /// <param name="routing">What routing shall promise, tested on the split to be checked on; null for no promises.</param>
    /// <param name="progress">Told which detector or question is next.</param>
    /// <param name="cancel">Looked at between detectors.</param>
    public static CalibrationDocument Fit(CalibrationSource source, IReadOnlyList<Trial> trials, FitTerms terms, RoutingTerms? routing, Action<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(progress);
        if (source.Split == source.CheckSplit) throw new ArgumentException("Nothing is checked on the split it is fitted to.", nameof(source));
        var own = trials.Where(t => t.Split == source.Split && t.DetectorId != Trial.Fusion).ToLookup(t => (t.Question, t.DetectorId));
        var other = trials.Where(t => t.Split == source.CheckSplit && t.DetectorId != Trial.Fusion).ToLookup(t => (t.Question, t.DetectorId));
        var (calibrators, fusions, refusals) = (new List<FittedCalibrator>(), new List<FittedFusion>(), new List<Refusal>());
        foreach (var question in own.GroupBy(g => g.Key.Question).OrderBy(g => g.Key))
        {
            var heldOut = new Dictionary<string, IReadOnlyDictionary<string, double>>();
            foreach (var detector in question.OrderBy(g => g.Key.DetectorId, StringComparer.Ordinal))
            {
                cancel.ThrowIfCancellationRequested();
                progress(detector.Key.DetectorId);
                Try(refusals, question.Key, detector.Key.DetectorId, () =>
                {
                    var fitted = CalibratorFit.Fit([.. detector], terms, out var llr);
                    calibrators.Add(fitted with { Check = Check(source.CheckSplit, [.. other[detector.Key]], fitted.Calibrator, terms) });
                    heldOut[detector.Key.DetectorId] = llr;
                });
            }
            if (heldOut.Count < 2) continue;
            progress($"fusion on {question.Key}");
            Try(refusals, question.Key, Trial.Fusion, () =>
            {
                var fitted = FusionFit.Fit(question.Key, [.. question.SelectMany(g => g)], heldOut, terms);
                fusions.Add(fitted with { Check = Check(source.CheckSplit, null, FusedEvidence.Of([.. other.Where(g => g.Key.Question == question.Key).SelectMany(g => g)], new Calibration([.. calibrators.Select(c => c.Calibrator)], [fitted.Model])).Cases, terms) });
            });
        }
        var document = new CalibrationDocument
        {
            Source = source, Terms = terms, Calibrators = calibrators, Fusions = fusions, Refused = refusals, Hash = "", Routing = routing, Promises = [],
        };
        if (routing is not null)
            document = document with { Promises = [.. calibrators.Select(c => c.Question).Distinct().Order().Select(q => Promise(document, q, [.. other.Where(g => g.Key.Question == q).SelectMany(g => g)], routing))] };
        return CalibrationFile.Identify(document);
    }

    private static Promise Promise(CalibrationDocument document, Question question, IReadOnlyList<Trial> trials, RoutingTerms terms)
    {
        var evidence = FusedEvidence.Of(trials, document.ToCalibration());
        var routing = LearnThenTest.Choose(evidence.Lower, evidence.Upper, terms);
        return new Promise(question, routing.FlagFrom, routing.ClearUpTo, false, terms.FalseFlagRate, terms.MissRate, terms.Risk,
            document.Source.DataHash, document.Source.CheckSplit, routing.Authentic, routing.Manipulated);
    }

    private static void Try(List<Refusal> refusals, Question question, string id, Action fit)
    {
        try
        {
            fit();
        }
        catch (CalibrationException e)
        {
            refusals.Add(new Refusal(question, id, e.Code, e.Message));
        }
    }

    private static FitCheck? Check(string split, IReadOnlyList<Trial> trials, Calibrator calibrator, FitTerms terms)
    {
        Trial[] own = [.. trials.Where(t => t.DetectorVersion == calibrator.DetectorVersion && t.ScoreName == calibrator.ScoreName)];
        return Check(split, CaseSet.Of(own, t => t.Score), CaseSet.Of(own, t => t.Score is { } s ? calibrator.Apply(s)?.Value : null), terms);
    }

    private static FitCheck? Check(string split, CaseSet? before, CaseSet after, FitTerms terms)
    {
        bool Has(bool manipulated) => Enumerable.Range(0, after.Count).Any(i => after.Manipulated[i] == manipulated && !double.IsNaN(after.Scores[i]));
        if (!Has(true) || !Has(false)) return null;
        var asked = new MetricTerms { Seed = terms.Seed };
        var metrics = new Dictionary<string, Estimate>();
        foreach (var name in OfEvidence)
            if (MetricCatalog.Find(name) is { } metric) metrics[name] = metric.Measure(after, asked);
        if (before is not null && MetricCatalog.Find("cllr-min") is { } order) metrics["cllr-min-before"] = order.Measure(before, asked);
        return new FitCheck(split, metrics);
    }
}
