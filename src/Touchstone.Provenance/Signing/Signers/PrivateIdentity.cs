using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Touchstone.Provenance.Signing.Signers;

/// <summary>A signer with a root of its own, for trying out: nobody trusts it who was not handed the root. The root's key is not kept, so it issues nothing else.</summary>
/// <param name="RootPem">The root's certificate: what others must be given to recognise the signer.</param>
/// <param name="ChainPem">The signer's certificate.</param>
/// <param name="KeyPem">The signer's private key, PKCS #8, not encrypted.</param>
public sealed record PrivateIdentity(string RootPem, string ChainPem, string KeyPem)
{
    private const int SerialBytes = 16;

    /// <summary>Years the certificate is valid.</summary>
    public const int Years = 1;

    /// <summary>Makes an identity: P-256 keys, a root, and a certificate that fulfils C2PA 2.2 §14.5.1.</summary>
    /// <param name="name">Common name of the signer.</param>
    /// <param name="at">When it begins to be valid.</param>
    /// <exception cref="ArgumentException">The name is empty or longer than the 64 characters a certificate may have (RFC 5280 A.1).</exception>
    public static PrivateIdentity Make(string name, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 64, nameof(name));
        var end = at.AddYears(Years);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest(Subject("Private test root"), rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, critical: false));
        using var root = rootRequest.CreateSelfSigned(at, end);

        var request = new CertificateRequest(Subject(name), leafKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Signatures.Oids.ClaimSigning), new Oid(Signatures.Oids.EmailProtection)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var leaf = request.Create(root, at, end, RandomNumberGenerator.GetBytes(SerialBytes));
        return new PrivateIdentity(root.ExportCertificatePem() + "\n", leaf.ExportCertificatePem() + "\n", leafKey.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>The signer.</summary>
    /// <param name="claimedTime">Time of signing it claims, or null.</param>
    public ManifestSigner Signer(DateTimeOffset? claimedTime = null)
    {
        var signer = ManifestSigner.FromPem(ChainPem, KeyPem);
        return new ManifestSigner(signer.Key, signer.Chain) { ClaimedTime = claimedTime };
    }

    // The organisation says what this is wherever the certificate is shown.
    private static X500DistinguishedName Subject(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddOrganizationName("Private test identity, trusted by nobody");
        builder.AddCommonName(name);
        return builder.Build();
    }
}
