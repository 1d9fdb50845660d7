using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;

namespace Touchstone.Evaluation.Trials;

/// <summary>Applies a calibration to trials as the engine applies it to findings, so that a new one costs no examination.</summary>
public static class Recalibration
{
    /// <summary>The trials with their likelihood ratios, and a new trial of the fused evidence for every file and question.</summary>
    /// <param name="trials">Trials of a run.</param>
    /// <param name="calibration">Calibrators and fusions.</param>
    public static IReadOnlyList<Trial> Apply(IReadOnlyList<Trial> trials, Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return [.. trials.GroupBy(t => (t.Path, t.Question)).SelectMany(g => OfFile([.. g], calibration))];
    }

    /// <summary>The fused evidence of every file on one question, with its bounds; files nothing calibrated answers are absent.</summary>
    /// <param name="trials">Trials of a run.</param>
    /// <param name="calibration">Calibrators and fusions.</param>
    /// <param name="question">The question.</param>
    /// <returns>Evidence by path.</returns>
    public static IReadOnlyDictionary<string, Llr> Fused(IReadOnlyList<Trial> trials, Calibration calibration, Question question)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(calibration);
        var fused = new Dictionary<string, Llr>(StringComparer.Ordinal);
        foreach (var file in trials.Where(t => t.Question == question && t.DetectorId != Trial.Fusion).GroupBy(t => t.Path, StringComparer.Ordinal))
            if (Assess([.. file], calibration).Assessment.Llr is { } llr) fused[file.Key] = llr;
        return fused;
    }

    private static IEnumerable<Trial> OfFile(IReadOnlyList<Trial> file, Calibration calibration)
    {
        var own = file.Where(t => t.DetectorId != Trial.Fusion).ToList();
        if (own.Count == 0) return [];
        var (findings, assessment) = Assess(own, calibration);
        // A contradiction is not calibrated; what the run saw of it stays.
        var alarm = file.FirstOrDefault(t => t.DetectorId == Trial.Fusion)?.Alarm;
        return own.Select((t, i) => t with { Llr = findings[i].Evidence?.Llr.Value }).Append(Fused(own[0], assessment, calibration, alarm));
    }

    /// <summary>The trial of the fused evidence.</summary>
    internal static Trial Fused(Trial like, Assessment assessment, Calibration calibration, bool? alarm)
    {
        var llr = assessment.Llr?.Value;
        var state = llr is not null ? FindingState.Measured : assessment.Failed.Count > 0 ? FindingState.Failed : FindingState.NotApplicable;
        return like with
        {
            DetectorId = Trial.Fusion, DetectorVersion = calibration.Fusions.FirstOrDefault(f => f.Question == assessment.Question)?.Id ?? "cautious", State = state,
            Code = state switch { FindingState.Measured => Codes.Measured, FindingState.Failed => Codes.DecisionDetectorFailed, _ => Codes.DecisionUncalibrated },
            ScoreName = llr is null ? null : "llr", Score = llr, Llr = llr, Alarm = alarm, StandsOut = null,
        };
    }

    private static (IReadOnlyList<Finding> Findings, Assessment Assessment) Assess(IReadOnlyList<Trial> own, Calibration calibration)
    {
        var findings = calibration.Apply([.. own.Select(ToFinding)]);
        return (findings, Fusion.Assess(findings, calibration.Fusions).Single());
    }

    // A trial keeps its score turned, so that higher supports manipulation.
    private static Finding ToFinding(Trial trial) => new()
    {
        Question = trial.Question, DetectorId = trial.DetectorId, DetectorVersion = trial.DetectorVersion, State = trial.State, Reason = new Reason(trial.Code, ""),
        Scores = trial is { ScoreName: { } name, Score: { } score } ? [new Score(name, score, "", Direction.HigherSupportsManipulation, null)] : [],
    };
}
