using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.BlurMismatch;

/// <summary>Maps where detail is less or more fine than the picture usually has it at the same contrast.</summary>
/// <remarks>Source: Bayram, Avcıbaş, Sankur and Memon 2006 (blur as a trace of editing). The curve of contrast and the pooling are ours: see the method card.</remarks>
public sealed class BlurMismatch : IDetector
{
    // Forty-eight cells fix the three terms of the curve to a tenth of the spread; a square of 256 px has 64.
    private const int LeastSide = 256, LeastCells = 48;

    // Chosen with the figures of all source folders in sight: the card has its alarms, none of them held out.
    private const double Threshold = -5;

    /// <inheritdoc/>
    public string Id => nameof(BlurMismatch);

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
        if (this.RefuseSize(luma.Width, luma.Height, LeastSide, "cells that can be compared") is { } refusal) return refusal;
        var cells = SharpnessCells.Of(BandEnergies.Of(luma, cancel));
        if (cells.Speaking < LeastCells || cells.Window.All(float.IsNaN))
            return this.NotApplicable(Codes.NotApplicableNoTrace, $"Only {cells.Speaking} cells show detail; {LeastCells} are needed to know what is usual.");
        var least = cells.Window.Where(w => !float.IsNaN(w)).Min();
        var most = cells.Window.Where(w => !float.IsNaN(w)).Max();
        return Tell(cells, least, most);
    }

    private Finding Tell(SharpnessCells cells, float least, float most)
    {
        var soft = cells.Soft(Threshold / 2);
        var regions = Regions(cells, soft);
        var text = regions.Count == 0
            ? Text($"No part is softer than the rest by {-Threshold:0} robust deviations; the softest window lies {-least:0.0} below the usual fineness of detail.")
            : Text($"{(regions.Count == 1 ? "1 part is" : $"{regions.Count} parts are")} softer than other parts of the same contrast, the softest by {-least:0.0} robust deviations. Focus, motion and portrait modes do this too.");
        return this.Measured(text) with
        {
            Parameters = new Dictionary<string, string>
            {
                ["cells"] = Text($"{BandEnergies.Side} px, {cells.Speaking} of {cells.Window.Length} show detail"),
                ["spread"] = Text($"{cells.Spread:0.000} (ln of the energy ratio, robust)"),
                ["window"] = "median of 3×3 cells",
            },
            Scores =
            [
                new Score("softest window", least, "robust deviations", Direction.LowerSupportsManipulation, Threshold),
                new Score("sharpest window", most, "robust deviations", Direction.Descriptive, null),
            ],
            Maps = [Map(cells, soft)],
            Regions = regions,
        };
    }

    private static EvidenceMap Map(SharpnessCells cells, float[] soft) => new()
    {
        Name = "fineness of detail against the usual",
        Width = cells.Wide,
        Height = cells.High,
        CellSize = BandEnergies.Side,
        Unit = "robust deviations",
        ScaleMinimum = -10,
        ScaleMaximum = 10,
        Direction = Direction.LowerSupportsManipulation,
        Threshold = (float)Threshold,
        Values = soft,
        Reliability = [.. soft.Select(w => float.IsNaN(w) ? 0f : 1f)],
    };

    private static IReadOnlyList<Region> Regions(SharpnessCells cells, float[] soft)
    {
        var labels = new int[soft.Length];
        var components = ConnectedComponents.Label([.. soft.Select(v => v <= Threshold)], cells.Wide, true, labels);
        return
        [
            .. components.Select(c => new Region(c.Left * BandEnergies.Side, c.Top * BandEnergies.Side, c.Width * BandEnergies.Side, c.Height * BandEnergies.Side,
                Text($"softer, {Enumerable.Range(0, labels.Length).Where(i => labels[i] == c.Label).Min(i => soft[i]):0.0} robust deviations"), 0)),
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
