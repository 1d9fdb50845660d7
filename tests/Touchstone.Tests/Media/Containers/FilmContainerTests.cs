using Touchstone.Media;
using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Media.Containers;

public sealed class FilmContainerTests
{
    private static byte[] Full(string type, params byte[][] payload) => Box(type, [[0, 0, 0, 0], .. payload]);

    // ISO/IEC 14496-12 sections 4.3, 8.2.2, 8.4.3, 8.6.1.2 and 8.6.6.
    internal static byte[] Film() =>
    [
        .. Box("ftyp", Ascii("isom"), Big32(512), Ascii("mp41")),
        .. Box("moov",
            Full("mvhd", Big32(3_600_000_000), Big32(3_600_000_001), Big32(1000), Big32(5000), Big32(0x10000), Big16(0x100), new byte[10 + 36 + 24], Big32(2)),
            Box("trak", Box("edts", Full("elst", Big32(1), Big32(5000), Big32(-1), Big16(1), Big16(0))),
                Box("mdia", Full("hdlr", Big32(0), Ascii("vide"), new byte[12], Ascii("Handler\0")),
                    Box("minf", Box("stbl", Full("stts", Big32(2), Big32(10), Big32(512), Big32(1), Big32(0)))))),
            Box("udta", Full("meta", Full("hdlr", Big32(0), Ascii("mdir"), new byte[13]), Box("ilst", Box("©too", Box("data", Big32(1), Big32(0), Ascii("Lavf59"))))))),
        .. Box("mdat", new byte[16]),
    ];

    [Fact]
    public void Boxes_are_read_with_fields_and_tables()
    {
        var tree = Trees.Read(Film());
        Assert.Empty(tree.Damage);
        Assert.Equal(["ftyp", "moov", "mdat"], tree.Roots.Select(r => r.Type));
        // 3,600,000,000 s after 1904-01-01 is 2018-01-28 16:00 UTC.
        Assert.Equal("2018-01-28T16:00:00Z", tree.OfType("mvhd").Single()["creationTimeUtc"]);
        Assert.Equal([5000, -1, 1, 0], tree.OfType("elst").Single().Table!.Rows.Single());
        Assert.Equal([1L, 0L], tree.OfType("stts").Single().Table!.Rows[1]);
        Assert.Equal("Lavf59", tree.OfType("©too").Single()["value"]);
        Assert.Equal("Handler", tree.OfType("hdlr").First()["name"]);
    }

    [Fact]
    public void A_size_of_64_bits_beyond_the_file_is_damage_and_ends()
    {
        byte[] file = [.. Box("ftyp", Ascii("isom"), Big32(0)), .. Big32(1), .. Ascii("moov"), .. Big64(-1), 0, 0];
        Assert.Contains(Trees.Read(file).Damage, d => d.Code == Codes.ContainerTruncated);
    }

    [Fact]
    public void Boxes_nested_without_end_stop_at_the_limit()
    {
        var box = Box("udta", []);
        for (var i = 0; i < 100; i++) box = Box("moov", box);
        var tree = Trees.Read([.. Box("ftyp", Ascii("isom"), Big32(0)), .. box]);
        Assert.Contains(tree.Damage, d => d.Code == Codes.LimitNesting);
        Assert.Equal(Limits.Default.MaximumNesting, tree.OfType("moov").Count());
    }

    [Fact]
    public void A_table_that_declares_billions_of_rows_holds_those_that_are_there()
    {
        var tree = Trees.Read([.. Box("ftyp", Ascii("isom"), Big32(0)), .. Box("moov", Box("trak", Box("mdia", Box("minf", Box("stbl", Full("stts", Big32(0xFFFFFFFF), Big32(10), Big32(512)))))))]);
        var table = tree.OfType("stts").Single().Table!;
        Assert.Equal((1, 0xFFFFFFFF), (table.Rows.Count, table.TotalRows));
        Assert.Contains(tree.Damage, d => d.Code == Codes.ContainerTruncated);
    }

    [Fact]
    public void Nodes_and_rows_obey_the_limits()
    {
        byte[] file = [.. Box("ftyp", Ascii("isom"), Big32(0)), .. Enumerable.Repeat(Box("free", []), 100).SelectMany(b => b)];
        var tree = Trees.Read(file, Limits.Default with { MaximumNodes = 10 });
        Assert.Equal(10, tree.All.Count());
        Assert.Contains(tree.Damage, d => d.Code == Codes.LimitNodes);
    }

    // ISO/IEC 14496-12 section 8.11.3 and 8.11.6, 23008-12 section 6.5.3.
    [Fact]
    public void Items_of_a_still_are_located()
    {
        var meta = Full("meta", Full("hdlr", Big32(0), Ascii("pict"), new byte[13]), Full("pitm", Big16(1)),
            Full("iloc", Big16(0x4400), Big16(1), Big16(1), Big16(0), Big16(1), Big32(100), Big32(50)),
            Full("iinf", Big16(1), Box("infe", [2, 0, 0, 0], Big16(1), Big16(0), Ascii("hvc1"), [0])),
            Box("iprp", Box("ipco", Full("ispe", Big32(64), Big32(48)))));
        var tree = Trees.Read([.. Box("ftyp", Ascii("heic"), Big32(0)), .. meta]);
        Assert.Equal([1, 0, 100, 50], tree.OfType("iloc").Single().Table!.Rows.Single());
        Assert.Equal("64", tree.OfType("ispe").Single()["width"]);
        Assert.Equal("hvc1", tree.OfType("infe").Single()["itemType"]);
    }

    // RFC 8794 section 4.4, RFC 9559 section 5.1.
    internal static byte[] Matroska()
    {
        byte[] Element(byte[] id, params byte[][] data) => [.. id, (byte)(0x40 | (data.Sum(d => d.Length) >> 8)), (byte)data.Sum(d => d.Length), .. Join(data)];
        return
        [
            .. Element([0x1A, 0x45, 0xDF, 0xA3], [0x42, 0x82, 0x84], Ascii("webm")),
            .. Element([0x18, 0x53, 0x80, 0x67],
                Element([0x15, 0x49, 0xA9, 0x66], Element([0x57, 0x41], Ascii("writer")), Element([0x44, 0x61], Big64(86_400_000_000_000))),
                Element([0x1F, 0x43, 0xB6, 0x75], Element([0xE7], [5]), Element([0xA3], [0x81, 0, 7, 0x80, 1, 2, 3]))),
        ];
    }

    [Fact]
    public void Matroska_elements_and_blocks_are_read()
    {
        var tree = Trees.Read(Matroska());
        Assert.Empty(tree.Damage);
        Assert.Equal(("writer", "2001-01-02T00:00:00Z"), (tree.OfType("Info").Single()["WritingApp"], tree.OfType("Info").Single()["DateUTC"]));
        var cluster = tree.OfType("Cluster").Single();
        Assert.Equal("5", cluster["Timestamp"]);
        Assert.Equal([1L, 7L, 128L], cluster.Table!.Rows.Single()[..3]);
    }

    // A live stream leaves the sizes of segment and clusters unknown (all ones).
    [Fact]
    public void Clusters_of_unknown_size_end_where_the_next_begins()
    {
        byte[] cluster = [0x1F, 0x43, 0xB6, 0x75, 0xFF, 0xE7, 0x81, 5, 0xA3, 0x84, 0x81, 0, 7, 0x80];
        byte[] file = [0x1A, 0x45, 0xDF, 0xA3, 0x87, 0x42, 0x82, 0x84, .. Ascii("webm"), 0x18, 0x53, 0x80, 0x67, 0xFF, .. cluster, .. cluster];
        var tree = Trees.Read(file);
        Assert.Empty(tree.Damage);
        Assert.Equal(2, tree.OfType("Cluster").Count());
    }

    // AVI RIFF file reference: hdrl, movi, idx1.
    internal static byte[] Avi() => RiffFile("AVI ", RiffChunk("LIST", [.. Ascii("hdrl"), .. RiffChunk("avih", [.. Little32(40000), .. new byte[12], .. Little32(2), .. new byte[36]])]),
        RiffChunk("LIST", [.. Ascii("movi"), .. RiffChunk("00dc", new byte[6]), .. RiffChunk("01wb", new byte[3])]), RiffChunk("idx1", [.. Ascii("00dc"), .. Little32(16), .. Little32(4), .. Little32(6)]));

    [Fact]
    public void Avi_headers_frames_and_index_are_read()
    {
        var tree = Trees.Read(Avi());
        Assert.Empty(tree.Damage);
        Assert.Equal("2", tree.OfType("avih").Single()["totalFrames"]);
        Assert.Equal([0L, 1L], tree.OfType("LIST").Last().Table!.Rows.Select(r => r[0]));
        Assert.Equal([0, 16, 4, 6], tree.OfType("idx1").Single().Table!.Rows.Single());
    }
}
