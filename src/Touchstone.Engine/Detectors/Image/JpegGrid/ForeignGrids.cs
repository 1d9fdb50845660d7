namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>A box in which one grid gets more votes than chance and content explain.</summary>
/// <param name="Origin">Grid origin, 8·y + x.</param>
/// <param name="Log10Nfa">log10 of the number of such boxes to expect in an image without foreign grids.</param>
/// <param name="Votes">Votes of the cluster.</param>
/// <param name="Share">Share of all votes in the box that go to the grid.</param>
/// <param name="Left">Left edge, pixels.</param>
/// <param name="Top">Top edge, pixels.</param>
/// <param name="Right">First pixel right of it.</param>
/// <param name="Bottom">First pixel below it.</param>
internal sealed record ForeignGrid(int Origin, double Log10Nfa, GridEvent[] Votes, double Share, int Left, int Top, int Right, int Bottom);

/// <summary>Clusters of votes for one grid, tested a contrario (Desolneux, Moisan and Morel 2008) over all grids and all boxes.</summary>
internal static class ForeignGrids
{
    /// <summary>
    /// Votes of one grid this near belong together, pixels (largest of the two axes): a neighbour of the neighbouring block. By chance a vote
    /// has 0.3 such neighbours, too few to chain.
    /// </summary>
    internal const int LinkDistance = 24;

    /// <summary>Narrowest box, pixels: four blocks. A row of votes thinner than that is a line of the content.</summary>
    internal const int NarrowestBox = 32;

    /// <summary>log10 of the number of tests: every box of 8-pixel cells, every grid.</summary>
    internal static double Log10Tests(int width, int height)
    {
        double columns = Math.Max(1, width / 8), rows = Math.Max(1, height / 8);
        return Math.Log10(63 * (columns * (columns + 1) / 2) * (rows * (rows + 1) / 2));
    }

    /// <summary>The clusters of all unexplained grids, most surprising first; one for each grid at least where it has a cluster.</summary>
    internal static List<ForeignGrid> Find(GridEvent[] votes, ulong explained, double log10Tests, CancellationToken cancel)
    {
        var all = OriginCounts.Of(votes);
        var found = new List<ForeignGrid>();
        var byOrigin = votes.ToLookup(v => v.Origin);
        // A cluster of n votes is never less likely than uniform^n: smaller ones cannot be fewer than one by chance.
        var smallest = Math.Max(4, (int)Math.Ceiling(log10Tests / Math.Log10(64)));
        for (var origin = 0; origin < 64; origin++)
        {
            cancel.ThrowIfCancellationRequested();
            if ((explained >> origin & 1) != 0 || OriginCounts.IsBlind(origin, explained)) continue;
            foreach (var cluster in Clusters([.. byOrigin[origin]]))
                if (cluster.Count >= smallest && IsArea(cluster))
                    found.Add(Test(votes, all, [.. cluster], explained, log10Tests));
        }
        return [.. found.OrderBy(f => f.Log10Nfa).ThenBy(f => f.Origin).ThenBy(f => f.Top).ThenBy(f => f.Left)];
    }

    private static bool IsArea(List<GridEvent> cluster) =>
        cluster[^1].Y - cluster[0].Y + 8 >= NarrowestBox && cluster.Max(v => v.X) - cluster.Min(v => v.X) + 8 >= NarrowestBox;

    private static ForeignGrid Test(GridEvent[] votes, OriginCounts all, GridEvent[] cluster, ulong explained, double log10Tests)
    {
        var origin = cluster[0].Origin;
        int left = cluster.Min(v => v.X), right = cluster.Max(v => v.X), top = cluster[0].Y, bottom = cluster[^1].Y;
        var inside = new OriginCounts();
        for (var i = FirstFrom(votes, top, 0); i < votes.Length && votes[i].Y <= bottom; i++)
            if (votes[i].X >= left && votes[i].X <= right)
                inside.Add(votes[i]);
        var chance = inside.Chance(origin, explained);
        // What the rest of the picture gives this grid, too, is no mark of the box.
        var rest = all.Total - inside.Total;
        if (rest >= inside.Total) chance = Math.Max(chance, (all[origin] - inside[origin]) / (double)rest);
        var log10Nfa = log10Tests + inside.Log10Tail(origin, Math.Min(1, chance));
        return new ForeignGrid(origin, log10Nfa, cluster, inside[origin] / (double)inside.Total, left, top, right + 8, bottom + 8);
    }

    /// <summary>The first vote at or after a place, in the order of the votes: by line, then column.</summary>
    private static int FirstFrom(GridEvent[] votes, int y, int x)
    {
        int low = 0, high = votes.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (votes[middle].Y < y || votes[middle].Y == y && votes[middle].X < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Single-linkage clusters; members keep the order of the votes.</summary>
    private static List<List<GridEvent>> Clusters(GridEvent[] votes)
    {
        var parent = Enumerable.Range(0, votes.Length).ToArray();
        int Root(int i)
        {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }
        for (var i = 0; i < votes.Length; i++)
            // Votes of one grid lie on every eighth line. Only the reachable stretch of each is looked at: on a wide picture whole lines would take the square of their votes.
            for (var y = votes[i].Y - LinkDistance / 8 * 8; y <= votes[i].Y; y += 8)
                for (var k = FirstFrom(votes, y, votes[i].X - LinkDistance); k < i && votes[k].Y == y && votes[k].X <= votes[i].X + LinkDistance; k++)
                {
                    int a = Root(i), b = Root(k);
                    parent[Math.Max(a, b)] = Math.Min(a, b);
                }
        var clusters = new SortedDictionary<int, List<GridEvent>>();
        for (var i = 0; i < votes.Length; i++)
        {
            if (!clusters.TryGetValue(Root(i), out var members)) clusters[Root(i)] = members = [];
            members.Add(votes[i]);
        }
        return [.. clusters.Values];
    }
}
