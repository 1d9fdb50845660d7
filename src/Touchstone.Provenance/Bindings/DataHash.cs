using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings;

// The data hash: all bytes but the excluded ranges (C2PA 2.2 §15.12.1, §18.5).
internal static class DataHash
{
    private const string Label = "c2pa.hash.data";

    internal static BindingReport Validate(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        BindingReport Failed(string code, string explanation, IReadOnlyList<ByteRange>? uncovered = null)
        {
            log.Add(code, input.Url, explanation);
            return new BindingReport(false, Label, uncovered ?? Ranges.Whole(input.Asset));
        }

        var value = input.Assertion;
        if (value.Kind != CborKind.Map) return Failed(Code.AssertionDataHashMalformed, "The data hash assertion is not a map.");
        if (Exclusions(value["exclusions"], out var malformed) is not { } exclusions) return Failed(Code.AssertionDataHashMalformed, malformed);
        var name = value["alg"] is { } own ? own.Text : input.DefaultAlgorithm;
        if (AssetHasher.Algorithm(name) is not { } algorithm)
            return Failed(Code.AlgorithmUnsupported, name is null ? "Neither the data hash nor its claim names a hash algorithm." : $"The hash algorithm {name} is not allowed.");
        if (value["hash"]?.Bytes is not { } expected) return Failed(Code.AssertionDataHashMismatch, "The data hash assertion holds no hash.");

        if (input.Updated) exclusions = WithCurrentStore(exclusions, input.Layout);
        if (exclusions.FirstOrDefault(e => e.End > input.Asset.Length) is { Length: > 0 } beyond)
            return Failed(Code.AssertionDataHashMismatch, $"An exclusion ends at byte {beyond.End}, the asset at {input.Asset.Length}.");

        var merged = Ranges.Merge(exclusions);
        var objection = ExclusionCheck.Of(input, exclusions, out var additional);
        if (additional is not null) log.Add(Code.AssertionDataHashAdditionalExclusionsPresent, input.Url, additional);
        using var hasher = new AssetHasher(algorithm, cancel);
        foreach (var range in Ranges.Without(new ByteRange(0, input.Asset.Length), merged)) hasher.Append(input.Asset, range);
        var matches = hasher.Finish().AsSpan().SequenceEqual(expected.Span);
        // The plainest reason first: it heads what a person reads.
        if (!matches) log.Add(Code.AssertionDataHashMismatch, input.Url, "The bytes of the asset are not those that were signed: their hash differs.");
        if (objection is not null) log.Add(Code.AssertionDataHashMismatch, input.Url, objection);
        if (matches && objection is null) log.Add(Code.AssertionDataHashMatch, input.Url, "The bytes outside the exclusions are those that were signed.");
        return new BindingReport(matches && objection is null, Label, merged);
    }

    // Null where the list breaks a rule of §15.12.1: in order, no overlap, nothing negative.
    private static List<ByteRange>? Exclusions(CborValue? list, out string malformed)
    {
        malformed = "The exclusions are not a list of start and length.";
        List<ByteRange> ranges = [];
        if (list is null or { Kind: CborKind.Null }) return ranges;
        if (list.Kind != CborKind.List) return null;
        foreach (var item in list.Items)
        {
            if (item["start"]?.Integer is not { } start || item["length"]?.Integer is not { } length) return null;
            if (start < 0 || length < 0 || start > long.MaxValue - length)
            {
                malformed = $"The exclusion at {start} of {length} bytes is impossible.";
                return null;
            }
            if (ranges.Count > 0 && ranges[^1].End > start)
            {
                malformed = $"The exclusion at {start} begins before the one before it ends ({ranges[^1].End}).";
                return null;
            }
            ranges.Add(new ByteRange(start, length));
        }
        return ranges;
    }

    // Update manifests made the store longer after the hash was taken.
    private static List<ByteRange> WithCurrentStore(List<ByteRange> exclusions, AssetLayout layout)
    {
        var stores = ExclusionCheck.StoreRanges(layout);
        return [.. exclusions.Select(e => stores.FirstOrDefault(s => s.Start == e.Start) is { Length: > 0 } store ? store : e)];
    }
}
