using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Likeness;

/// <summary>How a picture relates to a stored one.</summary>
public enum PictureRelation
{
    /// <summary>The same picture: re-saved, resized, turned or mirrored.</summary>
    Same,
    /// <summary>The picture is a part of the stored one.</summary>
    PartOfStored,
    /// <summary>The stored one stands in the picture.</summary>
    HoldsStored,
    /// <summary>The two share a part.</summary>
    SharesPart,
}

/// <summary>A stored picture that was found.</summary>
/// <param name="Place">Place of the stored picture.</param>
/// <param name="Relation">How the two relate.</param>
/// <param name="Keypoints">Keypoints that agree; 0 where the thumbnails alone do.</param>
/// <param name="Log10FalseAlarms">Decimal logarithm of the number of such agreements expected by chance over the whole store; null where the thumbnails alone agree.</param>
/// <param name="ThumbnailLikeness">Correlation of the thumbnails' details, −1 … 1, in the best of eight positions; null where it was not taken.</param>
/// <param name="RotationDegrees">Clockwise turn from the picture to the stored one.</param>
/// <param name="Scale">Enlargement from the picture to the stored one.</param>
/// <param name="Mirrored">Whether the stored one is mirrored.</param>
/// <param name="InPicture">What agrees, in the picture.</param>
/// <param name="InStored">What agrees, in the stored one.</param>
public sealed record LikePicture(
    int Place, PictureRelation Relation, int Keypoints, double? Log10FalseAlarms, double? ThumbnailLikeness, double RotationDegrees, double Scale, bool Mirrored, Region InPicture, Region InStored)
{
    /// <summary>What besides their number speaks for keypoints that agree; null where the thumbnails alone do.</summary>
    public MatchEvidence? Evidence { get; init; }
}
