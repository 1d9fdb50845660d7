namespace Touchstone.Provenance.Fingerprints;

/// <summary>What a fingerprint says of the media.</summary>
public enum FingerprintClass
{
    /// <summary>Made by a generative model.</summary>
    Generated,
    /// <summary>A part is made by a generative model, or it was edited with one.</summary>
    AiPart,
    /// <summary>Taken by a camera or recorder.</summary>
    Camera,
    /// <summary>Synthetic, drawn or composed in ways that may or may not involve a model.</summary>
    MayBe,
}

/// <summary>What stands behind a fingerprint.</summary>
public enum FingerprintBasis
{
    /// <summary>Nothing: anyone can write it, and anyone can take it away.</summary>
    UnsignedClaim,
    /// <summary>A manifest that does not hold: its signature, an assertion or the content is not as it was signed.</summary>
    BrokenSignature,
    /// <summary>A manifest whose signature holds; who signed, and whether that is trusted, is told with the credentials.</summary>
    Signed,
}

/// <summary>A fingerprint found.</summary>
/// <param name="Rule">Id of its rule, stable.</param>
/// <param name="Generator">Who or what it points to.</param>
/// <param name="Class">What it says of the media.</param>
/// <param name="Basis">What stands behind it.</param>
/// <param name="Where">Place and key, for people: "PNG parameters".</param>
/// <param name="Excerpt">The beginning of what was read.</param>
/// <param name="Precision">How far a hit can be relied on, in words.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record FingerprintMatch(string Rule, string Generator, FingerprintClass Class, FingerprintBasis Basis, string Where, string Excerpt, string Precision, string Source)
{
    /// <summary>The basis in two words: "signed", "unsigned claim", "signed, but does not hold".</summary>
    public string BasisText => Basis switch
    {
        FingerprintBasis.Signed => "signed",
        FingerprintBasis.BrokenSignature => "signed, but does not hold",
        _ => "unsigned claim",
    };
}
