using System.Text;
using Touchstone.Provenance.Containers;

namespace Touchstone.Tests.Provenance.Containers.Media;

public class RiffId3Tests
{
    // Odd in length, and with bytes that unsynchronisation has to escape.
    private static readonly byte[] Store = [.. MadeFiles.Store(40), 0xFF, 0xE0, 0xFF];

    [Fact]
    public void Units_of_a_riff_file_take_their_padding_along_and_the_store_s_range_does_not()
    {
        var layout = MadeFiles.Read(MadeFiles.Wav(MadeFiles.RiffChunk("LIST", MadeFiles.Text("INFO"), MadeFiles.RiffChunk("ICMT", [1, 2])), MadeFiles.RiffChunk("C2PA", Store)));
        Assert.Equal(["WAVE", "fmt ", "data", "INFO", "C2PA"], layout.Boxes.Select(b => b.Name));
        Assert.Equal([12, 24, 42, 22, Store.Length + 8 + (Store.Length & 1)], layout.Boxes.Select(b => b.Range.Length));
        Assert.Equal(Store.Length + 8, layout.Stores[0].Ranges[0].Length);
    }

    [Fact]
    public void The_long_sizes_of_rf64_are_used()
    {
        byte[] Long(long value) => MadeFiles.Join(MadeFiles.Little((uint)value), MadeFiles.Little(0));
        var chunk = MadeFiles.RiffChunk("C2PA", Store);
        var file = MadeFiles.Join(
            MadeFiles.Text("RF64"), MadeFiles.Little(uint.MaxValue), MadeFiles.Text("WAVEds64"), MadeFiles.Little(28), Long(4 + 36 + 8 + 10 + chunk.Length), Long(10), Long(0), MadeFiles.Little(0),
            MadeFiles.Text("data"), MadeFiles.Little(uint.MaxValue), new byte[10], chunk);
        var layout = MadeFiles.Read(file);
        Assert.Empty(layout.Damage);
        Assert.Single(layout.Stores);
    }

    [Fact]
    public void The_riff_chunks_of_a_long_film_are_all_read()
    {
        var layout = MadeFiles.Read([.. MadeFiles.Riff("AVI ", MadeFiles.RiffChunk("C2PA", Store)), .. MadeFiles.Riff("AVIX", MadeFiles.RiffChunk("JUNK", [1, 2]))]);
        Assert.Equal(["AVI ", "C2PA", "AVIX", "JUNK"], layout.Boxes.Select(b => b.Name));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void The_object_of_every_version_is_found_unsynchronised_or_not(int version, bool unsynchronised)
    {
        var content = MadeFiles.Object(Store);
        var plain = content;
        if (version == 4 && unsynchronised) content = Escape(content);
        var size = MadeFiles.Big((uint)content.Length);
        var head = version switch
        {
            2 => MadeFiles.Join(MadeFiles.Text("GEO"), size[1..]),
            3 => MadeFiles.Join(MadeFiles.Text("GEOB"), size, [0, 0]),
            _ => MadeFiles.Join(MadeFiles.Text("GEOB"), MadeFiles.Seven(content.Length), [0, (byte)(unsynchronised ? 2 : 0)]),
        };
        var frames = MadeFiles.Join(head, content);
        if (version < 4 && unsynchronised) frames = Escape(frames);
        var file = MadeFiles.Join(MadeFiles.Id3(version, unsynchronised ? 0x80 : 0, frames), [0xFF, 0xFB, 0x90, 0]);
        var store = Assert.Single(MadeFiles.Read(file).Stores);
        Assert.Equal(Store, store.Bytes.ToArray());
        Assert.Equal(file.Length - 4, store.Ranges[0].End);
        Assert.NotEmpty(plain);
    }

    [Fact]
    public void Only_the_object_lies_in_the_store_s_range()
    {
        var file = MadeFiles.Mp3(Store);
        var range = Assert.Single(MadeFiles.Read(file).Stores[0].Ranges);
        Assert.Equal(Store, file[(int)range.Start..(int)range.End]);
    }

    [Fact]
    public void An_extended_head_is_passed_over()
    {
        var content = MadeFiles.Object(Store);
        var frames = MadeFiles.Join(MadeFiles.Seven(6), [1, 0], MadeFiles.Text("GEOB"), MadeFiles.Seven(content.Length), [0, 0], content);
        Assert.Single(MadeFiles.Read(MadeFiles.Join(MadeFiles.Id3(4, 0x40, frames), [0xFF, 0xFB, 0x90, 0])).Stores);
    }

    [Fact]
    public void Tags_at_the_end_are_metadata()
    {
        var layout = MadeFiles.Read([.. MadeFiles.Mp3(Store), .. Encoding.Latin1.GetBytes("TAG"), .. new byte[125]]);
        Assert.Equal("ID3v1 tag", layout.Regions[^1].Name);
        Assert.Equal(RegionRole.Metadata, layout.Regions[^1].Role);
    }

    private static byte[] Escape(byte[] bytes)
    {
        List<byte> escaped = [];
        for (var i = 0; i < bytes.Length; i++)
        {
            escaped.Add(bytes[i]);
            if (bytes[i] == 0xFF && i + 1 < bytes.Length && (bytes[i + 1] == 0 || bytes[i + 1] >= 0xE0)) escaped.Add(0);
        }
        return [.. escaped];
    }
}
