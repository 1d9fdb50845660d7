using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Bindings;

// What a data hash may leave out: the store with its wrapping, marked padding, and metadata, which is said (C2PA 2.2 §15.12.1, §9.2.5).
internal static class ExclusionCheck
{
    // The stores with their wrapping, stretches that touch made one.
    internal static IReadOnlyList<ByteRange> StoreRanges(AssetLayout layout) => Ranges.Merge(layout.Stores.SelectMany(s => s.Ranges));

    // A sentence against the exclusions, or null. "additional" names what is left out besides the store, or is null.
    internal static string? Of(BindingInput input, IReadOnlyList<ByteRange> exclusions, out string? additional)
    {
        var stores = StoreRanges(input.Layout);
        var real = exclusions.Where(e => e.Length > 0).ToList();
        var others = real.Where(e => !stores.Any(s => Ranges.Intersect(s, e).Length > 0)).ToList();
        additional = others.Count == 0 ? null
            : $"Besides the manifest store, {others.Sum(o => o.Length)} bytes in {others.Count} {(others.Count == 1 ? "range" : "ranges")} are left out of the hash.";
        if (real.Count == 0) return null;
        // The reference does not ask where the exclusions of a part lie; the text allows the same in a part as in the whole.
        if (input.IsPart) return Contents(input, others);
        return real.Any(e => stores.Contains(e)) ? Contents(input, others) : Misplaced(input, stores, real) ?? Contents(input, others);
    }

    private static string? Misplaced(BindingInput input, IReadOnlyList<ByteRange> stores, IReadOnlyList<ByteRange> exclusions)
    {
        const string Text = "No exclusion is exactly the manifest store with its wrapping: bytes beside the store could be anything.";
        // The reference wants the exact range of the whole wrapping. The text wants nothing but store and padding inside it, and the exact range in a JPEG (§15.12.1.2).
        if (input.Policy == ValidationPolicy.Reference || input.Layout.Format == AssetFormat.Jpeg || stores.Count == 0) return Text;
        foreach (var exclusion in exclusions.Where(e => stores.Any(s => Ranges.Intersect(s, e).Length > 0)))
            foreach (var rest in Ranges.Without(exclusion, stores))
                if (RegionsIn(input.Layout, rest).Any(r => r.Role != RegionRole.Padding)) return Text;
        return null;
    }

    private static string? Contents(BindingInput input, IReadOnlyList<ByteRange> others)
    {
        if (input.Policy == ValidationPolicy.Reference) return null;
        foreach (var exclusion in others)
            if (RegionsIn(input.Layout, exclusion).FirstOrDefault(r => !MayLeaveOut(r)) is { } region)
                return $"The exclusion at {exclusion.Start} holds {region.Name}, which is neither the manifest store, nor padding, nor metadata.";
        return null;
    }

    // Metadata and marked padding, and a store by itself.
    internal static bool MayLeaveOut(AssetLayout layout, ByteRange range) => RegionsIn(layout, range).All(MayLeaveOut);

    private static bool MayLeaveOut(AssetRegion region) => region.Role is RegionRole.Metadata or RegionRole.Padding or RegionRole.Credentials;

    // Regions cover the file in order, so the first is found by halving.
    private static IEnumerable<AssetRegion> RegionsIn(AssetLayout layout, ByteRange range)
    {
        var low = 0;
        for (var high = layout.Regions.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (layout.Regions[middle].Range.End <= range.Start) low = middle + 1;
            else high = middle;
        }
        for (; low < layout.Regions.Count && layout.Regions[low].Range.Start < range.End; low++) yield return layout.Regions[low];
    }
}
