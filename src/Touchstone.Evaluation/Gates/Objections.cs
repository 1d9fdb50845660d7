using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Gates;

/// <summary>What stands against a gate whatever its criteria say: another program, other data, leaks, files or cases that are missing, cases used twice.</summary>
internal static class Objections
{
    internal static IEnumerable<Objection> To(Gate gate, GateEvidence evidence, IReadOnlyList<Trial> trials, DateOnly today)
    {
        if (today > gate.Expires) yield return Fails($"The gate file expired on {gate.Expires:yyyy-MM-dd}.");
        if (gate.PolicyHash is { } policy && policy != evidence.Policy.ContentHash) yield return Fails($"The gate is for the policy {policy[..12]}, not for {evidence.Policy.ContentHash[..12]}.");
        if (gate.Data.Count > 0 && !gate.Data.Contains(evidence.DataName) && !gate.Data.Contains(evidence.DataHash))
            yield return Fails($"The gate is for {string.Join(" or ", gate.Data)}; these trials are of {(evidence.DataName.Length > 0 ? evidence.DataName : "unknown data")}.");
        if (evidence.EngineVersion.Length > 0 && evidence.EngineVersion != Examination.CurrentEngineVersion) yield return Fails($"The trials are of engine {evidence.EngineVersion}; this is {Examination.CurrentEngineVersion}.");
        foreach (var objection in OnVersions(gate, trials)) yield return objection;
        if (evidence.Leaks is { Blocks: true } leaks) yield return new Objection(GateOutcome.Fail, $"The leak check blocks these data: {string.Join(" ", leaks.Sentences)}");
        if (evidence.Leaks is null && gate.LeakCheckRequired) yield return Lacks("The leak check was not run on these data.");
        if (evidence.Problems > 0) yield return Lacks($"{evidence.Problems} of the data set's files are missing or not what its manifest states, and gave no trial.");
        foreach (var objection in OnCounts(gate, trials).Concat(OnPromise(gate, evidence, trials)).Concat(OnCalibration(gate, evidence, trials))) yield return objection;
    }

    private static IEnumerable<Objection> OnVersions(Gate gate, IReadOnlyList<Trial> trials)
    {
        string[] versions = [.. trials.Select(t => t.DetectorVersion).Distinct().Order(StringComparer.Ordinal)];
        if (versions.Length > 1) yield return Fails($"The trials mix versions of {gate.Detector}: {string.Join(", ", versions)}.");
        if (DetectorCatalog.All.FirstOrDefault(d => d.Id == gate.Detector) is { } detector && versions is [var only] && only != detector.Version)
            yield return Fails($"The trials are of {gate.Detector} {only}; this program has {detector.Version}.");
        string[] scores = [.. trials.Select(t => t.ScoreName).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        if (scores.Length > 1 && gate.Criteria.Any(c => c.Of == CaseNumber.Score && c.Metric is not (GateMetrics.FailureRate or GateMetrics.FlipRate))) yield return Fails($"The trials of {gate.Detector} mix scores that do not compare: {string.Join(", ", scores)}. Judge of: llr or of: alarm.");
    }

    private static IEnumerable<Objection> OnCounts(Gate gate, IReadOnlyList<Trial> trials)
    {
        foreach (var (manipulated, least, word) in new[] { (false, gate.MinimumAuthentic, "authentic"), (true, gate.MinimumManipulated, "manipulated") })
            if (trials.Count(t => t.Manipulated == manipulated) is var there && there < least)
                yield return Lacks($"Of the {least:N0} {word} cases the gate wants {there:N0} {(there == 1 ? "is" : "are")} there; {least - there:N0} more are needed.");
    }

    private static IEnumerable<Objection> OnPromise(Gate gate, GateEvidence evidence, IReadOnlyList<Trial> trials)
    {
        if (gate.Promise is not { } terms) yield break;
        if (evidence.Promise is not { } promise) yield return Lacks($"No thresholds keep the promise on the split {terms.Split}: it has too few cases, or nothing is calibrated.");
        else if (double.IsPositiveInfinity(promise.FlagFrom) && double.IsNegativeInfinity(promise.ClearUpTo)) yield return Lacks($"Thresholds that keep the promise neither flag nor clear anything: {promise.Authentic:N0} authentic and {promise.Manipulated:N0} manipulated cases of the split {promise.Split} carry no more.");
        if (Shared(trials, On(terms.Split, gate, evidence)) is > 0 and var shared) yield return Fails($"{shared:N0} subjects or sources are both in the split {terms.Split}, where thresholds are chosen, and in {(gate.Split.Length > 0 ? gate.Split : "what is judged")}.");
    }

    // What turned scores into evidence must not have seen the cases that prove it. Of other data it cannot be told: names of people mean nothing there.
    private static IEnumerable<Objection> OnCalibration(Gate gate, GateEvidence evidence, IReadOnlyList<Trial> trials)
    {
        if (evidence.CalibratedOn is not { } source) yield break;
        if (source.EngineVersion != Examination.CurrentEngineVersion) yield return Fails($"The calibration was fitted with engine {source.EngineVersion}; this is {Examination.CurrentEngineVersion}.");
        if (source.TrialsHash != evidence.TrialsHash && source.DataHash != evidence.DataHash) yield break;
        var fittedOn = On(source.Split, gate, evidence);
        if (Shared(trials, fittedOn) is > 0 and var judged) yield return Fails($"{judged:N0} subjects or sources of {(gate.Split.Length > 0 ? gate.Split : "what is judged")} are in the split {source.Split} too, to which the calibration was fitted.");
        if (gate.Promise is { } terms && Shared(On(terms.Split, gate, evidence), fittedOn) is > 0 and var chosen) yield return Fails($"{chosen:N0} subjects or sources of the split {terms.Split}, where thresholds are chosen, are in the split {source.Split} too, to which the calibration was fitted.");
    }

    private static Trial[] On(string split, Gate gate, GateEvidence evidence) => [.. evidence.Trials.Where(t => t.Question == gate.Question && t.Split == split)];

    private static int Shared(IReadOnlyList<Trial> some, IReadOnlyList<Trial> others)
    {
        var clusters = others.Select(t => t.Cluster).ToHashSet(StringComparer.Ordinal);
        return some.Select(t => t.Cluster).Distinct().Count(clusters.Contains);
    }

    private static Objection Fails(string sentence) => new(GateOutcome.Fail, sentence);

    private static Objection Lacks(string sentence) => new(GateOutcome.InsufficientEvidence, sentence);
}
