namespace Touchstone.Provenance.Trust;

/// <summary>A list of trust anchors as published at a date (C2PA 2.2 §14.4).</summary>
/// <param name="Name">Name: "official", "itl".</param>
/// <param name="Version">Version or revision as published.</param>
/// <param name="Date">Day it was published.</param>
/// <param name="Certificates">The anchors, DER; an entry that is no certificate is never matched.</param>
public sealed record TrustList(string Name, string Version, DateOnly Date, IReadOnlyList<ReadOnlyMemory<byte>> Certificates)
{
    /// <summary>Purposes (extended key usages, dotted OIDs) of the certificates the list is for (§14.4.1); null for any purpose the profile accepts.</summary>
    public IReadOnlyList<string>? Purposes { get; init; }
}
