using Touchstone.Evaluation.Credentials;
using Touchstone.Provenance.Signing;

namespace Touchstone.Tests.Evaluation.Credentials;

public sealed class TestAuthorityTests
{
    private static readonly DateTimeOffset _at = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Equal_seeds_give_equal_certificates()
    {
        Assert.Equal(new TestAuthority(_at).Root.Der.ToArray(), new TestAuthority(_at).Root.Der.ToArray());
        foreach (var algorithm in Enum.GetValues<SigningAlgorithm>())
            Assert.Equal(new TestAuthority(_at).Signer(algorithm).Chain[0].ToArray(), new TestAuthority(_at).Signer(algorithm).Chain[0].ToArray());
        Assert.NotEqual(new TestAuthority(_at).Root.Der.ToArray(), new TestAuthority(_at, "other").Root.Der.ToArray());
    }

    [Fact]
    public void Sample_media_come_out_alike()
    {
        Assert.Equal(SampleMedia.Jpeg(), SampleMedia.Jpeg());
        Assert.Equal(SampleMedia.Png(), SampleMedia.Png());
        Assert.Equal(SampleMedia.Wav(), SampleMedia.Wav());
        Assert.Equal(SampleMedia.Mp4(), SampleMedia.Mp4());
    }
}
