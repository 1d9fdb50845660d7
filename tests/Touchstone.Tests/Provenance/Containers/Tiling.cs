using Touchstone.Provenance.Containers;

namespace Touchstone.Tests.Provenance.Containers;

/// <summary>Asserts that a layout's regions and ranges keep their promises.</summary>
internal static class Tiling
{
    internal static void Holds(AssetLayout layout, long length, string name)
    {
        var at = 0L;
        foreach (var region in layout.Regions)
        {
            Assert.True(region.Range.Start == at && region.Range.Length > 0, $"{name}: {region} does not begin at {at}");
            at = region.Range.End;
        }
        Assert.True(at == length, $"{name}: the regions end at {at} of {length}");
        foreach (var range in layout.Stores.SelectMany(s => s.Ranges).Concat(layout.Boxes.Select(b => b.Range)))
            Assert.True(range.Start >= 0 && range.Length >= 0 && range.End <= length, $"{name}: {range} lies outside");
    }
}
