using Touchstone.Media;

namespace Touchstone.Engine.Views.Grids;

/// <summary>Where the lines of a JPEG's 8×8 grid lie, and where others lie instead.</summary>
internal static class GridMaps
{
    // Pooling takes 33 pixels and the repeat of places eight apart as many: below two such lengths there is no surrounding.
    private const int SmallestEdge = 64;

    internal static ViewMethod View { get; } = new(
        "grid-artefacts", "Block grid, its lines and where others lie",
        "a region that stands out in both pictures and ends like an object: it carries another grid, or none",
        "flat and burnt-out parts, regular textures, drawn lines and text, and the whole picture after a fine or no JPEG save",
        "Li, Yuan and Yu, Signal Processing 89(9), 2009; after Iakovidou and others, JVCIR 54, 2018")
    {
        Refusal = Refuse,
        Pictures = Of,
    };

    private static Fault? Refuse(ViewSubject subject) =>
        subject.PixelFault ?? (subject.Specimen.Luma.Value is { } luma && Math.Min(luma.Width, luma.Height) < SmallestEdge
            ? Fault.Absent(Codes.ViewNotPresent, $"A picture with an edge below {SmallestEdge} pixels has too few blocks for their grid to show.") : null);

    private static IEnumerable<ViewPicture> Of(ViewSubject subject, CancellationToken cancel)
    {
        var lines = GridLines.Of(subject.Specimen.Luma.Value!, cancel);
        var (values, own) = GridShares.Of(lines, cancel);
        yield return new RasterPicture("blocks", "Lines inside each block against its borders", $"Second differences pooled over 33 pixels along the line; blocks of the picture's own grid, which starts at ({own.Right},{own.Down}), drawn in the cell they start in. Above 0: lines inside the block.")
        {
            Width = lines.Width / 8, Values = BlockBorders.Of(lines, own, cancel), Unit = "levels", Low = -subject.Top(2), High = subject.Top(2), CellSize = 8,
        };
        yield return new RasterPicture("grids", "Another grid against the picture's own", $"The grid of the whole picture starts at ({own.Right},{own.Down}). Neighbourhoods of 72 pixels; above 0: the lines of another placement are stronger.")
        {
            Width = lines.Width / 8, Values = values, Unit = "shares of all lines, summed over both directions", Low = -2, High = 2, CellSize = 8,
        };
    }
}
