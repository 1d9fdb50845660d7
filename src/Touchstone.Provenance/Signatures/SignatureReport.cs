namespace Touchstone.Provenance.Signatures;

/// <summary>Facts of a certificate, for people.</summary>
/// <param name="Subject">Distinguished name of the holder.</param>
/// <param name="CommonName">Common name of the holder, or "".</param>
/// <param name="Organisation">Organisation of the holder, or "".</param>
/// <param name="Issuer">Distinguished name of the issuer.</param>
/// <param name="Serial">Serial number, hexadecimal.</param>
/// <param name="NotBefore">Start of validity.</param>
/// <param name="NotAfter">End of validity.</param>
/// <param name="Sha256">SHA-256 of the DER, lower-case hexadecimal digits.</param>
public sealed record CertificateFacts(string Subject, string CommonName, string Organisation, string Issuer, string Serial, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Sha256);

/// <summary>A time-stamp whose signature and imprint hold.</summary>
/// <param name="Time">Attested time.</param>
/// <param name="IsTrusted">Whether the authority chains to a list of the profile.</param>
/// <param name="Authority">Common name of the authority's certificate.</param>
/// <param name="List">The list it chains to, or null.</param>
public sealed record TimeStampReport(DateTimeOffset Time, bool IsTrusted, string Authority, string? List);

/// <summary>What made the signer trusted.</summary>
/// <param name="List">Name of the list, or "allowed certificates".</param>
/// <param name="Version">Version of the list.</param>
/// <param name="Date">Day of the list, or null.</param>
/// <param name="Anchor">Distinguished name of the anchor, or of the certificate that is allowed by itself.</param>
public sealed record TrustMatch(string List, string Version, DateOnly? Date, string Anchor);

/// <summary>What is known of the signing certificate's revocation.</summary>
public enum Revocation
{
    /// <summary>No usable response; none is fetched.</summary>
    NotChecked,
    /// <summary>A response in the store says it was not revoked when it signed.</summary>
    NotRevoked,
    /// <summary>A response in the store says it was revoked when it signed.</summary>
    Revoked,
    /// <summary>The responder does not know the certificate.</summary>
    Unknown,
}

/// <summary>What validating a claim signature found (C2PA 2.2 §15.7 to §15.9).</summary>
/// <param name="Algorithm">Name of the algorithm: "es256"; null where unsupported or unreadable.</param>
/// <param name="IsValid">Whether the signature verifies with the key of the signing certificate; says nothing of trust.</param>
public sealed record SignatureReport(string? Algorithm, bool IsValid)
{
    /// <summary>The signing certificate, or null where unreadable.</summary>
    public CertificateFacts? Signer { get; init; }

    /// <summary>The certificates as sent, the signer's first.</summary>
    public IReadOnlyList<CertificateFacts> Chain { get; init; } = [];

    /// <summary>The time-stamp that counts, or null.</summary>
    public TimeStampReport? TimeStamp { get; init; }

    /// <summary>Time the signer claims (<c>iat</c>), or null.</summary>
    public DateTimeOffset? ClaimedTime { get; init; }

    /// <summary>What made the signer trusted, or null.</summary>
    public TrustMatch? Trust { get; init; }

    /// <summary>Revocation of the signing certificate.</summary>
    public Revocation Revocation { get; init; }
}
