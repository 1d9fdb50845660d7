using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>How a preview lies over the image where they agree best.</summary>
public enum Alignment
{
    /// <summary>Both show the whole.</summary>
    Whole,
    /// <summary>The image is a part of the preview.</summary>
    ImageIsPart,
    /// <summary>The preview is a part of the image.</summary>
    PreviewIsPart,
}

/// <summary>A stored preview compared with the image.</summary>
/// <param name="Source">Where the preview lies: "Exif IFD1".</param>
/// <param name="Offset">Position in the file, bytes, or −1.</param>
/// <param name="Correlation">Best normalised correlation of luma, −1 to 1, higher = more alike; NaN where it cannot be measured.</param>
/// <param name="Alignment">How they lie over each other there.</param>
/// <param name="Turned">True when the image had to be rotated or mirrored for it.</param>
/// <param name="ShapeFits">True when both have the same shape, bars of the preview left out.</param>
/// <param name="Changed">Places of the image, pixels, whose brightness differs from the preview by far more than elsewhere.</param>
/// <param name="Obstacle">Why nothing was measured, or null.</param>
public sealed record PreviewMatch(string Source, long Offset, double Correlation, Alignment Alignment, bool Turned, bool ShapeFits, IReadOnlyList<Region> Changed, string? Obstacle)
{
    internal static PreviewMatch Unmeasured(string source, long offset, string obstacle) => new(source, offset, double.NaN, Alignment.Whole, false, true, [], obstacle);
}
