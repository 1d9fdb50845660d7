using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Trust;

public sealed class TrustProfilesTests
{
    [Fact]
    public void The_named_profiles_are_there()
    {
        Assert.All(TrustProfiles.Names, n => Assert.Equal(n, TrustProfiles.Find(n)!.Name));
        Assert.Null(TrustProfiles.Find("test"));
        Assert.Equal(117, TrustProfiles.Find("itl")!.AllowedLeaves.Count);
        Assert.Empty(TrustProfiles.Find("official")!.AllowedLeaves);
    }

    [Fact]
    public void The_frozen_list_warns_and_the_current_one_does_not()
    {
        var at = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

        Assert.Empty(TrustProfiles.AgeWarnings(TrustProfiles.Find("official")!, at));
        Assert.Equal(2, TrustProfiles.AgeWarnings(TrustProfiles.Find("itl")!, at).Count);
    }

    [Fact]
    public void A_profile_of_ones_own_reads_pem_hashes_and_purposes_among_other_text()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Own", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));
        var hash = SHA256.HashData(certificate.RawData);

        var profile = TrustProfiles.Own("own", new TrustMaterial
        {
            Signers = "a heading\n" + certificate.ExportCertificatePem() + "\nSubject\tCN=Own\n",
            Allowed = Convert.ToBase64String(new byte[32]) + "\n" + Convert.ToHexString(hash) + "\nno hash\n",
            Purposes = "//id-kp-emailProtection \n1.3.6.1.5.5.7.3.4\n\n1.2.3\n",
        });

        Assert.Equal(certificate.RawData, Assert.Single(Assert.Single(profile.Signers).Certificates).ToArray());
        Assert.Empty(profile.TimeStampers);
        Assert.Equal(["1.3.6.1.5.5.7.3.4", "1.2.3"], profile.AllowedEkus);
        Assert.Equal([new string('0', 64), Convert.ToHexStringLower(hash)], profile.AllowedLeaves.Order());
    }

    [Fact]
    public void Two_profiles_joined_trust_what_either_trusts()
    {
        var joined = TrustProfiles.Join(TrustProfiles.Find("official")!, TrustProfiles.Own("own", new TrustMaterial { Purposes = "1.2.3" }));

        Assert.Equal("official+own", joined.Name);
        Assert.Equal(["1.2.3"], joined.AllowedEkus);
        Assert.Single(joined.Signers);
    }
}
