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
        return real.Any(e => stores.Contains(e)) ? Contents(input, others) : Misplaced(input, stores, real) ?? Contents(input, others);
    }

    private static string? Misplaced(BindingInput input, IReadOnlyList<ByteRange> stores, IReadOnlyList<ByteRange> exclusions)
    {
        const string Text = "No exclusion is exactly the manifest store with its wrapping: bytes beside the store could be anything.";
        // The reference wants the exact range of the whole wrapping. The text wants nothing but store and padding inside it, and the exact range in a JPEG (§15.12.1.2).
        if (input.Policy == ValidationPolicy.Reference || input.Layout.Format == AssetFormat.Jpeg || stores.Count == 0) return Text;
        foreach (var exclusion in exclusions.Where(e => stores.Any(s => Ranges.Intersect(s, e).Length > 0)))
            foreach (var rest in Ranges.Without(exclusion, stores))
                if (!IsPadding(input, rest)) return Text;
        return null;
    }

    private static string? Contents(BindingInput input, IReadOnlyList<ByteRange> others)
    {
        if (input.Policy == ValidationPolicy.Reference) return null;
        foreach (var exclusion in others)
            foreach (var region in input.Layout.Regions)
            {
                var part = Ranges.Intersect(region.Range, exclusion);
                if (part.Length > 0 && region.Role != RegionRole.Metadata && !IsPadding(input, part))
                    return $"The exclusion at {exclusion.Start} holds {region.Name}, which is neither the manifest store, nor padding, nor metadata.";
            }
        return null;
    }

    private static bool IsPadding(BindingInput input, ByteRange range) =>
        input.Layout.Regions.Where(r => Ranges.Intersect(r.Range, range).Length > 0).All(r => r.Role == RegionRole.Padding);
}
