using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Likeness;

namespace Touchstone.Cli.Rendering;

/// <summary>A stored picture that was found, in words.</summary>
internal static class LikeText
{
    internal static string Line(string name, LikePicture like) => $"  {name}: {Relation(like.Relation)}; {Strength(like)}";

    internal static string Place(LikePicture like) => string.Create(CultureInfo.InvariantCulture,
        $"    {Motion(like)}; here {Box(like.InPicture)}, there {Box(like.InStored)}");

    private static string Relation(PictureRelation relation) => relation switch
    {
        PictureRelation.Same => "the same picture",
        PictureRelation.PartOfStored => "this is a part of it",
        PictureRelation.HoldsStored => "this holds it",
        _ => "they share a part",
    };

    private static string Strength(LikePicture like) => (like.Log10FalseAlarms, like.ThumbnailLikeness) switch
    {
        ({ } nfa, { } likeness) => string.Create(CultureInfo.InvariantCulture, $"{Agreement(like)} (log10 NFA {nfa:0.0}), thumbnails {likeness:0.00}"),
        ({ } nfa, null) => string.Create(CultureInfo.InvariantCulture, $"{Agreement(like)} (log10 NFA {nfa:0.0})"),
        (null, { } likeness) => string.Create(CultureInfo.InvariantCulture, $"by the thumbnails alone, {likeness:0.00}: look at both"),
        _ => "",
    };

    private static string Agreement(LikePicture like) => like.Evidence is { } evidence
        ? $"{like.Keypoints} keypoints agree, at {evidence.Agreeing} of {evidence.Present} places within them" : $"{like.Keypoints} keypoints agree";

    private static string Motion(LikePicture like) => string.Create(CultureInfo.InvariantCulture,
        $"{(Math.Abs(like.RotationDegrees) < 1 ? "not turned" : $"turned {like.RotationDegrees:0}°")}, scaled {like.Scale:0.00}{(like.Mirrored ? ", mirrored" : "")}");

    private static string Box(Region box) => string.Create(CultureInfo.InvariantCulture, $"{box.Width:0}×{box.Height:0} at {box.X:0},{box.Y:0}");
}
