using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Gates;

/// <summary>What the leak check of a data set said.</summary>
/// <param name="Blocks">Whether nothing may be promoted on these data.</param>
/// <param name="Sentences">What was found, for people; empty where nothing was.</param>
public sealed record LeakStatement(bool Blocks, IReadOnlyList<string> Sentences);

/// <summary>What a gate is judged on.</summary>
public sealed record GateEvidence
{
    /// <summary>Trials of the run: all splits, questions and detectors.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>Name of the data set, or "" where it is not known.</summary>
    public required string DataName { get; init; }

    /// <summary>Hash of its manifest, or "".</summary>
    public required string DataHash { get; init; }

    /// <summary>SHA-256 of the table of trials.</summary>
    public required string TrialsHash { get; init; }

    /// <summary>Engine the trials were made with, or "".</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The policy that shall decide.</summary>
    public required Policy Policy { get; init; }

    /// <summary>What the calibration behind the evidence was fitted to; null where there is none, or none was named.</summary>
    public CalibrationSource? CalibratedOn { get; init; }

    /// <summary>What the leak check said, or null where it was not run.</summary>
    public LeakStatement? Leaks { get; init; }

    /// <summary>Files of the data set that gave no trial.</summary>
    public int Problems { get; init; }

    /// <summary>The routing promise, chosen on another split; null where the gate asks for none or none could be kept.</summary>
    public Promise? Promise { get; init; }

    /// <summary>The fused evidence of the gate's question by path, with its bounds: flagging compares the lower one, clearing the upper one.</summary>
    public IReadOnlyDictionary<string, Llr> Fused { get; init; } = new Dictionary<string, Llr>();

    /// <summary>Findings compared before and after harmless processing, as cases of the judged detector: 1 = flipped; null where it was not measured.</summary>
    public CaseSet? Flips { get; init; }
}

/// <summary>Why a gate may not pass whatever its criteria say.</summary>
/// <param name="Outcome">What it makes of the gate.</param>
/// <param name="Sentence">One sentence.</param>
public sealed record Objection(GateOutcome Outcome, string Sentence);

/// <summary>One criterion judged on one slice.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Slice">The slice in words.</param>
/// <param name="Figure">The figure with the bounds it was judged by.</param>
/// <param name="Threshold">The threshold it was taken at; NaN where it has none.</param>
/// <param name="Level">One-sided confidence of those bounds, after the correction for the number of slices.</param>
/// <param name="Outcome">How it ends.</param>
/// <param name="Needed">Further cases needed if the figure stays as it is; null where no number would do or none is needed.</param>
public sealed record CriterionVerdict(Criterion Criterion, string Slice, Estimate Figure, double Threshold, double Level, GateOutcome Outcome, int? Needed);

/// <summary>A gate judged.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Outcome">How it ends.</param>
/// <param name="Date">The day it was judged.</param>
/// <param name="Objections">What stands against it beside its criteria.</param>
/// <param name="Criteria">Every criterion on every slice.</param>
/// <param name="Skipped">Slices too small to be judged, with their number of trials.</param>
/// <param name="Authentic">Authentic cases judged.</param>
/// <param name="Manipulated">Manipulated cases judged.</param>
public sealed record GateVerdict(
    Gate Gate, GateOutcome Outcome, DateOnly Date, IReadOnlyList<Objection> Objections, IReadOnlyList<CriterionVerdict> Criteria,
    IReadOnlyList<string> Skipped, int Authentic, int Manipulated)
{
    /// <summary>Whether there is a promise to decide by once the gate is passed.</summary>
    public bool Promises { get; init; }
}
