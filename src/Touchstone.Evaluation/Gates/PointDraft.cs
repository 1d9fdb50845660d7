using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Gates;

/// <summary>Makes the operating point that a passed gate allows.</summary>
public static class PointDraft
{
    /// <summary>The operating point of one gate.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="verdict">The gate; it must have passed.</param>
    /// <param name="evidence">What it was judged on, with its promise.</param>
    /// <param name="calibration">What turned scores into evidence.</param>
    /// <param name="reportHash">SHA-256 of the gate report.</param>
    /// <exception cref="GateException">The gate did not pass, or promises nothing that could be decided.</exception>
    public static OperatingPoint Of(string name, GateVerdict verdict, GateEvidence evidence, Calibration calibration, string reportHash)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(calibration);
        var gate = verdict.Gate;
        if (verdict.Outcome != GateOutcome.Pass) throw new GateException($"{gate.Id} has not passed; there is no operating point without a passed gate");
        if (evidence.Promise is not { } promise) throw new GateException($"{gate.Id} passed and promises nothing that could be decided: it needs a promise, or with detector: fusion a blocking criterion {{ metric: fpr, of: alarm }}");
        var detectors = evidence.Trials.Where(t => t.Question == gate.Question && t.DetectorId != Trial.Fusion)
            .GroupBy(t => t.DetectorId).ToDictionary(g => g.Key, g => g.First().DetectorVersion);
        return new OperatingPoint
        {
            Name = name, Version = gate.Version, EngineVersion = Examination.CurrentEngineVersion, PolicyHash = evidence.Policy.ContentHash, Detectors = detectors, Weights = new Dictionary<string, string>(),
            Calibration = Used(calibration, detectors, gate.Question), Promises = [promise],
            Gates = [new PassedGate(gate.Question, gate.Id, reportHash, Start(verdict.Date), End(gate.Expires))],
        };
    }

    /// <summary>One point with the questions of both; the new one wins where both hold a question.</summary>
    /// <param name="old">A point in use.</param>
    /// <param name="added">The new one; it gives name, policy and engine.</param>
    /// <exception cref="GateException">They are of different policies, engines or detector versions, which no decision could hold together.</exception>
    public static OperatingPoint Join(OperatingPoint old, OperatingPoint added)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(added);
        if (old.PolicyHash != added.PolicyHash) throw new GateException("the operating point to join is of another policy");
        if (old.EngineVersion != added.EngineVersion) throw new GateException($"the operating point to join is of engine {old.EngineVersion}");
        if (added.Detectors.Any(d => old.Detectors.TryGetValue(d.Key, out var version) && version != d.Value)) throw new GateException("the operating point to join holds other detector versions");
        var questions = added.Promises.Select(p => p.Question).ToHashSet();
        var detectors = new Dictionary<string, string>(old.Detectors);
        foreach (var (id, version) in added.Detectors) detectors[id] = version;
        return added with
        {
            Version = Math.Max(old.Version + 1, added.Version), Detectors = detectors,
            Calibration = new Calibration(
                [.. added.Calibration.Calibrators, .. old.Calibration.Calibrators.Where(c => !added.Detectors.ContainsKey(c.DetectorId))],
                [.. added.Calibration.Fusions, .. old.Calibration.Fusions.Where(f => !questions.Contains(f.Question))]),
            Promises = [.. added.Promises.Concat(old.Promises.Where(p => !questions.Contains(p.Question))).OrderBy(p => p.Question)],
            Gates = [.. added.Gates.Concat(old.Gates.Where(g => !questions.Contains(g.Question))).OrderBy(g => g.Question)],
        };
    }

    // Only what was tested goes along: a calibrator of another question has passed no gate here.
    private static Calibration Used(Calibration calibration, Dictionary<string, string> detectors, Question question) => new(
        [.. calibration.Calibrators.Where(c => detectors.GetValueOrDefault(c.DetectorId) == c.DetectorVersion)], [.. calibration.Fusions.Where(f => f.Question == question)]);

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateTimeOffset End(DateOnly day) => new(day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero);
}
