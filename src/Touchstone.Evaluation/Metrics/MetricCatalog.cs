using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <summary>Every metric a gate or a report may name. An explicit list.</summary>
public static class MetricCatalog
{
    /// <summary>All metrics.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("fpr", "False-positive rate", "FP / (FP + TN) over answered authentic cases", "ISO/IEC 30107-3 naming aside, elementary", "0–1", false,
            (cases, terms) => Count(cases, terms, false)),
        new("tpr", "True-positive rate (recall)", "TP / (TP + FN) over answered manipulated cases", "elementary", "0–1", true,
            (cases, terms) => Count(cases, terms, true)),
    ];

    /// <summary>The metric of a name, or null.</summary>
    public static Metric? Find(string name) => All.FirstOrDefault(m => m.Name == name);

    private static Estimate Count(CaseSet cases, MetricTerms terms, bool manipulated)
    {
        int[] asked = [.. Enumerable.Range(0, cases.Count).Where(i => cases.Manipulated[i] == manipulated && !double.IsNaN(cases.Scores[i]))];
        return Rate.Of(asked.Count(i => cases.Scores[i] >= terms.Threshold), asked.Length);
    }
}
