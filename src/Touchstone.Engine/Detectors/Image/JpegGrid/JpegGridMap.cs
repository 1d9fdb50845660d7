using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>The map of foreign grids.</summary>
internal static class JpegGridMap
{
    // The printed scale ends where more digits say no more.
    private const float ScaleEnd = 20;

    internal static EvidenceMap Of(GridCells cells, IReadOnlyList<ForeignGrid> foreign, double reliability)
    {
        var values = new float[cells.Width * cells.Height];
        foreach (var grid in foreign)
        {
            var mask = cells.Mask(grid);
            for (var i = 0; i < values.Length; i++)
                if (mask[i])
                    values[i] = Math.Max(values[i], (float)Math.Min(ScaleEnd, -grid.Log10Nfa));
        }
        return new EvidenceMap
        {
            Name = "foreign grid",
            Width = cells.Width,
            Height = cells.Height,
            CellSize = 8,
            Unit = "−log10 NFA",
            ScaleMinimum = 0,
            ScaleMaximum = ScaleEnd,
            Direction = Direction.HigherSupportsManipulation,
            Threshold = (float)-JpegGrid.Log10NfaThreshold,
            Values = values,
            Reliability = cells.Reliability(reliability),
        };
    }
}
