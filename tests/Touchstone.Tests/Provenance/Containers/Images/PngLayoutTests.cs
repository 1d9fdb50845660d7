using System.Text;

namespace Touchstone.Tests.Provenance.Containers.Images;

public class PngLayoutTests
{
    private static readonly byte[] Store = MadeFiles.Store();

    [Fact]
    public void Units_of_the_box_hash_begin_with_the_signature_and_name_the_store()
    {
        var layout = MadeFiles.Read(MadeFiles.Png(MadeFiles.Chunk("caBX", Store), MadeFiles.Chunk("tEXt", [1])));
        Assert.Equal(["PNGh", "IHDR", "C2PA", "tEXt", "IDAT", "IEND"], layout.Boxes.Select(b => b.Name));
        Assert.Equal(Store.Length + 12, layout.Stores[0].Ranges[0].Length);
    }

    [Fact]
    public void A_wrong_checksum_of_the_store_is_damage()
    {
        var file = MadeFiles.Png(MadeFiles.Chunk("caBX", Store));
        file[33 + 8 + Store.Length] ^= 1;
        var layout = MadeFiles.Read(file);
        Assert.Single(layout.Stores);
        Assert.Contains(layout.Damage, d => d.Text.Contains("caBX", StringComparison.Ordinal));
    }

    [Fact]
    public void Xmp_is_found_plain_and_compressed()
    {
        var plain = MadeFiles.Chunk("iTXt", MadeFiles.Text("XML:com.adobe.xmp\0\0\0\0\0<x:a/>"));
        var compressed = MadeFiles.Chunk("iTXt", MadeFiles.Text("XML:com.adobe.xmp\0\u0001\0\0\0"), MadeFiles.Zlib(MadeFiles.Text("<x:b/>")));
        Assert.Equal(["<x:a/>", "<x:b/>"], MadeFiles.Read(MadeFiles.Png(plain, compressed)).Xmp.Select(x => Encoding.UTF8.GetString(x.Span)));
    }

    [Fact]
    public void An_empty_chunk_is_a_place_without_a_store()
    {
        var layout = MadeFiles.Read(MadeFiles.Png(MadeFiles.Chunk("caBX")));
        Assert.Empty(layout.Stores);
        Assert.Single(layout.EmptyPlaces);
    }

    [Fact]
    public void Bytes_after_the_end_are_unaccounted()
    {
        var layout = MadeFiles.Read([.. MadeFiles.Png(), 1, 2, 3]);
        Assert.Equal("after the end of the image", layout.Regions[^1].Name);
        Assert.Equal(3, layout.Regions[^1].Range.Length);
    }
}
