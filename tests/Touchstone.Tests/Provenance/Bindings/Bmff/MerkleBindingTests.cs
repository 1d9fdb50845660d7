using System.Security.Cryptography;
using Touchstone.Provenance;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using static Touchstone.Provenance.Cbor.CborTree;
using static Touchstone.Tests.Provenance.Bindings.Made;

namespace Touchstone.Tests.Provenance.Bindings.Bmff;

public sealed class MerkleBindingTests
{
    private static readonly byte[] _uuid = [0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81];
    private static readonly byte[] _ftyp = Box("ftyp", Ascii("isom\0\0\0\0isom"));
    private static readonly byte[] _moov = Box("moov", Box("udta", Ascii("data")));

    private static readonly CborValue _store = Map(("xpath", Text("/uuid")), ("data", List(Map(("offset", Integer(8)), ("value", Bytes(_uuid))))));
    private static readonly CborValue _samples = Map(("xpath", Text("/mdat")), ("subset", List(Map(("offset", Integer(16)), ("length", Integer(0))))));

    private static byte[] Marked(int at, byte[] box) => [.. BigEndian(at), .. box];

    private static byte[] Leaf(long location, params byte[][] proof) => Box("uuid", [.. _uuid, 0, 0, 0, 0, .. Ascii("merkle\0"), .. CborEncoder.Encode(Map(
        ("uniqueId", Integer(1)), ("localId", Integer(0)), ("location", Integer(location)), ("hashes", proof.Length == 0 ? null : List(proof.Select(p => Bytes(p))))))]);

    // The rows of a tree from the leaves up, by the words of §A.5.4: a node without partner goes up as it is.
    private static List<byte[][]> Rows(byte[][] leaves)
    {
        List<byte[][]> rows = [leaves];
        while (rows[^1].Length > 1)
            rows.Add([.. rows[^1].Chunk(2).Select(pair => pair.Length == 1 ? pair[0] : SHA256.HashData([.. pair[0], .. pair[1]]))]);
        return rows;
    }

    private static byte[][] Proof(List<byte[][]> rows, int location, int height)
    {
        List<byte[]> proof = [];
        for (var row = 0; row < height; row++, location /= 2)
            if ((location ^ 1) < rows[row].Length) proof.Add(rows[row][location ^ 1]);
        return [.. proof];
    }

    private sealed record Blocks(byte[] File, int MdatAt, int MdatEnd, CborValue Map);

    // A file whose mdat is divided from byte 16 on, or from its payload on.
    private static Blocks Divided(int leaves, int height, int from, bool variable)
    {
        byte[] mdat = Box("mdat", Enumerable.Range(0, (leaves * 4) - 1 + from - 8).Select(i => (byte)(i * 7)));
        var parts = mdat[from..].Chunk(4).ToArray();
        var rows = Rows([.. parts.Select(SHA256.HashData)]);
        byte[] head = [.. _ftyp, .. _moov];
        byte[] aux = height == 0 ? [] : [.. Enumerable.Range(0, leaves).SelectMany(i => Leaf(i, Proof(rows, i, height)))];
        var map = Map(("uniqueId", Integer(1)), ("localId", Integer(0)), ("count", Integer(leaves)), ("hashes", List(rows[height].Select(h => Bytes(h)))),
            ("fixedBlockSize", variable ? null : Integer(4)), ("variableBlockSizes", variable ? List(parts.Select(p => Integer(p.Length))) : null));
        return new Blocks([.. head, .. mdat, .. aux], head.Length, head.Length + mdat.Length, map);
    }

    private static CborValue Assertion(Blocks of, CborValue? map = null)
    {
        var hash = Sha256([.. Marked(_ftyp.Length, _moov), .. Marked(of.MdatAt, of.File[of.MdatAt..Math.Min(of.MdatAt + 16, of.MdatEnd)])]);
        return Map(("exclusions", List(_store, Map(("xpath", Text("/ftyp"))), _samples)), ("alg", Text("sha256")), ("hash", Bytes(hash)), ("merkle", List(map ?? of.Map)));
    }

    private static BindingInput Input(byte[] file, CborValue assertion) => Made.Input(file, "c2pa.hash.bmff.v3", assertion);

    public static TheoryData<int, int, int, bool> Trees
    {
        get
        {
            var data = new TheoryData<int, int, int, bool>();
            for (var leaves = 2; leaves <= 9; leaves++)
                for (var height = 0; height < 4; height++)
                    if (height <= Math.Ceiling(Math.Log2(leaves))) data.Add(leaves, height, height % 2 == 0 ? 16 : 8, leaves % 2 == 0);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public void Blocks_of_mdat_match_whatever_row_of_the_tree_is_kept(int leaves, int height, int from, bool variable)
    {
        var of = Divided(leaves, height, from, variable);
        var outcome = Validate(Input(of.File, Assertion(of)));
        Assert.Equal(["assertion.bmffHash.match"], outcome.Codes());
        EveryFlipBreaksTheMatchOrIsListed(of.File, file => Input(file, Assertion(of)));
    }

    [Fact]
    public void Mdat_is_one_leaf_where_no_block_size_is_given()
    {
        var of = Divided(4, 0, 16, variable: false);
        var map = of.Map.With("fixedBlockSize", null).With("count", Integer(1)).With("hashes", List(Bytes(SHA256.HashData(of.File[(of.MdatAt + 16)..]))));
        Assert.True(Validate(Input(of.File, Assertion(of, map))).Report.Matches);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "both sizes", "assertion.bmffHash.malformed" }, { "sizes do not add up", "assertion.bmffHash.malformed" }, { "too few sizes", "assertion.bmffHash.malformed" },
        { "more hashes than leaves", "assertion.bmffHash.malformed" }, { "no auxiliary box", "assertion.bmffHash.malformed" }, { "no count", "assertion.bmffHash.malformed" },
        { "zero block", "assertion.bmffHash.malformed" }, { "another mdat", "assertion.bmffHash.mismatch" }, { "other count", "assertion.bmffHash.mismatch" },
        { "initHash", "assertion.bmffHash.mismatch" }, { "weak algorithm", "algorithm.unsupported" }, { "a row of no tree", "assertion.bmffHash.mismatch" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_tree_that_breaks_a_rule_is_refused(string fault, string code)
    {
        var of = Divided(5, fault == "a row of no tree" ? 1 : 0, 16, variable: fault is "sizes do not add up" or "too few sizes");
        var row = of.Map["hashes"]!;
        var map = fault switch
        {
            "both sizes" => of.Map.With("variableBlockSizes", List(Integer(4))),
            "sizes do not add up" => of.Map.With("variableBlockSizes", List(Enumerable.Repeat(Integer(4), 5))),
            "too few sizes" => of.Map.With("variableBlockSizes", List(Integer(19))),
            "more hashes than leaves" => of.Map.With("count", Integer(4)),
            "no auxiliary box" => of.Map.With("hashes", List(row.Items.Take(3))),
            "no count" => of.Map.With("count", null),
            "zero block" => of.Map.With("fixedBlockSize", Integer(0)),
            "another mdat" => of.Map.With("localId", Integer(1)),
            "other count" => of.Map.With("count", Integer(6)).With("hashes", List(row.Items.Append(row.Items[0]))),
            "initHash" => of.Map.With("initHash", Bytes(Sha256())),
            "a row of no tree" => of.Map.With("hashes", List(row.Items.Append(row.Items[0]))),
            _ => of.Map.With("alg", Text("md5")),
        };
        Assert.Equal(code, Validate(Input(of.File, Assertion(of, map))).Codes()[^1]);
    }

    private static readonly byte[][] _pairs = [.. Enumerable.Range(0, 3).Select(i => (byte[])[.. Box("moof", Ascii($"head {i}")), .. Box("mdat", Ascii($"samples {i}"))])];

    // Fragments in one file, each behind the box that places it (§A.5.4.1.2).
    private static (byte[] File, CborValue Assertion) Flat(params int[] order)
    {
        List<byte> file = [.. _ftyp, .. _moov];
        var init = Sha256(Marked(_ftyp.Length, _moov));
        byte[][] Hashes(int first)
        {
            var at = first;
            List<byte[]> hashes = [];
            foreach (var pair in _pairs)
            {
                at += Leaf(0).Length;
                var moof = pair[..(pair.Length - 17)];
                hashes.Add(Sha256([.. Marked(at, moof), .. Marked(at + moof.Length, pair[moof.Length..])]));
                at += pair.Length;
            }
            return [.. hashes];
        }
        var row = Hashes(file.Count);
        foreach (var i in order) file.AddRange([.. Leaf(i), .. _pairs[i]]);
        var map = Map(("uniqueId", Integer(1)), ("localId", Integer(0)), ("count", Integer(3)), ("initHash", Bytes(init)), ("hashes", List(row.Select(h => Bytes(h)))));
        return ([.. file], Map(("exclusions", List(_store, Map(("xpath", Text("/ftyp"))))), ("alg", Text("sha256")), ("merkle", List(map))));
    }

    [Fact]
    public void Fragments_in_one_file_match_in_their_order()
    {
        var (file, assertion) = Flat(0, 1, 2);
        Assert.Equal(["assertion.bmffHash.match"], Validate(Input(file, assertion)).Codes());
        EveryFlipBreaksTheMatchOrIsListed(file, changed => Input(changed, assertion));
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(0, 1)]
    [InlineData(0, 1, 1)]
    public void Fragments_missing_or_out_of_order_do_not_match(params int[] order)
    {
        var (file, assertion) = Flat(order);
        Assert.Equal(["assertion.bmffHash.mismatch"], Validate(Input(file, assertion)).Codes());
    }

    [Fact]
    public void Fragments_without_the_boxes_that_place_them_are_malformed()
    {
        var (_, assertion) = Flat(0, 1, 2);
        byte[] file = [.. _ftyp, .. _moov, .. _pairs.SelectMany(p => p)];
        Assert.Equal(["assertion.bmffHash.malformed"], Validate(Input(file, assertion)).Codes());
    }

    // Origin: dashinit.mp4 and dash1.m4s of contentauth/c2pa-rs.
    [Fact]
    public void A_fragment_in_a_file_of_its_own_matches_with_its_initialization_segment()
    {
        var init = File.ReadAllBytes(SharedData.Path("data", "c2pa", "files", "c2pa-rs", "dashinit.mp4"));
        var fragment = File.ReadAllBytes(SharedData.Path("data", "c2pa", "files", "c2pa-rs", "dash1.m4s"));
        Assert.Equal("assertion.bmffHash.mismatch", Judge(init));
        Assert.Equal("assertion.bmffHash.match", Judge(init, fragment));
        byte[] changedInit = [.. init[..^3], (byte)(init[^3] ^ 1), .. init[^2..]], changed = [.. fragment[..^1], (byte)(fragment[^1] ^ 1)];
        Assert.Equal("assertion.bmffHash.mismatch", Judge(init, changed));
        Assert.Equal("assertion.bmffHash.mismatch", Judge(changedInit, fragment));
        Assert.Equal("assertion.bmffHash.malformed", Judge(init, init));

        static string Judge(byte[] asset, params byte[][] fragments) => CredentialValidator
            .Validate(AssetBytes.Of(asset), new ValidationOptions { At = DateTimeOffset.UnixEpoch }, new AssetCompanions { Fragments = [.. fragments.Select(f => AssetBytes.Of(f))] }, TestContext.Current.CancellationToken)
            .Active.Single(s => s.Code.StartsWith("assertion.bmffHash.", StringComparison.Ordinal)).Code;
    }
}
