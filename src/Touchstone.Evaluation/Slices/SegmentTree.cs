using System.Globalization;

namespace Touchstone.Evaluation.Slices;

/// <summary>One test of a case: its group is (not) a value, or its number is at most (above) a cut.</summary>
internal readonly record struct SegmentTest(SliceColumn Column, string? Group, double Cut, bool Holds)
{
    internal bool Of(int i) => Known(i) && (Group is null ? Column.Numbers![i] <= Cut : Column.Values[i] == Group) == Holds;

    // A case whose cell is not known is on neither side.
    internal bool Known(int i) => Group is null ? !double.IsNaN(Column.Numbers![i]) : Column.Values[i].Length > 0;

    internal string Name => Group is null
        ? $"{Column.Name} {(Holds ? "≤" : ">")} {Cut.ToString("0.####", CultureInfo.InvariantCulture)}"
        : $"{Column.Name} {(Holds ? "=" : "≠")} {Group}";
}

/// <summary>Cases that pass every test.</summary>
internal sealed record Segment(IReadOnlyList<SegmentTest> Tests)
{
    internal string[] Names => [.. Tests.Select(t => t.Name)];

    internal bool Holds(SlicedCases cases, int i) => i < cases.Cases.Count && Tests.All(t => t.Of(i));
}

/// <summary>A shallow regression tree (Breiman et al. 1984) that splits where mean losses differ most.</summary>
internal sealed class SegmentTree(SlicedCases cases, double[] losses, SegmentSearch search)
{
    private const int Cuts = 8;

    /// <summary>The nodes of the tree with more loss than the whole, the surest first.</summary>
    internal IReadOnlyList<Segment> Grow(int[] places)
    {
        if (places.Length == 0) return [];
        var whole = places.Average(i => losses[i]);
        var nodes = new List<(Segment Segment, double Surplus)>();
        Split(new Segment([]), places);
        return [.. nodes.Where(n => n.Surplus > 0).OrderByDescending(n => n.Surplus).Take(search.Most).Select(n => n.Segment)];

        void Split(Segment node, int[] own)
        {
            if (node.Tests.Count >= search.Depth || Best(own) is not { } test) return;
            foreach (var side in new[] { test, test with { Holds = !test.Holds } })
            {
                int[] child = [.. own.Where(side.Of)];
                var segment = new Segment([.. node.Tests, side]);
                nodes.Add((segment, (child.Average(i => losses[i]) - whole) * Math.Sqrt(child.Length)));
                Split(segment, child);
            }
        }
    }

    private SegmentTest? Best(int[] own)
    {
        SegmentTest? best = null;
        double most = 0;
        foreach (var test in Tests(own))
        {
            double inside = 0, outside = 0;
            int n = 0, m = 0;
            foreach (var i in own)
            {
                if (!test.Known(i)) continue;
                if (test.Of(i))
                {
                    inside += losses[i];
                    n++;
                }
                else
                {
                    outside += losses[i];
                    m++;
                }
            }
            if (n < search.MinimumCases || m < search.MinimumCases) continue;
            var gap = inside / n - outside / m;
            // The reduction of squared error by the split.
            var gain = gap * gap * n * m / (n + m);
            if (gain > most && Clusters(own, test) >= search.MinimumClusters && Clusters(own, test with { Holds = !test.Holds }) >= search.MinimumClusters) (best, most) = (test, gain);
        }
        return best;
    }

    private int Clusters(int[] own, SegmentTest test) => own.Where(test.Of).Select(i => cases.Cases.Clusters[i]).Distinct().Count();

    private IEnumerable<SegmentTest> Tests(int[] own)
    {
        foreach (var column in cases.Columns)
        {
            if (column.Numbers is null)
            {
                foreach (var group in column.Groups) yield return new SegmentTest(column, group, 0, true);
                continue;
            }
            double[] sorted = [.. own.Select(i => column.Numbers[i]).Where(x => !double.IsNaN(x)).Order()];
            if (sorted.Length == 0) continue;
            foreach (var cut in Enumerable.Range(1, Cuts - 1).Select(k => sorted[k * sorted.Length / Cuts]).Distinct())
                if (cut < sorted[^1]) yield return new SegmentTest(column, null, cut, true);
        }
    }
}
