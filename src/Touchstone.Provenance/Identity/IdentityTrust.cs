using System.Collections.Frozen;
using Touchstone.Provenance.Trust;

namespace Touchstone.Provenance.Identity;

/// <summary>Whom to believe about the people named in identity assertions; kept apart from the trust in claim signers (CAWG identity assertion 1.2 §8).</summary>
public sealed record IdentityTrust
{
    /// <summary>Believes nobody.</summary>
    public static IdentityTrust None { get; } = new();

    /// <summary>Anchors of certificates that sign identity assertions.</summary>
    public TrustProfile Certificates { get; init; } = TrustProfile.None;

    /// <summary>DIDs of issuers of identity claims aggregations, without fragment: "did:jwk:…", "did:web:example.org".</summary>
    public IReadOnlySet<string> Issuers { get; init; } = FrozenSet<string>.Empty;
}
