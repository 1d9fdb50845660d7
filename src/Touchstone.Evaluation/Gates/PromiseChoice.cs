using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Gates;

/// <summary>Chooses the thresholds a gate promises error rates for, on a split that is not the one it judges.</summary>
public static class PromiseChoice
{
    /// <summary>The promise of a gate: thresholds by Learn-Then-Test where it asks for them, flagging by contradictions where a criterion tests that.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="trials">Trials of the run, all splits.</param>
    /// <param name="calibration">What turns scores into evidence.</param>
    /// <param name="dataHash">Identity of the data.</param>
    /// <returns>Null where there is nothing to promise: no calibrated case on the split, and no criterion on contradictions.</returns>
    public static Promise? Choose(Gate gate, IReadOnlyList<Trial> trials, Calibration calibration, string dataHash)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(trials);
        var contradictions = Contradictions(gate);
        if (gate.Promise is not { } terms)
            return contradictions is null ? null
                : new Promise(gate.Question, double.PositiveInfinity, double.NegativeInfinity, true, contradictions.Target, 0, 1 - contradictions.Confidence, dataHash, gate.Split, Count(trials, gate, false), Count(trials, gate, true));
        var own = trials.Where(t => t.Question == gate.Question && t.Split == terms.Split).ToList();
        var fused = FusedEvidence.Of(own, calibration);
        if (fused.Cases.Scores.All(double.IsNaN)) return null;
        var routing = LearnThenTest.Choose(fused.Lower, fused.Upper, new RoutingTerms { FalseFlagRate = terms.FalseFlag, MissRate = terms.Miss, Risk = terms.Risk, Seed = gate.Seed });
        return new Promise(gate.Question, routing.FlagFrom, routing.ClearUpTo, contradictions is not null, terms.FalseFlag, terms.Miss, terms.Risk, dataHash, terms.Split, routing.Authentic, routing.Manipulated);
    }

    // Only the trial of the fused evidence says of a file that it contradicts itself and nothing else.
    private static Criterion? Contradictions(Gate gate) => gate.Detector != Trial.Fusion ? null : gate.Criteria.FirstOrDefault(c =>
        c is { Metric: "fpr", Of: CaseNumber.Alarm, Severity: Severity.Blocking, Slices.Where.Count: 0, Slices.Each.Count: 0 } && (gate.Promise is null || c.Target <= gate.Promise.FalseFlag));

    private static int Count(IReadOnlyList<Trial> trials, Gate gate, bool manipulated) =>
        trials.Count(t => t.Question == gate.Question && t.DetectorId == Trial.Fusion && t.Manipulated == manipulated && (gate.Split.Length == 0 || t.Split == gate.Split));
}
