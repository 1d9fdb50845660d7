using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Identity;

/// <summary>One identity that an issuer says it verified.</summary>
/// <param name="Type">Kind: "cawg.social_media", "cawg.document_verification".</param>
/// <param name="Name">Name as shown, or null.</param>
/// <param name="UserName">Name of the account, or null.</param>
/// <param name="Uri">Address of the account, or null.</param>
/// <param name="VerifiedAt">When the provider verified it, as written, or null.</param>
/// <param name="Provider">Who verified it, or null.</param>
public sealed record VerifiedIdentity(string Type, string? Name, string? UserName, string? Uri, string? VerifiedAt, string? Provider);

/// <summary>What an identity assertion (cawg.identity) says: who stands behind parts of a manifest, and who vouches for that. Never decides the state of the credentials.</summary>
public sealed record IdentityReport
{
    /// <summary>JUMBF URI of the assertion.</summary>
    public required string Url { get; init; }

    /// <summary>Kind of credential: "cawg.x509.cose", "cawg.identity_claims_aggregation", another, or "" where it cannot be read.</summary>
    public string SignatureType { get; init; } = "";

    /// <summary>Labels of the assertions the named actor stands behind.</summary>
    public IReadOnlyList<string> Referenced { get; init; } = [];

    /// <summary>Roles the actor claims: "cawg.creator".</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The signing certificate, or null where the credential has none.</summary>
    public CertificateFacts? Signer { get; init; }

    /// <summary>DID of the issuer of an identity claims aggregation, or null.</summary>
    public string? Issuer { get; init; }

    /// <summary>Identities the issuer says it verified.</summary>
    public IReadOnlyList<VerifiedIdentity> Identities { get; init; } = [];

    /// <summary>When it was signed, as a time-stamp says, or null.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Whether the credential holds and belongs to this manifest, whoever made it.</summary>
    public bool Holds { get; init; }

    /// <summary>Whether the one who vouches is on a list.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>Who is named and verified by whom, in one plain sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>What the checks found; the codes begin with "cawg.".</summary>
    public IReadOnlyList<Status> Statuses { get; init; } = [];
}
