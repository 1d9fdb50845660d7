namespace Touchstone.Provenance.Signatures;

// Object identifiers by the names their standards give them: RFC 5280, 5480, 5758, 8017, 8410, 3161, 6960.
internal static class Oids
{
    internal const string EcPublicKey = "1.2.840.10045.2.1";
    internal const string P256 = "1.2.840.10045.3.1.7";
    internal const string P384 = "1.3.132.0.34";
    internal const string P521 = "1.3.132.0.35";
    internal const string EcdsaSha256 = "1.2.840.10045.4.3.2";
    internal const string EcdsaSha384 = "1.2.840.10045.4.3.3";
    internal const string EcdsaSha512 = "1.2.840.10045.4.3.4";
    internal const string Rsa = "1.2.840.113549.1.1.1";
    internal const string RsaPss = "1.2.840.113549.1.1.10";
    internal const string RsaSha256 = "1.2.840.113549.1.1.11";
    internal const string RsaSha384 = "1.2.840.113549.1.1.12";
    internal const string RsaSha512 = "1.2.840.113549.1.1.13";
    internal const string Ed25519 = "1.3.101.112";
    internal const string Sha256 = "2.16.840.1.101.3.4.2.1";
    internal const string Sha384 = "2.16.840.1.101.3.4.2.2";
    internal const string Sha512 = "2.16.840.1.101.3.4.2.3";

    internal const string SubjectKeyIdentifier = "2.5.29.14";
    internal const string KeyUsage = "2.5.29.15";
    internal const string SubjectAltName = "2.5.29.17";
    internal const string IssuerAltName = "2.5.29.18";
    internal const string BasicConstraints = "2.5.29.19";
    internal const string NameConstraints = "2.5.29.30";
    internal const string CrlDistributionPoints = "2.5.29.31";
    internal const string CertificatePolicies = "2.5.29.32";
    internal const string PolicyMappings = "2.5.29.33";
    internal const string AuthorityKeyIdentifier = "2.5.29.35";
    internal const string PolicyConstraints = "2.5.29.36";
    internal const string ExtendedKeyUsage = "2.5.29.37";
    internal const string InhibitAnyPolicy = "2.5.29.54";
    internal const string AuthorityInformationAccess = "1.3.6.1.5.5.7.1.1";

    internal const string AnyPurpose = "2.5.29.37.0";
    internal const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    internal const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    internal const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    internal const string DocumentSigning = "1.3.6.1.5.5.7.3.36";
    internal const string ClaimSigning = "1.3.6.1.4.1.62558.2.1";
    internal const string MicrosoftClaimSigning = "1.3.6.1.4.1.311.76.59.1.9";

    internal const string TimeStampInfo = "1.2.840.113549.1.9.16.1.4";
}
