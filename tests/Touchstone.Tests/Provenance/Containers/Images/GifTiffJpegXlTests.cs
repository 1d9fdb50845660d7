using System.Text;
using Touchstone.Provenance.Containers;

namespace Touchstone.Tests.Provenance.Containers.Images;

public class GifTiffJpegXlTests
{
    private static readonly byte[] Store = MadeFiles.Store(600);

    [Fact]
    public void Units_of_a_gif_take_their_tables_along()
    {
        var layout = MadeFiles.Read(MadeFiles.Gif(Store));
        Assert.Equal(["GIF89a", "LSD", "C2PA", "21FE", "2C", "TBID", "3B"], layout.Boxes.Select(b => b.Name));
        Assert.Equal(13, layout.Boxes[1].Range.Length);
    }

    [Fact]
    public void A_store_after_the_first_image_of_a_gif_is_none()
    {
        var file = MadeFiles.Gif(Store);
        var block = file[19..^27];
        var layout = MadeFiles.Read(MadeFiles.Join(file[..19], file[^27..^1], block, [0x3B]));
        Assert.Empty(layout.Stores);
        Assert.Contains(layout.Damage, d => d.Text.Contains("after the first image", StringComparison.Ordinal));
    }

    [Fact]
    public void The_store_of_a_tiff_takes_the_count_in_its_entry_along()
    {
        var layout = MadeFiles.Read(MadeFiles.Tiff(Store));
        Assert.Equal([26, 38], layout.Stores[0].Ranges.Select(r => r.Start));
        Assert.Equal([4, Store.Length], layout.Stores[0].Ranges.Select(r => r.Length));
    }

    [Fact]
    public void Directories_that_point_at_each_other_end()
    {
        var file = MadeFiles.Join(MadeFiles.Text("II*\0"), MadeFiles.Little(8), [1, 0], [0x4A, 1, 4, 0], MadeFiles.Little(1), MadeFiles.Little(8), MadeFiles.Little(8));
        Assert.Empty(MadeFiles.Read(file).Stores);
    }

    [Fact]
    public void A_big_tiff_is_read()
    {
        byte[] Long(long value) => MadeFiles.Join(MadeFiles.Little((uint)value), MadeFiles.Little(0));
        var file = MadeFiles.Join(MadeFiles.Text("II+\0"), [8, 0, 0, 0], Long(16), Long(1), [0x41, 0xCD, 7, 0], Long(Store.Length), Long(52), Long(0), Store);
        Assert.Equal(Store, Assert.Single(MadeFiles.Read(file).Stores).Bytes.ToArray());
    }

    [Fact]
    public void Compressed_boxes_of_a_jpeg_xl_file_are_opened()
    {
        var xmp = MadeFiles.Box("brob", MadeFiles.Text("xml "), MadeFiles.Brotli(MadeFiles.Text("<x:a/>")));
        var store = MadeFiles.Box("brob", MadeFiles.Text("jumb"), MadeFiles.Brotli(Store[8..]));
        var layout = MadeFiles.Read(MadeFiles.JpegXl([], [.. xmp, .. store]));
        Assert.Equal("<x:a/>", Encoding.UTF8.GetString(Assert.Single(layout.Xmp).Span));
        Assert.Equal(Store, Assert.Single(layout.Stores).Bytes.ToArray());
    }

    [Fact]
    public void A_naked_codestream_holds_no_store() => Assert.Equal(AssetFormat.JpegXl, MadeFiles.Read([0xFF, 0x0A, 1, 2]).Format);
}
