using System.Formats.Cbor;
using System.Security.Cryptography;
using Touchstone.Provenance;
using Touchstone.Provenance.Signatures;

namespace Touchstone.Tests.Provenance.Signatures;

public sealed class SignatureValidatorTests
{
    private static readonly string[] _good = ["claimSignature.insideValidity", "claimSignature.validated", "signingCredential.trusted"];

    private readonly Issued _root = Pki.Root();
    private readonly Issued _signer;

    public SignatureValidatorTests() => _signer = Pki.Issue(_root, new CertificateSpec("Signer"));

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void A_good_signature_is_valid_and_trusted(ValidationPolicy policy)
    {
        var judged = Signed.By(_signer).Judge(_signer, Pki.Trusting(_root), policy);

        Assert.Equal(_good, judged.Codes.Where(c => c != "signingCredential.ocsp.skipped"));
        Assert.True(judged.Report.IsValid);
        Assert.Equal("es256", judged.Report.Algorithm);
        Assert.Equal("Signer", judged.Report.Signer!.CommonName);
        Assert.Equal("Touchstone Tests", judged.Report.Signer.Organisation);
        Assert.Equal("signers", judged.Report.Trust!.List);
    }

    [Fact]
    public void A_changed_claim_is_a_mismatch()
    {
        var signed = Signed.By(_signer);
        var signature = signed.Sign(_signer);
        signature[5] ^= 1;

        var judged = signed.Judge(signed.Encode(signature), Pki.Trusting(_root));

        Assert.Contains("claimSignature.mismatch", judged.Codes);
        Assert.False(judged.Report.IsValid);
    }

    [Theory]
    [InlineData(33L)]
    [InlineData("x5chain")]
    public void The_chain_is_found_under_the_number_and_under_the_name(object label) =>
        Assert.True(new Signed().Algorithm(-7).Chain(label, _signer).Judge(_signer, Pki.Trusting(_root)).Report.IsValid);

    [Fact]
    public void The_chain_is_found_outside_the_protected_headers() =>
        Assert.True(new Signed().Algorithm(-7).ChainOutside("x5chain", _signer).Judge(_signer, Pki.Trusting(_root)).Report.IsValid);

    [Fact]
    public void A_chain_in_both_places_is_rejected()
    {
        var judged = new Signed().Algorithm(-7).Chain("x5chain", _signer).ChainOutside("x5chain", _signer).Judge(_signer, Pki.Trusting(_root));

        Assert.Equal(["claimSignature.mismatch", "signingCredential.invalid"], judged.Codes);
    }

    [Fact]
    public void The_numbered_chain_wins_over_the_named_one_under_the_specification_alone()
    {
        var other = Pki.Issue(_root, new CertificateSpec("Other"));
        var signed = new Signed().Algorithm(-7).Chain(33L, _signer).ChainOutside("x5chain", other);

        Assert.True(signed.Judge(_signer, Pki.Trusting(_root)).Report.IsValid);
        Assert.Equal(["claimSignature.mismatch"], signed.Judge(_signer, Pki.Trusting(_root), ValidationPolicy.Reference).Codes);
    }

    [Fact]
    public void A_signature_without_certificates_is_rejected() =>
        Assert.Equal(["claimSignature.mismatch", "signingCredential.invalid"], new Signed().Algorithm(-7).Judge(_signer, Pki.Trusting(_root)).Codes);

    [Theory]
    [InlineData(-257)]
    [InlineData(-47)]
    [InlineData(0)]
    public void An_algorithm_that_is_not_allowed_is_unsupported(long identifier) =>
        Assert.Equal(["algorithm.unsupported"], new Signed().Algorithm(identifier).Chain(33L, _signer).Judge(_signer, Pki.Trusting(_root)).Codes);

    [Fact]
    public void An_unprotected_algorithm_does_not_count() =>
        Assert.Equal(["algorithm.unsupported"], new Signed().Chain(33L, _signer).Judge(_signer, Pki.Trusting(_root)).Codes);

    [Fact]
    public void A_structure_without_its_tag_is_read_by_the_specification_and_not_by_the_reference()
    {
        var signed = new Signed { IsTagged = false }.Algorithm(-7).Chain(33L, _signer);

        Assert.True(signed.Judge(_signer, Pki.Trusting(_root)).Report.IsValid);
        Assert.Equal(["claimSignature.mismatch"], signed.Judge(_signer, Pki.Trusting(_root), ValidationPolicy.Reference).Codes);
    }

    [Fact]
    public void An_attached_payload_must_be_the_claim()
    {
        Assert.True(new Signed { Payload = Signed.Claim }.Algorithm(-7).Chain(33L, _signer).Judge(_signer, Pki.Trusting(_root)).Report.IsValid);
        Assert.Contains("claimSignature.mismatch", new Signed { Payload = [1, 2] }.Algorithm(-7).Chain(33L, _signer).Judge(_signer, Pki.Trusting(_root)).Codes);
    }

    [Fact]
    public void Padding_headers_do_no_harm() =>
        Assert.True(Signed.By(_signer).Outside("pad", w => w.WriteByteString(new byte[500])).Outside("pad2", w => w.WriteByteString([])).Judge(_signer, Pki.Trusting(_root)).Report.IsValid);

    [Fact]
    public void Any_of_the_three_curves_goes_with_any_hash_under_the_specification()
    {
        foreach (var curve in new[] { ECCurve.NamedCurves.nistP256, ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521 })
        {
            var signer = Pki.Issue(_root, new CertificateSpec("Curve") { Key = ECDsa.Create(curve) });

            Assert.True(Signed.By(signer).Judge(signer, Pki.Trusting(_root)).Report.IsValid);
        }
    }

    [Fact]
    public void The_reference_wants_curve_and_hash_in_pairs()
    {
        var signer = Pki.Issue(_root, new CertificateSpec("Curve") { Key = ECDsa.Create(ECCurve.NamedCurves.nistP384) });

        Assert.Equal(
            ["claimSignature.mismatch", "signingCredential.invalid", "signingCredential.ocsp.skipped", "signingCredential.trusted"],
            Signed.By(signer).Judge(signer, Pki.Trusting(_root), ValidationPolicy.Reference).Codes);
    }

    [Fact]
    public void A_curve_that_is_not_allowed_is_refused()
    {
        var signer = Pki.Issue(_root, new CertificateSpec("Curve") { Key = ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.10")) });

        Assert.Equal(["claimSignature.insideValidity", "claimSignature.mismatch", "signingCredential.invalid", "signingCredential.trusted"], Signed.By(signer).Judge(signer, Pki.Trusting(_root)).Codes);
    }

    [Fact]
    public void A_key_of_2048_bits_is_enough_and_one_of_1024_is_not()
    {
        using var long_ = RSA.Create(2048);
        using var short_ = RSA.Create(1024);
        var good = Pki.Issue(_root, new CertificateSpec("Long") { Key = long_ });
        var bad = Pki.Issue(_root, new CertificateSpec("Short") { Key = short_ });

        Assert.True(new Signed().Algorithm(-37).Chain(33L, good).Judge(good, Pki.Trusting(_root)).Report.IsValid);
        var judged = new Signed().Algorithm(-37).Chain(33L, bad).Judge(bad, Pki.Trusting(_root));
        Assert.False(judged.Report.IsValid);
        Assert.Contains(judged.Statuses, s => s.Code == "signingCredential.invalid" && s.Explanation.Contains("1024"));
    }

    [Fact]
    public void A_certificate_that_is_no_certificate_is_a_coded_finding()
    {
        var judged = new Signed().Algorithm(-7).Protect(33L, w => w.WriteByteString([0x30, 0x03, 0x02, 0x01, 0x05])).Judge(_signer, Pki.Trusting(_root));

        Assert.Equal(["claimSignature.mismatch", "signingCredential.invalid"], judged.Codes);
    }

    [Fact]
    public void An_expired_certificate_is_told_by_each_policy_in_its_code()
    {
        var late = Pki.Start.AddYears(3);

        Assert.Equal(["claimSignature.outsideValidity", "claimSignature.validated", "signingCredential.trusted"], Signed.By(_signer).Judge(_signer, Pki.Trusting(_root), at: late).Codes);
        Assert.Equal(
            ["claimSignature.insideValidity", "claimSignature.validated", "signingCredential.expired", "signingCredential.ocsp.skipped", "signingCredential.untrusted"],
            Signed.By(_signer).Judge(_signer, Pki.Trusting(_root), ValidationPolicy.Reference, late).Codes);
    }

    [Fact]
    public void The_claimed_time_is_judged_by_the_validity_of_the_certificate()
    {
        var inside = Signed.By(_signer).ClaimedAt(Pki.Start.AddMonths(1)).Judge(_signer, Pki.Trusting(_root));
        var outside = Signed.By(_signer).ClaimedAt(Pki.Start.AddYears(-1)).Judge(_signer, Pki.Trusting(_root));

        Assert.Contains("timeOfSigning.insideValidity", inside.Codes);
        Assert.Equal(Pki.Start.AddMonths(1), inside.Report.ClaimedTime);
        Assert.Contains("timeOfSigning.outsideValidity", outside.Codes);
    }

    [Fact]
    public void A_certificate_allowed_by_itself_is_trusted_without_a_list()
    {
        var trust = Pki.Trusting() with { AllowedLeaves = new HashSet<string> { Convert.ToHexStringLower(SHA256.HashData(_signer.Der)) } };

        var judged = Signed.By(_signer).Judge(_signer, trust);

        Assert.Contains("signingCredential.trusted", judged.Codes);
        Assert.Equal("allowed certificates", judged.Report.Trust!.List);
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        var whole = Signed.By(_signer, _root).Stamped("sigTst2", [0x30, 0x80, 0x30]).Stapled([0x30, 0x03, 0x0A, 0x01, 0x00]);
        var cose = whole.Encode(whole.Sign(_signer));
        // Seeded, so that a failure can be seen again.
        var random = new Random(20261123);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = cose.ToArray();
            for (var edits = random.Next(1, 5); edits > 0; edits--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 5 == 0) bytes = bytes[..random.Next(bytes.Length)];

            var judged = whole.Judge(bytes, Pki.Trusting(_root), i % 2 == 0 ? ValidationPolicy.Strict : ValidationPolicy.Reference);

            Assert.NotEmpty(judged.Statuses);
        }
    }

    [Theory]
    // Origin: contentauth/c2pa-rs, sdk/tests/fixtures/crypto/raw_signature (in the shared data).
    [InlineData("es256", -7)]
    [InlineData("es384", -35)]
    [InlineData("es512", -36)]
    [InlineData("ps256", -37)]
    [InlineData("ps384", -38)]
    [InlineData("ps512", -39)]
    [InlineData("ed25519", -8)]
    public void Each_algorithm_verifies_a_signature_that_others_made(string name, long identifier)
    {
        var folder = SharedData.Path("data", "c2pa", "unit", "raw_signature");
        var pem = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(Path.Combine(folder, name + ".pub")));
        var key = Certificate.Read(pem.RawData)!;
        var signature = File.ReadAllBytes(Path.Combine(folder, name + ".raw_sig"));
        var scheme = SignatureScheme.OfCose(identifier)!.Value.Scheme;

        Assert.True(SignatureCheck.Verify(key, scheme, "some sample content to sign"u8, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.False(SignatureCheck.Verify(key, scheme, "some sample content to sigm"u8, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Fact]
    public void The_bytes_to_sign_are_those_of_a_plain_encoder()
    {
        foreach (var size in new[] { 0, 23, 24, 255, 256, 65_535, 65_536 })
        {
            var signed = Signed.By(_signer).Protect("pad", w => w.WriteByteString(new byte[size]));
            Assert.True(CoseSign1.TryRead(signed.Encode(new byte[64]), ProvenanceLimits.Default, out var cose, out _));
            var payload = new byte[size];

            Assert.Equal(signed.ToBeSigned("Signature1", payload), cose.ToBeSigned("Signature1", payload));
            var plain = new CborWriter();
            plain.WriteByteString(new byte[64]);
            Assert.Equal(plain.Encode(), cose.SignatureAsByteString());
        }
    }
}
