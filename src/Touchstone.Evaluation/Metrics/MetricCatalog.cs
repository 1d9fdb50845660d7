using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <summary>Every metric a gate or a report may name. An explicit list; what each means in full is in docs/evaluation/metrics.md.</summary>
public static partial class MetricCatalog
{
    private const string BothClasses = "undefined without cases of both classes";
    private const string ExactInterval = "Clopper–Pearson, on the effective number of cases where clusters have several";
    private const string BootstrapInterval = "cluster bootstrap";
    private const string RecoveredInterval = "recovered from the intervals of both rates (MOVER)";

    /// <summary>All metrics.</summary>
    public static IReadOnlyList<Metric> All { get; } = [.. OfOrder(), .. OfDecisions(), .. OfEvidence()];

    /// <summary>The metric of a name, or null.</summary>
    public static Metric? Find(string name) => All.FirstOrDefault(m => m.Name == name);

    private static Func<CaseSet, MetricTerms, ConfidenceCurve> Drawn(Func<ScoreTally, MetricTerms, double> statistic, Scale scale, Statistic kind = Statistic.Plain) =>
        (cases, terms) => ScoreBootstrap.Of(cases, tally => statistic(tally, terms), scale, terms, kind);
}
