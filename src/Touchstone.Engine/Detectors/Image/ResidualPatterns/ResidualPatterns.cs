using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.ResidualPatterns;

/// <summary>Maps where the fine structure of a picture is unlike the rest of it, by the patterns of its high-pass residual.</summary>
/// <remarks>Source: Cozzolino, Poggi, Verdoliva, "Splicebuster: a new blind image splicing detector", IEEE WIFS 2015. A description: it alarms at nothing.</remarks>
public sealed class ResidualPatterns : IDetector
{
    private const int LeastSide = 256;

    // 36 numbers of an eight-dimensional covariance ask for about three times as many windows, though they overlap.
    private const int LeastWindows = 100;

    // Cells double their edge where the picture passes 2 and 16 million pixels, and lines are left out so that a cell keeps its 256 starts of a pattern.
    private const int SmallestCell = 16;
    private const long SmallPixels = 2_000_000, LargePixels = 16_000_000;

    // Deviations of the farthest cell in 100 untouched camera tiles, 5 % and 95 %: the experiment of the method card.
    private const int UsualLeast = 5, UsualMost = 107, UsualSide = 512;

    // Keeps the logarithm finite where a cell lies on the centre itself.
    private const float LeastDrawn = 1e-3f;

    /// <inheritdoc/>
    public string Id => nameof(ResidualPatterns);

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
        var pixels = (long)luma.Width * luma.Height;
        var step = pixels <= SmallPixels ? 1 : pixels <= LargePixels ? 2 : 4;
        var counts = PatternCounts.Of(luma, SmallestCell * step, step * step, cancel);
        var windows = PatternWindows.Of(counts, LeastWindows, cancel);
        if (windows.Fitted.Length == 0)
            return this.NotApplicable(Codes.NotApplicableNoTrace, Text($"Fewer than {LeastWindows} windows of {windows.Usable.Length} show a residual; the picture is flat, clipped or smoothed."));
        double[] fitted = [.. windows.Fitted.SelectMany(w => windows.Points.AsSpan(w * PatternWindows.Components, PatternWindows.Components).ToArray())];
        return OutlierModel.Fit(fitted, PatternWindows.Components, cancel) is { } model
            ? Tell(luma, counts, windows, model, step)
            : this.NotApplicable(Codes.NotApplicableNoTrace, "All windows show the same patterns; there is nothing to compare.");
    }

    private Finding Tell(Plane luma, PatternCounts counts, PatternWindows windows, OutlierModel model, int step)
    {
        var map = Map(counts, windows, model);
        var most = Enumerable.Range(0, map.Values.Length).Where(i => !float.IsNaN(map.Values[i])).MaxBy(i => map.Values[i]);
        var deviations = Math.Pow(10, map.Values[most]);
        var (x, y) = ((most % map.Width + 0.5) * counts.Cell, (most / map.Width + 0.5) * counts.Cell);
        return this.Described(Text($"The fine structure is least like the rest of the picture near ({x:0}, {y:0}), {deviations:0.0} deviations away; of 100 untouched camera tiles of {UsualSide}×{UsualSide} pixels, all that it was counted on, 9 in 10 have it {UsualLeast} to {UsualMost} away. Other content, focus or light does the same: a measurement to look at, not a verdict.")) with
        {
            Scores =
            [
                new Score("cell least like the rest", deviations, "deviations", Direction.Descriptive, null),
                new Score("windows unlike the rest", model.OutlierShare, "share", Direction.Descriptive, null),
            ],
            Parameters = new Dictionary<string, string>
            {
                ["picture"] = Text($"{luma.Width}×{luma.Height}, not resampled; patterns start on {(step == 1 ? "every line" : $"one line of {step * step}")} and in every column"),
                ["window"] = Text($"{PatternWindows.Side * counts.Cell} px every {counts.Cell} px"),
                ["residual"] = "third order, q = 2, T = 1; four in a row, along and across",
                ["windows that show a residual"] = Text($"{windows.Usable.Count(u => u)} of {windows.Usable.Length}; model fitted to {windows.Fitted.Length}"),
                ["components"] = Text($"{PatternWindows.Components} of {PatternCounts.Features}, {100 * windows.KeptShare:0} % of the variance"),
            },
            Maps = [map],
        };
    }

    // A cell tells the mean of the windows that cover it; how many of them show a residual is its reliability.
    private static EvidenceMap Map(PatternCounts counts, PatternWindows windows, OutlierModel model)
    {
        float[] values = new float[counts.Wide * counts.High], usable = new float[values.Length], covering = new float[values.Length];
        for (var w = 0; w < windows.Usable.Length; w++)
        {
            var distance = windows.Usable[w] ? (float)model.Distance(windows.Points.AsSpan(w * PatternWindows.Components, PatternWindows.Components)) : 0;
            for (var cell = 0; cell < PatternWindows.Side * PatternWindows.Side; cell++)
            {
                var i = (w / windows.Wide + cell / PatternWindows.Side) * counts.Wide + w % windows.Wide + cell % PatternWindows.Side;
                covering[i]++;
                if (!windows.Usable[w]) continue;
                values[i] += distance;
                usable[i]++;
            }
        }
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = usable[i] == 0 ? float.NaN : MathF.Log10(Math.Max(LeastDrawn, values[i] / usable[i]));
            usable[i] /= Math.Max(1, covering[i]);
        }
        return new EvidenceMap
        {
            Name = "distance from the picture's own patterns", Unit = "log10 deviations", Width = counts.Wide, Height = counts.High, CellSize = counts.Cell,
            // Eight dimensions of a normal distribution lie 2.7 deviations (0.4) off the centre on average; untouched pictures reach 100 in 5 of 100 (the card).
            ScaleMinimum = 0, ScaleMaximum = 2, Direction = Direction.Descriptive, Values = values, Reliability = usable,
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
