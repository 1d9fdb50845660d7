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
