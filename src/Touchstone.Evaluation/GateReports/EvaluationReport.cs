using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Plots;
using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.GateReports;

/// <summary>The report of a run: every detector on every question with its intervals, by slice, and what may not be believed of it.</summary>
public static class EvaluationReport
{
    /// <summary>Writes report.html, report.md and plots/; the same bytes for the same record and trials.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="record">The record.</param>
    /// <param name="trials">Its trials.</param>
    public static void Write(string folder, RunRecord record, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(trials);
        ReportWriter.Write(folder, "report", $"Evaluation: {record.DataName}", [.. Blocks(record, trials)]);
    }

    /// <summary>A detector's figures in one line, for a terminal.</summary>
    public static string Line(DetectorSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var figures = summary.Figures.Where(f => f.Metric is "auc" or "eer" or "cllr" or "fpr" or "tpr").Select(f => $"{Short(f)} {Numbers.Of(f.Value)}");
        return $"{summary.Question,-14} {summary.DetectorId,-20} {summary.Authentic:N0} authentic, {summary.Manipulated:N0} manipulated{(summary.Failed > 0 ? $", {summary.Failed:N0} failed" : "")}  {string.Join("  ", figures)}";
    }

    private static IEnumerable<ReportBlock> Blocks(RunRecord record, IReadOnlyList<Trial> trials)
    {
        yield return new TextBlock($"{record.Files:N0} files of known truth, {trials.Count:N0} trials. Intervals are 95 %; they draw people, sessions or sources, never single files of one source. A figure without cases of both classes is not shown.");
        yield return new PairsBlock("The data", [
            ("Data set", record.DataName), ("Manifest, SHA-256", record.DataHash), ("Trials, SHA-256", record.TrialsHash), ("Engine", record.EngineVersion),
            ("Calibration", record.Calibration.Count == 0 ? "none: scores are measurements and support nothing by themselves" : string.Join(", ", record.Calibration)),
            ("Credentials validated as of", record.At.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture)),
            ("Left out", record.Unlabelled == 0 ? "nothing" : $"{record.Unlabelled:N0} entries that say nothing on these questions")]);
        foreach (var block in Leaks(record)) yield return block;
        yield return new HeadingBlock(2, "Detectors");
        yield return Table("Over all trials", [.. record.Summary.Where(HasBoth)], false);
        yield return new TextBlock("Answered: share of files the method could say something about. Own FPR and own TPR: share of authentic and of manipulated files at which the method's own threshold is passed or the file contradicts itself. TPR at 5 %: over all thresholds, at a false-positive rate of 5 %.", true);
        var oneSided = record.Summary.Where(s => !HasBoth(s)).ToList();
        if (oneSided.Count > 0) yield return Table("Without cases of both classes", oneSided, false) with { IsFolded = true };
        foreach (var question in record.Summary.GroupBy(s => s.Question))
        {
            yield return new HeadingBlock(2, Sentences.Heading(question.Key));
            if (Plots(question, trials) is { Plots.Count: > 0 } plots) yield return plots;
            var slices = record.Slices.Where(s => s.Question == question.Key).ToList();
            foreach (var detector in slices.GroupBy(s => s.DetectorId)) yield return Table($"{detector.Key} by slice", [.. detector], true) with { IsFolded = true };
        }
        foreach (var block in Stability(record)) yield return block;
        if (record.Problems.Count == 0) yield break;
        yield return new HeadingBlock(2, "Files that gave no trial");
        yield return new TableBlock($"{record.Problems.Count:N0} files", ["Path", "Why", "Code"], [.. record.Problems.Take(200).Select(p => (IReadOnlyList<string>)[p.Path, p.Text, p.Code])]);
    }

    private static bool HasBoth(DetectorSummary summary) => summary.Authentic > 0 && summary.Manipulated > 0;

    private static IEnumerable<ReportBlock> Leaks(RunRecord record)
    {
        yield return new HeadingBlock(2, "Can these figures be believed?");
        if (record.Leaks.Count == 0)
        {
            yield return new TextBlock("The leak check was not run: duplicates, shared subjects and shortcuts of format or size may be behind any of these figures. No gate that requires it passes on them.");
            yield break;
        }
        // Questions of the same files share their leaks; each is told once.
        foreach (var group in record.Leaks.OrderBy(l => l.Key).GroupBy(l => string.Join('\n', l.Value.Sentences) + l.Value.Blocks))
        {
            var leaks = group.First().Value;
            var questions = string.Join(" ", group.Select(l => Sentences.Heading(l.Key)));
            yield return new TextBlock($"{questions} {(leaks.Blocks ? "The leak check blocks these data: no gate passes on them." : leaks.Sentences.Count == 0 ? "The leak check found nothing." : "The leak check found nothing that blocks.")}");
            if (leaks.Sentences.Count > 0) yield return new ListBlock(leaks.Sentences);
        }
    }

    private static IEnumerable<ReportBlock> Stability(RunRecord record)
    {
        yield return new HeadingBlock(2, "Verdict stability");
        if (record.Stability.Count == 0)
        {
            yield return new TextBlock("Not measured in this run.");
            yield break;
        }
        yield return new TextBlock("How often a finding changes its side when a file is processed in a way that leaves what it shows alone: re-encoded, resized, sent through a messenger.");
        yield return new TableBlock("Under harmless processing", ["Detector", "Question", "Processing", "#Compared", "#Flipped", "#Share flipped", "#Answers lost"],
        [
            .. record.Stability.GroupBy(s => (s.Question, s.DetectorId, s.Perturbation)).OrderBy(g => g.Key.Question).ThenBy(g => g.Key.DetectorId, StringComparer.Ordinal).ThenBy(g => g.Key.Perturbation, StringComparer.Ordinal)
                .Select(g => (IReadOnlyList<string>)
                [
                    g.Key.DetectorId, Sentences.Heading(g.Key.Question), g.Key.Perturbation, Numbers.Count(g.Count(s => s.Flipped is not null)), Numbers.Count(g.Count(s => s.Flipped == true)),
                    Share(g.Select(s => s.Flipped)), Share(g.Select(s => s.AnswerLost)),
                ]),
        ]);
        yield return new TextBlock("A flip is an alarm that came or went, or a supported likelihood ratio that changed its sign. Intervals take processed files as independent.", true);
    }

    private static string Share(IEnumerable<bool?> events)
    {
        var counted = events.OfType<bool>().ToList();
        return Numbers.Of(Estimates.Rate.Of(counted.Count(e => e), counted.Count));
    }

    private static PlotsBlock? Plots(IEnumerable<DetectorSummary> detectors, IReadOnlyList<Trial> trials)
    {
        var plots = new List<PlotFile>();
        var curves = new List<PlotCurve>();
        foreach (var summary in detectors)
        {
            var own = trials.Where(t => t.Question == summary.Question && t.DetectorId == summary.DetectorId && t.DetectorVersion == summary.DetectorVersion).ToList();
            var tally = ScoreTally.Of(CaseSet.Of(own, t => t.Score));
            if (tally.Total == 0) continue;
            curves.Add(new PlotCurve(summary.DetectorId, tally));
            var unit = own.Select(t => t.ScoreName).OfType<string>().First();
            var stem = $"{summary.Question}-{summary.DetectorId}".ToLowerInvariant();
            plots.Add(new PlotFile($"{stem}-scores", $"{summary.DetectorId}: {unit} of authentic and manipulated files, turned so that higher supports manipulation.", ScorePlots.Histogram(tally, unit, double.NaN)));
            var evidence = ScoreTally.Of(CaseSet.Of(own, t => t.Llr));
            if (!evidence.HasBoth) continue;
            plots.Add(new PlotFile($"{stem}-tippett", $"{summary.DetectorId}: how far likelihood ratios of the two classes lie apart.", EvidencePlots.Tippett(evidence)));
            plots.Add(new PlotFile($"{stem}-ece", $"{summary.DetectorId}: information still missing after the evidence, over prior odds.", EvidencePlots.CrossEntropy(evidence)));
        }
        var name = detectors.First().Question.ToString().ToLowerInvariant();
        if (curves.Any(c => c.Tally.HasBoth))
            plots.InsertRange(0, [
                new PlotFile($"{name}-roc", "ROC: manipulated files found against authentic files called manipulated, over all thresholds.", ScorePlots.Roc(curves)),
                new PlotFile($"{name}-det", "DET: misses against false alarms; nearer to the lower left is better.", ScorePlots.Det(curves))]);
        return plots.Count == 0 ? null : new PlotsBlock(plots);
    }

    private static TableBlock Table(string caption, IReadOnlyList<DetectorSummary> rows, bool slices)
    {
        (string Metric, CaseNumber Of)[] all = [("answer-rate", CaseNumber.Score), ("auc", CaseNumber.Score), ("eer", CaseNumber.Score), ("tpr@fpr", CaseNumber.Score), ("cllr", CaseNumber.Llr), ("fpr", CaseNumber.Alarm), ("tpr", CaseNumber.Alarm)];
        var shown = all.Where(m => rows.Any(r => r.Figures.Any(f => f.Metric == m.Metric && f.Of == m.Of))).ToList();
        string[] headings = [slices ? "Slice" : "Detector", .. slices ? Array.Empty<string>() : ["Question"], "#Authentic", "#Manipulated", "#Failed", .. shown.Select(m => "#" + Heading(m.Metric))];
        return new TableBlock(caption, headings, [.. rows.Select(r => (IReadOnlyList<string>)
        [
            slices ? r.Slice : $"{r.DetectorId} {r.DetectorVersion}", .. slices ? Array.Empty<string>() : [Sentences.Heading(r.Question)], Numbers.Count(r.Authentic), Numbers.Count(r.Manipulated), Numbers.Count(r.Failed),
            .. shown.Select(m => r.Figures.FirstOrDefault(f => f.Metric == m.Metric && f.Of == m.Of) is { } figure ? Numbers.Of(figure.Value) : "–"),
        ])]);
    }

    private static string Heading(string metric) => metric switch
    {
        "answer-rate" => "Answered", "auc" => "AUC", "eer" => "EER", "tpr@fpr" => "TPR at 5 %", "cllr" => "Cllr, bits", "fpr" => "Own FPR", _ => "Own TPR",
    };

    private static string Short(SummaryFigure figure) => figure.Metric switch { "auc" => "AUC", "eer" => "EER", "cllr" => "Cllr", "fpr" => "own FPR", _ => "own TPR" };
}
