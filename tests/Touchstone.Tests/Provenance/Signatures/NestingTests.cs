using Touchstone.Provenance.Signatures;

namespace Touchstone.Tests.Provenance.Signatures;

public sealed class NestingTests
{
    [Theory]
    [InlineData("300602010130010F", false)]
    [InlineData("3003020101", true)]
    [InlineData("3080020101", false)]
    [InlineData("30800201010000", true)]
    [InlineData("30803080020101000000", false)]
    [InlineData("308030800201010000 0000", true)]
    [InlineData("3085010000000000", false)]
    [InlineData("3084FFFFFFFF00", false)]
    [InlineData("", false)]
    [InlineData("1F", false)]
    [InlineData("3F818101020000", true)]
    [InlineData("3F8101020500", true)]
    public void Well_formed_shallow_values_are_told_from_others(string hex, bool shallow) =>
        Assert.Equal(shallow, Nesting.IsShallow(Convert.FromHexString(hex.Replace(" ", ""))));

    [Fact]
    public void A_tower_of_a_hundred_thousand_sequences_is_refused_at_once()
    {
        var bytes = new byte[200_000];
        for (var i = 0; i < bytes.Length; i += 2) (bytes[i], bytes[i + 1]) = (0x30, 0x80);

        Assert.False(Nesting.IsShallow(bytes));
    }
}
