using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>The evidence of each specimen on one question, fused by the engine itself from what its detectors measured.</summary>
/// <param name="Cases">One per specimen: the best value, natural log; NaN where nothing calibrated answers.</param>
/// <param name="Lower">The same cases with the lower ends, which flagging compares.</param>
/// <param name="Upper">The same cases with the upper ends, which clearing compares.</param>
public sealed record FusedEvidence(CaseSet Cases, CaseSet Lower, CaseSet Upper)
{
    /// <summary>Applies a calibration to trials.</summary>
    /// <param name="trials">Trials of one question and split, one per specimen and detector.</param>
    /// <param name="calibration">Calibrators and fusions.</param>
    public static FusedEvidence Of(IReadOnlyList<Trial> trials, Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(calibration);
        var fused = trials.GroupBy(t => t.Path, StringComparer.Ordinal).Select(g => (Trial: g.First(), Llr: Fuse([.. g], calibration))).ToArray();
        CaseSet By(Func<Llr, double> end)
        {
            var ends = fused.ToDictionary(f => f.Trial.Path, f => f.Llr is { } llr ? end(llr) : (double?)null, StringComparer.Ordinal);
            return CaseSet.Of([.. fused.Select(f => f.Trial)], t => ends[t.Path]);
        }
        return new FusedEvidence(By(l => l.Value), By(l => l.Lower), By(l => l.Upper));
    }

    private static Llr? Fuse(IReadOnlyList<Trial> trials, Calibration calibration)
    {
        var findings = calibration.Apply([.. trials.Select(ToFinding)]);
        return Fusion.Assess(findings, calibration.Fusions).SingleOrDefault(a => a.Question == trials[0].Question)?.Llr;
    }

    // A trial keeps the score turned, so that higher supports manipulation.
    private static Finding ToFinding(Trial trial) => new()
    {
        Question = trial.Question, DetectorId = trial.DetectorId, DetectorVersion = trial.DetectorVersion, State = trial.State, Reason = new Reason(trial.Code, ""),
        Scores = trial is { ScoreName: { } name, Score: { } score } ? [new Score(name, score, "", Direction.HigherSupportsManipulation, null)] : [],
    };
}
