using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Verdicts;
using static Touchstone.Tests.Provenance.Signing.SignedSamples;

namespace Touchstone.Tests.Provenance.Signing;

/// <summary>Keys and certificates as people have them: PEM and PFX, made in memory by the framework.</summary>
public sealed class SigningKeyTests
{
    [Fact]
    public void A_key_and_its_certificate_are_read_from_PEM()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var certificate = SelfSigned(key);
        var signer = ManifestSigner.FromPem("a comment\n" + certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        Assert.Equal(SigningAlgorithm.Es384, signer.Key.Algorithm);
        AssertSigns(signer, certificate);
        AssertSigns(ManifestSigner.FromPem(certificate.ExportCertificatePem(), key.ExportECPrivateKeyPem()), certificate);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secret")]
    public void A_key_and_its_certificate_are_read_from_a_PFX(string? password)
    {
        using var key = RSA.Create(2048);
        using var certificate = SelfSigned(key);
        var signer = ManifestSigner.FromPfx(certificate.Export(X509ContentType.Pfx, password), password, SigningAlgorithm.Ps384);
        Assert.Equal(certificate.RawData, Assert.Single(signer.Chain).ToArray());
        AssertSigns(signer, certificate);
    }

    [Fact]
    public void A_wrong_password_and_bytes_that_are_no_PFX_are_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = SelfSigned(key);
        var pfx = certificate.Export(X509ContentType.Pfx, "secret");
        Assert.Throws<ArgumentException>(() => ManifestSigner.FromPfx(pfx, "wrong"));
        Assert.Throws<ArgumentException>(() => ManifestSigner.FromPfx("no file at all"u8, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\n!\n-----END EC PRIVATE KEY-----\n")]
    public void Text_without_a_key_is_refused(string pem) => Assert.Throws<ArgumentException>(() => SigningKey.FromPem(pem));

    [Fact]
    public void A_key_does_not_sign_with_an_algorithm_of_another_kind()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem(), SigningAlgorithm.Ps256));
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem(), SigningAlgorithm.EdDsa));
    }

    [Fact]
    public void A_key_of_a_curve_that_C2PA_does_not_allow_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem()));
    }

    [Theory]
    [InlineData(SigningAlgorithm.Es256)]
    [InlineData(SigningAlgorithm.Es512)]
    public void Any_allowed_curve_goes_with_any_hash(SigningAlgorithm algorithm)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var certificate = SelfSigned(key);
        AssertSigns(ManifestSigner.FromPem(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), algorithm), certificate);
    }

    private static void AssertSigns(ManifestSigner signer, X509Certificate2 certificate)
    {
        var trust = new TrustProfile { Name = "own", AllowedLeaves = new HashSet<string> { Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)) } };
        var report = CredentialValidator.Validate(AssetBytes.Of(Signed("jpg", Created(), signer)), new ValidationOptions { At = At, Trust = trust }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(CredentialState.Trusted, report.State);
    }

    private static X509Certificate2 SelfSigned(AsymmetricAlgorithm key)
    {
        const string name = "CN=Touchstone Test Signer, O=Touchstone Test";
        var request = key is ECDsa ec ? new CertificateRequest(name, ec, HashAlgorithmName.SHA256) : new CertificateRequest(name, (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.4.1.62558.2.1")], critical: false));
        return request.CreateSelfSigned(At.AddDays(-1), At.AddDays(1));
    }
}
