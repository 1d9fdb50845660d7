using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Slices;

/// <summary>The comparisons of a report.</summary>
internal static class SliceGaps
{
    internal static IReadOnlyList<SliceGap> Of(SlicedCases cases, Dictionary<Slice, ConfidenceCurve> curves, double confidence, SlicePlan plan)
    {
        var gaps = new List<SliceGap>();
        foreach (var column in cases.Columns)
            foreach (var condition in Conditions(cases, column, plan))
                gaps.AddRange(Within(column, condition, curves, confidence, plan));
        var adjusted = Multiplicity.Holm([.. gaps.Select(g => g.P)]);
        return [.. gaps.Select((g, i) => g with { AdjustedP = adjusted[i] })];
    }

    private static IEnumerable<Slice> Conditions(SlicedCases cases, SliceColumn column, SlicePlan plan)
    {
        yield return Slice.All;
        if (column.Role != ColumnRole.Sensitive || !plan.Pairs) yield break;
        foreach (var control in cases.Columns.Where(c => c.Role == ColumnRole.Control))
            foreach (var group in control.Groups) yield return Slice.All.And(control.Name, group);
    }

    private static IEnumerable<SliceGap> Within(SliceColumn column, Slice condition, Dictionary<Slice, ConfidenceCurve> curves, double confidence, SlicePlan plan)
    {
        var groups = column.Groups.Select(g => (Name: g, Curve: Find(curves, condition, column.Name, g)))
            .Where(g => g.Curve is { } curve && curve.N >= plan.MinimumCases).Select(g => (g.Name, Curve: g.Curve!)).ToArray();
        if (groups.Length < 2) yield break;
        foreach (var (name, curve) in groups)
            yield return Gap(column, condition, (name, curve), (null, curves[condition]), confidence);
        if (groups.Length > plan.MostGroupsPaired) yield break;
        for (var a = 0; a < groups.Length; a++)
            for (var b = a + 1; b < groups.Length; b++)
                yield return Gap(column, condition, groups[a], groups[b], confidence);
    }

    private static SliceGap Gap(SliceColumn column, Slice condition, (string Name, ConfidenceCurve Curve) first, (string? Name, ConfidenceCurve Curve) second, double confidence)
    {
        var difference = Contrast.Difference(first.Curve, second.Curve);
        var ratio = first.Curve.Value < 0 || second.Curve.Value < 0 ? ConfidenceCurve.Undefined : Contrast.Ratio(first.Curve, second.Curve);
        return new SliceGap(column.Name, column.Role, condition, first.Name, second.Name, difference.At(confidence), ratio.At(confidence), difference.PValue(0), double.NaN);
    }

    // Pairs are made with their columns in the order of the data; the condition may stand on either side.
    private static ConfidenceCurve? Find(Dictionary<Slice, ConfidenceCurve> curves, Slice condition, string column, string group) =>
        curves.GetValueOrDefault(condition.And(column, group)) ?? curves.GetValueOrDefault(new Slice([new SlicePart(column, group), .. condition.Parts]));
}
