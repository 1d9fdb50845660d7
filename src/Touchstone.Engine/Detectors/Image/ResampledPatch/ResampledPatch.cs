using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.ResampledPatch;

/// <summary>Finds parts that were scaled before they were put into a picture that was not scaled that way.</summary>
/// <remarks>Source: Gallagher 2005; Mahdian and Saic 2008; Kirchner 2008. The agreement of strips in phase, and its law, are ours: see the method card.</remarks>
public sealed class ResampledPatch : IDetector
{
    // One false alarm in a thousand pictures where the null model holds.
    private const double Threshold = -3;

    // Three windows a side give a usual level to compare with.
    private const int LeastSide = 256;
    private const int LeastWindows = 16;

    /// <inheritdoc/>
    public string Id => nameof(ResampledPatch);

    /// <inheritdoc/>
    public string Version => "1.1";

    /// <inheritdoc/>
    public Question Question => Question.LocallyEdited;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Luma.TryGet(out var luma, out var fault)) return this.Without(fault);
        if (this.RefuseSize(luma.Width, luma.Height, LeastSide, "windows that can be compared") is { } refusal) return refusal;
        var windows = PeriodicWindows.Find(luma, specimen.Format.BlockSide(), cancel);
        if (windows.Speaking < LeastWindows || windows.Tests == 0)
            return this.NotApplicable(Codes.NotApplicableNoTrace, Text($"Only {windows.Speaking} windows carry enough detail to compare."));
        return Tell(windows);
    }

    private Finding Tell(PeriodicWindows windows)
    {
        var least = Enumerable.Range(0, windows.Log10Nfa.Length).Where(i => !float.IsNaN(windows.Log10Nfa[i])).MinBy(i => windows.Log10Nfa[i]);
        var nfa = windows.Log10Nfa[least];
        var regions = Regions(windows);
        var text = regions.Count == 0
            ? "No part is periodic as if it had been scaled apart from the rest of the picture."
            : Text($"{(regions.Count == 1 ? "1 part is" : $"{regions.Count} parts are")} periodic along lines and columns as scaling leaves it, apart from the rest of the picture; the strongest fits a factor of {Factors(windows.Bin[least])}; by chance it is expected in {FalseAlarms.InWords(nfa)}.");
        return this.Measured(text) with
        {
            Parameters = new Dictionary<string, string>
            {
                ["window"] = Text($"{WindowSpectra.Side} px every {windows.Step} px, strips of {WindowSpectra.Strip}"),
                ["windows compared"] = Text($"{windows.Speaking} of {windows.Log10Nfa.Length}"),
                ["frequencies"] = Text($"{windows.Frequencies} of {WindowSpectra.Side / 2}, {windows.Everywhere} of them left out as the whole picture's"),
                ["strongest frequency"] = Text($"{(double)windows.Bin[least] / WindowSpectra.Side:0.000} cycles per pixel"),
            },
            Scores = [new Score("most periodic window", nfa, "log10 NFA", Direction.LowerSupportsManipulation, Threshold)],
            Maps = [Map(windows)],
            Regions = regions,
        };
    }

    /// <summary>The factors that give a line at a frequency: 1/|f| or 1/|1 ± f|, as frequencies fold at one half.</summary>
    internal static string Factors(int bin)
    {
        var f = (double)bin / WindowSpectra.Side;
        return Text($"{1 / (1 - f):0.00} or {1 / (1 + f):0.00}{(f >= 0.25 ? Text($" or {1 / f:0.0}") : "")}");
    }

    private static EvidenceMap Map(PeriodicWindows windows) => new()
    {
        Name = "chance of so periodic a window",
        Width = windows.Wide,
        Height = windows.High,
        CellSize = windows.Step,
        OriginX = CellOrigin(windows),
        OriginY = CellOrigin(windows),
        Unit = "log10 NFA",
        ScaleMinimum = -10,
        ScaleMaximum = 0,
        Direction = Direction.LowerSupportsManipulation,
        Threshold = (float)Threshold,
        Values = Spread(windows),
        Reliability = [.. windows.Log10Nfa.Select(v => float.IsNaN(v) ? 0f : 1f)],
    };

    // The cell in the middle of its window.
    private static double CellOrigin(PeriodicWindows windows) => (WindowSpectra.Side - windows.Step) / 2.0;

    // A periodic window speaks for its middle half and, where windows lie closer, a little beyond: a cell takes the least of the windows that speak for it.
    private static float[] Spread(PeriodicWindows windows)
    {
        var reach = WindowSpectra.Side / 4 / windows.Step;
        return
        [
            .. Enumerable.Range(0, windows.Log10Nfa.Length).Select(i =>
            {
                if (float.IsNaN(windows.Log10Nfa[i])) return float.NaN;
                var least = 0f;
                for (var y = Math.Max(0, i / windows.Wide - reach); y <= Math.Min(windows.High - 1, i / windows.Wide + reach); y++)
                    for (var x = Math.Max(0, i % windows.Wide - reach); x <= Math.Min(windows.Wide - 1, i % windows.Wide + reach); x++)
                        if (windows.Log10Nfa[y * windows.Wide + x] < least) least = windows.Log10Nfa[y * windows.Wide + x];
                return least;
            }),
        ];
    }

    private static IReadOnlyList<Region> Regions(PeriodicWindows windows)
    {
        var labels = new int[windows.Log10Nfa.Length];
        var values = Spread(windows);
        var components = ConnectedComponents.Label([.. values.Select(v => v <= Threshold)], windows.Wide, true, labels);
        return
        [
            .. components.Select(c => new Region(CellOrigin(windows) + c.Left * windows.Step, CellOrigin(windows) + c.Top * windows.Step, c.Width * windows.Step, c.Height * windows.Step,
                Text($"scaled apart, log10 NFA {Enumerable.Range(0, labels.Length).Where(i => labels[i] == c.Label).Min(i => values[i]):0.0}"), 0)),
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
