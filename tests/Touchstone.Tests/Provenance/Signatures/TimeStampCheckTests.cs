using Touchstone.Provenance;
using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Signatures;

public sealed class TimeStampCheckTests
{
    private static readonly DateTimeOffset _stamped = Pki.Start.AddMonths(3);

    // The signer's certificate has run out by then; only a trusted time-stamp saves the signature.
    private static readonly DateTimeOffset _late = Pki.Start.AddYears(4);

    private readonly Issued _root = Pki.Root();
    private readonly Issued _stampRoot = Pki.Root("Stamp root");
    private readonly Issued _signer;
    private readonly Issued _authority;
    private readonly TrustProfile _trust;

    public TimeStampCheckTests()
    {
        _signer = Pki.Issue(_root, new CertificateSpec("Signer"));
        _authority = Pki.Issue(_stampRoot, new CertificateSpec("Stamper") { Purposes = ["1.3.6.1.5.5.7.3.8"], To = Pki.Start.AddYears(10) });
        _trust = Pki.Trusting(_root) with { TimeStampers = [Pki.List("stampers", _stampRoot)] };
    }

    [Fact]
    public void A_trusted_time_stamp_outlives_the_certificate()
    {
        var judged = JudgeStamped(signature => [Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), _stamped, tokenOnly: true)]);

        Assert.Equal(["claimSignature.insideValidity", "claimSignature.validated", "signingCredential.trusted", "timeStamp.trusted", "timeStamp.validated"], judged.Codes);
        Assert.Equal(_stamped, judged.Report.TimeStamp!.Time);
        Assert.Equal("stampers", judged.Report.TimeStamp.List);
    }

    [Fact]
    public void A_version_1_time_stamp_covers_the_claim()
    {
        var response = Pki.Stamp(_authority, Signed.By(_signer).ToBeSigned("CounterSignature", Signed.Claim), _stamped, tokenOnly: false);

        var judged = Signed.By(_signer).Stamped("sigTst", response).Judge(_signer, _trust, at: _late);

        Assert.Contains("timeStamp.trusted", judged.Codes);
    }

    [Fact]
    public void A_time_stamp_of_something_else_is_a_mismatch()
    {
        var judged = JudgeStamped(_ => [Pki.Stamp(_authority, [1, 2, 3], _stamped, tokenOnly: true)]);

        Assert.Equal(["claimSignature.outsideValidity", "claimSignature.validated", "signingCredential.trusted", "timeStamp.mismatch"], judged.Codes);
        Assert.Null(judged.Report.TimeStamp);
    }

    [Fact]
    public void Two_time_stamps_are_malformed()
    {
        var judged = JudgeStamped(signature => [.. Enumerable.Repeat(Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), _stamped, tokenOnly: true), 2)]);

        Assert.Contains("timeStamp.malformed", judged.Codes);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02 })]
    public void What_is_no_time_stamp_is_malformed(byte[] bytes) => Assert.Contains("timeStamp.malformed", JudgeStamped(_ => [bytes]).Codes);

    [Fact]
    public void A_whole_response_where_a_token_belongs_is_malformed_under_the_specification_alone()
    {
        Func<byte[], byte[][]> whole = signature => [Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), _stamped, tokenOnly: false)];

        Assert.Contains("timeStamp.malformed", JudgeStamped(whole).Codes);
        Assert.Contains("timeStamp.validated", JudgeStamped(whole, policy: ValidationPolicy.Reference).Codes);
    }

    [Fact]
    public void An_authority_on_no_list_is_untrusted_and_its_time_does_not_count()
    {
        var judged = JudgeStamped(signature => [Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), _stamped, tokenOnly: true)], _trust with { TimeStampers = [] });

        Assert.Equal(["claimSignature.outsideValidity", "claimSignature.validated", "signingCredential.trusted", "timeStamp.untrusted"], judged.Codes);
        Assert.False(judged.Report.TimeStamp!.IsTrusted);
    }

    [Fact]
    public void A_list_of_signers_does_not_make_a_time_stamp_trusted()
    {
        var trust = Pki.Trusting(_root, _stampRoot);
        Func<byte[], byte[][]> token = signature => [Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), _stamped, tokenOnly: true)];

        Assert.Contains("timeStamp.untrusted", JudgeStamped(token, trust).Codes);
        Assert.Contains("timeStamp.trusted", JudgeStamped(token, trust, ValidationPolicy.Reference).Codes);
    }

    [Fact]
    public void The_reference_checks_no_authority_for_a_claim_of_version_1()
    {
        var response = Pki.Stamp(_authority, Signed.By(_signer).ToBeSigned("CounterSignature", Signed.Claim), _stamped, tokenOnly: false);
        var signed = new Signed { IsClaimV1 = true }.Algorithm(-7).Chain(33L, _signer).Stamped("sigTst", response);

        Assert.Contains("timeStamp.trusted", signed.Judge(_signer, TrustProfile.None, ValidationPolicy.Reference, _late).Codes);
        Assert.Contains("timeStamp.untrusted", signed.Judge(_signer, TrustProfile.None, ValidationPolicy.Strict, _late).Codes);
    }

    [Fact]
    public void A_time_outside_the_authoritys_validity_does_not_count()
    {
        var judged = JudgeStamped(signature => [Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), Pki.Start.AddYears(-1), tokenOnly: true)]);

        Assert.Contains("timeStamp.outsideValidity", judged.Codes);
        Assert.Contains("claimSignature.outsideValidity", judged.Codes);
    }

    [Fact]
    public void A_trusted_time_outside_the_signers_validity_rejects_the_claim()
    {
        var judged = JudgeStamped(signature => [Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), Pki.Start.AddYears(3), tokenOnly: true)]);

        Assert.Equal(["claimSignature.outsideValidity", "claimSignature.validated", "signingCredential.trusted", "timeStamp.trusted", "timeStamp.validated"], judged.Codes);
    }

    [Fact]
    public void A_changed_token_does_not_hold()
    {
        var judged = JudgeStamped(signature =>
        {
            var token = Pki.Stamp(_authority, Signed.By(_signer).Countersigned(signature), _stamped, tokenOnly: true);
            token[^3] ^= 1;
            return [token];
        });

        Assert.Contains("timeStamp.mismatch", judged.Codes);
    }

    [Fact]
    public void A_token_of_an_assertion_serves_where_the_signature_has_none()
    {
        var plain = Signed.By(_signer);
        var signature = plain.Sign(_signer);
        var signed = new Signed { StampTokens = [[9, 9], Pki.Stamp(_authority, plain.Countersigned(signature), _stamped, tokenOnly: true)] };

        var judged = signed.Judge(plain.Encode(signature), _trust, at: _late);

        Assert.Contains("timeStamp.trusted", judged.Codes);
        Assert.Contains("claimSignature.insideValidity", judged.Codes);
    }

    [Fact]
    public void A_claimed_time_after_the_time_stamp_lies_outside()
    {
        var plain = Signed.By(_signer).ClaimedAt(_stamped.AddDays(1));
        var signature = plain.Sign(_signer);
        var stamped = Signed.By(_signer).ClaimedAt(_stamped.AddDays(1)).Stamped("sigTst2", Pki.Stamp(_authority, plain.Countersigned(signature), _stamped, tokenOnly: true));

        Assert.Contains("timeOfSigning.outsideValidity", stamped.Judge(stamped.Encode(signature), _trust).Codes);
    }

    private Judged JudgeStamped(Func<byte[], byte[][]> tokens, TrustProfile? trust = null, ValidationPolicy policy = ValidationPolicy.Strict)
    {
        var signature = Signed.By(_signer).Sign(_signer);
        var stamped = Signed.By(_signer).Stamped("sigTst2", tokens(signature));
        return stamped.Judge(stamped.Encode(signature), trust ?? _trust, policy, _late);
    }
}
