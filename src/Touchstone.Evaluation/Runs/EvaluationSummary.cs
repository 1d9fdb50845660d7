using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Runs;

/// <summary>A figure of a summary.</summary>
/// <param name="Metric">Name in the catalogue.</param>
/// <param name="Of">What it is taken of.</param>
/// <param name="At">Second argument of the metric, or NaN.</param>
/// <param name="Value">The figure with its 95 % interval.</param>
public sealed record SummaryFigure(string Metric, CaseNumber Of, double At, Estimate Value);

/// <summary>One detector on one question, over all trials or over a slice.</summary>
/// <param name="Question">The question.</param>
/// <param name="DetectorId">The detector, or "fusion".</param>
/// <param name="DetectorVersion">Its version.</param>
/// <param name="Slice">The slice in words; "all".</param>
/// <param name="Authentic">Authentic cases.</param>
/// <param name="Manipulated">Manipulated cases.</param>
/// <param name="NotApplicable">Cases the method does not apply to.</param>
/// <param name="Failed">Cases that failed.</param>
/// <param name="Figures">Figures that are defined.</param>
public sealed record DetectorSummary(
    Question Question, string DetectorId, string DetectorVersion, string Slice, int Authentic, int Manipulated, int NotApplicable, int Failed, IReadOnlyList<SummaryFigure> Figures);

/// <summary>What a run says about each detector.</summary>
public static class EvaluationSummary
{
    // A column with more values is no slice but a name.
    private const int MostValues = 12;
    private const int FewestInSlice = 10;
    private const int SliceDraws = 300;

    /// <summary>Every detector on every question, over all trials.</summary>
    public static IReadOnlyList<DetectorSummary> Whole(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return [.. ByDetector(trials).Select(g => Of(g, "all", 1000))];
    }

    /// <summary>Every detector on the slices of every column that has few values: splits, and what the manifest or the media tell.</summary>
    public static IReadOnlyList<DetectorSummary> Slices(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var result = new List<DetectorSummary>();
        foreach (var detector in ByDetector(trials))
        {
            var columns = detector.SelectMany(t => t.Columns.Keys).Distinct().Order(StringComparer.Ordinal);
            IEnumerable<(string Name, Func<Trial, string?> Value)> cuts = [("split", t => t.Split.Length > 0 ? t.Split : null), .. columns.Select(c => (c, (Func<Trial, string?>)(t => t.Columns.GetValueOrDefault(c))))];
            foreach (var (name, value) in cuts)
            {
                var parts = detector.Where(t => value(t) is not null).GroupBy(t => value(t)!, StringComparer.Ordinal).ToList();
                if (parts.Count is < 2 or > MostValues) continue;
                result.AddRange(parts.Where(p => p.Count() >= FewestInSlice).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Of([.. p], $"{name} = {p.Key}", SliceDraws)));
            }
        }
        return result;
    }

    private static IEnumerable<IReadOnlyList<Trial>> ByDetector(IReadOnlyList<Trial> trials) =>
        trials.GroupBy(t => (t.Question, t.DetectorId, t.DetectorVersion)).OrderBy(g => g.Key.Question).ThenBy(g => g.Key.DetectorId == Trial.Fusion).ThenBy(g => g.Key.DetectorId, StringComparer.Ordinal).Select(g => (IReadOnlyList<Trial>)[.. g]);

    private static DetectorSummary Of(IReadOnlyList<Trial> trials, string slice, int draws)
    {
        var terms = new MetricTerms { Draws = draws, At = 0.05, Threshold = 0.5 };
        (string Metric, CaseNumber Of, double At, CaseSet Cases)[] wanted =
        [
            ("answer-rate", CaseNumber.Score, double.NaN, CaseSet.Of(trials, t => t.State == FindingState.Measured ? 1 : null)),
            .. Of(CaseNumber.Score, trials, t => t.Score, ("auc", double.NaN), ("eer", double.NaN), ("tpr@fpr", 0.05)),
            .. Of(CaseNumber.Llr, trials, t => t.Llr, ("cllr", double.NaN), ("cllr-min", double.NaN)),
            .. Of(CaseNumber.Alarm, trials, t => t.Alarm is { } alarm ? alarm ? 1 : 0 : null, ("fpr", double.NaN), ("tpr", double.NaN)),
        ];
        var figures = wanted.AsParallel().AsOrdered().Select(w => new SummaryFigure(w.Metric, w.Of, w.At, MetricCatalog.Find(w.Metric)!.Measure(w.Cases, terms))).Where(f => f.Value.N > 0).ToList();
        var first = trials[0];
        var manipulated = trials.Count(t => t.Manipulated);
        return new DetectorSummary(first.Question, first.DetectorId, first.DetectorVersion, slice, trials.Count - manipulated, manipulated,
            trials.Count(t => t.State == FindingState.NotApplicable), trials.Count(t => t.State == FindingState.Failed), figures);
    }

    private static IEnumerable<(string, CaseNumber, double, CaseSet)> Of(CaseNumber of, IReadOnlyList<Trial> trials, Func<Trial, double?> number, params (string Metric, double At)[] metrics)
    {
        var cases = CaseSet.Of(trials, number);
        return cases.Scores.All(double.IsNaN) ? [] : metrics.Select(m => (m.Metric, of, m.At, cases));
    }
}
