namespace Touchstone.Engine.Findings;

/// <summary>A measurement over the image plane, on a numeric scale, with how far each cell may be trusted.</summary>
/// <remarks>
/// Cell (row, column) covers the pixels from (<see cref="OriginX"/> + column·<see cref="CellSize"/>, <see cref="OriginY"/> + row·<see cref="CellSize"/>).
/// A cell without a value is NaN in <see cref="Values"/> and 0 in <see cref="Reliability"/>.
/// </remarks>
public sealed record EvidenceMap
{
    /// <summary>What is mapped; unique within the finding.</summary>
    public required string Name { get; init; }

    /// <summary>Cells in a row.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of cells.</summary>
    public required int Height { get; init; }

    /// <summary>Edge of a cell, pixels of the specimen.</summary>
    public required double CellSize { get; init; }

    /// <summary>Left edge of the first cell, pixels.</summary>
    public double OriginX { get; init; }

    /// <summary>Top edge of the first cell, pixels.</summary>
    public double OriginY { get; init; }

    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>Value at the low end of the printed scale, the same for all specimens where the unit allows.</summary>
    public required float ScaleMinimum { get; init; }

    /// <summary>Value at the high end of the printed scale.</summary>
    public required float ScaleMaximum { get; init; }

    /// <summary>Which way the values point.</summary>
    public required Direction Direction { get; init; }

    /// <summary>The detector's own threshold: cells at or beyond it (by <see cref="Direction"/>) are its mask; null where it draws none.</summary>
    public float? Threshold { get; init; }

    /// <summary>Values [Height, Width], row-major.</summary>
    public required float[] Values { get; init; }

    /// <summary>Reliability 0–1 [Height, Width], row-major: 0 = the method cannot speak there.</summary>
    public required float[] Reliability { get; init; }
}

/// <summary>A box in the image.</summary>
/// <param name="X">Left edge, pixels.</param>
/// <param name="Y">Top edge, pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Label">What is there, with its number: "foreign grid (3,5), log10 NFA −7.2".</param>
/// <param name="PairId">Boxes that belong together (source and copy) share a number; 0 = alone.</param>
public sealed record Region(double X, double Y, double Width, double Height, string Label, int PairId);

/// <summary>A stretch of time; a moment has equal ends.</summary>
/// <param name="StartSeconds">Start.</param>
/// <param name="EndSeconds">End.</param>
/// <param name="Label">What is there.</param>
public sealed record Interval(double StartSeconds, double EndSeconds, string Label);

/// <summary>A measurement over time.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="TimesSeconds">Times of the values.</param>
/// <param name="Values">Values; NaN where there is none.</param>
/// <param name="Threshold">The detector's own threshold, or null.</param>
public sealed record EvidenceSeries(string Name, string Unit, double[] TimesSeconds, float[] Values, float? Threshold);
