using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Ocsp;
using Touchstone.Provenance;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Signatures;

public sealed class OcspCheckTests
{
    private static readonly DateTimeOffset _stamped = Pki.Start.AddMonths(3);
    private static readonly DateTimeOffset _at = Pki.Start.AddMonths(6);

    private readonly Issued _root = Pki.Root();
    private readonly Issued _stamper;
    private readonly Issued _signer;
    private readonly Issued _responder;
    private readonly TrustProfile _trust;

    public OcspCheckTests()
    {
        _signer = Pki.Issue(_root, new CertificateSpec("Signer") { NamesResponder = true });
        _responder = Pki.Issue(_root, new CertificateSpec("Responder") { Purposes = ["1.3.6.1.5.5.7.3.9"] });
        _stamper = Pki.Issue(_root, new CertificateSpec("Stamper") { Purposes = ["1.3.6.1.5.5.7.3.8"] });
        _trust = Pki.Trusting(_root) with { TimeStampers = [Pki.List("stampers", _root)] };
    }

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void A_good_response_for_the_time_of_signing_says_not_revoked(ValidationPolicy policy)
    {
        var judged = Judge([Response(null, _stamped.AddHours(-1), _stamped.AddHours(1))], policy);

        Assert.Contains("signingCredential.ocsp.notRevoked", judged.Codes);
        Assert.Equal(Revocation.NotRevoked, judged.Report.Revocation);
    }

    [Fact]
    public void A_response_later_than_the_signature_counts_too() =>
        Assert.Contains("signingCredential.ocsp.notRevoked", Judge([Response(null, _stamped.AddDays(5), null)]).Codes);

    [Fact]
    public void A_response_that_ended_before_the_signature_settles_nothing()
    {
        byte[][] old = [Response(null, _stamped.AddDays(-9), _stamped.AddDays(-2))];

        Assert.Contains("signingCredential.ocsp.skipped", Judge(old).Codes);
        // c2pa-rs takes it for a revocation.
        Assert.Contains("signingCredential.ocsp.revoked", Judge(old, ValidationPolicy.Reference).Codes);
    }

    [Fact]
    public void A_response_without_an_end_holds_for_a_day_after_it_was_made()
    {
        Assert.Contains("signingCredential.ocsp.notRevoked", Judge([Response(null, _stamped.AddHours(-23), null)]).Codes);
        Assert.Contains("signingCredential.ocsp.skipped", Judge([Response(null, _stamped.AddHours(-25), null)]).Codes);
    }

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void A_certificate_revoked_before_it_signed_rejects_the_claim(ValidationPolicy policy) =>
        Assert.Contains("signingCredential.ocsp.revoked", Judge([Response(Pki.Revoked(_stamped.AddDays(-1)), _stamped.AddHours(-1), _stamped.AddHours(1))], policy).Codes);

    [Fact]
    public void A_revocation_after_the_signature_does_not_reach_it() =>
        Assert.Contains("signingCredential.ocsp.notRevoked", Judge([Response(Pki.Revoked(_stamped.AddDays(5)), _stamped.AddDays(6), _stamped.AddDays(9))]).Codes);

    [Fact]
    public void A_certificate_taken_off_hold_counts_as_good() =>
        Assert.Contains("signingCredential.ocsp.notRevoked", Judge([Response(Pki.Revoked(_stamped.AddDays(-1), CrlReason.RemoveFromCrl), _stamped.AddHours(-1), _stamped.AddHours(1))]).Codes);

    [Fact]
    public void A_responder_that_does_not_know_the_certificate_rejects_it_under_the_specification()
    {
        byte[][] unknown = [Response(new UnknownStatus(), _stamped.AddHours(-1), _stamped.AddHours(1))];

        Assert.Contains("signingCredential.ocsp.unknown", Judge(unknown).Codes);
        Assert.DoesNotContain(Judge(unknown, ValidationPolicy.Reference).Codes, c => c.Contains("ocsp"));
    }

    [Fact]
    public void The_issuer_may_answer_itself() =>
        Assert.Contains("signingCredential.ocsp.notRevoked", Judge([Pki.Ocsp(_root, _root, _signer, null, _stamped, null, withCertificate: false)]).Codes);

    [Fact]
    public void A_responder_that_the_issuer_did_not_name_is_not_heard()
    {
        var other = Pki.Root("Other");
        var stranger = Pki.Issue(other, new CertificateSpec("Stranger") { Purposes = ["1.3.6.1.5.5.7.3.9"] });
        var unfit = Pki.Issue(_root, new CertificateSpec("Unfit"));

        Assert.Contains("signingCredential.ocsp.skipped", Judge([Pki.Ocsp(stranger, _root, _signer, Pki.Revoked(_stamped.AddDays(-1)), _stamped, null)]).Codes);
        Assert.Contains("signingCredential.ocsp.skipped", Judge([Pki.Ocsp(unfit, _root, _signer, Pki.Revoked(_stamped.AddDays(-1)), _stamped, null)]).Codes);
    }

    [Fact]
    public void A_response_about_another_certificate_settles_nothing() =>
        Assert.Contains("signingCredential.ocsp.skipped", Judge([Pki.Ocsp(_responder, _root, _stamper, Pki.Revoked(_stamped.AddDays(-1)), _stamped, null)]).Codes);

    [Fact]
    public void A_good_response_outweighs_one_that_settles_nothing() =>
        Assert.Contains("signingCredential.ocsp.notRevoked", Judge([[1, 2, 3], Response(new UnknownStatus(), _stamped, null), Response(null, _stamped, null)]).Codes);

    [Fact]
    public void Responses_of_assertions_are_heard()
    {
        var signed = new Signed { Responses = [Response(Pki.Revoked(Pki.Start), _at.AddHours(-1), _at.AddHours(1))] }.Algorithm(-7).Chain(33L, _signer);

        Assert.Contains("signingCredential.ocsp.revoked", signed.Judge(_signer, _trust, at: _at).Codes);
    }

    [Fact]
    public void Without_a_time_stamp_the_moment_of_validation_counts()
    {
        Assert.Contains("signingCredential.ocsp.notRevoked", Signed.By(_signer).Stapled(Response(null, _at.AddHours(-1), _at.AddHours(1))).Judge(_signer, _trust, at: _at).Codes);
        Assert.Contains("signingCredential.ocsp.skipped", Signed.By(_signer).Stapled(Response(null, _stamped, _stamped.AddDays(1))).Judge(_signer, _trust, at: _at).Codes);
    }

    [Fact]
    public void A_certificate_without_a_responder_is_not_said_to_be_skipped()
    {
        var silent = Pki.Issue(_root, new CertificateSpec("Silent"));

        Assert.DoesNotContain("signingCredential.ocsp.skipped", Signed.By(silent).Judge(silent, _trust).Codes);
        Assert.Contains("signingCredential.ocsp.skipped", Signed.By(_signer).Judge(_signer, _trust).Codes);
    }

    [Fact]
    public void A_revoked_authority_makes_the_signer_untrusted()
    {
        var authority = Pki.Issue(_root, CertificateSpec.Authority("Middle"));
        var signer = Pki.Issue(authority, new CertificateSpec("Signer"));
        var response = Pki.Ocsp(_responder, _root, authority, Pki.Revoked(Pki.Start), _at.AddHours(-1), null);

        Assert.Contains("signingCredential.untrusted", Signed.By(signer, authority).Stapled(response).Judge(signer, _trust, at: _at).Codes);
    }

    [Theory]
    // Origin: contentauth/c2pa-rs, sdk/tests/fixtures/crypto/ocsp (in the shared data).
    [InlineData("response_good.der", OcspStatus.Good)]
    [InlineData("response_revoked.der", OcspStatus.Revoked)]
    [InlineData("response_unknown.der", OcspStatus.Unknown)]
    public void A_response_that_others_made_is_read(string name, object status)
    {
        var folder = SharedData.Path("data", "c2pa", "unit", "ocsp");
        var answer = OcspAnswer.Read(File.ReadAllBytes(Path.Combine(folder, name)))!;
        var chain = PemChain(File.ReadAllText(Path.Combine(folder, "ocsp_chain.pem")));

        Assert.Equal((OcspStatus)status, Assert.Single(answer.Entries).Status);
        Assert.True(answer.IsSignedBy(answer.Certificates[0]));
        Assert.Contains(chain, issuer => answer.Entries[0].IsAbout(chain[0], issuer));
    }

    private static Certificate[] PemChain(string text) => [.. PemText.Certificates(text).Select(c => Certificate.Read(c)!)];

    private byte[] Response(CertificateStatus? status, DateTimeOffset from, DateTimeOffset? to) => Pki.Ocsp(_responder, _root, _signer, status, from, to);

    private Judged Judge(byte[][] responses, ValidationPolicy policy = ValidationPolicy.Strict)
    {
        var plain = Signed.By(_signer);
        var signature = plain.Sign(_signer);
        var stamped = Signed.By(_signer).Stapled(responses).Stamped("sigTst2", Pki.Stamp(_stamper, plain.Countersigned(signature), _stamped, tokenOnly: true));
        return stamped.Judge(stamped.Encode(signature), _trust, policy, _at);
    }
}
