using System.Buffers.Binary;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Containers.Embedding;

namespace Touchstone.Tests.Provenance.Containers.Embedding;

public class StoreEmbedderTests
{
    private static readonly byte[] Store = MadeFiles.Store(500);

    public static TheoryData<string> Writable => ["jpeg", "png", "wav", "webp", "mp4"];

    private static byte[] File(string name, byte[]? store = null) => name switch
    {
        "jpeg" => MadeFiles.Jpeg(store is null ? [] : MadeFiles.JumbfSegments(store, 60_000)),
        "png" => MadeFiles.Png(store is null ? [] : [MadeFiles.Chunk("caBX", store)]),
        "wav" => MadeFiles.Wav(store is null ? [] : [MadeFiles.RiffChunk("C2PA", store)]),
        "webp" => MadeFiles.Riff("WEBP", store is null ? [MadeFiles.RiffChunk("VP8 ", new byte[9])] : [MadeFiles.RiffChunk("VP8 ", new byte[9]), MadeFiles.RiffChunk("C2PA", store)]),
        _ => MadeFiles.Mp4(store is null ? [] : [MadeFiles.Credentials(store)]),
    };

    [Theory]
    [MemberData(nameof(Writable))]
    public void A_store_put_in_is_found_where_the_plan_says(string name)
    {
        foreach (var size in (int[])[500, 501, 70_000, 200_001])
        {
            var store = MadeFiles.Store(size);
            var (file, plan) = Embedded(File(name), store);
            var layout = MadeFiles.Read(file);
            Assert.Equal(plan.Length, file.Length);
            Assert.Empty(layout.Damage);
            Assert.Equal(store, Assert.Single(layout.Stores).Bytes.ToArray());
            Assert.Equal(plan.StoreRange, Assert.Single(layout.Stores[0].Ranges));
        }
    }

    [Theory]
    [MemberData(nameof(Writable))]
    public void A_store_there_already_is_replaced_and_the_rest_stays(string name)
    {
        var (small, _) = Embedded(File(name, Store), MadeFiles.Store(11));
        Assert.Single(MadeFiles.Read(small).Stores);
        Assert.Equal(File(name, Store), Embedded(small, Store).File);
    }

    [Theory]
    [MemberData(nameof(Writable))]
    public void All_stores_but_one_are_dropped(string name)
    {
        var file = name switch
        {
            "jpeg" => MadeFiles.Jpeg([.. MadeFiles.JumbfSegments(Store, 99), MadeFiles.Segment(0xFE, [1]), .. MadeFiles.JumbfSegments(Store, 99, 2)]),
            "png" => MadeFiles.Png(MadeFiles.Chunk("caBX", Store), MadeFiles.Chunk("tEXt", [1]), MadeFiles.Chunk("caBX", Store)),
            "wav" => MadeFiles.Wav(MadeFiles.RiffChunk("C2PA", Store), MadeFiles.RiffChunk("LIST", MadeFiles.Text("INFO")), MadeFiles.RiffChunk("C2PA", Store)),
            "webp" => MadeFiles.Riff("WEBP", MadeFiles.RiffChunk("C2PA", Store), MadeFiles.RiffChunk("VP8 ", [1])),
            _ => MadeFiles.Mp4(MadeFiles.Credentials(Store), MadeFiles.Credentials(Store, "update")),
        };
        var (changed, _) = Embedded(file, MadeFiles.Store(3));
        var layout = MadeFiles.Read(changed);
        Assert.Empty(layout.Damage);
        Assert.Equal(MadeFiles.Store(3), Assert.Single(layout.Stores).Bytes.ToArray());
    }

    [Fact]
    public void The_table_of_chunks_of_a_film_still_points_at_its_sample()
    {
        foreach (var film in (byte[][])[File("mp4"), File("mp4", Store)])
        {
            var (file, _) = Embedded(film, MadeFiles.Store(9000));
            var table = Array(MadeFiles.Read(file).Bmff).First(b => b.Type == "stco");
            var sample = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)table.Range.End - 4));
            Assert.Equal("the sample", System.Text.Encoding.Latin1.GetString(file.AsSpan((int)sample, 10)));
        }
    }

    [Fact]
    public void The_items_of_a_picture_file_still_point_at_their_bytes()
    {
        foreach (var (widths, origin) in new (byte[], int)[] { ([0x44, 0x00], 0), ([0x44, 0x40], 4), ([0x08, 0x80], 8) })
        {
            byte[] Whole(uint at) => MadeFiles.Join(
                MadeFiles.Box("ftyp", MadeFiles.Text("avif")),
                MadeFiles.Box("meta", MadeFiles.Big(0), MadeFiles.Box("hdlr", new byte[20]),
                    MadeFiles.Box("iloc", MadeFiles.Big(0), widths, [0, 1], [0, 7, 0, 0], origin switch
                    {
                        0 => MadeFiles.Join([0, 1], MadeFiles.Big(at), MadeFiles.Big(4)),
                        4 => MadeFiles.Join(MadeFiles.Big(at - 2), [0, 1], MadeFiles.Big(2), MadeFiles.Big(4)),
                        _ => MadeFiles.Join(MadeFiles.Big(0), MadeFiles.Big(at), [0, 1], MadeFiles.Big(0), MadeFiles.Big(4)),
                    })),
                MadeFiles.Box("mdat", MadeFiles.Text("item")));
            var source = Whole((uint)Whole(8).Length - 4);
            var (file, plan) = Embedded(source, Store);
            var moved = file.Length - 4;
            Assert.Equal(source.Length + plan.StoreRange.Length, file.Length);
            byte[] rest = [.. file[..12], .. file[(int)plan.StoreRange.End..^12]];
            Assert.Equal(Whole((uint)moved)[..^12], rest);
        }
    }

    [Fact]
    public void Films_whose_offsets_cannot_be_moved_are_refused()
    {
        var compressed = MadeFiles.Join(MadeFiles.Box("ftyp", MadeFiles.Text("isom")), MadeFiles.Box("moov", MadeFiles.Box("cmov")));
        var cut = MadeFiles.Join(MadeFiles.Box("ftyp", MadeFiles.Text("isom")), MadeFiles.Box("moov", MadeFiles.Box("trak", MadeFiles.Box("stco", MadeFiles.Big(0), MadeFiles.Big(99)))));
        var fragment = MadeFiles.Join(MadeFiles.Box("styp", MadeFiles.Text("msdh")), MadeFiles.Box("moof"));
        foreach (var file in (byte[][])[compressed, cut, fragment])
            Assert.Null(StoreEmbedder.Plan(AssetBytes.Of(file), MadeFiles.Read(file), 100));
    }

    [Fact]
    public void The_lengths_of_an_rf64_file_are_kept_in_their_chunk()
    {
        byte[] Long(long value) => MadeFiles.Join(MadeFiles.Little((uint)value), MadeFiles.Little(0));
        var source = MadeFiles.Join(
            MadeFiles.Text("RF64"), MadeFiles.Little(uint.MaxValue), MadeFiles.Text("WAVEds64"), MadeFiles.Little(28), Long(4 + 36 + 8 + 10), Long(10), Long(0), MadeFiles.Little(0),
            MadeFiles.Text("data"), MadeFiles.Little(uint.MaxValue), new byte[10]);
        var (file, _) = Embedded(source, Store);
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(20)));
        Assert.Single(MadeFiles.Read(file).Stores);
    }

    private static IEnumerable<BmffBox> Array(IEnumerable<BmffBox> boxes) => boxes.SelectMany(b => Array(b.Children).Prepend(b));

    private static (byte[] File, EmbeddingPlan Plan) Embedded(byte[] source, byte[] store)
    {
        var plan = StoreEmbedder.Plan(AssetBytes.Of(source), MadeFiles.Read(source), store.Length);
        Assert.NotNull(plan);
        using var output = new MemoryStream();
        plan.Write(store, output, TestContext.Current.CancellationToken);
        return (output.ToArray(), plan);
    }
}
