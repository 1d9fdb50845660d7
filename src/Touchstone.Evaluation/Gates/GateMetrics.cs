using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Gates;

/// <summary>What a gate can ask for beside the metrics of the catalogue: how often nothing, or not the same, was said.</summary>
public static class GateMetrics
{
    /// <summary>Name of the share of cases that failed.</summary>
    public const string FailureRate = "failure-rate";

    /// <summary>Name of the share of findings that flip under harmless processing.</summary>
    public const string FlipRate = "flip-rate";

    private static readonly Metric[] Own =
    [
        new(FailureRate, "Failure rate", "failed / all, over both classes", "elementary", "0–1", false, (cases, _) => Share(cases)),
        new(FlipRate, "Flip rate", "findings that change side under harmless processing / findings compared, clustered by file", "verdict stability", "0–1", false, (cases, _) => Share(cases)),
    ];

    /// <summary>Every name a criterion may use.</summary>
    public static IEnumerable<string> Names => MetricCatalog.All.Concat(Own).Select(m => m.Name).Distinct();

    /// <summary>The metric of a name, or null.</summary>
    public static Metric? Find(string name) => MetricCatalog.Find(name) ?? Own.FirstOrDefault(m => m.Name == name);

    /// <summary>Whether a metric is a share of cases, whose needed number of samples is exact.</summary>
    public static bool IsRate(string name) => name is "fpr" or "tpr" or "fnr" or "recall" or "specificity" or "answer-rate" or FailureRate or FlipRate;

    /// <summary>The cases of a criterion.</summary>
    internal static CaseSet Cases(Criterion criterion, GateEvidence evidence, IReadOnlyList<Trial> trials)
    {
        double? Llr(Trial trial, Func<Llr, double> bound) => evidence.Fused.TryGetValue(trial.Path, out var llr) ? bound(llr) : null;
        return CaseSet.Of(trials, (criterion.Metric, criterion.ThresholdSource, criterion.Of) switch
        {
            (FailureRate, _, _) => t => t.State == FindingState.Failed ? 1 : 0,
            // A decision compares bounds, not points, and so does its test.
            (_, ThresholdSource.PromiseFlag or ThresholdSource.PolicyFlag, _) => t => Llr(t, l => l.Lower),
            (_, ThresholdSource.PromiseClear or ThresholdSource.PolicyClear, _) => t => Llr(t, l => l.Upper),
            (_, _, CaseNumber.Llr) => t => t.Llr,
            (_, _, CaseNumber.Alarm) => t => t.Alarm is { } alarm ? alarm ? 1 : 0 : null,
            _ => t => t.Score,
        });
    }

    private static ConfidenceCurve Share(CaseSet cases) => ClusteredRate.Of([.. cases.Scores.Select(s => s >= 0.5)], cases.Clusters);
}
