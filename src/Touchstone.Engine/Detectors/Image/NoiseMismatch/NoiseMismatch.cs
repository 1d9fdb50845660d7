using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Image.NoiseMismatch;

/// <summary>
/// Finds regions with less noise than the rest of the image has at the same intensity: after Noisesniffer (Gardella et al. 2021), with
/// a null model that takes its spread and its correlation from the image itself.
/// </summary>
public sealed class NoiseMismatch : IDetector
{
    // One false alarm in a hundred images where the null model holds.
    private const double Threshold = -2;

    // A spread of σ beyond ±35 % over calm cells (a factor of two between its tails) means that content, not the sensor, sets the level.
    private const double MostSpread = 0.6;
    private const int LeastCells = 48;
    private const double LeastShare = 0.1;
    private const int LeastSide = 256;
    private const int CellPixels = 8 * NoiseCells.Side;

    // ln of a variance ratio to decibels.
    private const float Decibels = 4.34294482f;

    /// <inheritdoc/>
    public string Id => nameof(NoiseMismatch);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.LocallyEdited;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Luma.TryGet(out var luma, out var fault)) return this.Without(fault);
        if (this.RefuseUnreadSave(specimen) is { } unread) return unread;
        if (this.RefuseSize(luma.Width, luma.Height, LeastSide, "noise levels that can be compared") is { } refusal) return refusal;
        var blocks = NoiseBlocks.Measure(luma, specimen.Coefficients.Value?.Luma.Quantisation ?? [], cancel);
        if (!blocks.HasBlocks)
            return this.NotApplicable(Codes.NotApplicableNoTrace, "Nearly all of the image is at the end of the scale, where noise is clipped.");
        if (!blocks.IsReadable)
            return this.NotApplicable(Codes.NotApplicableProcessed, $"Sensor noise cannot be read: compression, denoising or resizing has {(blocks.Frequencies == 0 ? "removed it from all 48 frequencies" : $"left it in only {blocks.Frequencies} of 48 frequencies")}.");
        return Compare(blocks, cancel);
    }

    private Finding Compare(NoiseBlocks blocks, CancellationToken cancel)
    {
        var cells = NoiseCells.Of(blocks);
        var share = (double)cells.References / cells.Deviation.Length;
        if (cells.References < LeastCells || share < LeastShare)
            return this.NotApplicable(Codes.NotApplicableUnreliable, Text($"Only {cells.References} of {cells.Deviation.Length} cells are calm enough to show noise rather than texture."));
        if (cells.Spread > MostSpread)
            return this.NotApplicable(Codes.NotApplicableUnreliable, Text($"The noise level varies too much with the content (robust spread {cells.Spread * Decibels:0.0} dB) for a region to stand out."));
        var windows = QuietWindows.Test(cells, cancel);
        var regions = windows.Regions(Threshold);
        var text = regions.Count == 0
            ? Text($"No region is quieter than the rest: the noise level is {blocks.Sigma:0.0} grey levels and varies by {cells.Spread * Decibels:0.0} dB over {cells.References} comparable cells.")
            : Text($"{(regions.Count == 1 ? "1 region has" : $"{regions.Count} regions have")} less noise than the rest of the image at the same intensity; by chance, a window like the quietest is expected in {FalseAlarms.InWords(windows.Log10Nfa)}.");
        return this.Measured(text) with
        {
            Parameters = Parameters(blocks, cells, windows),
            Scores = [new Score("quietest window", windows.Log10Nfa, "log10 NFA", Direction.LowerSupportsManipulation, Threshold)],
            Maps = [Chance(cells, windows), Level(cells)],
            Regions = [.. regions.Select(r => Box(r.Box, r.Log10Nfa))],
        };
    }

    private static Dictionary<string, string> Parameters(NoiseBlocks blocks, NoiseCells cells, QuietWindows windows) => new()
    {
        ["cell"] = Text($"{CellPixels} px, 4×4 blocks of 8×8, none left out"),
        ["frequencies read"] = Text($"{blocks.Frequencies} of 48"),
        ["noise floor"] = Text($"{blocks.Sigma:0.00} grey levels"),
        ["comparable cells"] = Text($"{cells.References} of {cells.Deviation.Length}"),
        ["spread"] = Text($"{cells.Spread * Decibels:0.00} dB"),
        ["neighbour correlation"] = Text($"{cells.Correlation:0.00}, {windows.Together:0.0} cells count as one"),
        ["quiet below"] = Text($"{windows.Limit * Decibels:0.00} dB"),
        ["tests"] = Text($"{windows.Tests} windows × limits"),
    };

    private static EvidenceMap Chance(NoiseCells cells, QuietWindows windows) => Blank(cells) with
    {
        Name = "chance of so quiet a window",
        Unit = "log10 NFA",
        ScaleMinimum = -10,
        ScaleMaximum = 0,
        Threshold = (float)Threshold,
        Values = windows.CellNfa,
    };

    private static EvidenceMap Level(NoiseCells cells) => Blank(cells) with
    {
        Values = [.. cells.Deviation.Select(d => d * Decibels)],
    };

    private static EvidenceMap Blank(NoiseCells cells) => new()
    {
        Name = "noise level against the rest",
        Width = cells.Wide,
        Height = cells.High,
        CellSize = CellPixels,
        Unit = "dB",
        ScaleMinimum = -12,
        ScaleMaximum = 12,
        Direction = Direction.LowerSupportsManipulation,
        Values = [],
        Reliability = [.. cells.Deviation.Select(d => float.IsNaN(d) ? 0f : 1f)],
    };

    private static Region Box(Numerics.Component c, float log10Nfa) => new(
        c.Left * CellPixels, c.Top * CellPixels, c.Width * CellPixels, c.Height * CellPixels, Text($"less noise, log10 NFA {log10Nfa:0.0}"), 0);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
