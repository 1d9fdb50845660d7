using System.Text;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Tests.Provenance.Containers.Bmff;

public class BmffLayoutTests
{
    private static readonly byte[] Store = MadeFiles.Store();

    [Fact]
    public void Padding_after_the_store_is_not_the_store()
    {
        var layout = MadeFiles.Read(MadeFiles.Mp4(MadeFiles.Credentials(Store, padding: 100)));
        Assert.Equal(Store, layout.Stores[0].Bytes.ToArray());
        Assert.Equal("manifest", layout.Stores[0].Purpose);
    }

    [Fact]
    public void An_update_at_the_end_is_joined_to_the_original()
    {
        var update = MadeFiles.Store(9);
        var layout = MadeFiles.Read([.. MadeFiles.Mp4(MadeFiles.Credentials(Store, "original")), .. MadeFiles.Credentials(update, "update")]);
        var store = Assert.Single(layout.Stores);
        Assert.Equal("update", store.Purpose);
        Assert.Equal(2, store.Ranges.Count);
        var root = JumbfReader.Read(store.Bytes, ProvenanceLimits.Default).Root;
        Assert.Equal([40, 9], root!.Children.Select(c => c.Payload.Length));
    }

    [Fact]
    public void An_original_without_its_update_says_so()
    {
        var layout = MadeFiles.Read(MadeFiles.Mp4(MadeFiles.Credentials(Store, "original")));
        Assert.Equal("original", Assert.Single(layout.Stores).Purpose);
    }

    [Fact]
    public void Boxes_for_hashes_of_parts_are_no_store()
    {
        var layout = MadeFiles.Read(MadeFiles.Mp4(MadeFiles.Credentials([0xA0], "merkle")));
        Assert.Empty(layout.Stores);
        Assert.Empty(layout.EmptyPlaces);
    }

    [Fact]
    public void A_box_of_zeros_is_an_empty_place()
    {
        var layout = MadeFiles.Read(MadeFiles.Mp4(MadeFiles.Credentials([], padding: 64)));
        Assert.Empty(layout.Stores);
        Assert.Single(layout.EmptyPlaces);
    }

    [Fact]
    public void Long_sizes_and_a_size_to_the_end_are_read()
    {
        var file = MadeFiles.Join(
            MadeFiles.Box("ftyp", MadeFiles.Text("isom")), MadeFiles.Big(1), MadeFiles.Text("free"), MadeFiles.Big(0), MadeFiles.Big(20), new byte[4], MadeFiles.Big(0), MadeFiles.Text("mdat"), new byte[7]);
        var layout = MadeFiles.Read(file);
        Assert.Equal(["ftyp", "free", "mdat"], layout.Bmff.Select(b => b.Type));
        Assert.Equal([8, 16, 8], layout.Bmff.Select(b => b.HeadBytes));
        Assert.Equal(15, layout.Bmff[2].Range.Length);
        Assert.Empty(layout.Damage);
    }

    [Fact]
    public void Full_boxes_have_a_version_and_others_none()
    {
        var layout = MadeFiles.Read(MadeFiles.Join(MadeFiles.Box("styp", MadeFiles.Text("msdh")), MadeFiles.Box("moof", MadeFiles.Box("mfhd", MadeFiles.Big(0x02000103), MadeFiles.Big(1)))));
        Assert.Equal(AssetFormat.IsoBmff, layout.Format);
        Assert.Null(layout.Bmff[1].Version);
        Assert.Equal(2, layout.Bmff[1].Children[0].Version!.Value);
        Assert.Equal(0x103, layout.Bmff[1].Children[0].Flags);
    }

    [Fact]
    public void Meta_boxes_are_read_with_and_without_a_version()
    {
        var handler = MadeFiles.Box("hdlr", new byte[20]);
        var layout = MadeFiles.Read(MadeFiles.Join(MadeFiles.Box("ftyp", MadeFiles.Text("heic")), MadeFiles.Box("meta", MadeFiles.Big(0), handler), MadeFiles.Box("meta", handler)));
        Assert.All(layout.Bmff.Skip(1), m => Assert.Equal("hdlr", Assert.Single(m.Children).Type));
        Assert.Equal([true, false], layout.Bmff.Skip(1).Select(m => m.Version is not null));
    }

    [Fact]
    public void The_xmp_item_of_a_heif_file_is_found()
    {
        var packet = MadeFiles.Text("<x:item/>");
        byte[] Whole(uint at) => MadeFiles.Join(
            MadeFiles.Box("ftyp", MadeFiles.Text("heic")),
            MadeFiles.Box("meta", MadeFiles.Big(0), MadeFiles.Box("hdlr", new byte[20]),
                MadeFiles.Box("iinf", MadeFiles.Big(0), [0, 1], MadeFiles.Box("infe", MadeFiles.Big(0x02000000), [0, 7, 0, 0], MadeFiles.Text("mime\0application/rdf+xml\0"))),
                MadeFiles.Box("iloc", MadeFiles.Big(0), [0x44, 0], [0, 1], [0, 7, 0, 0, 0, 1], MadeFiles.Big(at), MadeFiles.Big((uint)packet.Length))),
            MadeFiles.Box("mdat", packet));
        var file = Whole((uint)Whole(0).Length - (uint)packet.Length);
        var layout = MadeFiles.Read(file);
        Assert.Equal("<x:item/>", Encoding.UTF8.GetString(Assert.Single(layout.Xmp).Span));
        Assert.Equal("XMP item", layout.Regions[^1].Name);
    }

    [Fact]
    public void Boxes_nested_deeper_than_the_bound_are_left_unread()
    {
        var box = MadeFiles.Box("moov");
        for (var i = 0; i < 100; i++) box = MadeFiles.Box("moov", box);
        Assert.Contains(MadeFiles.Read(box).Damage, d => d.Text.Contains("nest deeper", StringComparison.Ordinal));
    }
}
