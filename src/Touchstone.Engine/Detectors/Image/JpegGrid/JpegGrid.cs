using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>Finds parts that carry the 8×8 block grid of another JPEG save than the rest of the picture, with a number of false alarms.</summary>
public sealed class JpegGrid : IDetector
{
    /// <summary>
    /// log10 of the number of false alarms up to which a region is reported. The paper takes NFA ≤ 1; three decades are kept in hand because
    /// votes of neighbouring blocks are not fully independent.
    /// </summary>
    internal const double Log10NfaThreshold = -3;

    /// <summary>Smallest edge, pixels: below it no box has votes enough.</summary>
    internal const int SmallestEdge = 128;

    /// <summary>Fewest votes of a picture with texture.</summary>
    private const int FewestVotes = 100;

    /// <summary>Noise to expect on a coefficient of a picture that was decoded once, grey levels: the paper's threshold for a zero.</summary>
    private const float DecodedNoise = 0.5f;

    private const int MostRegions = 16;

    /// <summary>
    /// Root mean square noise of the last save, grey levels, up to which a grid below it shows as well as ever, and from which it does not
    /// show: IJG quality 95 and 80. Self-made pastes with a save at q50 were found in 98, 93, 65 and 25 % at last saves of q95, 90, 85 and 80
    /// (40 each).
    /// </summary>
    private const double ClearNoise = 1.9, BuryingNoise = 7.6;

    /// <inheritdoc/>
    public string Id => nameof(JpegGrid);

    /// <inheritdoc/>
    public string Version => "1.1.0";

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
        if (this.RefuseSize(luma.Width, luma.Height, SmallestEdge, "grids") is { } refusal) return refusal;
        var isJpeg = specimen.Format == MediaFormat.Jpeg;
        var noise = Noise(specimen.Coefficients.Value?.Luma.Quantisation);
        var survival = Survival(noise);
        if (survival <= 0)
            return this.NotApplicable(Codes.NotApplicableProcessed, "The last JPEG save is too coarse: a grid of an earlier save does not show through its steps.");
        var busyness = BlockBusyness.Of(luma, noise, cancel);
        var history = GridHistory.Read(busyness, luma, isJpeg, cancel);
        if (history.Votes.Length < FewestVotes)
            return this.NotApplicable(Codes.NotApplicableNoTrace, $"Only {history.Votes.Length} blocks stand out: the picture is too flat for a grid to show.");
        var log10Tests = ForeignGrids.Log10Tests(luma.Width, luma.Height);
        var grids = ForeignGrids.Find(history.Votes, history.Explained, log10Tests, cancel);
        return Report(history, grids, log10Tests, noise, new GridCells(luma.Width, luma.Height, history.Votes));
    }

    /// <summary>
    /// [64] standard deviation of what a last save with these steps leaves of a quantised-away coefficient on another grid: uniform rounding
    /// Δ²/12, and rounding to 8 bits 1/12.
    /// </summary>
    private static float[] Noise(ushort[]? steps)
    {
        var noise = new float[64];
        for (var k = 0; k < 64; k++)
            noise[k] = steps is null ? DecodedNoise : MathF.Sqrt((1 + steps[k] * steps[k]) / 12f);
        return noise;
    }

    /// <summary>How well an earlier grid shows through the last save, 0–1.</summary>
    private static double Survival(float[] noise) =>
        Math.Clamp((BuryingNoise - Math.Sqrt(noise.Average(n => n * n))) / (BuryingNoise - ClearNoise), 0, 1);

    private Finding Report(GridHistory history, List<ForeignGrid> grids, double log10Tests, float[] noise, GridCells cells)
    {
        ForeignGrid[] foreign = [.. grids.Where(g => g.Log10Nfa <= Log10NfaThreshold).Take(MostRegions)];
        var best = grids.Count > 0 ? grids[0].Log10Nfa : log10Tests;
        return this.Measured(Sentence(foreign, history)) with
        {
            Scores =
            [
                new Score("foreign grid", best, "log10 NFA", Direction.LowerSupportsManipulation, Log10NfaThreshold),
                new Score("foreign regions", foreign.Length, "regions", Direction.Descriptive, null),
                new Score("grids of the whole picture", history.Grids.Count, "grids", Direction.Descriptive, null),
            ],
            Observations = [.. history.Observations()],
            Maps = [JpegGridMap.Of(cells, foreign, Survival(noise))],
            Regions = [.. foreign.Select(g => new Region(g.Left, g.Top, g.Right - g.Left, g.Bottom - g.Top, Label(g), 0))],
            Parameters = new Dictionary<string, string>
            {
                ["noise on a coefficient"] = $"{noise.Skip(1).Min():0.00}–{noise.Skip(1).Max():0.00} grey levels" + (noise[1] == DecodedNoise ? " (assumed)" : " (from the file's quantisation steps)"),
                ["vote window"] = $"{2 * GridEvents.Radius + 1}×{2 * GridEvents.Radius + 1} block positions",
                ["link distance"] = $"{ForeignGrids.LinkDistance} px",
                ["tests"] = $"10^{log10Tests:0.0}",
                ["votes"] = $"{history.Votes.Length}",
                ["threshold"] = $"log10 NFA ≤ {Log10NfaThreshold}",
            },
        };
    }

    private static string Label(ForeignGrid grid) => $"foreign grid ({grid.Origin & 7},{grid.Origin >> 3}), log10 NFA {grid.Log10Nfa:0.0}";

    private static string Sentence(ForeignGrid[] foreign, GridHistory history)
    {
        var whole = history.Grids.Count == 0 ? "No JPEG grid runs through the whole picture. "
            : $"Grid of the whole picture: {string.Join(", then ", history.Grids.Select(g => $"({g.Origin & 7},{g.Origin >> 3})"))}. ";
        return whole + (foreign.Length == 0
            ? "No part carries another grid."
            : $"{foreign.Length} {(foreign.Length == 1 ? "part carries" : "parts carry")} another grid; by chance, one like the clearest is expected in {FalseAlarms.InWords(foreign[0].Log10Nfa)}.");
    }
}
