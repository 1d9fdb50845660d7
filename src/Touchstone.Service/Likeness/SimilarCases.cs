using Touchstone.Engine.Likeness;
using Touchstone.Service.Cases;

namespace Touchstone.Service.Likeness;

/// <summary>Whether a specimen was searched for among the pictures that came before.</summary>
public enum SimilarState
{
    /// <summary>It was, and whatever comes later is searched for among all, this one too.</summary>
    Searched,
    /// <summary>Not yet: it follows its examination.</summary>
    Waiting,
    /// <summary>Only still pictures are.</summary>
    NotAPicture,
    /// <summary>The picture could not be read.</summary>
    Unreadable,
}

/// <summary>Cases that are related to one by what they show.</summary>
/// <param name="State">Whether it was searched for.</param>
/// <param name="Same">Cases on the very same bytes.</param>
/// <param name="Similar">Cases on pictures that share content, the surest first.</param>
public sealed record SimilarCases(SimilarState State, IReadOnlyList<RelatedCase> Same, IReadOnlyList<SimilarCase> Similar);

/// <summary>A case that is named in another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Sha256">Digest of its specimen.</param>
public sealed record RelatedCase(Guid Id, string Number, string Title, DateTimeOffset OpenedAt, string Sha256)
{
    internal static RelatedCase Of(CaseSummary found) => new(found.Id, found.Number, found.Title, found.OpenedAt, found.Sha256);
}

/// <summary>A case on a picture that shares content.</summary>
/// <param name="Case">The case.</param>
/// <param name="Relation">How this case's picture relates to that one, which stands for the stored one.</param>
/// <param name="Keypoints">Keypoints that agree.</param>
/// <param name="Log10FalseAlarms">Decimal logarithm of the number of such agreements expected by chance over all pictures searched; null where the thumbnails alone agree.</param>
/// <param name="ThumbnailLikeness">Correlation of the thumbnails' details, −1 … 1; null where it was not taken.</param>
/// <param name="Mirrored">Whether one is mirrored.</param>
public sealed record SimilarCase(RelatedCase Case, PictureRelation Relation, int Keypoints, double? Log10FalseAlarms, double? ThumbnailLikeness, bool Mirrored);
