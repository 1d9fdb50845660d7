using Touchstone.Media;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Engine.Findings;

/// <summary>Whether a detector measured, had nothing to measure, or failed.</summary>
public enum FindingState
{
    /// <summary>A measurement was made.</summary>
    Measured,
    /// <summary>The method does not apply to this specimen.</summary>
    NotApplicable,
    /// <summary>The method should have applied and could not: a person looks.</summary>
    Failed,
}

/// <summary>Why a finding is in its state.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Text">One or two plain sentences.</param>
public sealed record Reason(string Code, string Text);

/// <summary>Which way a number points.</summary>
public enum Direction
{
    /// <summary>Higher supports manipulation.</summary>
    HigherSupportsManipulation,
    /// <summary>Lower supports manipulation.</summary>
    LowerSupportsManipulation,
    /// <summary>The number describes and supports nothing by itself.</summary>
    Descriptive,
}

/// <summary>An uncalibrated measurement.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit: "log10 NFA", "share of blocks", "dB".</param>
/// <param name="Direction">Which way it points.</param>
/// <param name="Threshold">The detector's own operating threshold in the same unit, or null; no decision uses it.</param>
public sealed record Score(string Name, double Value, string Unit, Direction Direction, double? Threshold)
{
    /// <summary>The value turned so that higher supports manipulation; null where it only describes.</summary>
    public double? Oriented() => Direction switch
    {
        Direction.HigherSupportsManipulation => Value,
        Direction.LowerSupportsManipulation => -Value,
        _ => null,
    };

    /// <summary>Whether the value is at or beyond the detector's own threshold; null where it draws none.</summary>
    public bool? PassesThreshold() => Threshold is not { } threshold ? null : Direction switch
    {
        Direction.HigherSupportsManipulation => Value >= threshold,
        Direction.LowerSupportsManipulation => Value <= threshold,
        _ => null,
    };
}

/// <summary>A calibrated natural-log likelihood ratio; positive supports the manipulation proposition.</summary>
/// <param name="Value">Best value.</param>
/// <param name="Lower">Lower bound the calibration data can carry.</param>
/// <param name="Upper">Upper bound the calibration data can carry.</param>
public readonly record struct Llr(double Value, double Lower, double Upper);

/// <summary>A likelihood ratio with the calibrator it comes from.</summary>
/// <param name="Llr">The ratio and its bounds.</param>
/// <param name="CalibratorId">Identity (name and hash) of the calibrator.</param>
public sealed record CalibratedEvidence(Llr Llr, string CalibratorId);

/// <summary>How much a structural observation weighs.</summary>
public enum Weight
{
    /// <summary>A fact worth showing.</summary>
    Note,
    /// <summary>Unusual, with innocent explanations.</summary>
    Anomaly,
    /// <summary>Two statements of the file cannot both be true, whatever its honest history.</summary>
    Contradiction,
}

/// <summary>A structural fact found by a rule.</summary>
/// <param name="Rule">Rule id, stable: "meta.thumbnail-differs".</param>
/// <param name="Weight">How much it weighs.</param>
/// <param name="Text">What was found, with both values.</param>
/// <param name="Innocent">The usual innocent explanation, or "" if there is none.</param>
/// <param name="Offset">Position in the file, bytes, or null.</param>
public sealed record Observation(string Rule, Weight Weight, string Text, string Innocent, long? Offset);

/// <summary>What one detector says about one specimen.</summary>
public sealed record Finding
{
    /// <summary>The question answered.</summary>
    public required Question Question { get; init; }

    /// <summary>The detector's id: the name of its folder.</summary>
    public required string DetectorId { get; init; }

    /// <summary>The detector's version; a change of behaviour changes it.</summary>
    public required string DetectorVersion { get; init; }

    /// <summary>Measured, not applicable, or failed.</summary>
    public required FindingState State { get; init; }

    /// <summary>Why; for a measurement, what was found in one or two sentences.</summary>
    public required Reason Reason { get; init; }

    /// <summary>Parameters the measurement was made with, by name, with units.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The measurements; the first is the main one. They count for nothing in a decision.</summary>
    public IReadOnlyList<Score> Scores { get; init; } = [];

    /// <summary>True: the method only describes; whatever it measures never stands out and answers no question.</summary>
    public bool IsDescription { get; init; }

    /// <summary>Calibrated evidence, or null: "uncalibrated: shown as a measurement".</summary>
    public CalibratedEvidence? Evidence { get; init; }

    /// <summary>Structural facts.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];

    /// <summary>Where, as maps over the image.</summary>
    public IReadOnlyList<EvidenceMap> Maps { get; init; } = [];

    /// <summary>Where, as boxes.</summary>
    public IReadOnlyList<Region> Regions { get; init; } = [];

    /// <summary>Where, as stretches of time.</summary>
    public IReadOnlyList<Interval> Intervals { get; init; } = [];

    /// <summary>Measurements over time.</summary>
    public IReadOnlyList<EvidenceSeries> Series { get; init; } = [];

    /// <summary>The credentials as validated; only from the detector that reads them.</summary>
    public ProvenanceReport? Credentials { get; init; }

    /// <summary>Whether a person should look here first: the main score passes the detector's own threshold, or a rule found more than a note.</summary>
    public bool StandsOut() => Scores is [var main, ..] && main.PassesThreshold() == true || Observations.Any(o => o.Weight > Weight.Note);
}
