using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <summary>What a metric is taken at.</summary>
public sealed record MetricTerms
{
    /// <summary>Decision threshold: a score at or above it is called manipulated; NaN where the metric needs none.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Second argument of a metric that has one: the false-positive rate of "tpr@fpr", 0–1; NaN otherwise.</summary>
    public double At { get; init; } = double.NaN;

    /// <summary>Cost of a miss, of a false alarm, and the prior probability of manipulation, for expected costs and probabilities.</summary>
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
public sealed record CostTerms(double Miss, double FalseAlarm, double Prior)
{
    /// <summary>Expected cost of the better of the two answers that look at nothing: min(Cmiss·π, Cfa·(1−π)).</summary>
    public double Blind => Math.Min(Miss * Prior, FalseAlarm * (1 - Prior));
}

/// <summary>Which terms a metric is undefined without.</summary>
[Flags]
public enum MetricNeeds
{
    /// <summary>Scores of any unit, nothing else.</summary>
    None = 0,

    /// <summary>A decision threshold.</summary>
    Threshold = 1,

    /// <summary>The second argument <see cref="MetricTerms.At"/>.</summary>
    At = 2,

    /// <summary>Costs and prior.</summary>
    Costs = 4,

    /// <summary>Scores that are natural-log likelihood ratios.</summary>
    Llr = 8,
}

/// <summary>A metric exactly defined: the same record documents it, measures it and is named in gate files.</summary>
/// <param name="Name">Name in gate files and reports: "auc", "eer", "fpr".</param>
/// <param name="Title">Name for people.</param>
/// <param name="Formula">Formula, with the answer for one class, ties and nothing.</param>
/// <param name="Source">Paper or standard.</param>
/// <param name="Range">Range and unit: "0–1".</param>
/// <param name="HigherIsBetter">Which way is good.</param>
/// <param name="Curve">Value with intervals at every confidence; NaN with N = 0 where it is not defined, never NaN with cases behind it.</param>
public sealed record Metric(string Name, string Title, string Formula, string Source, string Range, bool HigherIsBetter, Func<CaseSet, MetricTerms, ConfidenceCurve> Curve)
{
    /// <summary>What must be stated in the terms.</summary>
    public MetricNeeds Needs { get; init; }

    /// <summary>How the interval is made.</summary>
    public string Interval { get; init; } = "";

    /// <summary>Value with its interval at the confidence of the terms; cases that were not answered are left out unless the formula counts them.</summary>
    /// <param name="cases">Cases.</param>
    /// <param name="terms">Terms.</param>
    /// <exception cref="ArgumentException">The terms lack what the metric needs.</exception>
    public Estimate Measure(CaseSet cases, MetricTerms terms) => Distribution(cases, terms).At(terms.Confidence);

    /// <summary>Value with its interval at every confidence.</summary>
    /// <param name="cases">Cases.</param>
    /// <param name="terms">Terms.</param>
    /// <exception cref="ArgumentException">The terms lack what the metric needs.</exception>
    public ConfidenceCurve Distribution(CaseSet cases, MetricTerms terms)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(terms);
        if (Needs.HasFlag(MetricNeeds.Threshold) && double.IsNaN(terms.Threshold)) throw new ArgumentException($"The metric {Name} needs a threshold.", nameof(terms));
        if (Needs.HasFlag(MetricNeeds.At) && !(terms.At >= 0 && terms.At <= 1)) throw new ArgumentException($"The metric {Name} needs a rate between 0 and 1 to be taken at.", nameof(terms));
        if (Needs.HasFlag(MetricNeeds.Costs) && !(terms.Costs is { Miss: > 0, FalseAlarm: > 0, Prior: > 0 and < 1 }))
            throw new ArgumentException($"The metric {Name} needs costs above 0 and a prior between 0 and 1.", nameof(terms));
        return Curve(cases, terms);
    }
}
