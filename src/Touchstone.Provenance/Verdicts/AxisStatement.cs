namespace Touchstone.Provenance.Verdicts;

/// <summary>A question about credentials that has an answer of its own.</summary>
public enum Axis
{
    /// <summary>Are the bytes the ones that were signed?</summary>
    Integrity,
    /// <summary>Does the signature verify?</summary>
    Signature,
    /// <summary>When was it signed, and who says so?</summary>
    Time,
    /// <summary>Is the signer on a list?</summary>
    Trust,
    /// <summary>Is the recorded history without a flaw?</summary>
    History,
    /// <summary>What does the signer say the asset is?</summary>
    Declaration,
    /// <summary>Which bytes did nobody sign for?</summary>
    Coverage,
    /// <summary>Whom does an identity assertion name? Never decides the state.</summary>
    Identity,
}

/// <summary>How an answer should strike the reader.</summary>
public enum AxisLevel
{
    /// <summary>Nothing to say, or not asked.</summary>
    None,
    /// <summary>Holds.</summary>
    Good,
    /// <summary>A fact that neither helps nor harms.</summary>
    Note,
    /// <summary>Read this before relying on it.</summary>
    Caution,
    /// <summary>Does not hold.</summary>
    Bad,
}

/// <summary>The answer to one question.</summary>
/// <param name="Axis">The question.</param>
/// <param name="Level">How it should strike the reader.</param>
/// <param name="Sentence">The answer in plain words.</param>
public sealed record AxisStatement(Axis Axis, AxisLevel Level, string Sentence);
