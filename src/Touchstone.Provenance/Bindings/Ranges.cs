namespace Touchstone.Provenance.Bindings;

// Arithmetic on stretches of an asset.
internal static class Ranges
{
    internal static IReadOnlyList<ByteRange> Whole(AssetBytes asset) => asset.Length == 0 ? [] : [new ByteRange(0, asset.Length)];

    internal static ByteRange Intersect(ByteRange a, ByteRange b)
    {
        var start = Math.Max(a.Start, b.Start);
        return new ByteRange(start, Math.Max(0, Math.Min(a.End, b.End) - start));
    }

    // In order, without overlap, without empty ones; those that touch become one.
    internal static IReadOnlyList<ByteRange> Merge(IEnumerable<ByteRange> ranges)
    {
        List<ByteRange> merged = [];
        foreach (var range in ranges.Where(r => r.Length > 0).OrderBy(r => r.Start))
        {
            if (merged.Count > 0 && range.Start <= merged[^1].End)
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].End, range.End) - merged[^1].Start };
            else merged.Add(range);
        }
        return merged;
    }

    // What remains of the whole when merged ranges are taken out.
    internal static IReadOnlyList<ByteRange> Without(ByteRange whole, IReadOnlyList<ByteRange> merged)
    {
        List<ByteRange> rest = [];
        var at = whole.Start;
        foreach (var range in merged)
        {
            if (range.Start >= whole.End) break;
            if (range.Start > at) rest.Add(new ByteRange(at, range.Start - at));
            at = Math.Max(at, range.End);
        }
        if (at < whole.End) rest.Add(new ByteRange(at, whole.End - at));
        return rest;
    }

    // Whether a merged list holds every byte of a range.
    internal static bool Contain(IReadOnlyList<ByteRange> merged, ByteRange range) =>
        range.Length == 0 || merged.Any(m => m.Start <= range.Start && m.End >= range.End);
}
