using Touchstone.Provenance.Containers;

namespace Touchstone.Tests.Provenance.Containers.Images;

public class JpegLayoutTests
{
    private static readonly byte[] Store = MadeFiles.Store(100);

    [Fact]
    public void Segments_of_a_box_are_joined_without_the_heads_they_repeat()
    {
        var layout = MadeFiles.Read(MadeFiles.Jpeg(MadeFiles.JumbfSegments(Store, 17)));
        Assert.Equal(Store, layout.Stores[0].Bytes.ToArray());
        Assert.Equal(20, Assert.Single(layout.Stores[0].Ranges).Start);
    }

    [Fact]
    public void Units_of_the_box_hash_join_the_store_and_part_scans_at_restarts()
    {
        var layout = MadeFiles.Read(MadeFiles.Jpeg(MadeFiles.JumbfSegments(Store, 17)));
        Assert.Equal(["SOI", "APP0", "C2PA", "DQT", "SOF0", "DHT", "SOS", "RST0", "RST1", "EOI"], layout.Boxes.Select(b => b.Name));
        for (var i = 1; i < layout.Boxes.Count; i++) Assert.Equal(layout.Boxes[i - 1].Range.End, layout.Boxes[i].Range.Start);
    }

    [Fact]
    public void Boxes_of_another_kind_are_no_store()
    {
        var other = MadeFiles.Box("jumb", MadeFiles.Box("jumd", new byte[16], [3], MadeFiles.Text("other\0")));
        var layout = MadeFiles.Read(MadeFiles.Jpeg([.. MadeFiles.JumbfSegments(other, 500, instance: 2), .. MadeFiles.JumbfSegments(Store, 40)]));
        Assert.Single(layout.Stores);
        Assert.Equal(["SOI", "APP0", "APP11", "C2PA", "DQT"], layout.Boxes.Take(5).Select(b => b.Name));
    }

    [Fact]
    public void Two_stores_are_two()
    {
        var layout = MadeFiles.Read(MadeFiles.Jpeg([.. MadeFiles.JumbfSegments(Store, 40), .. MadeFiles.JumbfSegments(Store, 40)]));
        Assert.Equal(2, layout.Stores.Count);
    }

    [Fact]
    public void A_segment_apart_from_the_store_s_run_is_a_unit_of_its_own()
    {
        var parts = MadeFiles.JumbfSegments(Store, 60);
        var layout = MadeFiles.Read(MadeFiles.Jpeg(parts[0], MadeFiles.Segment(0xFE, [1]), parts[1], parts[2]));
        Assert.Equal(["SOI", "APP0", "C2PA", "COM", "APP11", "APP11"], layout.Boxes.Take(6).Select(b => b.Name));
        Assert.Equal(2, layout.Stores[0].Ranges.Count);
        Assert.NotEmpty(layout.Damage);
    }

    [Fact]
    public void A_box_with_a_store_s_label_and_another_type_is_none_and_is_named()
    {
        var other = (byte[])Store.Clone();
        other[16] = (byte)'x';
        var layout = MadeFiles.Read(MadeFiles.Jpeg(MadeFiles.JumbfSegments(other, 500)));
        Assert.Empty(layout.Stores);
        Assert.Single(layout.Damage);
    }

    [Fact]
    public void Segments_out_of_order_are_not_put_in_order()
    {
        var parts = MadeFiles.JumbfSegments(Store, 60);
        var layout = MadeFiles.Read(MadeFiles.Jpeg(parts[0], parts[2], parts[1]));
        Assert.NotEqual(Store, layout.Stores[0].Bytes.ToArray());
        Assert.NotEmpty(layout.Damage);
    }

    [Fact]
    public void A_continuation_without_its_beginning_is_damage()
    {
        var layout = MadeFiles.Read(MadeFiles.Jpeg(MadeFiles.JumbfSegments(Store, 60)[1]));
        Assert.Empty(layout.Stores);
        Assert.Contains(layout.Damage, d => d.Text.Contains("beginning is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Xmp_and_its_extension_are_found()
    {
        var extension = MadeFiles.Text("<x:extended/>");
        var layout = MadeFiles.Read(MadeFiles.Jpeg(
            MadeFiles.Segment(0xE1, MadeFiles.Text("http://ns.adobe.com/xap/1.0/\0<x:main/>")),
            MadeFiles.Segment(0xE1, MadeFiles.Text("http://ns.adobe.com/xmp/extension/\0" + new string('A', 32)), MadeFiles.Big((uint)extension.Length), MadeFiles.Big(5), extension[5..]),
            MadeFiles.Segment(0xE1, MadeFiles.Text("http://ns.adobe.com/xmp/extension/\0" + new string('A', 32)), MadeFiles.Big((uint)extension.Length), MadeFiles.Big(0), extension[..5])));
        Assert.Equal(["<x:main/>", "<x:extended/>"], layout.Xmp.Select(x => System.Text.Encoding.Latin1.GetString(x.Span)));
    }

    [Fact]
    public void What_follows_the_image_is_told_apart_from_further_images()
    {
        var image = MadeFiles.Jpeg();
        var layout = MadeFiles.Read([.. image, .. image, .. MadeFiles.Text("hidden")]);
        Assert.Contains(layout.Regions, r => r.Name == "further image 1" && r.Range.Start == image.Length && r.Range.Length == image.Length);
        Assert.Equal(RegionRole.Unaccounted, layout.Regions[^1].Role);
        Assert.Equal(6, layout.Regions[^1].Range.Length);
        Assert.Equal(2, layout.Boxes.Count(b => b.Name == "SOI"));
    }

    [Fact]
    public void Bytes_before_a_marker_are_passed_over_and_named()
    {
        var layout = MadeFiles.Read(MadeFiles.Jpeg([.. MadeFiles.Text("junk"), 0xFF, 0x00], MadeFiles.Join(MadeFiles.JumbfSegments(Store, 500))));
        Assert.Single(layout.Stores);
        Assert.Contains(layout.Regions, r => r.Name == "between segments" && r.Range.Length == 6);
        Assert.Equal("EOI", layout.Boxes[^1].Name);
    }

    [Fact]
    public void A_store_in_a_further_image_is_not_the_file_s()
    {
        var layout = MadeFiles.Read([.. MadeFiles.Jpeg(), .. MadeFiles.Jpeg(MadeFiles.JumbfSegments(Store, 40))]);
        Assert.Empty(layout.Stores);
    }
}
