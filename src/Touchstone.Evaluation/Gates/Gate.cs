using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Gates;

/// <summary>How a gate, or one of its criteria, ends.</summary>
public enum GateOutcome
{
    /// <summary>The bound reaches the target: the data prove it at the stated confidence.</summary>
    Pass,
    /// <summary>The data neither prove the target nor exclude it.</summary>
    InsufficientEvidence,
    /// <summary>The data exclude the target, or the gate may not be passed at all.</summary>
    Fail,
}

/// <summary>Whether a criterion can stop a gate.</summary>
public enum Severity
{
    /// <summary>It must pass.</summary>
    Blocking,
    /// <summary>It is judged and reported, and stops nothing.</summary>
    Advisory,
}

/// <summary>The number of a trial that a metric is taken of.</summary>
public enum CaseNumber
{
    /// <summary>The oriented main score, in the detector's unit.</summary>
    Score,
    /// <summary>The calibrated natural-log likelihood ratio.</summary>
    Llr,
    /// <summary>1 where the detector's own threshold was passed or the file contradicts itself, else 0; called manipulated from 0.5.</summary>
    Alarm,
}

/// <summary>Where the threshold of a criterion comes from.</summary>
public enum ThresholdSource
{
    /// <summary>The metric needs none, or the criterion states a number.</summary>
    Stated,
    /// <summary>The likelihood ratio from which the routing promise flags.</summary>
    PromiseFlag,
    /// <summary>The likelihood ratio up to which the routing promise clears.</summary>
    PromiseClear,
    /// <summary>The likelihood ratio from which the policy flags.</summary>
    PolicyFlag,
    /// <summary>The likelihood ratio up to which the policy clears.</summary>
    PolicyClear,
}

/// <summary>How the error over a criterion's slices is kept.</summary>
public enum Correction
{
    /// <summary>Holm 1979: step by step, at least as sharp as Bonferroni.</summary>
    Holm,
    /// <summary>Every slice at α divided by their number.</summary>
    Bonferroni,
}

/// <summary>One thing that must hold.</summary>
public sealed record Criterion
{
    /// <summary>Number and metric, for people: "2 fpr".</summary>
    public required string Id { get; init; }

    /// <summary>Name in <see cref="MetricCatalog"/> or <see cref="GateMetrics"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>What the metric is taken of.</summary>
    public CaseNumber Of { get; init; } = CaseNumber.Score;

    /// <summary>Second argument of the metric: the false-positive rate of "tpr@fpr", 0–1; NaN where it has none.</summary>
    public double At { get; init; } = double.NaN;

    /// <summary>Decision threshold where it is a number; NaN otherwise.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Where the threshold comes from.</summary>
    public ThresholdSource ThresholdSource { get; init; } = ThresholdSource.Stated;

    /// <summary>Which trials.</summary>
    public SliceSelection Slices { get; init; } = SliceSelection.All;

    /// <summary>True: the upper bound must be at most the target; false: the lower bound at least.</summary>
    public required bool IsUpper { get; init; }

    /// <summary>The target, in the metric's unit.</summary>
    public required double Target { get; init; }

    /// <summary>One-sided confidence of the bound over all slices of the criterion, 0.5–1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Fewest cases behind the figure.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Whether it can stop the gate.</summary>
    public Severity Severity { get; init; } = Severity.Blocking;
}

/// <summary>Error rates that routing shall promise; thresholds are chosen for them by Learn-Then-Test.</summary>
/// <param name="FalseFlag">P(flag | authentic) at most, 0–1.</param>
/// <param name="Miss">P(clear | manipulated) at most, 0–1.</param>
/// <param name="Risk">Probability that a promise does not hold, 0–1 (δ).</param>
/// <param name="Split">The split thresholds are chosen on; never the one that is judged.</param>
public sealed record PromiseTerms(double FalseFlag, double Miss, double Risk, string Split);

/// <summary>Acceptance criteria for one question, as a versioned file states them.</summary>
public sealed record Gate
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Version; every change raises it.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the file's bytes.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The question that may be decided when it is passed.</summary>
    public required Question Question { get; init; }

    /// <summary>The detector whose trials are judged, or "fusion" for the fused evidence.</summary>
    public required string Detector { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Last day it may be passed, and on which what it gives still stands.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>Content hash of the policy it is for, or null: the policy in use.</summary>
    public string? PolicyHash { get; init; }

    /// <summary>Names or hashes of data sets that may be judged; empty for any.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>The split that is judged; "" for all trials.</summary>
    public string Split { get; init; } = "";

    /// <summary>Fewest authentic cases.</summary>
    public int MinimumAuthentic { get; init; } = 1;

    /// <summary>Fewest manipulated cases.</summary>
    public int MinimumManipulated { get; init; } = 1;

    /// <summary>Whether the leak check must have been run and found nothing that blocks.</summary>
    public bool LeakCheckRequired { get; init; } = true;

    /// <summary>What routing shall promise, or null where nothing is decided by evidence.</summary>
    public PromiseTerms? Promise { get; init; }

    /// <summary>Costs for expected-cost metrics.</summary>
    public CostTerms Costs { get; init; } = new(1, 1, 0.5);

    /// <summary>How the error over slices is kept.</summary>
    public Correction Correction { get; init; } = Correction.Holm;

    /// <summary>Seed of bootstraps.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws of bootstraps.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>What must hold; at least one is blocking.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>Name, version and the first digits of the content hash: "copied-images 1 @0123456789ab".</summary>
    public string Id => $"{Name} {Version} @{ContentHash[..12]}";
}
