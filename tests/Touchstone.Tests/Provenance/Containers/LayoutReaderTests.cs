using Touchstone.Provenance;
using Touchstone.Provenance.Containers;

namespace Touchstone.Tests.Provenance.Containers;

public class LayoutReaderTests
{
    [Fact]
    public void The_store_of_every_format_comes_out_as_it_went_in()
    {
        var store = MadeFiles.Store(700);
        foreach (var (format, file) in MadeFiles.All(store))
        {
            var layout = MadeFiles.Read(file);
            Assert.Equal(format, layout.Format);
            Assert.True(layout.Damage.Count == 0, $"{format}: {string.Join(" ", layout.Damage)}");
            Assert.True(Assert.Single(layout.Stores).Bytes.Span.SequenceEqual(store), $"{format}");
            Tiling.Holds(layout, file.Length, $"{format}");
            Assert.DoesNotContain(layout.Regions, r => r.Role == RegionRole.Unaccounted && r.Range.Length > 1);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_read_without_an_exception()
    {
        foreach (var (format, file) in MadeFiles.All(MadeFiles.Store(300)))
        {
            for (var length = 0; length < file.Length; length++)
                Tiling.Holds(MadeFiles.Read(file[..length]), length, $"{format} cut at {length}");
        }
    }

    [Fact]
    public void Bytes_changed_at_random_are_read_without_an_exception()
    {
        var random = new Random(20261123);
        foreach (var (format, file) in MadeFiles.All(MadeFiles.Store(200)))
        {
            for (var i = 0; i < 300; i++)
            {
                var changed = (byte[])file.Clone();
                for (var k = random.Next(1, 12); k > 0; k--) changed[random.Next(changed.Length)] = (byte)(random.Next(4) == 0 ? 0xFF : random.Next(256));
                Tiling.Holds(MadeFiles.Read(changed), changed.Length, $"{format} change {i}");
            }
        }
    }

    [Fact]
    public void Bytes_at_random_after_a_format_s_beginning_are_read_without_an_exception()
    {
        var random = new Random(7);
        foreach (var (format, file) in MadeFiles.All(MadeFiles.Store()))
        {
            for (var i = 0; i < 100; i++)
            {
                var bytes = new byte[random.Next(1, 600)];
                random.NextBytes(bytes);
                file.AsSpan(0, Math.Min(bytes.Length, Math.Min(file.Length, random.Next(4, 40)))).CopyTo(bytes);
                Tiling.Holds(MadeFiles.Read(bytes), bytes.Length, $"{format} {i}");
            }
        }
    }

    [Fact]
    public void More_parts_than_the_bound_are_named_and_left_unread()
    {
        var file = MadeFiles.Jpeg([.. Enumerable.Repeat(MadeFiles.Segment(0xFE, [1]), 100)]);
        var layout = LayoutReader.Read(AssetBytes.Of(file), new ProvenanceLimits { MaximumContainerNodes = 20 }, TestContext.Current.CancellationToken);
        Assert.Contains(layout.Damage, d => d.Text.Contains("More than 20 parts", StringComparison.Ordinal));
        Tiling.Holds(layout, file.Length, "bounded");
    }

    [Fact]
    public void A_store_longer_than_the_bound_is_cut_and_named()
    {
        foreach (var (format, file) in MadeFiles.All(MadeFiles.Store(4000)).Where(f => f.Format is not (AssetFormat.Pdf or AssetFormat.Gif)))
        {
            var layout = LayoutReader.Read(AssetBytes.Of(file), new ProvenanceLimits { MaximumStoreBytes = 1000 }, TestContext.Current.CancellationToken);
            Assert.All(layout.Stores, s => Assert.True(s.Bytes.Length <= 1000, $"{format}"));
            Assert.True(layout.Damage.Count > 0, $"{format}");
        }
    }

    [Fact]
    public void What_is_no_known_format_is_one_unaccounted_stretch()
    {
        var layout = MadeFiles.Read(MadeFiles.Text("just some words"));
        Assert.Equal(AssetFormat.Unknown, layout.Format);
        Assert.Equal(RegionRole.Unaccounted, Assert.Single(layout.Regions).Role);
        Assert.Empty(MadeFiles.Read([]).Regions);
    }
}
