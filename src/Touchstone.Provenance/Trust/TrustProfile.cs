using System.Collections.Frozen;

namespace Touchstone.Provenance.Trust;

/// <summary>Whom a validation trusts: lists for signers, lists for time-stamp authorities, and single certificates (C2PA 2.2 §14.4).</summary>
public sealed record TrustProfile
{
    /// <summary>Trusts nobody.</summary>
    public static TrustProfile None { get; } = new() { Name = "none" };

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Anchors of claim signers (§14.4.1).</summary>
    public IReadOnlyList<TrustList> Signers { get; init; } = [];

    /// <summary>Anchors of time-stamp authorities, kept apart from those of signers (§14.4.2).</summary>
    public IReadOnlyList<TrustList> TimeStampers { get; init; } = [];

    /// <summary>Signing certificates trusted by themselves: SHA-256 of the DER as lower-case hexadecimal digits (private credential store, §14.4.3).</summary>
    public IReadOnlySet<string> AllowedLeaves { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Extended key usages accepted for signers beside those of <see cref="DefaultEkus"/>, dotted OIDs.</summary>
    public IReadOnlyList<string> AllowedEkus { get; init; } = [];

    /// <summary>Extended key usages every profile accepts: claim signing, e-mail protection, document signing (§14.5.1).</summary>
    public static IReadOnlyList<string> DefaultEkus { get; } = ["1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36"];
}
