namespace Touchstone.Evaluation.Credentials;

/// <summary>A kind of key.</summary>
public enum TestKeyKind
{
    /// <summary>ECDSA on P-256.</summary>
    P256,
    /// <summary>ECDSA on P-384.</summary>
    P384,
    /// <summary>ECDSA on P-521.</summary>
    P521,
    /// <summary>RSA of 2048 bits.</summary>
    Rsa2048,
    /// <summary>Ed25519.</summary>
    Ed25519,
}

/// <summary>What a test certificate shall say. Unless changed it fulfils the profile of C2PA 2.2 §14.5.1 for claim signers.</summary>
/// <param name="CommonName">Name, clearly synthetic.</param>
public sealed record CertificateForm(string CommonName)
{
    /// <summary>Kind of its key.</summary>
    public TestKeyKind Key { get; init; } = TestKeyKind.P256;

    /// <summary>Start of validity; null for a year before the authority's time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>End of validity; null for a year after the authority's time.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Extended key usages, dotted OIDs; empty for no such extension.</summary>
    public IReadOnlyList<string> Ekus { get; init; } = ["1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4"];

    /// <summary>Whether it may issue certificates.</summary>
    public bool IsAuthority { get; init; }

    /// <summary>Whether its key usage allows signatures.</summary>
    public bool MaySign { get; init; } = true;

    /// <summary>Whether it names its issuer's key.</summary>
    public bool HasAuthorityKeyIdentifier { get; init; } = true;

    /// <summary>Where its revocation can be asked for, or null.</summary>
    public string? OcspUrl { get; init; }
}
