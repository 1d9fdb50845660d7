using Touchstone.Provenance;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using static Touchstone.Provenance.Cbor.CborTree;
using static Touchstone.Tests.Provenance.Bindings.Made;

namespace Touchstone.Tests.Provenance.Bindings;

public sealed class MultiAssetHashTests
{
    private const string First = "self#jumbf=c2pa.assertions/c2pa.hash.data.part", Second = First + "__1";

    private static CborValue DataHash(string covered) => Map(("alg", Text("sha256")), ("hash", Bytes(Sha256(Ascii(covered)))), ("pad", Bytes(default)));

    private static CborValue Part(string uri, long start, long length, bool optional = false) => Map(
        ("location", Map(("byteOffset", Integer(start)), ("length", Integer(length)))), ("hashAssertion", Map(("url", Text(uri)), ("hash", Bytes(default)))), ("optional", optional ? Boolean(true) : null));

    // The whole was "abcdefgh" in two parts of four; the second may be dropped.
    private static BindingInput Input(string asset, CborValue? parts = null, int assertions = 1)
    {
        var file = Ascii(asset);
        var list = parts ?? List(Part(First, 0, 4), Part(Second, 4, 4, optional: true));
        return new()
        {
            Asset = AssetBytes.Of(file),
            Layout = new AssetLayout { Format = AssetFormat.Jpeg, Regions = [new AssetRegion("all", new ByteRange(0, file.Length), RegionRole.Media)] },
            Label = "c2pa.hash.data", Assertion = DataHash("abcdefgh"), Url = "u", Policy = ValidationPolicy.Strict,
            MultiAsset = [.. Enumerable.Repeat(new BoundPart("m", Map(("parts", list))), assertions)],
            Resolve = uri => uri switch { First => ("c2pa.hash.data.part", DataHash("abcd")), Second => ("c2pa.hash.data.part", DataHash("efgh")), _ => null },
        };
    }

    [Fact]
    public void The_parts_are_not_asked_where_the_whole_matches() => Assert.Equal(["assertion.dataHash.match"], Validate(Input("abcdefgh")).Codes());

    [Fact]
    public void An_optional_part_may_be_dropped()
    {
        var outcome = Validate(Input("abcd"));
        Assert.Equal(["assertion.multiAssetHash.match"], outcome.Codes());
        Assert.True(outcome.Report.Matches);
        Assert.Equal("c2pa.hash.multi-asset", outcome.Report.Kind);
    }

    [Theory]
    [InlineData("abcdefgX", "assertion.multiAssetHash.mismatch")]
    [InlineData("Xbcd", "assertion.multiAssetHash.mismatch")]
    [InlineData("abcdef", "assertion.multiAssetHash.mismatch")]
    [InlineData("abcdefghi", "assertion.multiAssetHash.malformed")]
    public void Parts_that_were_changed_or_added_are_refused(string asset, string code) => Assert.Equal([code], Validate(Input(asset)).Codes());

    [Fact]
    public void A_part_that_must_be_there_is_missed() =>
        Assert.Equal(["assertion.multiAssetHash.missingPart"], Validate(Input("abcd", List(Part(First, 0, 4), Part(Second, 4, 4)))).Codes());

    public static TheoryData<string> Faults => ["none", "empty", "gap", "overlap", "negative", "zero", "no location", "no assertion", "unknown assertion", "overflow"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parts_that_do_not_describe_the_file_are_malformed(string fault)
    {
        var second = Part(Second, 4, 4);
        CborValue parts = fault switch
        {
            "none" => Integer(1),
            "empty" => List(),
            "gap" => List(Part(First, 0, 3), second),
            "overlap" => List(Part(First, 0, 5), second),
            "negative" => List(Part(First, -1, 5), second),
            "zero" => List(Part(First, 0, 0), second),
            "no location" => List(Part(First, 0, 4), second.With("location", null)),
            "no assertion" => List(Part(First, 0, 4), second.With("hashAssertion", null)),
            "overflow" => List(Part(First, 1, long.MaxValue), second),
            _ => List(Part(First, 0, 4), Part("self#jumbf=c2pa.assertions/other", 4, 4)),
        };
        Assert.Equal(["assertion.multiAssetHash.malformed"], Validate(Input("abcdefgX", parts)).Codes());
    }

    [Fact]
    public void Two_multi_asset_hashes_are_malformed() => Assert.Equal(["assertion.multiAssetHash.malformed"], Validate(Input("abcd", assertions: 2)).Codes());

    [Fact]
    public void Every_flipped_byte_breaks_the_match() => EveryFlipBreaksTheMatchOrIsListed(Ascii("abcd"), file => Input(System.Text.Encoding.Latin1.GetString(file)) with { Asset = AssetBytes.Of(file) });

    // The motion photo of §18.9.2: the film lies in a box of the still, whose payload is the part.
    [Fact]
    public void A_part_may_be_the_payload_of_a_box()
    {
        byte[] still = [.. Box("ftyp", Ascii("heic\0\0\0\0heic")), .. Box("mdat", Ascii("still"))], file = [.. still, .. Box("mpvd", Ascii("film"))];
        var parts = List(Part(First, 0, still.Length + 8), Map(("location", Map(("bmffBox", Text("/mpvd")))), ("hashAssertion", Text(Second)), ("optional", Boolean(true))));
        var input = Made.Input(file, "c2pa.hash.data", DataHash("other")) with
        {
            MultiAsset = [new BoundPart("m", Map(("parts", parts)))],
            Resolve = uri => ("c2pa.hash.data.part", uri == Second ? DataHash("film") : DataHash("").With("hash", Bytes(Sha256(file[..(still.Length + 8)])))),
        };
        Assert.Equal(["assertion.multiAssetHash.match"], Validate(input).Codes());
        var without = List(parts.Items[0], parts.Items[1].With("location", Map(("bmffBox", Text("/none")))).With("optional", null));
        Assert.Equal(["assertion.multiAssetHash.missingPart"], Validate(input with { MultiAsset = [new BoundPart("m", Map(("parts", without)))] }).Codes());
    }
}
