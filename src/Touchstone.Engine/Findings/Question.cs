using Touchstone.Media;

namespace Touchstone.Engine.Findings;

/// <summary>What a detector answers. Each has its own assessment; none is folded into another.</summary>
public enum Question
{
    /// <summary>Is it what its structure and metadata claim: which device or software wrote it, and how often was it saved?</summary>
    History,
    /// <summary>Was a part of it changed after capture?</summary>
    LocallyEdited,
    /// <summary>Was a part of it copied from elsewhere in the same image?</summary>
    Copied,
    /// <summary>Was a recording cut, joined or re-encoded in parts?</summary>
    Cut,
    /// <summary>Was it generated as a whole?</summary>
    Generated,
    /// <summary>Was a face replaced?</summary>
    FaceReplaced,
    /// <summary>Is the voice synthetic?</summary>
    VoiceSynthetic,
    /// <summary>Where does it come from, by signed statement?</summary>
    Provenance,
}

/// <summary>Which media raise which question.</summary>
public static class QuestionMedia
{
    /// <summary>True where the question makes sense for a kind of media, whether or not a method answers it yet.</summary>
    public static bool AppliesTo(this Question question, MediaKind kind) => question switch
    {
        Question.Copied => kind == MediaKind.Image,
        Question.LocallyEdited or Question.FaceReplaced => kind is MediaKind.Image or MediaKind.Video,
        Question.Cut or Question.VoiceSynthetic => kind is MediaKind.Audio or MediaKind.Video,
        _ => true,
    };
}
