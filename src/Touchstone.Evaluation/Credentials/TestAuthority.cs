using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.X509;
using Org.BouncyCastle.X509.Extension;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Trust;

namespace Touchstone.Evaluation.Credentials;

/// <summary>A public-key infrastructure for tests: a root, an intermediate and what they issue, all in memory, all made from a seed.</summary>
public sealed class TestAuthority
{
    private const string Organisation = "Touchstone Test";

    private readonly string _seed;
    private int _serial;

    /// <summary>Sets up root and intermediate.</summary>
    /// <param name="at">The time it lives at: certificates are valid for a year around it unless they say otherwise.</param>
    /// <param name="seed">Equal seeds and times give equal keys and certificates, asked for in the same order.</param>
    public TestAuthority(DateTimeOffset at, string seed = "touchstone")
    {
        At = at;
        _seed = seed;
        Root = Issue(new CertificateForm("Touchstone Test Root") { IsAuthority = true, Ekus = [], NotBefore = at.AddYears(-10), NotAfter = at.AddYears(10) }, null);
        Intermediate = Issue(new CertificateForm("Touchstone Test Intermediate") { IsAuthority = true, Ekus = [], NotBefore = at.AddYears(-9), NotAfter = at.AddYears(9) }, Root);
    }

    /// <summary>The time it lives at.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The trust anchor.</summary>
    public TestCertificate Root { get; }

    /// <summary>Issuer of everything else.</summary>
    public TestCertificate Intermediate { get; }

    /// <summary>A profile that trusts the root, for signers and for time-stamps.</summary>
    public TrustProfile Profile => new() { Name = "touchstone-test", Signers = [Anchors], TimeStampers = [Anchors] };

    private TrustList Anchors => new("touchstone-test", "1", DateOnly.FromDateTime(At.UtcDateTime), [Root.Der]);

    /// <summary>Issues a certificate from the intermediate.</summary>
    public TestCertificate Issue(CertificateForm form) => Issue(form, Intermediate);

    /// <summary>Issues a certificate.</summary>
    /// <param name="form">What it shall say.</param>
    /// <param name="issuer">Who issues it; null for itself.</param>
    public TestCertificate Issue(CertificateForm form, TestCertificate? issuer)
    {
        ArgumentNullException.ThrowIfNull(form);
        var number = ++_serial;
        var keys = TestKeys.Make(form.Key, $"{_seed}/{number}/{form.CommonName}");
        var name = new X509Name($"CN={form.CommonName},O={Organisation},C=XX");
        var generator = new X509V3CertificateGenerator();
        generator.SetSerialNumber(BigInteger.ValueOf(1000 + number));
        generator.SetIssuerDN(issuer?.Certificate.SubjectDN ?? name);
        generator.SetSubjectDN(name);
        generator.SetNotBefore((form.NotBefore ?? At.AddYears(-1)).UtcDateTime);
        generator.SetNotAfter((form.NotAfter ?? At.AddYears(1)).UtcDateTime);
        generator.SetPublicKey(keys.Public);
        AddExtensions(generator, form, keys.Public, issuer?.Keys.Public ?? keys.Public);
        return new TestCertificate(generator.Generate(TestKeys.Factory((issuer?.Keys ?? keys).Private, $"{_seed}/{number}/signature")), keys);
    }

    /// <summary>A signer with a certificate of its own.</summary>
    /// <param name="algorithm">Algorithm it signs with; the key is the one that goes with it.</param>
    public ManifestSigner Signer(SigningAlgorithm algorithm = SigningAlgorithm.Es256) => SignerOf(Issue(new CertificateForm("Touchstone Test Signer")
    {
        Key = algorithm switch
        {
            SigningAlgorithm.Es256 => TestKeyKind.P256,
            SigningAlgorithm.Es384 => TestKeyKind.P384,
            SigningAlgorithm.Es512 => TestKeyKind.P521,
            SigningAlgorithm.EdDsa => TestKeyKind.Ed25519,
            _ => TestKeyKind.Rsa2048,
        },
    }), algorithm);

    /// <summary>A signer with a given certificate, whose chain holds the intermediate.</summary>
    public ManifestSigner SignerOf(TestCertificate certificate, SigningAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new ManifestSigner(new SigningKey(certificate.Keys.Private, algorithm), [certificate.Der, Intermediate.Der]);
    }

    private static void AddExtensions(X509V3CertificateGenerator generator, CertificateForm form, Org.BouncyCastle.Crypto.AsymmetricKeyParameter key, Org.BouncyCastle.Crypto.AsymmetricKeyParameter issuerKey)
    {
        generator.AddExtension(X509Extensions.BasicConstraints, true, new BasicConstraints(form.IsAuthority));
        var usage = form.IsAuthority ? KeyUsage.KeyCertSign | KeyUsage.CrlSign | (form.Ekus.Count > 0 ? KeyUsage.DigitalSignature : 0) : form.MaySign ? KeyUsage.DigitalSignature : KeyUsage.KeyAgreement;
        generator.AddExtension(X509Extensions.KeyUsage, true, new KeyUsage(usage));
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, false, X509ExtensionUtilities.CreateSubjectKeyIdentifier(key));
        if (form.HasAuthorityKeyIdentifier) generator.AddExtension(X509Extensions.AuthorityKeyIdentifier, false, X509ExtensionUtilities.CreateAuthorityKeyIdentifier(issuerKey));
        // A time-stamping certificate's usage is critical (RFC 3161 §2.3).
        if (form.Ekus.Count > 0) generator.AddExtension(X509Extensions.ExtendedKeyUsage, form.Ekus is ["1.3.6.1.5.5.7.3.8"], new ExtendedKeyUsage([.. form.Ekus.Select(e => new DerObjectIdentifier(e))]));
        if (form.OcspUrl is { } url)
            generator.AddExtension(X509Extensions.AuthorityInfoAccess, false, new AuthorityInformationAccess(AccessDescription.IdADOcsp, new GeneralName(GeneralName.UniformResourceIdentifier, url)));
    }
}
