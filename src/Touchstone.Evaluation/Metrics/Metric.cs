using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <summary>What a metric is taken at.</summary>
public sealed record MetricTerms
{
    /// <summary>Decision threshold: a score at or above it is called manipulated; NaN where the metric needs none.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Second argument of a metric that has one: the false-positive rate of "tpr@fpr", 0–1; NaN otherwise.</summary>
    public double At { get; init; } = double.NaN;

    /// <summary>Cost of a miss, of a false alarm, and the prior probability of manipulation, for expected costs.</summary>
    public CostTerms Costs { get; init; } = new(1, 1, 0.5);

    /// <summary>Two-sided confidence of the interval; 0.90 gives one-sided bounds at 95 %.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Bootstrap draws.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What errors cost.</summary>
/// <param name="Miss">Cost of a miss, ≥ 0.</param>
/// <param name="FalseAlarm">Cost of a false alarm, ≥ 0.</param>
/// <param name="Prior">Prior probability of manipulation, 0–1.</param>
public sealed record CostTerms(double Miss, double FalseAlarm, double Prior);

/// <summary>A metric exactly defined: the same record documents it, measures it and is named in gate files.</summary>
/// <param name="Name">Name in gate files and reports: "auc", "eer", "fpr".</param>
/// <param name="Title">Name for people.</param>
/// <param name="Formula">Formula, with the answer for one class, ties and nothing.</param>
/// <param name="Source">Paper or standard.</param>
/// <param name="Range">Range and unit: "0–1".</param>
/// <param name="HigherIsBetter">Which way is good.</param>
/// <param name="Measure">Value with interval; NaN with N = 0 where it is not defined, never NaN with cases behind it unless the formula says so.</param>
public sealed record Metric(string Name, string Title, string Formula, string Source, string Range, bool HigherIsBetter, Func<CaseSet, MetricTerms, Estimate> Measure);
