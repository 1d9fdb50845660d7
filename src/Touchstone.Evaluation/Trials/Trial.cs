using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.Trials;

/// <summary>One specimen of known truth met by one detector: the row every metric, slice, calibrator, threshold and gate is computed from.</summary>
public sealed record Trial
{
    /// <summary>What stands for the detector in trials of the fused evidence of a question.</summary>
    public const string Fusion = "fusion";

    /// <summary>Path within the data set.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the specimen, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Truth for <see cref="Question"/>: true = manipulated, false = authentic.</summary>
    public required bool Manipulated { get; init; }

    /// <summary>What is independent of other trials: the subject, else the session, else the source, else the specimen itself. Intervals draw clusters.</summary>
    public required string Cluster { get; init; }

    /// <summary>Part of the data set: "fit", "calibrate", "test", or what the manifest names.</summary>
    public required string Split { get; init; }

    /// <summary>The question asked.</summary>
    public required Question Question { get; init; }

    /// <summary>The detector, or <see cref="Fusion"/> for the fused evidence of the question.</summary>
    public required string DetectorId { get; init; }

    /// <summary>Its version.</summary>
    public required string DetectorVersion { get; init; }

    /// <summary>Measured, not applicable or failed.</summary>
    public required FindingState State { get; init; }

    /// <summary>Code of the finding's reason.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the main score, or null where nothing was measured.</summary>
    public string? ScoreName { get; init; }

    /// <summary>Main score turned so that higher supports manipulation; null where nothing was measured or the score only describes.</summary>
    public double? Score { get; init; }

    /// <summary>Calibrated natural-log likelihood ratio, or null.</summary>
    public double? Llr { get; init; }

    /// <summary>Whether the detector's own threshold was passed or a rule found a contradiction; null where it says neither.</summary>
    public bool? Alarm { get; init; }

    /// <summary>Whether the finding stood out: an alarm, or an anomaly that a rule found. Null where nothing was measured, the method only describes, or the table was written before this was told.</summary>
    public bool? StandsOut { get; init; }

    /// <summary>Slice columns: those of the manifest and those measured from the media, by name.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}
