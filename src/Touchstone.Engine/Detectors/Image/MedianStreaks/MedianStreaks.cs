using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Image.MedianStreaks;

/// <summary>Measures how often neighbours in textured places are exactly equal, as a median filter makes them; for the picture and part by part. A description: it alarms at nothing.</summary>
/// <remarks>Source: M. Kirchner, J. Fridrich, "On detection of median filtering in digital images", SPIE 7541, 2010: the streaking ratio h0/h1. Textured blocks only: G. Cao and others, ICME 2010.</remarks>
public sealed class MedianStreaks : IDetector
{
    // The ratio of a whole picture is then known to a tenth.
    private const int FewestCounted = 500;

    // A cell's ratio is then known to a quarter; below it the map says nothing.
    private const int FewestInCell = 100;

    /// <inheritdoc/>
    public string Id => nameof(MedianStreaks);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Format.IsLossy())
            return this.NotApplicable(Codes.NotApplicableProcessed, "The file was saved with loss, which covers the streaks of a median filter or makes streaks of its own.");
        if (!specimen.Pixels.TryGet(out var image, out var fault)) return this.Without(fault);
        if (this.RefuseSize(image.Width, image.Height, 2, "neighbours") is { } refusal) return refusal;
        var counts = StreakCounts.Of(image, cancel);
        if (counts.Counted < FewestCounted || double.IsNaN(counts.Ratio))
            return this.NotApplicable(Codes.NotApplicableNoTrace, $"Only {counts.Counted} neighbours in textured places are equal or one level apart; {FewestCounted} are needed.");
        return this.Described(Text($"In textured places neighbours are equal {counts.Ratio:0.00} times as often as they lie one level up; near 1 is usual, a median filter leaves about 2 and more. A measurement, not a verdict.")) with
        {
            Scores = [new Score("streaks", counts.Ratio, "equal neighbours per neighbour one up", Direction.Descriptive, null)],
            Parameters = new Dictionary<string, string>
            {
                ["counted"] = Text($"{counts.Counted} differences of 0 or ±1, green channel"),
                ["textured"] = "blocks of 8×8 with a standard deviation of at least 10 and no sample within 2 of an end of the scale",
                ["map"] = Text($"cells of {StreakCounts.Side} px with at least {FewestInCell} differences"),
            },
            Maps = [Map(counts)],
        };
    }

    private static EvidenceMap Map(StreakCounts counts)
    {
        var cells = Enumerable.Range(0, counts.Wide * counts.High).Select(i => counts.Cell(i)).Select(c => (c.Ratio, Speaks: c.Counted >= FewestInCell && !double.IsNaN(c.Ratio))).ToArray();
        return new EvidenceMap
        {
            Name = "streaks, cell by cell",
            Width = counts.Wide,
            Height = counts.High,
            CellSize = StreakCounts.Side,
            Unit = "equal neighbours per neighbour one up",
            ScaleMinimum = 0,
            ScaleMaximum = 5,
            Direction = Direction.Descriptive,
            Values = [.. cells.Select(c => c.Speaks ? (float)c.Ratio : float.NaN)],
            Reliability = [.. cells.Select(c => c.Speaks ? 1f : 0f)],
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
