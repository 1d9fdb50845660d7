using System.Security.Cryptography;
using System.Text;
using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Tests.Engine.Profiles;
using Touchstone.Workbench.Profiles;

namespace Touchstone.Tests.Workbench.Profiles;

/// <summary>Origin of the vectors: a profile of files made here, written and changed here.</summary>
public sealed class ProfileFileTests
{
    private static readonly FileProfile Profile = ProfileSamples.Profile(3);
    private static readonly DateOnly Day = new(2026, 11, 23);

    private static string Refusal(byte[] file, ECDsa? key = null) => Assert.Throws<ProfileException>(() => ProfileFile.Read(file, key)).Code;

    [Fact]
    public void What_is_written_is_read_again_with_its_content_hash_as_id()
    {
        var file = ProfileFile.Write(Profile, Day, null);
        var read = ProfileFile.Read(file, null);
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines[1]))), read.Id);
        Assert.Equal(Profile.Properties.Select(p => (p.Name, p.Values.Count)), read.Properties.Select(p => (p.Name, p.Values.Count)));
        Assert.Equal(Profile.References, read.References);
        Assert.Equal(file, ProfileFile.Write(read, Day, null));
    }

    [Fact]
    public void A_changed_unsigned_or_foreign_profile_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = ProfileFile.Write(Profile, Day, key);
        Assert.Equal("One", ProfileFile.Read(signed, key).Name);
        Assert.Equal(Codes.ProfileWrongKey, Refusal(signed, stranger));
        Assert.Equal(Codes.ProfileUnsigned, Refusal(ProfileFile.Write(Profile, Day, null), key));
        var text = Encoding.UTF8.GetString(signed);
        Assert.Equal(Codes.ProfileChanged, Refusal(Encoding.UTF8.GetBytes(text.Replace("\"name\":\"One\"", "\"name\":\"Two\"", StringComparison.Ordinal))));
        // Signature of one profile under the content of another.
        var other = Encoding.UTF8.GetString(ProfileFile.Write(Profile with { Name = "Two" }, Day, key)).Split('\n');
        other[3] = text.Split('\n')[3];
        Assert.Equal(Codes.ProfileChanged, Refusal(Encoding.UTF8.GetBytes(string.Join('\n', other)), key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("touchstone-profile 2\n{}\n\n")]
    [InlineData("touchstone-profile 1\n{}\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n")]
    public void What_is_no_profile_is_refused(string text) => Assert.Equal(Codes.ProfileMalformed, Refusal(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Counts_that_do_not_add_up_are_refused()
    {
        var broken = Profile with { Properties = [.. Profile.Properties.Select(p => p with { Values = [.. p.Values.Select(v => v with { Files = v.Files + 1 })] })] };
        Assert.Equal(Codes.ProfileMalformed, Refusal(ProfileFile.Write(broken, Day, null)));
    }
}
