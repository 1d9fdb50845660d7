using System.Security.Cryptography.X509Certificates;
using Touchstone.Provenance;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Signatures;

public sealed class CertificateProfileTests
{
    private static readonly Issued _root = Pki.Root();

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void A_good_certificate_breaks_no_rule(ValidationPolicy policy) => Assert.Empty(Broken(new CertificateSpec("Good"), policy));

    [Fact]
    public void A_certificate_of_an_authority_signs_no_claims()
    {
        var spec = new CertificateSpec("Authority") { IsAuthority = true, Usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign };

        Assert.Contains("authority", Assert.Single(Broken(spec)));
        Assert.Contains("authority", Assert.Single(Broken(spec, ValidationPolicy.Reference)));
    }

    [Fact]
    public void A_shorter_hash_than_SHA_256_is_refused()
    {
        // Origin: a good certificate whose ecdsa-with-SHA256 is turned into ecdsa-with-SHA224 (RFC 5758 §3.2).
        var hex = Convert.ToHexString(Pki.Issue(_root, new CertificateSpec("Weak")).Der).Replace("06082A8648CE3D040302", "06082A8648CE3D040301");
        var weak = Certificate.Read(Convert.FromHexString(hex))!;

        foreach (var policy in new[] { ValidationPolicy.Strict, ValidationPolicy.Reference })
            Assert.Contains("algorithm", Assert.Single(CertificateProfile.Broken(weak, CertificatePurpose.Claim, TrustProfile.None, policy)));
    }

    [Fact]
    public void The_key_must_be_for_digital_signatures() =>
        Assert.Contains("digital signatures", Assert.Single(Broken(new CertificateSpec("Encipherer") { Usage = X509KeyUsageFlags.KeyEncipherment })));

    [Fact]
    public void The_key_usage_must_be_there() => Assert.Contains("key usage is absent", Assert.Single(Broken(new CertificateSpec("Silent") { Usage = null })));

    [Fact]
    public void A_certificate_that_is_no_authority_signs_no_certificates() =>
        Assert.Single(Broken(new CertificateSpec("Climber") { Usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign }));

    [Fact]
    public void A_purpose_must_be_named() => Assert.Contains("no purpose", Assert.Single(Broken(new CertificateSpec("Purposeless") { Purposes = null })));

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.1", "None of")]
    [InlineData("1.3.6.1.5.5.7.3.8", "None of")]
    [InlineData("1.3.6.1.4.1.62558.2.1 2.5.29.37.0", "any purpose")]
    [InlineData("1.3.6.1.4.1.62558.2.1 1.3.6.1.5.5.7.3.9", "another purpose")]
    public void Purposes_are_held_to_the_profile(string purposes, string said) =>
        Assert.Contains(Broken(new CertificateSpec("Purposes") { Purposes = purposes.Split(' ') }), b => b.Contains(said));

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.4")]
    [InlineData("1.3.6.1.5.5.7.3.36")]
    [InlineData("1.3.6.1.4.1.62558.2.1 1.3.6.1.5.5.7.3.1")]
    public void Older_purposes_and_further_ones_are_accepted(string purposes) => Assert.Empty(Broken(new CertificateSpec("Purposes") { Purposes = purposes.Split(' ') }));

    [Fact]
    public void The_reference_lets_a_time_stamping_certificate_sign_claims() =>
        Assert.Empty(Broken(new CertificateSpec("Stamper") { Purposes = ["1.3.6.1.5.5.7.3.8"] }, ValidationPolicy.Reference));

    [Fact]
    public void The_issuers_key_must_be_named_under_the_specification_alone()
    {
        var spec = new CertificateSpec("Rootless") { NamesIssuerKey = false };

        Assert.Contains("authority key identifier", Assert.Single(Broken(spec)));
        Assert.Empty(Broken(spec, ValidationPolicy.Reference));
    }

    [Fact]
    public void A_critical_extension_that_is_not_understood_is_refused()
    {
        var spec = new CertificateSpec("Odd") { Extra = new X509Extension("1.2.3.4.5", [0x05, 0x00], critical: true) };

        Assert.Contains("1.2.3.4.5", Assert.Single(Broken(spec)));
        Assert.Single(Broken(spec, ValidationPolicy.Reference));
    }

    [Fact]
    public void A_certificate_allowed_by_itself_is_held_to_key_and_algorithm_alone()
    {
        var issued = Pki.Issue(_root, new CertificateSpec("Friend") { Purposes = null, Usage = null });
        var certificate = Certificate.Read(issued.Der)!;
        var trust = TrustProfile.None with { AllowedLeaves = new HashSet<string> { certificate.Sha256 } };

        Assert.Empty(CertificateProfile.Broken(certificate, CertificatePurpose.Claim, trust, ValidationPolicy.Strict));
    }

    private static IReadOnlyList<string> Broken(CertificateSpec spec, ValidationPolicy policy = ValidationPolicy.Strict) =>
        CertificateProfile.Broken(Certificate.Read(Pki.Issue(_root, spec).Der)!, CertificatePurpose.Claim, TrustProfile.None, policy);
}
