using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Touchstone.Provenance.Signatures;

namespace Touchstone.Tests.Provenance.Signatures;

public sealed class CertificatePathTests
{
    private static readonly DateTimeOffset _when = Pki.Start.AddMonths(6);

    private readonly Issued _root = Pki.Root();

    [Fact]
    public void Intermediates_are_used_in_any_order_under_the_specification_and_in_theirs_under_the_reference()
    {
        var upper = Pki.Issue(_root, CertificateSpec.Authority("Upper"));
        var lower = Pki.Issue(upper, CertificateSpec.Authority("Lower"));
        var leaf = Pki.Issue(lower, new CertificateSpec("Leaf"));

        Assert.Equal(3, Find(leaf, [upper, lower]).Certificates.Count);
        Assert.Null(CertificatePath.FindInOrder(Read(leaf), [Read(upper), Read(lower)], [Pki.List("a", _root)], _when).List);
        Assert.NotNull(CertificatePath.FindInOrder(Read(leaf), [Read(lower), Read(upper)], [Pki.List("a", _root)], _when).List);
    }

    [Fact]
    public void An_intermediate_may_be_an_anchor_itself()
    {
        var authority = Pki.Issue(_root, CertificateSpec.Authority("Anchor"));
        var leaf = Pki.Issue(authority, new CertificateSpec("Leaf"));

        var path = CertificatePath.Find(Read(leaf), [Read(authority), Read(_root)], [Pki.List("a", authority)], _when);

        Assert.Equal(Read(authority).Sha256, path.Anchor!.Sha256);
    }

    [Fact]
    public void An_authority_of_the_right_name_and_another_key_is_no_issuer()
    {
        var leaf = Pki.Issue(_root, new CertificateSpec("Leaf"));

        Assert.Null(CertificatePath.Find(Read(leaf), [], [Pki.List("a", Pki.Root())], _when).List);
    }

    [Fact]
    public void A_root_sent_along_makes_nobody_trusted()
    {
        var leaf = Pki.Issue(_root, new CertificateSpec("Leaf"));

        Assert.Null(CertificatePath.Find(Read(leaf), [Read(_root)], [Pki.List("a", Pki.Root("Other"))], _when).List);
    }

    [Fact]
    public void A_leaf_issues_nothing()
    {
        var false_ = Pki.Issue(_root, new CertificateSpec("False authority"));
        var leaf = Pki.Issue(false_, new CertificateSpec("Leaf"));

        Assert.Contains("none of a certification authority", Find(leaf, [false_]).Reason);
    }

    [Fact]
    public void An_authority_without_the_right_to_sign_certificates_issues_nothing()
    {
        var authority = Pki.Issue(_root, CertificateSpec.Authority("Mute") with { Usage = X509KeyUsageFlags.CrlSign });

        Assert.Null(Find(Pki.Issue(authority, new CertificateSpec("Leaf")), [authority]).List);
    }

    [Fact]
    public void A_path_length_is_obeyed()
    {
        var upper = Pki.Issue(_root, CertificateSpec.Authority("Upper") with { PathLength = 0 });
        var lower = Pki.Issue(upper, CertificateSpec.Authority("Lower"));

        Assert.Null(Find(Pki.Issue(lower, new CertificateSpec("Leaf")), [upper, lower]).List);
        Assert.NotNull(Find(Pki.Issue(upper, new CertificateSpec("Leaf")), [upper]).List);
    }

    [Fact]
    public void An_expired_authority_breaks_the_path_unless_time_is_left_aside()
    {
        var authority = Pki.Issue(_root, CertificateSpec.Authority("Short") with { To = Pki.Start.AddMonths(1) });
        var leaf = Pki.Issue(authority, new CertificateSpec("Leaf"));

        Assert.Contains("not valid", Find(leaf, [authority]).Reason);
        Assert.NotNull(CertificatePath.Find(Read(leaf), [Read(authority)], [Pki.List("a", _root)], null).List);
    }

    [Fact]
    public void Authorities_that_issue_each_other_end_the_search()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = Pki.Issue(null, CertificateSpec.Authority("First") with { Key = key });
        var second = Pki.Issue(first, CertificateSpec.Authority("Second"));
        var again = Pki.Issue(second, CertificateSpec.Authority("First") with { Key = key });
        var leaf = Pki.Issue(again, new CertificateSpec("Leaf"));

        Assert.Null(Find(leaf, [.. Enumerable.Repeat(second, 15), .. Enumerable.Repeat(again, 15), first]).List);
    }

    [Fact]
    public void A_list_for_a_purpose_serves_that_purpose_alone()
    {
        var list = Pki.List("claims", _root) with { Purposes = ["1.3.6.1.4.1.62558.2.1"] };
        var mail = Pki.Issue(_root, new CertificateSpec("Mail") { Purposes = ["1.3.6.1.5.5.7.3.4"] });
        var claim = Pki.Issue(_root, new CertificateSpec("Claim"));

        Assert.Null(CertificatePath.Find(Read(mail), [], [list], _when).List);
        Assert.NotNull(CertificatePath.Find(Read(claim), [], [list], _when).List);
    }

    [Fact]
    public void A_chain_of_probabilistic_signatures_is_followed()
    {
        using var key = RSA.Create(2048);
        var authority = Pki.Issue(_root, CertificateSpec.Authority("RSA") with { Key = key });
        var leaf = Pki.Issue(authority, new CertificateSpec("Leaf"));

        Assert.NotNull(Find(leaf, [authority]).List);
    }

    [Fact]
    public void An_authoritys_constraint_on_names_is_obeyed()
    {
        // Origin: written by hand after RFC 5280 §4.2.1.10; excludedSubtrees [1] with one directoryName [4] of an organisation.
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new(System.Formats.Asn1.TagClass.ContextSpecific, 1)))
        using (writer.PushSequence())
        using (writer.PushSequence(new(System.Formats.Asn1.TagClass.ContextSpecific, 4)))
            writer.WriteEncodedValue(new X500DistinguishedName("O=Excluded").RawData);
        var authority = Pki.Issue(_root, CertificateSpec.Authority("Constrained") with { Extra = new X509Extension("2.5.29.30", writer.Encode(), critical: true) });
        var leaf = Pki.Issue(authority, new CertificateSpec("Leaf") { Holder = "O=Excluded" });

        var path = Find(leaf, [authority]);

        Assert.Null(path.List);
        Assert.Contains("constraint", path.Reason);
        Assert.NotNull(Find(Pki.Issue(authority, new CertificateSpec("Leaf") { Holder = "O=Another" }), [authority]).List);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    [InlineData(222)]
    public void A_salt_of_any_length_verifies(int saltBytes)
    {
        using var key = RSA.Create(2048);
        var signer = Pki.Issue(_root, new CertificateSpec("Salted") { Key = key });
        var pss = new Org.BouncyCastle.Crypto.Signers.PssSigner(new Org.BouncyCastle.Crypto.Engines.RsaEngine(), new Org.BouncyCastle.Crypto.Digests.Sha256Digest(), saltBytes);
        pss.Init(true, signer.BouncyKey);
        pss.BlockUpdate("salted"u8);
        var scheme = new SignatureScheme(SignatureFamily.RsaPss, HashAlgorithmName.SHA256, saltBytes);

        Assert.True(SignatureCheck.Verify(Read(signer), scheme, "salted"u8, pss.GenerateSignature(), DSASignatureFormat.Rfc3279DerSequence));
        Assert.False(SignatureCheck.Verify(Read(signer), scheme with { SaltBytes = saltBytes + 1 }, "salted"u8, pss.GenerateSignature(), DSASignatureFormat.Rfc3279DerSequence));
    }

    private static Certificate Read(Issued issued) => Certificate.Read(issued.Der)!;

    private PathResult Find(Issued leaf, Issued[] others) => CertificatePath.Find(Read(leaf), [.. others.Select(Read)], [Pki.List("a", _root)], _when);
}
