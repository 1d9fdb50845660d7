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
        var objections = Objections.To(gate, evidence, trials, today).ToList();
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
