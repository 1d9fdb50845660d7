using System.Security.Cryptography;
using Touchstone.Provenance;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Tests.Provenance.Claims;

public sealed class BoxHashTests
{
    private static readonly JumbfBox _box = JumbfReader.Read(JumbfWriter.Cbor("org.example.note", new byte[] { 0x61, 0x61 }), ProvenanceLimits.Default).Root!;

    [Theory]
    [InlineData("sha256", null, "Match")]
    [InlineData(null, "sha256", "Match")]
    [InlineData("md5", "sha256", "NoAlgorithm")]
    [InlineData("SHA256", null, "NoAlgorithm")]
    [InlineData(null, null, "NoAlgorithm")]
    [InlineData("sha512", null, "Mismatch")]
    public void The_nearest_algorithm_counts_and_only_those_allowed(string? own, string? enclosing, string outcome) =>
        Assert.Equal(outcome, BoxHash.Compare(_box, new HashedUri("x", own, SHA256.HashData(_box.Payload.Span)), enclosing).ToString());

    [Fact]
    public void A_reference_without_a_hash_matches_nothing() => Assert.Equal(BoxHashOutcome.NoHash, BoxHash.Compare(_box, new HashedUri("x", "sha256", null), null));

    [Fact]
    public void A_part_of_the_hash_is_not_the_hash() => Assert.Equal(BoxHashOutcome.Mismatch, BoxHash.Compare(_box, new HashedUri("x", "sha256", SHA256.HashData(_box.Payload.Span).AsMemory(0, 16)), null));
}
