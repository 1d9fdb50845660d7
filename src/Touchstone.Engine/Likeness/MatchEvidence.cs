using Touchstone.Engine.Keypoints;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Engine.Likeness;

/// <summary>Whether keypoints that agree speak for the same content, or for things that only look alike at a few marks.</summary>
/// <remarks>
/// Pictures taken alike before one wall have a few keypoints in common that move as one, which chance would not do. But content that is the same shows nearly all of its
/// keypoints again, look-alikes a few of many: M. Brown and D. G. Lowe, "Automatic Panoramic Image Stitching using Invariant Features", IJCV 74(1), 2007, section 3.2,
/// with their probabilities that a keypoint of the overlap agrees (0.6 and 0.1), hold two pictures for one scene where more than 8 + 0.3 n of n agree. Their overlap of two
/// frames is here the outline of what agrees, since a part of a picture may stand in another.
/// </remarks>
/// <param name="Agreeing">Places of the stored picture at which keypoints agree.</param>
/// <param name="Present">Places with keypoints inside the outline of those, of sizes that the picture looked for can show; at least <paramref name="Agreeing"/>.</param>
/// <param name="Area">Area of the outline, share of what the two frames share, 0–1.</param>
/// <param name="Likeness">Correlation of the thumbnails' details over what the frames share, brought into line by the keypoints' map, −1 … 1; null where that is too small.</param>
public sealed record MatchEvidence(int Agreeing, int Present, double Area, double? Likeness)
{
    // Brown and Lowe 2007, equation 12.
    private const double FewestAgreeing = 8, ShareAgreeing = 0.3;

    /// <summary>Whether the keypoints speak for the same content.</summary>
    public bool IsSameContent => Agreeing > FewestAgreeing + ShareAgreeing * Present;

    /// <summary>Whether all that the frames share is alike, not a part of it only.</summary>
    public bool IsWhole => Likeness >= PictureMatch.Threshold;

    private const int PlaceEdge = 4;

    internal static MatchEvidence Of(PictureRecord asked, PictureRecord stored, Agreement agreement, double commonArea)
    {
        var hull = ConvexHull.Of(agreement.Pairs.Select(p => ((double)p.To.X, (double)p.To.Y)));
        var least = asked.Points.Min(p => p.Keypoint().Scale) * agreement.Map.Scale;
        var agreeing = Places(agreement.Pairs.Select(p => p.To));
        var present = Places(stored.Points.Select(p => p.Keypoint()).Where(p => p.Scale >= least && hull.Holds(p.X, p.Y)));
        return new MatchEvidence(agreeing, Math.Max(agreeing, present), hull.Area * stored.Step * stored.Step / commonArea, new MappedThumbnails(asked, stored, agreement.Map).Likeness());
    }

    // A blob found at two scales or with two directions is one witness.
    private static int Places(IEnumerable<Keypoint> points) => points.Select(p => ((int)p.X / PlaceEdge, (int)p.Y / PlaceEdge)).Distinct().Count();
}
