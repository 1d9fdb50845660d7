using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.CfaPattern;

/// <summary>Finds regions without the interpolation pattern of the colour filter array that the rest of the picture has (Ferrara, Bianchi, De Rosa, Piva 2012).</summary>
public sealed class CfaPattern : IDetector
{
    // One false alarm in a hundred images where the null model holds.
    private const double Threshold = -2;
    private const int LeastSide = 256;

    // Ferrara et al. 2012, figure 10: below quality 95 the two lattices are no longer told apart.
    private const int LeastQuality = 95;

    // The two statistics are two tests.
    private static readonly double Log10Tests = Math.Log10(2);
    private static readonly string[] Phases = ["RGGB", "BGGR", "GRBG or GBRG"];

    /// <inheritdoc/>
    public string Id => nameof(CfaPattern);

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
        if (this.RefuseUnreadSave(specimen) is { } unread) return unread;
        if (specimen.Coefficients.Value is { } jpeg && JpegTables.FitLuminance(jpeg.Luma.Quantisation).Quality is var quality && quality < LeastQuality)
            return this.NotApplicable(Codes.NotApplicableProcessed, Text($"Saved at quality {quality}; below {LeastQuality} compression hides how the colours were interpolated."));
        if (!specimen.Pixels.TryGet(out var image, out var fault)) return this.Without(fault);
        if (Math.Min(image.Width, image.Height) < LeastSide)
            return this.NotApplicable(Codes.NotApplicableTooSmall, Text($"The image is {image.Width}×{image.Height}; the pattern is compared over at least {LeastSide} pixels a side."));
        var errors = LatticeErrors.Measure(image, cancel);
        BrokenCells green = BrokenCells.Of(errors.Green, errors.Wide, errors.High, cancel), redBlue = BrokenCells.Of(errors.RedBlue, errors.Wide, errors.High, cancel);
        if (green.Speaking == 0) return this.NotApplicable(Codes.NotApplicableNoTrace, "Flat or clipped everywhere: no interpolation can be read.");
        if (!green.IsReadable)
            return this.NotApplicable(Codes.NotApplicableProcessed, Text($"It does not show how its colours were interpolated (green lattices {green.Strength:0.0} deviations apart over {green.Speaking} cells): resized, recompressed, denoised, or no camera's picture."));
        return Tell(errors, green, redBlue);
    }

    private Finding Tell(LatticeErrors errors, BrokenCells green, BrokenCells redBlue)
    {
        BrokenCells[] read = redBlue.IsReadable ? [green, redBlue] : [green];
        float[] cells = [.. Enumerable.Range(0, green.CellNfa.Length).Select(i => Best(read, i))];
        var least = read.Min(r => r.Log10Nfa) + Log10Tests;
        var components = ConnectedComponents.Label([.. cells.Select(v => v <= Threshold)], errors.Wide, true, new int[cells.Length]);
        var text = components.Count == 0
            ? Text($"The interpolation pattern of the colour filter is the same throughout: {green.Speaking} cells of {green.CellNfa.Length} speak.")
            : Text($"{(components.Count == 1 ? "1 region lacks" : $"{components.Count} regions lack")} the interpolation pattern of the colour filter that the rest of the picture has; by chance, a window like the clearest is expected in {FalseAlarms.InWords(least)}.");
        return this.Measured(text) with
        {
            Parameters = new Dictionary<string, string>
            {
                ["cell"] = Text($"{LatticeErrors.Cell} px, blocks of 8×8"),
                ["filter"] = Phase(green, redBlue),
                ["green lattices"] = Text($"ln ratio {green.Centre:0.00} ± {green.Spread:0.00}, {green.Speaking} cells, neighbours correlated by {green.Correlation:0.00}"),
                ["red and blue lattices"] = redBlue.IsReadable ? Text($"ln ratio {redBlue.Centre:0.00} ± {redBlue.Spread:0.00}, {redBlue.Speaking} cells") : "not readable, left out",
                ["tests"] = Text($"{read.Sum(r => r.Tests)} windows"),
            },
            Scores = [new Score("window most at odds with the pattern", least, "log10 NFA", Direction.LowerSupportsManipulation, Threshold)],
            Maps = [
                Map(errors, cells, cells) with { Name = "chance of so many broken cells", Unit = "log10 NFA", ScaleMinimum = -10, ScaleMaximum = 0, Threshold = (float)Threshold },
                Map(errors, [.. Enumerable.Range(0, cells.Length).Select(i => -green.LogRatio(i))], cells) with { Name = "green pattern against none", Unit = "log-likelihood ratio", ScaleMinimum = -20, ScaleMaximum = 20 },
            ],
            Regions = [.. components.Select(c => new Region(LatticeErrors.Origin + c.Left * LatticeErrors.Cell, LatticeErrors.Origin + c.Top * LatticeErrors.Cell, c.Width * LatticeErrors.Cell, c.Height * LatticeErrors.Cell, "colour filter pattern broken", 0))],
        };
    }

    private static float Best(BrokenCells[] read, int cell)
    {
        var least = float.NaN;
        foreach (var nfa in read.Select(r => r.CellNfa[cell]).Where(v => !float.IsNaN(v)))
            least = float.IsNaN(least) ? Math.Min(0, nfa + (float)Log10Tests) : Math.Min(least, nfa + (float)Log10Tests);
        return least;
    }

    // Where x + y is even green is interpolated better or worse; red at (even, even) or at (odd, odd) tells the rest.
    private static string Phase(BrokenCells green, BrokenCells redBlue) =>
        green.Centre > 0 ? Phases[2] : redBlue.IsReadable ? Phases[redBlue.Centre > 0 ? 0 : 1] : $"{Phases[0]} or {Phases[1]}";

    private static EvidenceMap Map(LatticeErrors errors, float[] values, float[] speaking) => new()
    {
        Name = "", Unit = "", Width = errors.Wide, Height = errors.High, CellSize = LatticeErrors.Cell, OriginX = LatticeErrors.Origin, OriginY = LatticeErrors.Origin,
        ScaleMinimum = 0, ScaleMaximum = 1, Direction = Direction.LowerSupportsManipulation, Values = values, Reliability = [.. speaking.Select(v => float.IsNaN(v) ? 0f : 1f)],
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
