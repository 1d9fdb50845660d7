using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.JpegGhost;

/// <summary>Finds parts that were saved earlier as JPEG at another quality on another block grid, by their requantisation error, with a number of false alarms.</summary>
public sealed class JpegGhost : IDetector
{
    /// <summary>
    /// log10 of the number of false alarms up to which a ghost is reported: three decades below the customary NFA ≤ 1, since coefficients of
    /// neighbouring blocks are not fully independent.
    /// </summary>
    internal const double Log10NfaThreshold = -3;

    /// <summary>Smallest edge, pixels: two cells.</summary>
    internal const int SmallestEdge = 128;

    /// <inheritdoc/>
    public string Id => nameof(JpegGhost);

    /// <inheritdoc/>
    public string Version => "1.2.0";

    /// <inheritdoc/>
    public Question Question => Question.LocallyEdited;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Luma.TryGet(out var luma, out var fault)) return this.Without(fault);
        // Measured on 300 photographs saved as WebP q80: parts of 4-pixel grids in 9 % by JpegGrid and 2 % by JpegGhost, all false.
        if (specimen.Format.IsVideoFrame())
            return this.NotApplicable(Codes.NotApplicableProcessed, "The last save was not JPEG: its own codec transforms blocks of 4 to 64 pixels, whose grids cannot be told from those of a part.");
        if (this.RefuseUnreadSave(specimen) is { } unread) return unread;
        if (this.RefuseSize(luma.Width, luma.Height, SmallestEdge, "ghosts") is { } refusal) return refusal;
        var isJpeg = specimen.Format == MediaFormat.Jpeg;
        var candidates = GhostCandidates.Below(specimen.Coefficients.Value?.Luma.Quantisation);
        if (candidates.Qualities.Length == 0)
            return this.NotApplicable(Codes.NotApplicableProcessed, "The last JPEG save is coarser than every candidate of an earlier one: nothing older shows through.");
        var sums = GhostSums.Of(luma, candidates.Steps, isJpeg, cancel);
        var search = new GhostSearch(sums, candidates.Qualities.Length, isJpeg);
        return Report(luma, candidates, search, GhostHistory.Read(luma, candidates, search, isJpeg, cancel), isJpeg, cancel);
    }

    private Finding Report(Plane luma, GhostCandidates candidates, GhostSearch search, GhostHistory history, bool isJpeg, CancellationToken cancel)
    {
        var (shown, maps, best) = (history.Shown, history.Maps, history.Best);
        var depth = maps.Count > 0 ? maps[0] : new GhostDepthMap(luma, best, candidates, isJpeg, cancel);
        return this.Measured(Sentence(shown, candidates)) with
        {
            Scores =
            [
                new Score("ghost", best.Log10Nfa, "log10 NFA", Direction.LowerSupportsManipulation, Log10NfaThreshold),
                new Score("ghost depth", best.Depth, "share of the depth on exact multiples", Direction.Descriptive, null),
                new Score("ghost quality", candidates.Qualities[best.Quality], "IJG quality", Direction.Descriptive, null),
            ],
            Observations = [.. history.Whole.Select(w => Told(w, candidates))],
            Maps = [GhostMaps.Evidence(luma, shown, maps, depth), depth.Map(candidates.Qualities[best.Quality])],
            Regions = [.. shown.Select((g, i) => maps[i].Region(Label(g, candidates)))],
            Parameters = new Dictionary<string, string>
            {
                ["candidate qualities"] = string.Join(", ", candidates.Qualities.ToArray()) + " (IJG)",
                ["windows"] = string.Join(", ", GhostSearch.Sizes.ToArray().Select(s => $"{s * GhostSums.CellSize} px")),
                ["grids"] = "all 64 but the picture's own, every block; where one shares its rows or columns, the frequencies along them are left out",
                ["frequencies"] = $"the first {GhostSums.Frequencies.Length} alternating ones of the zigzag",
                ["tests"] = $"10^{search.Log10Tests:0.0}",
                ["threshold"] = $"log10 NFA ≤ {Log10NfaThreshold}",
            },
        };
    }

    private static string Label(Ghost ghost, GhostCandidates candidates) =>
        $"ghost of a save near quality {candidates.Qualities[ghost.Quality]} on grid ({ghost.Grid & 7},{ghost.Grid >> 3}), log10 NFA {ghost.Log10Nfa:0.0}";

    private static Observation Told(Ghost whole, GhostCandidates candidates) => new("ghost.whole-picture", Weight.Note,
        $"The whole picture was saved as JPEG near quality {candidates.Qualities[whole.Quality]} on the grid that starts at ({whole.Grid & 7},{whole.Grid >> 3}), log10 NFA {whole.Log10Nfa:0.0}.",
        "A JPEG photograph that was cropped, converted or saved again shows this; it is no sign of a changed part.", null);

    private static string Sentence(IReadOnlyList<Ghost> shown, GhostCandidates candidates) => shown.Count == 0
        ? $"No part shows an earlier JPEG save at quality {candidates.Qualities[0]} to {candidates.Qualities[^1]}."
        : $"{shown.Count} {(shown.Count == 1 ? "part shows" : "parts show")} an earlier JPEG save; the clearest near quality {candidates.Qualities[shown[0].Quality]}, on the grid that starts at ({shown[0].Grid & 7},{shown[0].Grid >> 3}). By chance, one like it is expected in {FalseAlarms.InWords(shown[0].Log10Nfa)}.";
}
