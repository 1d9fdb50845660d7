using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Gates;

/// <summary>Judges gates. Only bounds are compared with targets, never points.</summary>
/// <remarks>
/// A criterion asks for a one-sided bound at confidence 1 − α over its m slices. Holm (1979): with r slices left, those pass whose bound
/// at 1 − α/r reaches the target; they leave, r falls, until none passes. A slice that is left <b>fails</b> where the other bound at the
/// same confidence already excludes the target, and is <b>insufficient evidence</b> where the interval still holds it. A slice with
/// fewer cases than its minimum never passes. The gate passes when nothing stands against it and every blocking criterion passes on
/// every slice; it fails when one of them fails; else the evidence is insufficient.
/// </remarks>
public static class GateJudge
{
    /// <summary>Judges.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="evidence">What it is judged on.</param>
    /// <param name="today">The day.</param>
    public static GateVerdict Judge(Gate gate, GateEvidence evidence, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(evidence);
        var trials = Judged(gate, evidence);
        var authentic = trials.Count(t => !t.Manipulated);
        var objections = Objections(gate, evidence, trials, today).ToList();
        var skipped = new List<string>();
        var criteria = gate.Criteria.SelectMany(c => Judge(gate, c, evidence, trials, skipped)).ToList();
        var outcomes = objections.Select(o => o.Outcome).Concat(criteria.Where(c => c.Criterion.Severity == Severity.Blocking).Select(c => c.Outcome));
        return new GateVerdict(gate, outcomes.DefaultIfEmpty(GateOutcome.Pass).Max(), today, objections, criteria, skipped, authentic, trials.Count - authentic) { Promises = evidence.Promise is not null };
    }

    /// <summary>The trials a gate is about.</summary>
    public static IReadOnlyList<Trial> Judged(Gate gate, GateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(evidence);
        return [.. evidence.Trials.Where(t => t.Question == gate.Question && t.DetectorId == gate.Detector && (gate.Split.Length == 0 || t.Split == gate.Split))];
    }

    private static IEnumerable<Objection> Objections(Gate gate, GateEvidence evidence, IReadOnlyList<Trial> trials, DateOnly today)
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
        foreach (var objection in OnCounts(gate, trials)) yield return objection;
        foreach (var objection in OnPromise(gate, evidence, trials)) yield return objection;
    }

    private static IEnumerable<Objection> OnVersions(Gate gate, IReadOnlyList<Trial> trials)
    {
        string[] versions = [.. trials.Select(t => t.DetectorVersion).Distinct().Order(StringComparer.Ordinal)];
        if (versions.Length > 1) yield return Fails($"The trials mix versions of {gate.Detector}: {string.Join(", ", versions)}.");
        if (DetectorCatalog.All.FirstOrDefault(d => d.Id == gate.Detector) is { } detector && versions is [var only] && only != detector.Version)
            yield return Fails($"The trials are of {gate.Detector} {only}; this program has {detector.Version}.");
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
        var chosenOn = evidence.Trials.Where(t => t.Question == gate.Question && t.Split == terms.Split).Select(t => t.Cluster).ToHashSet(StringComparer.Ordinal);
        var shared = trials.Select(t => t.Cluster).Distinct().Count(chosenOn.Contains);
        if (shared > 0) yield return Fails($"{shared:N0} subjects or sources are both in the split {terms.Split}, where thresholds are chosen, and in {(gate.Split.Length > 0 ? gate.Split : "what is judged")}.");
    }

    private static Objection Fails(string sentence) => new(GateOutcome.Fail, sentence);

    private static Objection Lacks(string sentence) => new(GateOutcome.InsufficientEvidence, sentence);

    private static IEnumerable<CriterionVerdict> Judge(Gate gate, Criterion criterion, GateEvidence evidence, IReadOnlyList<Trial> trials, List<string> skipped)
    {
        var threshold = Threshold(gate, criterion, evidence);
        (string Name, CaseSet? Cases)[] slices;
        if (criterion.Metric == GateMetrics.FlipRate) slices = [("all", evidence.Flips)];
        else
        {
            var cut = criterion.Slices.Of(trials);
            skipped.AddRange(cut.Where(s => s.Trials.Count < criterion.Slices.SkipBelow).Select(s => $"{criterion.Id}, {s.Name}: {s.Trials.Count:N0} trials"));
            slices = [.. cut.Where(s => s.Trials.Count >= criterion.Slices.SkipBelow).Select(s => (s.Name, (CaseSet?)GateMetrics.Cases(criterion, evidence, s.Trials)))];
            // A criterion that met no slice was not tested; it may not pass by silence.
            if (slices.Length == 0) slices = [(criterion.Slices.Name, null)];
            else if (slices.Length > SliceSelection.MostSlices) throw new GateException($"{criterion.Id}: {criterion.Slices.Name} gives {slices.Length:N0} slices; at most {SliceSelection.MostSlices:N0} are judged");
        }
        return new SliceJudge(gate, criterion, threshold).Judge(slices);
    }

    // A number at or below ClearUpTo is cleared; metrics call manipulated what is at or above, so that the next number is the threshold.
    private static double Threshold(Gate gate, Criterion criterion, GateEvidence evidence)
    {
        var costs = evidence.Policy.Questions.GetValueOrDefault(gate.Question);
        return criterion.ThresholdSource switch
        {
            ThresholdSource.PromiseFlag => evidence.Promise?.FlagFrom ?? double.NaN,
            ThresholdSource.PromiseClear => evidence.Promise is { } promise ? Math.BitIncrement(promise.ClearUpTo) : double.NaN,
            ThresholdSource.PolicyFlag => costs?.FlagFrom ?? double.NaN,
            ThresholdSource.PolicyClear => costs is null ? double.NaN : Math.BitIncrement(costs.ClearUpTo),
            _ => criterion.Threshold,
        };
    }
}
