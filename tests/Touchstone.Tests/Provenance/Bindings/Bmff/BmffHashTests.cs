using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using static Touchstone.Provenance.Cbor.CborTree;
using static Touchstone.Tests.Provenance.Bindings.Made;

namespace Touchstone.Tests.Provenance.Bindings.Bmff;

public sealed class BmffHashTests
{
    private static readonly byte[] _ftyp = Box("ftyp", Ascii("isom\0\0\0\0isom"));
    private static readonly byte[] _free = Box("free", Ascii("one!"));
    private static readonly byte[] _second = Box("free", Ascii("two!two!"));
    private static readonly byte[] _header = Box("mvhd", [1, 0, 0, 3, .. Ascii("header")]);
    private static readonly byte[] _moov = Box("moov", [.. _header, .. Box("udta", Ascii("\0\0\0\0"))]);
    private static readonly byte[] _mdat = Box("mdat", Ascii("samples of sound"));
    private static readonly byte[] _file = [.. _ftyp, .. _free, .. _second, .. _moov, .. _mdat];

    private static readonly int _freeAt = _ftyp.Length, _secondAt = _freeAt + _free.Length, _moovAt = _secondAt + _second.Length, _mdatAt = _moovAt + _moov.Length;

    private static BindingInput Input(string version, byte[] hash, params CborValue[] exclusions) =>
        Made.Input(_file, version, Map(("exclusions", List(exclusions)), ("alg", Text("sha256")), ("hash", Bytes(hash))));

    private static CborValue At(string xpath, params (string, CborValue?)[] more) => Map([("xpath", Text(xpath)), .. more]);

    private static CborValue Part(long offset, long length) => Map(("offset", Integer(offset)), ("length", Integer(length)));

    private static byte[] Marked(int at, byte[] box) => [.. BigEndian(at), .. box];

    [Theory]
    [InlineData("c2pa.hash.bmff.v2")]
    [InlineData("c2pa.hash.bmff.v3")]
    public void The_offset_of_every_top_level_box_is_hashed_before_it(string version)
    {
        var hash = Sha256([.. Marked(_freeAt, _free), .. Marked(_secondAt, _second), .. Marked(_moovAt, _moov), .. Marked(_mdatAt, _mdat)]);
        var outcome = Validate(Input(version, hash, At("/ftyp"), At("/mfra")));
        Assert.Equal(["assertion.bmffHash.match"], outcome.Codes());
        Assert.Equal([new(0, _ftyp.Length)], outcome.Report.Uncovered);
    }

    [Fact]
    public void Version_1_hashes_no_offsets() =>
        Assert.True(Validate(Input("c2pa.hash.bmff", Sha256([.. _free, .. _second, .. _moov, .. _mdat]), At("/ftyp"))).Report.Matches);

    [Fact]
    public void A_path_may_name_one_of_several_boxes()
    {
        var hash = Sha256([.. Marked(0, _ftyp), .. Marked(_freeAt, _free), .. Marked(_moovAt, _moov), .. Marked(_mdatAt, _mdat)]);
        var outcome = Validate(Input("c2pa.hash.bmff.v3", hash, At("/free[2]")));
        Assert.Equal(["assertion.bmffHash.additionalExclusionsPresent", "assertion.bmffHash.match"], outcome.Codes());
    }

    public static TheoryData<string, bool> Conditions => new()
    {
        { "length 16", true }, { "length 12", false }, { "data two!", true }, { "data one!", false }, { "data beyond", false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_box_is_left_out_only_where_every_condition_holds(string condition, bool leftOut)
    {
        (string, CborValue?) member = condition switch
        {
            "length 16" => ("length", Integer(16)),
            "length 12" => ("length", Integer(12)),
            "data two!" => ("data", List(Map(("offset", Integer(8)), ("value", Bytes(Ascii("two!")))))),
            "data one!" => ("data", List(Map(("offset", Integer(8)), ("value", Bytes(Ascii("one!")))))),
            _ => ("data", List(Map(("offset", Integer(13)), ("value", Bytes(Ascii("wo!m")))))),
        };
        byte[] second = leftOut ? [] : Marked(_secondAt, _second);
        var hash = Sha256([.. Marked(0, _ftyp), .. Marked(_freeAt, _free), .. second, .. Marked(_moovAt, _moov), .. Marked(_mdatAt, _mdat)]);
        Assert.True(Validate(Input("c2pa.hash.bmff.v3", hash, At("/free[2]", member))).Report.Matches);
    }

    [Theory]
    [InlineData(1, 0x000003, true, true)]
    [InlineData(0, 0x000003, true, false)]
    [InlineData(1, 0x000001, true, false)]
    [InlineData(1, 0x000001, false, true)]
    [InlineData(1, 0x000004, false, false)]
    public void Version_and_flags_of_a_full_box_decide(int version, int flags, bool exact, bool leftOut)
    {
        byte[] moov = leftOut ? [.. _moov[..8], .. _moov[(8 + _header.Length)..]] : _moov;
        var hash = Sha256([.. Marked(0, _ftyp), .. Marked(_freeAt, _free), .. Marked(_secondAt, _second), .. Marked(_moovAt, moov), .. Marked(_mdatAt, _mdat)]);
        var exclusion = At("/moov/mvhd", ("version", Integer(version)), ("flags", Bytes(new byte[] { 0, 0, (byte)flags })), ("exact", Boolean(exact)));
        Assert.True(Validate(Input("c2pa.hash.bmff.v3", hash, exclusion)).Report.Matches);
    }

    [Fact]
    public void Parts_of_a_box_are_left_out_and_what_lies_beyond_its_end_is_not_there()
    {
        byte[] mdat = [.. _mdat[..10], .. _mdat[12..16]];
        var hash = Sha256([.. Marked(0, _ftyp), .. Marked(_freeAt, _free), .. Marked(_secondAt, _second), .. Marked(_moovAt, _moov), .. Marked(_mdatAt, mdat)]);
        var outcome = Validate(Input("c2pa.hash.bmff.v3", hash, At("/mdat", ("subset", List(Part(10, 2), Part(16, 0), Part(900, 5))))));
        Assert.True(outcome.Report.Matches);
        Assert.Equal([new(_mdatAt + 10, 2), new(_mdatAt + 16, _mdat.Length - 16)], outcome.Report.Uncovered);
    }

    [Fact]
    public void A_list_of_exclusions_is_needed()
    {
        var without = Made.Input(_file, "c2pa.hash.bmff.v3", Map(("alg", Text("sha256")), ("hash", Bytes(Sha256(_file)))));
        Assert.Equal(["assertion.bmffHash.malformed"], Validate(without).Codes());
        Assert.Equal(["assertion.bmffHash.malformed"], Validate(Input("c2pa.hash.bmff.v3", Sha256(_file))).Codes());
    }

    [Theory]
    [InlineData(0, 8, 4, 2)]
    [InlineData(8, 2, 0, 2)]
    [InlineData(-1, 2, 4, 2)]
    [InlineData(0, -2, 4, 2)]
    [InlineData(0, long.MaxValue, 4, 2)]
    public void Parts_that_overlap_or_are_negative_are_malformed(long offset, long length, long next, long nextLength) =>
        Assert.Equal(["assertion.bmffHash.malformed"], Validate(Input("c2pa.hash.bmff.v3", Sha256(), At("/mdat", ("subset", List(Part(offset, length), Part(next, nextLength)))))).Codes());

    [Theory]
    [InlineData("")]
    [InlineData("free")]
    [InlineData("//free")]
    [InlineData("/free[0]")]
    [InlineData("/free[x]")]
    [InlineData("/free[1")]
    public void A_path_of_another_form_is_malformed(string xpath) =>
        Assert.Equal(["assertion.bmffHash.malformed"], Validate(Input("c2pa.hash.bmff.v3", Sha256(), At(xpath))).Codes());

    [Fact]
    public void Without_hash_and_tree_nothing_matches() =>
        Assert.Equal(["assertion.bmffHash.mismatch"], Validate(Made.Input(_file, "c2pa.hash.bmff.v3", Map(("exclusions", List(At("/ftyp"))), ("alg", Text("sha256"))))).Codes());

    [Fact]
    public void A_weak_algorithm_is_not_supported() =>
        Assert.Equal(["algorithm.unsupported"], Validate(Made.Input(_file, "c2pa.hash.bmff.v3", Map(("exclusions", List(At("/ftyp"))), ("alg", Text("sha1")), ("hash", Bytes(Sha256()))))).Codes());

    // The same boxes in another order: the bytes of the two are the same size, only their offsets tell.
    [Fact]
    public void A_box_that_moved_breaks_the_match()
    {
        byte[] one = Box("free", Ascii("aaaa")), file = [.. _ftyp, .. one, .. one, .. _mdat], moved = [.. _ftyp, .. one, .. _mdat, .. one];
        CborValue assertion = Map(("exclusions", List(At("/ftyp"), At("/free"))), ("alg", Text("sha256")), ("hash", Bytes(Sha256(Marked(_ftyp.Length + (2 * one.Length), _mdat)))));
        Assert.True(Validate(Made.Input(file, "c2pa.hash.bmff.v3", assertion)).Report.Matches);
        Assert.Equal("assertion.bmffHash.mismatch", Validate(Made.Input(moved, "c2pa.hash.bmff.v3", assertion)).Codes()[^1]);
    }

    [Fact]
    public void Every_flipped_byte_breaks_the_match_or_is_listed_as_uncovered()
    {
        byte[] mdat = [.. _mdat[..16], .. _mdat[20..]];
        var hash = Sha256([.. Marked(_freeAt, _free), .. Marked(_secondAt, _second), .. Marked(_moovAt, _moov), .. Marked(_mdatAt, mdat)]);
        var assertion = Input("c2pa.hash.bmff.v3", hash, At("/ftyp"), At("/mdat", ("subset", List(Part(16, 4))))).Assertion;
        EveryFlipBreaksTheMatchOrIsListed(_file, file => Made.Input(file, "c2pa.hash.bmff.v3", assertion));
    }

    [Fact]
    public void Exclusions_without_end_are_not_followed()
    {
        byte[] many = [.. _ftyp, .. Enumerable.Repeat(Box("free"), 5_000).SelectMany(b => b)];
        var exclusions = List(Enumerable.Repeat(At("/free", ("length", Integer(9))), 5_000));
        var outcome = Validate(Made.Input(many, "c2pa.hash.bmff.v3", Map(("exclusions", exclusions), ("alg", Text("sha256")), ("hash", Bytes(Sha256())))));
        Assert.Equal("assertion.bmffHash.malformed", outcome.Codes()[^1]);
    }
}
