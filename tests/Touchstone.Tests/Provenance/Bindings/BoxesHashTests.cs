using Touchstone.Provenance;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using static Touchstone.Provenance.Cbor.CborTree;
using static Touchstone.Tests.Provenance.Bindings.Made;

namespace Touchstone.Tests.Provenance.Bindings;

public sealed class BoxesHashTests
{
    private static readonly byte[] _asset = Ascii("AAAA[st]XXXX--BBBBCCtail");

    private static readonly AssetLayout _layout = new()
    {
        Format = AssetFormat.Jpeg,
        Regions =
        [
            new AssetRegion("A", new ByteRange(0, 4), RegionRole.Structure), new AssetRegion("store", new ByteRange(4, 4), RegionRole.Credentials),
            new AssetRegion("XMP", new ByteRange(8, 4), RegionRole.Metadata), new AssetRegion("gap", new ByteRange(12, 2), RegionRole.Unaccounted),
            new AssetRegion("B", new ByteRange(14, 6), RegionRole.Media), new AssetRegion("after the end", new ByteRange(20, 4), RegionRole.Unaccounted),
        ],
        Boxes =
        [
            new NamedBox("A", new ByteRange(0, 4)), new NamedBox("C2PA", new ByteRange(4, 4)), new NamedBox("X", new ByteRange(8, 4)),
            new NamedBox("B", new ByteRange(14, 4)), new NamedBox("C", new ByteRange(18, 2)),
        ],
    };

    private static CborValue Entry(string names, string? covered, params (string, CborValue?)[] more) => Map(
        [("names", List(names.Split(' ').Select(Text))), ("hash", covered is null ? null : Bytes(Sha256(Ascii(covered)))), ("pad", Bytes(default)), .. more]);

    private static readonly CborValue _own = Entry("C2PA", null, ("hash", Bytes(new byte[] { 0 })));

    private static BindingInput Input(params CborValue[] entries) => Of(Map(("alg", Text("sha256")), ("boxes", List(entries))));

    private static BindingInput Of(CborValue assertion, byte[]? asset = null) =>
        new() { Asset = AssetBytes.Of(asset ?? _asset), Layout = _layout, Label = "c2pa.hash.boxes", Assertion = assertion, Url = "u", Policy = ValidationPolicy.Strict };

    [Fact]
    public void Boxes_in_order_match_and_what_lies_between_them_is_uncovered()
    {
        var outcome = Validate(Input(Entry("A", "AAAA"), _own, Entry("X", "XXXX"), Entry("B C", "BBBBCC")));
        Assert.Equal(["assertion.boxesHash.match"], outcome.Codes());
        Assert.Equal([new(4, 4), new(12, 2), new(20, 4)], outcome.Report.Uncovered);
        Assert.Equal(["store", "gap", "after the end"], Coverage.Of(_layout, outcome.Report).Uncovered.Select(u => u.Name));
    }

    [Fact]
    public void A_range_of_boxes_is_hashed_with_what_lies_between() =>
        Assert.True(Validate(Input(Entry("A", "AAAA"), _own, Entry("X B", "XXXX--BBBB"), Entry("C", "CC"))).Report.Matches);

    [Fact]
    public void What_follows_the_last_box_can_be_named()
    {
        var input = Input(Entry("A", "AAAA"), _own, Entry("X B C", "XXXX--BBBBCC"), Entry("c2pa.after", "tail"));
        Assert.Equal([new(4, 4)], Validate(input).Report.Uncovered);
        EveryFlipBreaksTheMatchOrIsListed(_asset, changed => Of(input.Assertion, changed));
    }

    [Fact]
    public void A_box_may_be_left_out_and_that_is_said()
    {
        var outcome = Validate(Input(Entry("A", "AAAA"), _own, Entry("X", "other", ("excluded", Boolean(true))), Entry("B C", "BBBBCC")));
        Assert.Equal(["assertion.boxesHash.additionalExclusionsPresent", "assertion.boxesHash.match"], outcome.Codes());
    }

    [Fact]
    public void Metadata_within_a_box_may_be_left_out_and_media_may_not()
    {
        CborValue Left(long start, long? box) => List(Map(("start", Integer(start)), ("length", Integer(2)), ("boxIndex", box is { } b ? Integer(b) : null)));
        Assert.True(Validate(Input(Entry("A", "AAAA"), _own, Entry("X", "XX", ("exclusions", Left(1, null))), Entry("B C", "BBBBCC"))).Report.Matches);
        Assert.Contains("assertion.boxesHash.mismatch", Validate(Input(Entry("A", "AAAA"), _own, Entry("X", "XXXX"), Entry("B C", "BBCC", ("exclusions", Left(1, 0))))).Codes());
        Assert.Contains("assertion.boxesHash.malformed", Validate(Input(Entry("A", "AAAA"), _own, Entry("X", "XXXX"), Entry("B C", "BBCC", ("exclusions", Left(1, null))))).Codes());
        Assert.Contains("assertion.boxesHash.malformed", Validate(Input(Entry("A", "AAAA"), _own, Entry("X", "XXXX", ("exclusions", List())), Entry("B C", "BBBBCC"))).Codes());
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "no boxes", "assertion.boxesHash.malformed" }, { "no names", "assertion.boxesHash.malformed" }, { "no hash", "assertion.boxesHash.mismatch" },
        { "other hash", "assertion.boxesHash.mismatch" }, { "unlisted box", "assertion.boxesHash.unknownBox" }, { "missing box", "assertion.boxesHash.mismatch" },
        { "other order", "assertion.boxesHash.mismatch" }, { "no algorithm", "algorithm.unsupported" }, { "weak algorithm", "algorithm.unsupported" }, { "store among others", "assertion.boxesHash.mismatch" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_box_hash_that_does_not_hold_is_refused(string fault, string code)
    {
        CborValue a = Entry("A", "AAAA"), x = Entry("X", "XXXX"), bc = Entry("B C", "BBBBCC");
        var input = fault switch
        {
            "no boxes" => Of(Map(("alg", Text("sha256")))),
            "no names" => Input(a, _own, x.With("names", null), bc),
            "no hash" => Input(a, _own, x.With("hash", null), bc),
            "other hash" => Input(a, _own, Entry("X", "YYYY"), bc),
            "unlisted box" => Input(a, _own, bc),
            "missing box" => Input(a, _own, x, Entry("Q", "QQ"), bc),
            "other order" => Input(x, _own, a, bc),
            "no algorithm" => Of(Map(("boxes", List(a, _own, x, bc)))),
            "weak algorithm" => Input(a, _own, x.With("alg", Text("md5")), bc),
            _ => Input(Entry("A C2PA", "AAAA[st]"), x, bc),
        };
        Assert.Equal([code], Validate(input).Codes());
    }
}
