using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Signing.Signers;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Verdicts;
using static Touchstone.Tests.Provenance.Signing.SignedSamples;

namespace Touchstone.Tests.Provenance.Signing.Signers;

public sealed class SignerCheckTests
{
    private static readonly TestAuthority _authority = new(At);

    private static SignerFlawKind[] Flaws(ManifestSigner signer) => [.. SignerCheck.Of(signer, At).Select(f => f.Kind).Distinct()];

    private static ManifestSigner With(CertificateForm form) => _authority.SignerOf(_authority.Issue(form));

    [Fact]
    public void A_signer_of_each_algorithm_has_no_flaw() =>
        Assert.All(Enum.GetValues<SigningAlgorithm>(), a => Assert.Empty(SignerCheck.Of(_authority.Signer(a), At)));

    [Fact]
    public void A_key_of_another_certificate_is_told() =>
        Assert.Equal([SignerFlawKind.KeyMismatch], Flaws(new ManifestSigner(_authority.Signer().Key, _authority.Signer().Chain)));

    [Fact]
    public void A_key_of_another_kind_is_told() =>
        Assert.Equal([SignerFlawKind.KeyMismatch], Flaws(new ManifestSigner(_authority.Signer(SigningAlgorithm.Ps256).Key, _authority.Signer().Chain)));

    [Fact]
    public void A_certificate_that_has_expired_or_is_not_valid_yet_is_told()
    {
        Assert.Equal([SignerFlawKind.OutsideValidity], Flaws(With(new CertificateForm("Expired") { NotAfter = At.AddDays(-1) })));
        Assert.Equal([SignerFlawKind.OutsideValidity], Flaws(With(new CertificateForm("Early") { NotBefore = At.AddDays(1) })));
    }

    [Fact]
    public void A_certificate_against_the_profile_is_told()
    {
        Assert.Equal([SignerFlawKind.UnfitCertificate], Flaws(With(new CertificateForm("No purpose") { Ekus = [] })));
        Assert.Equal([SignerFlawKind.UnfitCertificate], Flaws(With(new CertificateForm("Stamps time") { Ekus = ["1.3.6.1.5.5.7.3.8"] })));
        Assert.Equal([SignerFlawKind.UnfitCertificate], Flaws(With(new CertificateForm("No issuer's key") { HasAuthorityKeyIdentifier = false })));
    }

    [Fact]
    public void A_chain_in_the_wrong_order_is_told()
    {
        var signer = _authority.Signer();
        Assert.Equal([SignerFlawKind.BrokenChain], Flaws(new ManifestSigner(signer.Key, [signer.Chain[0], _authority.Root.Der, _authority.Intermediate.Der])));
    }

    [Fact]
    public void Bytes_that_are_no_certificate_are_told() =>
        Assert.Equal([SignerFlawKind.CertificateUnreadable], Flaws(new ManifestSigner(_authority.Signer().Key, ["none"u8.ToArray()])));

    [Fact]
    public void A_private_identity_is_fit_to_sign_and_trusted_by_whoever_has_its_root_alone()
    {
        var identity = PrivateIdentity.Make("News desk", At);
        Assert.Empty(SignerCheck.Of(identity.Signer(At), At));
        var signed = AssetBytes.Of(Signed("png", Created(), identity.Signer(At)));
        var own = TrustProfiles.Own("own", new TrustMaterial { Signers = identity.RootPem });
        Assert.Equal(CredentialState.Trusted, CredentialValidator.Validate(signed, new ValidationOptions { At = At, Trust = own }, cancel: TestContext.Current.CancellationToken).State);
        var report = CredentialValidator.Validate(signed, new ValidationOptions { At = At, Trust = TrustProfiles.Find("itl")! }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(CredentialState.Valid, report.State);
        Assert.Contains("trusted by nobody", report.Manifests[0].Signature!.Signer!.Organisation, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_name_of_a_source_type_has_its_term()
    {
        Assert.All(SourceType.Names, n => Assert.EndsWith("/" + n, SourceType.Find(n), StringComparison.Ordinal));
        Assert.Equal(SourceType.AlgorithmicMedia, SourceType.Find("algorithmicMedia"));
        Assert.Null(SourceType.Find("nonsense"));
    }
}
