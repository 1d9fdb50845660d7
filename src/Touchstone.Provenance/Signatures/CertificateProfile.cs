using System.Security.Cryptography.X509Certificates;
using Touchstone.Provenance.Trust;

namespace Touchstone.Provenance.Signatures;

/// <summary>What a certificate signs.</summary>
internal enum CertificatePurpose
{
    Claim,
    TimeStamp,
    OcspResponse,
}

/// <summary>The certificate profile of C2PA 2.2 §14.5.1.1 as a list of rules, and the shorter list that c2pa-rs checks.</summary>
internal static class CertificateProfile
{
    // Sees: certificate, purpose, accepted purposes of claim signers. Answers a sentence where the rule is broken.
    private delegate string? Rule(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted);

    // "All certificates shall fulfill": these hold for the private credential store too.
    private static readonly Rule[] _always = [SignatureAlgorithm, Curve, RsaLength];

    private static readonly Rule[] _strict =
    [
        .. _always, Version, UniqueIds, EndEntity, KeyUsagePresent, DigitalSignature, CertificateSignature,
        PurposePresent, AnyPurpose, AcceptedPurpose, ExclusivePurpose, AuthorityKey, UnknownCritical,
    ];

    // c2pa-rs 0.91 stops at the first broken rule and does not ask for an authority key identifier.
    private static readonly Rule[] _reference =
    [
        Version, SignatureAlgorithm, Curve, RsaLength, SelfSigned, UniqueIds, AnyPurpose, ReferencePurpose, ReferenceExclusive,
        CertificateSignature, ReferenceParameters, EndEntity,
    ];

    /// <summary>Sentences for the rules broken; empty where none is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="purpose">What it signs.</param>
    /// <param name="profile">Gives the accepted purposes of signers and the private credential store.</param>
    /// <param name="policy">Which list of rules.</param>
    internal static IReadOnlyList<string> Broken(Certificate certificate, CertificatePurpose purpose, TrustProfile profile, ValidationPolicy policy)
    {
        var accepted = AcceptedPurposes(purpose, profile, policy);
        if (policy == ValidationPolicy.Reference)
        {
            foreach (var rule in _reference)
                if (rule(certificate, purpose, accepted) is { } broken) return [broken];
            return [];
        }
        var rules = purpose == CertificatePurpose.Claim && profile.AllowedLeaves.Contains(certificate.Sha256) ? _always : _strict;
        return [.. rules.Select(rule => rule(certificate, purpose, accepted)).OfType<string>()];
    }

    /// <summary>The purposes a signer of claims may have: never time-stamping or OCSP under the specification, both under the reference.</summary>
    internal static IReadOnlySet<string> AcceptedPurposes(CertificatePurpose purpose, TrustProfile profile, ValidationPolicy policy)
    {
        if (purpose == CertificatePurpose.TimeStamp) return new HashSet<string> { Oids.TimeStamping };
        if (purpose == CertificatePurpose.OcspResponse) return new HashSet<string> { Oids.OcspSigning };
        if (policy == ValidationPolicy.Reference) return new HashSet<string>([Oids.ClaimSigning, Oids.EmailProtection, Oids.TimeStamping, Oids.OcspSigning, .. profile.AllowedEkus]);
        var accepted = new HashSet<string>([.. TrustProfile.DefaultEkus, .. profile.AllowedEkus]);
        accepted.ExceptWith([Oids.TimeStamping, Oids.OcspSigning]);
        return accepted;
    }

    private static string? SignatureAlgorithm(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        SignatureScheme.OfCertificate(certificate.SignatureAlgorithm) is null
            ? $"The certificate is signed with an algorithm that is not allowed ({certificate.SignatureAlgorithm.Oid})." : null;

    private static string? Curve(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.KeyAlgorithm.Oid == Oids.EcPublicKey && SignatureCheck.CurveOf(certificate) is not (Oids.P256 or Oids.P384 or Oids.P521)
            ? "The certificate's key lies on a curve other than P-256, P-384 and P-521." : null;

    private static string? RsaLength(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted)
    {
        if (certificate.KeyAlgorithm.Oid is not (Oids.Rsa or Oids.RsaPss)) return null;
        if (SignatureCheck.RsaKeyOf(certificate) is not { } key) return "The certificate's RSA key cannot be read.";
        if (key.Bits < 2048) return $"The certificate's RSA key has {key.Bits} bits, fewer than 2048.";
        return key.Exponent < 3 || key.Exponent.IsEven ? "The certificate's RSA exponent is not an odd number of at least 3." : null;
    }

    private static string? Version(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.Version == 3 ? null : $"The certificate is of version {certificate.Version}, not 3.";

    private static string? UniqueIds(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.HasUniqueIds ? "The certificate carries unique identifiers of issuer or subject." : null;

    private static string? EndEntity(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.IsAuthority ? "The certificate is one of a certification authority, which may not sign this." : null;

    private static string? KeyUsagePresent(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.KeyUsage is null ? "The certificate does not say what its key may be used for (key usage is absent)." : null;

    private static string? DigitalSignature(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.KeyUsage is { } usage && !usage.HasFlag(X509KeyUsageFlags.DigitalSignature) ? "The certificate's key usage does not name digital signatures." : null;

    private static string? CertificateSignature(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.KeyUsage is { } usage && usage.HasFlag(X509KeyUsageFlags.KeyCertSign) && !certificate.IsAuthority
            ? "The certificate's key usage names the signing of certificates, but it is none of an authority." : null;

    private static string? PurposePresent(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.Purposes is not { Count: > 0 } && !certificate.IsAuthority ? "The certificate names no purpose (extended key usage is absent or empty)." : null;

    private static string? AnyPurpose(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.Purposes?.Contains(Oids.AnyPurpose) == true ? "The certificate is for any purpose, which is not allowed." : null;

    private static string? AcceptedPurpose(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.Purposes is { Count: > 0 } purposes && !purposes.Any(accepted.Contains)
            ? $"None of the certificate's purposes ({string.Join(", ", purposes)}) is accepted for {Words(purpose)}." : null;

    private static string? ExclusivePurpose(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.Purposes is { Count: > 1 } purposes && purposes.Any(p => p is Oids.TimeStamping or Oids.OcspSigning)
            ? "The certificate is for time-stamps or OCSP responses and for another purpose too." : null;

    private static string? AuthorityKey(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        !certificate.IsSelfIssued && certificate.Extension(Oids.AuthorityKeyIdentifier) is null ? "The certificate does not identify its issuer's key (authority key identifier is absent)." : null;

    private static string? UnknownCritical(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.Extensions.FirstOrDefault(e => e.Critical && !CertificatePath.Understood.Contains(e.Oid)) is { } unknown
            ? $"The certificate has a critical extension that is not understood ({unknown.Oid})." : null;

    private static string? SelfSigned(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate is { IsAuthority: true, IsSelfIssued: true } ? "The certificate is signed by itself." : null;

    private static string? ReferencePurpose(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        certificate.Purposes is { } purposes && !purposes.Any(accepted.Contains)
            ? $"None of the certificate's purposes ({string.Join(", ", purposes)}) is accepted for {Words(purpose)}." : null;

    private static string? ReferenceExclusive(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted) =>
        ExclusivePurpose(certificate, purpose, accepted);

    private static string? ReferenceParameters(Certificate certificate, CertificatePurpose purpose, IReadOnlySet<string> accepted)
    {
        const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.NonRepudiation;
        if (((certificate.KeyUsage ?? X509KeyUsageFlags.None) & Signing) == 0) return "The certificate's key usage does not name signing.";
        if (certificate.Purposes is null && !certificate.IsAuthority) return "The certificate names no purpose (extended key usage is absent).";
        if (certificate.IsAuthority && certificate.Extension(Oids.SubjectKeyIdentifier) is null) return "The authority's certificate does not identify its key.";
        return UnknownCritical(certificate, purpose, accepted);
    }

    private static string Words(CertificatePurpose purpose) => purpose switch
    {
        CertificatePurpose.TimeStamp => "time-stamps",
        CertificatePurpose.OcspResponse => "OCSP responses",
        _ => "claims",
    };
}
