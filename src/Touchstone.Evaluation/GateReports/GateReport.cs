using System.Globalization;
using System.Text.Json;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Plots;
using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Media;

namespace Touchstone.Evaluation.GateReports;

/// <summary>The report of a gate: outcome first, then every criterion with its bound, what more is needed, and the plots behind it.</summary>
public static class GateReport
{
    /// <summary>Name of the report's files, without extension.</summary>
    public const string Name = "gate";

    /// <summary>Writes gate.html, gate.md, gate.json, card.html, card.md and plots/; the same bytes for the same gate, evidence and day.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="verdict">The gate judged.</param>
    /// <param name="evidence">What it was judged on.</param>
    /// <returns>SHA-256 of gate.json, by which operating points name the report.</returns>
    public static string Write(string folder, GateVerdict verdict, GateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(evidence);
        ReportWriter.Write(folder, Name, $"Gate: {verdict.Gate.Name} version {verdict.Gate.Version}", [.. Blocks(verdict, evidence)]);
        ReportWriter.Write(folder, "card", $"Card: {verdict.Gate.Detector} on {Camel(verdict.Gate.Question.ToString())}", [.. ModelCard.Blocks(verdict, evidence)]);
        var json = JsonSerializer.SerializeToUtf8Bytes(Document(verdict, evidence), RunFile.Json);
        File.WriteAllBytes(Path.Combine(folder, Name + ".json"), [.. json, (byte)'\n']);
        return Sha256.Of([.. json, (byte)'\n']).Hex;
    }

    /// <summary>The outcome in a word: "Pass", "Fail", "Insufficient evidence".</summary>
    public static string Word(GateOutcome outcome) => outcome == GateOutcome.InsufficientEvidence ? "Insufficient evidence" : outcome.ToString();

    /// <summary>The outcome in one sentence.</summary>
    public static string Sentence(GateVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var topic = Sentences.Heading(verdict.Gate.Question).TrimEnd('?').ToLowerInvariant();
        var failing = verdict.Criteria.Count(c => c is { Outcome: GateOutcome.Fail, Criterion.Severity: Severity.Blocking });
        var open = verdict.Criteria.Count(c => c is { Outcome: GateOutcome.InsufficientEvidence, Criterion.Severity: Severity.Blocking });
        return verdict.Outcome switch
        {
            GateOutcome.Pass when !verdict.Promises => $"The data prove every blocking criterion of {verdict.Gate.Detector} until {verdict.Gate.Expires:yyyy-MM-dd}. The gate promises no routing, so a person still decides.",
            GateOutcome.Pass => $"The data prove every blocking criterion: {verdict.Gate.Detector} may decide \"{topic}\" within its promises until {verdict.Gate.Expires:yyyy-MM-dd}.",
            GateOutcome.Fail => $"Nothing may be decided without a person. {Objections(verdict, GateOutcome.Fail)}{(failing > 0 ? Count(failing, "blocking criterion is", "blocking criteria are") + " excluded by the data." : "")}".TrimEnd(),
            _ => $"Nothing may be decided without a person. {Objections(verdict, GateOutcome.InsufficientEvidence)}{(open > 0 ? Count(open, "blocking criterion is", "blocking criteria are") + " neither proven nor excluded." : "")}{Needed(verdict)}".TrimEnd(),
        };
    }

    /// <summary>Every criterion on every slice in one line, for a terminal.</summary>
    public static IEnumerable<string> Lines(GateVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Criteria.Select(c =>
            $"{Word(c.Outcome),-21}  {Title(c)} ({c.Slice}): {Numbers.Of(c.Figure)}, target {(c.Criterion.IsUpper ? "≤" : "≥")} {Numbers.Of(c.Criterion.Target)}, n = {Numbers.Count(c.Figure.N)}{(c.Needed is { } needed ? $", {Numbers.Count(needed)} more needed" : "")}");
    }

    private static string Objections(GateVerdict verdict, GateOutcome outcome) => string.Concat(verdict.Objections.Where(o => o.Outcome == outcome).Select(o => o.Sentence + " "));

    private static string Needed(GateVerdict verdict) => verdict.Criteria.Where(c => c.Criterion.Severity == Severity.Blocking).Select(c => c.Needed).OfType<int>().DefaultIfEmpty(0).Max() is var most and > 0
        ? $" At the rates seen, up to {Numbers.Count(most)} more cases of a slice would settle it." : "";

    private static IEnumerable<ReportBlock> Blocks(GateVerdict verdict, GateEvidence evidence)
    {
        var gate = verdict.Gate;
        yield return new OutcomeBlock(Word(verdict.Outcome), Look(verdict.Outcome), Sentence(verdict));
        if (gate.Description.Length > 0) yield return new TextBlock(gate.Description);
        if (verdict.Objections.Count > 0)
        {
            yield return new HeadingBlock(2, "What stands against it");
            yield return new ListBlock([.. verdict.Objections.Select(o => $"{Word(o.Outcome)}: {o.Sentence}")]);
        }
        yield return new HeadingBlock(2, "Criteria");
        yield return Criteria(verdict);
        yield return new TextBlock("A criterion passes where the bound reaches the target, never the value alone. It fails where the other bound excludes the target; in between the evidence is insufficient. Where a criterion has several slices, its confidence holds for all of them together.", true);
        if (verdict.Skipped.Count > 0) yield return new ListBlock([.. verdict.Skipped.Select(s => "Too small to be judged: " + s)]);
        if (evidence.Promise is { } promise) yield return Promise(promise);
        if (Plots(verdict, evidence) is { Plots.Count: > 0 } plots)
        {
            yield return new HeadingBlock(2, "Plots");
            yield return plots;
            foreach (var forest in Forests(verdict)) yield return new PlotsBlock([forest]);
        }
        yield return new HeadingBlock(2, "What was judged on what");
        yield return new PairsBlock("The gate", [
            ("Gate file", $"{gate.Name} version {gate.Version}, SHA-256 {gate.ContentHash}"), ("Question", Sentences.Heading(gate.Question)), ("Detector", gate.Detector + Version(verdict, evidence)), ("Owner", gate.Owner),
            ("Expires", Day(gate.Expires)), ("Judged on", Day(verdict.Date)), ("Policy", $"{evidence.Policy.Name} version {evidence.Policy.Version}, SHA-256 {evidence.Policy.ContentHash}"),
            ("Data set", evidence.DataName.Length > 0 ? $"{evidence.DataName}, manifest SHA-256 {evidence.DataHash}" : "not stated"), ("Split", gate.Split.Length > 0 ? gate.Split : "all"),
            ("Trials", $"SHA-256 {evidence.TrialsHash}"), ("Cases", $"{Numbers.Count(verdict.Authentic)} authentic, {Numbers.Count(verdict.Manipulated)} manipulated"),
            ("Leak check", evidence.Leaks is not { } leaks ? "not run" : leaks.Blocks ? "blocks" : "nothing that blocks"), ("Correction over slices", gate.Correction.ToString()),
            ("Bootstrap", $"{Numbers.Count(gate.Draws)} draws, seed {gate.Seed}")]);
    }

    private static string Bound(CriterionVerdict verdict) =>
        (verdict.Criterion.IsUpper ? verdict.Figure.Upper : verdict.Figure.Lower) is var bound && double.IsNaN(bound) ? "–" : $"{(verdict.Criterion.IsUpper ? "≤" : "≥")} {Numbers.Of(bound)}";

    private static TableBlock Criteria(GateVerdict verdict) => new("Bounds against targets", ["Criterion", "Slice", "Outcome", "#Value", "#Bound", "#Target", "#Confidence", "#n", "#Needed", "Weight"],
    [
        .. verdict.Criteria.Select(c => (IReadOnlyList<string>)
        [
            Title(c), c.Slice, Word(c.Outcome), Numbers.Of(c.Figure.Value), Bound(c),
            $"{(c.Criterion.IsUpper ? "≤ " : "≥ ")}{Numbers.Of(c.Criterion.Target)}", Numbers.Percent(c.Level), Numbers.Count(c.Figure.N),
            c.Outcome == GateOutcome.Pass ? "" : c.Needed is { } needed ? $"+{Numbers.Count(needed)}" : c.Outcome == GateOutcome.Fail ? "" : double.IsNaN(c.Figure.Value) ? "not known" : "out of reach at this value", c.Criterion.Severity == Severity.Blocking ? "blocking" : "advisory",
        ]),
    ]);

    internal static string Title(CriterionVerdict verdict)
    {
        var criterion = verdict.Criterion;
        var of = criterion.Of switch { CaseNumber.Alarm => ", own alarm", CaseNumber.Llr => " of the LLR", _ => "" };
        var at = double.IsNaN(criterion.At) ? "" : $" at {Numbers.Percent(criterion.At)}";
        var threshold = double.IsNaN(verdict.Threshold) || criterion.Of == CaseNumber.Alarm ? ""
            // A promise that carries nothing has its thresholds at the ends of the number range.
            : Math.Abs(verdict.Threshold) >= double.MaxValue ? (verdict.Threshold > 0 ? ", nothing is flagged" : ", nothing is cleared")
            : $", from {Numbers.Of(verdict.Threshold)}";
        return $"{GateMetrics.Find(criterion.Metric)?.Title ?? criterion.Metric}{at}{of}{threshold}";
    }

    private static PairsBlock Promise(Promise promise) => new("Routing promise", [
        ("Flags from", double.IsPositiveInfinity(promise.FlagFrom) ? "never" : $"LLR {Numbers.Of(promise.FlagFrom)}"), ("Clears up to", double.IsNegativeInfinity(promise.ClearUpTo) ? "never" : $"LLR {Numbers.Of(promise.ClearUpTo)}"),
        ("Promised", $"at most {Numbers.Percent(promise.FalseFlagRate)} of authentic material flagged, at most {Numbers.Percent(promise.MissRate)} of manipulated material cleared"),
        ("Risk that a promise does not hold", Numbers.Percent(promise.Risk)), ("Chosen on", $"split {promise.Split}, {Numbers.Count(promise.Authentic)} authentic and {Numbers.Count(promise.Manipulated)} manipulated cases")]);

    private static PlotsBlock Plots(GateVerdict verdict, GateEvidence evidence)
    {
        var plots = new List<PlotFile>();
        var trials = GateJudge.Judged(verdict.Gate, evidence);
        var scores = ScoreTally.Of(CaseSet.Of(trials, t => t.Score));
        var unit = trials.Select(t => t.ScoreName).OfType<string>().FirstOrDefault() ?? "score";
        if (scores.HasBoth)
        {
            PlotCurve[] curve = [new(verdict.Gate.Detector, scores)];
            plots.Add(new PlotFile("roc", "ROC: manipulated files found against authentic files called manipulated, over all thresholds.", ScorePlots.Roc(curve)));
            plots.Add(new PlotFile("det", "DET: misses against false alarms; nearer to the lower left is better.", ScorePlots.Det(curve)));
        }
        if (scores.Total > 0) plots.Add(new PlotFile("scores", $"{unit} of authentic and manipulated files, turned so that higher supports manipulation.", ScorePlots.Histogram(scores, unit, double.NaN)));
        var evidenceTally = ScoreTally.Of(CaseSet.Of(trials, t => t.Llr));
        if (evidenceTally.HasBoth)
        {
            plots.Add(new PlotFile("tippett", "Tippett: how far likelihood ratios of the two classes lie apart.", EvidencePlots.Tippett(evidenceTally)));
            plots.Add(new PlotFile("ece", "Empirical cross-entropy: information still missing after the evidence, over prior odds.", EvidencePlots.CrossEntropy(evidenceTally)));
            plots.Add(new PlotFile("reliability", "Reliability: on the diagonal, stated probabilities are what they say.", EvidencePlots.Reliability(evidenceTally, verdict.Gate.Costs.Prior)));
        }
        return new PlotsBlock(plots);
    }

    private static IEnumerable<PlotFile> Forests(GateVerdict verdict) => verdict.Criteria.GroupBy(c => c.Criterion).Where(g => g.Count() > 1).Select(group =>
        new PlotFile("slices-" + group.Key.Id.Replace(' ', '-').Replace('@', '-'), $"{Title(group.First())} by slice, each with the interval it was judged by.",
            ForestPlot.Draw(Title(group.First()), GateMetrics.Find(group.Key.Metric)?.Title ?? group.Key.Metric, [.. group.Select(c => new ForestRow(c.Slice, c.Figure))], group.Key.Target)));

    // What machines read; numbers in full.
    private static object Document(GateVerdict verdict, GateEvidence evidence) => new
    {
        SchemaVersion = "1.0",
        Gate = new { verdict.Gate.Name, verdict.Gate.Version, verdict.Gate.ContentHash, verdict.Gate.Question, verdict.Gate.Detector, verdict.Gate.Owner, Expires = Day(verdict.Gate.Expires), verdict.Gate.Split },
        verdict.Outcome, Sentence = Sentence(verdict), Date = Day(verdict.Date),
        Data = new { Name = evidence.DataName, Hash = evidence.DataHash, evidence.TrialsHash, verdict.Authentic, verdict.Manipulated },
        Policy = new { evidence.Policy.Name, evidence.Policy.Version, evidence.Policy.ContentHash }, evidence.EngineVersion,
        Leaks = evidence.Leaks, evidence.Promise, verdict.Objections,
        Criteria = verdict.Criteria.Select(c => new
        {
            c.Criterion.Id, c.Criterion.Metric, c.Criterion.Of, c.Criterion.At, c.Threshold, c.Slice, Bound = c.Criterion.IsUpper ? "upper" : "lower", c.Criterion.Target, c.Criterion.Confidence, c.Level,
            c.Criterion.Minimum, c.Criterion.Severity, c.Figure.Value, c.Figure.Lower, c.Figure.Upper, c.Figure.N, c.Outcome, c.Needed,
        }),
        verdict.Skipped,
    };

    private static string Look(GateOutcome outcome) => outcome switch { GateOutcome.Pass => "pass", GateOutcome.Fail => "fail", _ => "insufficient" };

    private static string Version(GateVerdict verdict, GateEvidence evidence) => GateJudge.Judged(verdict.Gate, evidence).Select(t => t.DetectorVersion).Distinct().ToList() is [var only] ? " " + only : "";

    private static string Count(int count, string one, string many) => $"{Numbers.Count(count)} {(count == 1 ? one : many)}";

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
