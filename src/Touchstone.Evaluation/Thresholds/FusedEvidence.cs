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
    /// <param name="trials">Trials of one question, one per specimen and detector; those of fused evidence are left out.</param>
    /// <param name="calibration">Calibrators and fusions.</param>
    public static FusedEvidence Of(IReadOnlyList<Trial> trials, Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(calibration);
        Trial[] files = [.. trials.Where(t => t.DetectorId != Trial.Fusion).DistinctBy(t => t.Path, StringComparer.Ordinal)];
        var fused = files.Length == 0 ? new Dictionary<string, Llr>() : Recalibration.Fused(trials, calibration, files[0].Question);
        CaseSet By(Func<Llr, double> end) => CaseSet.Of(files, t => fused.TryGetValue(t.Path, out var llr) ? end(llr) : null);
        return new FusedEvidence(By(l => l.Value), By(l => l.Lower), By(l => l.Upper));
    }
}
