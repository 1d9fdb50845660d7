using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.JpegGhost;

/// <summary>Which ghosts are the whole picture's, and which are parts'.</summary>
/// <param name="Whole">Earlier saves of the whole picture.</param>
/// <param name="Shown">Ghosts of parts, most surprising first, none touching another.</param>
/// <param name="Maps">Their depth maps.</param>
/// <param name="Best">The most surprising window that is not the whole picture's, reported or not.</param>
internal sealed record GhostHistory(IReadOnlyList<Ghost> Whole, IReadOnlyList<Ghost> Shown, IReadOnlyList<GhostDepthMap> Maps, Ghost Best)
{
    private const int MostRegions = 8;
    private const int MostWhole = 6;

    /// <summary>Ghosts of one grid whose regions span this share of the picture are its own history: a part is less than half of it.</summary>
    private const double WholeShare = 0.5;

    internal static GhostHistory Read(Plane luma, GhostCandidates candidates, GhostSearch search, bool isJpeg, CancellationToken cancel)
    {
        var whole = new List<Ghost>();
        var blocked = isJpeg ? 1UL : 0;
        if (search.WholePicture(blocked, JpegGhost.Log10NfaThreshold) is { } everywhere)
        {
            whole.Add(everywhere);
            blocked |= GhostSearch.Sharing(everywhere.Grid);
        }
        while (true)
        {
            var ghosts = search.Find(blocked, cancel);
            var shown = Distinct(ghosts);
            GhostDepthMap[] maps = [.. shown.Select(g => new GhostDepthMap(luma, g, candidates, isJpeg, cancel))];
            // So many saves of the whole are no photograph's history: nothing is said of parts.
            if (whole.Count == MostWhole) return new GhostHistory(whole, [], [], search.None);
            if (Spanning(search, blocked, shown, maps, luma) is not { } spanning)
                return new GhostHistory(whole, shown, maps, ghosts.Count > 0 ? ghosts[0] : search.None);
            whole.Add(spanning);
            blocked |= GhostSearch.Sharing(spanning.Grid);
        }
    }

    private static List<Ghost> Distinct(List<Ghost> ghosts)
    {
        var kept = new List<Ghost>();
        foreach (var ghost in ghosts.TakeWhile(g => g.Log10Nfa <= JpegGhost.Log10NfaThreshold))
            if (kept.Count < MostRegions && !kept.Exists(k => k.Touches(ghost)))
                kept.Add(ghost);
        return kept;
    }

    private static Ghost? Spanning(GhostSearch search, ulong blocked, List<Ghost> shown, GhostDepthMap[] maps, Plane luma)
    {
        foreach (var ghost in shown)
            if (!search.IsLocal(ghost, blocked)) return ghost;
        foreach (var grid in shown.Select(g => g.Grid).Distinct())
        {
            var boxes = shown.Index().Where(g => g.Item.Grid == grid).Select(g => maps[g.Index].Region("")).ToList();
            var width = boxes.Max(b => b.X + b.Width) - boxes.Min(b => b.X);
            var height = boxes.Max(b => b.Y + b.Height) - boxes.Min(b => b.Y);
            if (width * height >= WholeShare * luma.Width * luma.Height) return shown.First(g => g.Grid == grid);
        }
        return null;
    }
}
