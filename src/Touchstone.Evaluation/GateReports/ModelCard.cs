using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Trials;
using Touchstone.Workbench.Reports;

namespace Touchstone.Evaluation.GateReports;

/// <summary>The model card (Mitchell et al. 2019) of what a gate judged: what it is for, what it was tested on, how well, and what it may not be used for.</summary>
internal static class ModelCard
{
    internal static IEnumerable<ReportBlock> Blocks(GateVerdict verdict, GateEvidence evidence)
    {
        var gate = verdict.Gate;
        var card = FindingSection.CardOf(gate.Detector);
        yield return new OutcomeBlock(GateReport.Word(verdict.Outcome), verdict.Outcome switch { GateOutcome.Pass => "pass", GateOutcome.Fail => "fail", _ => "insufficient" }, GateReport.Sentence(verdict));
        yield return new HeadingBlock(2, "What it is");
        yield return new PairsBlock("Identity", [
            ("Detector", gate.Detector), ("Question", Sentences.Heading(gate.Question)), ("Proposition", Sentences.Proposition(gate.Question)),
            ("Method", card?.Title ?? (gate.Detector == Trial.Fusion ? "Fused evidence of the question's detectors" : "")), ("Engine", evidence.EngineVersion.Length > 0 ? evidence.EngineVersion : "not stated")]);
        if (gate.Detector == Trial.Fusion) yield return new ListBlock([.. Fused(gate, evidence)]);
        yield return new HeadingBlock(2, "Intended use");
        yield return new TextBlock(verdict.Outcome == GateOutcome.Pass
            ? $"Routing of material like the data set below, under the policy {evidence.Policy.Name} version {evidence.Policy.Version}, until {GateReport.Day(gate.Expires)}."
            : "To be read by a person as one measurement among others. It decides nothing.");
        yield return new TextBlock("Not for: material unlike the data set below, another engine or detector version, another policy, or a statement about a person. A result here says nothing about generators, cameras or codecs that are not in the data.");
        yield return new HeadingBlock(2, "Tested on");
        var trials = GateJudge.Judged(gate, evidence);
        yield return new PairsBlock("Data", [
            ("Data set", evidence.DataName.Length > 0 ? evidence.DataName : "not stated"), ("Cases", $"{Numbers.Count(verdict.Authentic)} authentic, {Numbers.Count(verdict.Manipulated)} manipulated"),
            ("Independent sources", Numbers.Count(trials.Select(t => t.Cluster).Distinct().Count())),
            ("Answered", Share(trials.Count(t => t.State == FindingState.Measured), trials.Count)), ("Does not apply", Share(trials.Count(t => t.State == FindingState.NotApplicable), trials.Count)),
            ("Failed", Share(trials.Count(t => t.State == FindingState.Failed), trials.Count))]);
        yield return new HeadingBlock(2, "Measured performance");
        yield return new TableBlock("Every criterion of the gate", ["Figure", "Slice", "#Value and interval", "#n", "#Confidence of each bound"],
            [.. verdict.Criteria.Select(c => (IReadOnlyList<string>)[GateReport.Title(c), c.Slice, Numbers.Of(c.Figure), Numbers.Count(c.Figure.N), Numbers.Percent(c.Level)])]);
        yield return new HeadingBlock(2, "Limits");
        List<string> limits = [.. verdict.Objections.Select(o => o.Sentence), .. verdict.Criteria.Where(c => c.Outcome != GateOutcome.Pass).Select(c => $"{GateReport.Title(c)}, {c.Slice}: {(c.Outcome == GateOutcome.Fail ? "the data exclude the target" : "not proven")}.")];
        yield return limits.Count > 0 ? new ListBlock(limits) : new TextBlock("None beyond the intended use.");
    }

    private static IEnumerable<string> Fused(Gate gate, GateEvidence evidence) =>
        evidence.Trials.Where(t => t.Question == gate.Question && t.DetectorId != Trial.Fusion).GroupBy(t => (t.DetectorId, t.DetectorVersion)).OrderBy(g => g.Key.DetectorId, StringComparer.Ordinal)
            .Select(g => $"Fused: {g.Key.DetectorId} {g.Key.DetectorVersion} ({FindingSection.CardOf(g.Key.DetectorId)?.Title ?? "no card"}), {(g.Any(t => t.Llr is not null) ? "calibrated" : "not calibrated: it adds no evidence, only contradictions that it finds")}");

    private static string Share(int part, int all) => all == 0 ? "–" : $"{Numbers.Count(part)} ({Numbers.Percent(Math.Round((double)part / all, 3))})";
}
