using Touchstone.Engine.Findings;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>A grid that runs through the whole picture.</summary>
/// <param name="Origin">Grid origin, 8·y + x.</param>
/// <param name="Log10Nfa">log10 of the number of false alarms over the 64 grids, or −∞ for the file's own.</param>
internal readonly record struct WholeGrid(int Origin, double Log10Nfa);

/// <summary>The grids of the whole picture, and the votes they leave.</summary>
/// <param name="Grids">Own grid of the file first, then earlier ones by evidence.</param>
/// <param name="Explained">The same as bits.</param>
/// <param name="Votes">Votes for all other grids.</param>
/// <param name="IsJpeg">Whether the first grid is the file's own.</param>
internal sealed record GridHistory(IReadOnlyList<WholeGrid> Grids, ulong Explained, GridEvent[] Votes, bool IsJpeg)
{
    // The last save and one before it; a third leaves nothing that can be told from chance.
    private const int MostGrids = 2;

    // The picture is cut in 4×4 sectors; a grid of the whole shows in three quarters of those that have votes.
    private const int Sectors = 4;
    private const double SectorShare = 0.75;
    private const double SectorProbability = 0.05;
    private const int FewestSectorVotes = 12;

    internal static GridHistory Read(BlockBusyness busyness, Plane luma, bool isJpeg, CancellationToken cancel)
    {
        var grids = new List<WholeGrid>();
        if (isJpeg) grids.Add(new WholeGrid(0, double.NegativeInfinity));
        while (true)
        {
            var explained = grids.Aggregate(0UL, (bits, g) => bits | 1UL << g.Origin);
            var votes = GridEvents.Find(busyness, explained, cancel);
            var next = grids.Count < MostGrids ? Whole(votes, luma, explained) : null;
            if (next is not { } grid) return new GridHistory(grids, explained, votes, isJpeg);
            grids.Add(grid);
        }
    }

    internal IEnumerable<Observation> Observations()
    {
        foreach (var grid in Grids)
        {
            if (grid.Origin == 0) continue;
            int x = grid.Origin & 7, y = grid.Origin >> 3;
            yield return new Observation("grid.cropped-after-jpeg", Weight.Note,
                $"The whole picture carries a JPEG grid that starts at ({x},{y}), log10 NFA {grid.Log10Nfa:0.0}: after a JPEG save, {(8 - x) % 8} columns and {(8 - y) % 8} lines (or a multiple of 8 more) were cut off at the left and the top.",
                "Cropping, turning or framing an ordinary photograph does this; it is no sign of a changed part.", null);
        }
    }

    private static WholeGrid? Whole(GridEvent[] votes, Plane luma, ulong explained)
    {
        var all = OriginCounts.Of(votes);
        var origin = all.Top(explained);
        // 64 grids are tried.
        var log10Nfa = Math.Log10(64) + all.Log10Tail(origin, all.Chance(origin, explained));
        if (log10Nfa > JpegGrid.Log10NfaThreshold) return null;
        var sectors = new OriginCounts[Sectors * Sectors];
        for (var i = 0; i < sectors.Length; i++) sectors[i] = new OriginCounts();
        foreach (var vote in votes)
            sectors[vote.Y * Sectors / luma.Height * Sectors + vote.X * Sectors / luma.Width].Add(vote);
        OriginCounts[] speaking = [.. sectors.Where(s => s.Total >= FewestSectorVotes)];
        var showing = speaking.Count(s => s.Log10Tail(origin, s.Chance(origin, explained)) <= Math.Log10(SectorProbability));
        return showing >= SectorShare * speaking.Length ? new WholeGrid(origin, log10Nfa) : null;
    }
}
