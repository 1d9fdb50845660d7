using Touchstone.Provenance;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using static Touchstone.Provenance.Cbor.CborTree;
using static Touchstone.Tests.Provenance.Bindings.Made;

namespace Touchstone.Tests.Provenance.Bindings;

public sealed class DataHashTests
{
    // head(4) store(6) xmp(4) media(8) pad(2)
    private static readonly byte[] _asset = Ascii("HEAD[stor]XMP!mediamed\0\0");

    private static readonly AssetLayout _layout = new()
    {
        Format = AssetFormat.Png,
        Stores = [new EmbeddedStore(Ascii("stor"), [new ByteRange(4, 6)], "chunk")],
        Regions =
        [
            new AssetRegion("head", new ByteRange(0, 4), RegionRole.Structure),
            new AssetRegion("store", new ByteRange(4, 6), RegionRole.Credentials),
            new AssetRegion("XMP", new ByteRange(10, 4), RegionRole.Metadata),
            new AssetRegion("pixels", new ByteRange(14, 8), RegionRole.Media),
            new AssetRegion("padding", new ByteRange(22, 2), RegionRole.Padding),
        ],
    };

    private static readonly CborValue _pad = Bytes(Array.Empty<byte>());

    private static BindingInput Input(CborValue assertion, ValidationPolicy policy = ValidationPolicy.Strict) => new()
    {
        Asset = AssetBytes.Of(_asset), Layout = _layout, Label = "c2pa.hash.data", Assertion = assertion, Url = "self#jumbf=x", Policy = policy,
    };

    private static CborValue Hash(string covered, params CborValue[] exclusions) => Map(
        ("exclusions", exclusions.Length == 0 ? null : List(exclusions)), ("alg", Text("sha256")), ("hash", Bytes(Sha256(Ascii(covered)))), ("pad", _pad));

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void An_unchanged_asset_matches(ValidationPolicy policy)
    {
        var outcome = Validate(Input(Hash("HEADXMP!mediamed\0\0", Exclusion(4, 6)), policy));
        Assert.True(outcome.Report.Matches);
        Assert.Equal(["assertion.dataHash.match"], outcome.Codes());
        Assert.Equal([new ByteRange(4, 6)], outcome.Report.Uncovered);
    }

    [Fact]
    public void Other_bytes_do_not_match() =>
        Assert.Equal(["assertion.dataHash.mismatch"], Validate(Input(Hash("HEADXMP!mediaMED\0\0", Exclusion(4, 6)))).Codes());

    [Fact]
    public void An_exclusion_beyond_the_end_does_not_match() =>
        Assert.Equal(["assertion.dataHash.mismatch"], Validate(Input(Hash("HEAD", Exclusion(4, 21)))).Codes());

    [Theory]
    [InlineData(4, 6, 9, 2)]
    [InlineData(10, 2, 4, 6)]
    [InlineData(-1, 6, 9, 2)]
    [InlineData(4, -6, 9, 2)]
    public void Ranges_out_of_order_or_negative_are_malformed(long start, long length, long nextStart, long nextLength) =>
        Assert.Equal(["assertion.dataHash.malformed"], Validate(Input(Hash("", Exclusion(start, length), Exclusion(nextStart, nextLength)))).Codes());

    [Fact]
    public void A_range_that_would_overflow_is_malformed() =>
        Assert.Equal(["assertion.dataHash.malformed"], Validate(Input(Hash("", Exclusion(4, long.MaxValue)))).Codes());

    [Fact]
    public void An_exclusion_without_its_length_is_malformed() =>
        Assert.Equal(["assertion.dataHash.malformed"], Validate(Input(Hash("", Map(("start", Integer(4)))))).Codes());

    [Theory]
    [InlineData("sha1")]
    [InlineData("md5")]
    public void A_weak_algorithm_is_not_supported(string name) =>
        Assert.Equal(["algorithm.unsupported"], Validate(Input(Map(("alg", Text(name)), ("hash", Bytes(Sha256())), ("pad", _pad)))).Codes());

    [Fact]
    public void Without_an_algorithm_anywhere_it_is_not_supported() =>
        Assert.Equal(["algorithm.unsupported"], Validate(Input(Map(("hash", Bytes(Sha256())), ("pad", _pad)))).Codes());

    [Fact]
    public void The_claims_algorithm_holds_where_the_assertion_names_none()
    {
        var assertion = Map(("exclusions", List(Exclusion(4, 6))), ("hash", Bytes(Sha256(Ascii("HEADXMP!mediamed\0\0")))), ("pad", _pad));
        Assert.True(Validate(Input(assertion) with { DefaultAlgorithm = "sha256" }).Report.Matches);
    }

    [Fact]
    public void A_missing_hash_does_not_match() =>
        Assert.Equal(["assertion.dataHash.mismatch"], Validate(Input(Map(("alg", Text("sha256")), ("pad", _pad)))).Codes());

    [Fact]
    public void The_length_of_the_store_is_the_current_one_after_an_update()
    {
        var input = Input(Hash("HEADXMP!mediamed\0\0", Exclusion(4, 3)));
        Assert.False(Validate(input).Report.Matches);
        Assert.True(Validate(input with { Updated = true }).Report.Matches);
    }

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void Metadata_may_be_left_out_and_is_said(ValidationPolicy policy)
    {
        var outcome = Validate(Input(Hash("HEADmediamed\0\0", Exclusion(4, 6), Exclusion(10, 4)), policy));
        Assert.True(outcome.Report.Matches);
        Assert.Equal(["assertion.dataHash.additionalExclusionsPresent", "assertion.dataHash.match"], outcome.Codes());
    }

    [Fact]
    public void Media_may_not_be_left_out()
    {
        var outcome = Validate(Input(Hash("HEADXMP!med\0\0", Exclusion(4, 6), Exclusion(14, 5))));
        Assert.False(outcome.Report.Matches);
        Assert.Equal(["assertion.dataHash.additionalExclusionsPresent", "assertion.dataHash.mismatch"], outcome.Codes());
    }

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void The_exclusion_of_the_store_may_hold_nothing_else(ValidationPolicy policy) =>
        Assert.Equal(["assertion.dataHash.mismatch"], Validate(Input(Hash("HEADP!mediamed\0\0", Exclusion(4, 8)), policy)).Codes());

    [Fact]
    public void A_detached_manifest_may_not_exclude_what_is_no_store()
    {
        var input = Input(Hash("HEADXMP!mediamed\0\0", Exclusion(4, 6))) with { Detached = true, Layout = _layout with { Stores = [] } };
        Assert.Contains("assertion.dataHash.mismatch", Validate(input).Codes());
    }

    // Property: a flip breaks the match, or lies in what the coverage map lists.
    [Fact]
    public void Every_flipped_byte_breaks_the_match_or_is_listed_as_uncovered()
    {
        var assertion = Hash("HEADmediamed\0\0", Exclusion(4, 6), Exclusion(10, 4));
        for (var at = 0; at < _asset.Length; at++)
        {
            var changed = _asset.ToArray();
            changed[at] ^= 0x20;
            var report = Validate(Input(assertion) with { Asset = AssetBytes.Of(changed) }).Report;
            var listed = Coverage.Of(_layout, report).Uncovered.Any(u => u.Range.Start <= at && at < u.Range.End);
            Assert.Equal(report.Matches, listed);
        }
    }
}
