using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Slices;

/// <summary>How slices are made and compared.</summary>
public sealed record SlicePlan
{
    /// <summary>Least number of cases behind the metric (its N) for a slice to be compared; smaller ones are listed and say so.</summary>
    public int MinimumCases { get; init; } = 30;

    /// <summary>Whether intersections of two columns are slices too.</summary>
    public bool Pairs { get; init; } = true;

    /// <summary>Most groups of a column that are compared two by two; a column with more is compared with the whole only.</summary>
    public int MostGroupsPaired { get; init; } = 8;
}

/// <summary>The metric in one slice.</summary>
/// <param name="Slice">Slice.</param>
/// <param name="Value">Metric with its interval at the confidence of the terms.</param>
/// <param name="Joint">The same with an interval that holds together with those of all other rows that have enough cases (Bonferroni).</param>
/// <param name="Enough">Whether the minimum number of cases is reached.</param>
/// <param name="Sensitive">Whether one of its columns is sensitive.</param>
public sealed record SliceRow(Slice Slice, Estimate Value, Estimate Joint, bool Enough, bool Sensitive);

/// <summary>Two slices compared.</summary>
/// <param name="Column">The column they differ in.</param>
/// <param name="Role">Its role.</param>
/// <param name="Condition">What both have in common: everything, or one value of a control column.</param>
/// <param name="First">Group.</param>
/// <param name="Second">Other group, or null: all cases of the condition.</param>
/// <param name="Difference">Metric of the first − of the second, with interval.</param>
/// <param name="Ratio">Metric of the first / of the second, with interval; N = 0 for metrics that may be negative, or 0 over 0.</param>
/// <param name="P">Two-sided p-value of no difference.</param>
/// <param name="AdjustedP">The same by Holm over every gap of the report.</param>
public sealed record SliceGap(string Column, ColumnRole Role, Slice Condition, string First, string? Second, Estimate Difference, Estimate Ratio, double P, double AdjustedP);

/// <summary>A metric in every slice, and the gaps between groups.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Rows">Everything first, then single columns, then pairs.</param>
/// <param name="Gaps">Gaps between groups with enough cases.</param>
public sealed record SliceReport(string Metric, IReadOnlyList<SliceRow> Rows, IReadOnlyList<SliceGap> Gaps)
{
    /// <summary>The report of a metric.</summary>
    /// <remarks>
    /// Sensitive columns are compared over all cases and within each value of each control column (as the control features of fairlearn, Weerts et
    /// al. 2023), so that a gap of cameras is not read as a gap of people. Intervals of gaps are recovered from those of the slices
    /// (<see cref="Contrast"/>) as if the slices shared no cluster: shared ones make them wider than needed.
    /// </remarks>
    /// <param name="cases">Cases with columns.</param>
    /// <param name="metric">Metric.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="plan">How slices are made.</param>
    /// <param name="cancel">Checked per slice.</param>
    public static SliceReport Of(SlicedCases cases, Metric metric, MetricTerms terms, SlicePlan plan, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(plan);
        var curves = new Dictionary<Slice, ConfidenceCurve>();
        foreach (var slice in Slices(cases, plan))
        {
            cancel.ThrowIfCancellationRequested();
            curves[slice] = metric.Distribution(cases.Within(slice), terms);
        }
        var joint = Multiplicity.Confidence(terms.Confidence, Math.Max(1, curves.Values.Count(c => c.N >= plan.MinimumCases)));
        var sensitive = cases.Columns.Where(c => c.Role == ColumnRole.Sensitive).Select(c => c.Name).ToHashSet();
        SliceRow[] rows = [.. curves.Select(p => new SliceRow(p.Key, At(p.Value, terms.Confidence), At(p.Value, joint), p.Value.N >= plan.MinimumCases, p.Key.Parts.Any(part => sensitive.Contains(part.Column))))];
        return new SliceReport(metric.Name, rows, SliceGaps.Of(cases, curves, terms.Confidence, plan));
    }

    private static Estimate At(ConfidenceCurve curve, double confidence) => curve.N == 0 ? new Estimate(double.NaN, double.NaN, double.NaN, 0) : curve.At(confidence);

    private static IEnumerable<Slice> Slices(SlicedCases cases, SlicePlan plan)
    {
        yield return Slice.All;
        foreach (var column in cases.Columns)
            foreach (var group in column.Groups) yield return Slice.All.And(column.Name, group);
        if (!plan.Pairs) yield break;
        for (var a = 0; a < cases.Columns.Count; a++)
            for (var b = a + 1; b < cases.Columns.Count; b++)
                foreach (var (first, second) in Met(cases.Columns[a], cases.Columns[b]))
                    yield return Slice.All.And(cases.Columns[a].Name, first).And(cases.Columns[b].Name, second);
    }

    // Only intersections that have cases.
    private static IEnumerable<(string, string)> Met(SliceColumn a, SliceColumn b) =>
        a.Values.Zip(b.Values).Where(p => p.First.Length > 0 && p.Second.Length > 0).Distinct()
            .OrderBy(p => p.First, StringComparer.Ordinal).ThenBy(p => p.Second, StringComparer.Ordinal);
}
