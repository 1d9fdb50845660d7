using Touchstone.Engine.Findings;

namespace Touchstone.Cli.Rendering;

/// <summary>Where a finding is, in a few words.</summary>
internal static class Where
{
    private const int MostIntervals = 3;

    internal static string Of(Finding finding)
    {
        string?[] parts = [Regions(finding.Regions), Intervals(finding.Intervals), finding.Regions.Count == 0 ? Maps(finding.Maps) : null];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string? Regions(IReadOnlyList<Region> regions)
    {
        if (regions.Count == 0) return null;
        var largest = regions.MaxBy(r => r.Width * r.Height)!;
        var box = $"{largest.Width:0}×{largest.Height:0} px at ({largest.X:0}, {largest.Y:0})";
        return regions.Count == 1 ? box : $"{regions.Count} boxes, largest {box}";
    }

    private static string? Intervals(IReadOnlyList<Interval> intervals)
    {
        if (intervals.Count == 0) return null;
        var shown = intervals.Take(MostIntervals).Select(i => i.EndSeconds > i.StartSeconds ? $"{i.StartSeconds:0.00}–{i.EndSeconds:0.00} s" : $"{i.StartSeconds:0.00} s");
        return string.Join(", ", shown) + (intervals.Count > MostIntervals ? $" and {intervals.Count - MostIntervals} more" : "");
    }

    /// <summary>Share of the judged cells that pass the detector's own threshold.</summary>
    private static string? Maps(IReadOnlyList<EvidenceMap> maps)
    {
        if (maps.FirstOrDefault(m => m is { Threshold: not null, Values.Length: > 0 }) is not { } map) return null;
        int judged = 0, passed = 0;
        for (var i = 0; i < map.Values.Length; i++)
        {
            if (float.IsNaN(map.Values[i]) || map.Reliability[i] <= 0) continue;
            judged++;
            if (map.Direction == Direction.LowerSupportsManipulation ? map.Values[i] <= map.Threshold : map.Values[i] >= map.Threshold) passed++;
        }
        return passed == 0 ? null : $"{100.0 * passed / judged:0.#} % of the judged area";
    }
}
