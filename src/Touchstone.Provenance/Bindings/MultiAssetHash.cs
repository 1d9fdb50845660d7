using Touchstone.Provenance.Bindings.Bmff;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings;

// The multi-asset hash: each part of a file by itself, so that optional ones may be dropped (C2PA 2.2 §15.12.4, §18.9).
internal static class MultiAssetHash
{
    private const string Label = "c2pa.hash.multi-asset", PartSuffix = ".part";

    private sealed record Part(ByteRange Range, string Kind, CborValue Assertion);

    internal static BindingReport Validate(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        var only = input.MultiAsset[0];
        List<ByteRange> uncovered = [];
        var objection = input.MultiAsset.Count > 1 ? Malformed("A manifest may hold one multi-asset hash, not several.") : Check(input, only, uncovered, cancel);
        if (objection is not null)
        {
            log.Add(objection.Code, only.Url, objection.Text);
            return new BindingReport(false, Label, Ranges.Whole(input.Asset));
        }
        log.Add(Code.AssertionMultiAssetHashMatch, only.Url, "Every part that is there is as it was signed.");
        return new BindingReport(true, Label, Ranges.Merge(uncovered));
    }

    private static Objection Malformed(string text) => new(Code.AssertionMultiAssetHashMalformed, text);

    private static Objection Mismatch(string text) => new(Code.AssertionMultiAssetHashMismatch, text);

    private static Objection? Check(BindingInput input, BoundPart assertion, List<ByteRange> uncovered, CancellationToken cancel)
    {
        if (assertion.Value["parts"] is not { Kind: CborKind.List, Items.Count: > 0 } list) return Malformed("The multi-asset hash lists no parts.");
        List<Part> parts = [];
        foreach (var item in list.Items)
            if (Locate(input, item, parts) is { } objection) return objection;
        // A part in a box leaves the boxes around it to the part of the whole.
        if (Uncovering(parts, input.Asset.Length) is { } gap) return gap;
        foreach (var part in parts)
        {
            cancel.ThrowIfCancellationRequested();
            if (Hash(input, part, uncovered, cancel) is { } objection) return objection;
        }
        return null;
    }

    private static Objection? Locate(BindingInput input, CborValue item, List<Part> parts)
    {
        // §18.9.3 writes hashAssertion as a hashed URI; its example as the bare URI.
        var uri = item["hashAssertion"]?.Text ?? item["hashAssertion"]?["url"]?.Text;
        if (item["location"] is not { Kind: CborKind.Map } location) return Malformed("A part of the multi-asset hash has no location.");
        if (uri is null || input.Resolve(uri) is not { } found || !found.Label.EndsWith(PartSuffix, StringComparison.Ordinal))
            return Malformed($"A part of the multi-asset hash names no hash of a part: {uri ?? "(none)"}.");
        var optional = item["optional"]?.Boolean == true;
        var kind = found.Label[..^PartSuffix.Length];
        if (location["bmffBox"]?.Text is { } xpath)
        {
            if (BmffExclusions.Find(input.Asset, input.Layout.Bmff, xpath, input.Limits) is not { } box)
                return optional ? null : new Objection(Code.AssertionMultiAssetHashMissingPart, $"The part {xpath} is not in the asset.");
            parts.Add(new Part(new ByteRange(box.Range.Start + box.HeadBytes, box.Range.Length - box.HeadBytes), kind, found.Value));
            return null;
        }
        if (location["byteOffset"]?.Integer is not { } start || location["length"]?.Integer is not { } length || start < 0 || length <= 0 || start > long.MaxValue - length)
            return Malformed("The location of a part is neither a box nor a range of bytes.");
        if (start >= input.Asset.Length)
            return optional ? null : new Objection(Code.AssertionMultiAssetHashMissingPart, $"The part at byte {start} is not in the asset, which ends at {input.Asset.Length}.");
        if (start + length > input.Asset.Length) return Mismatch($"The part at byte {start} of {length} bytes is cut short.");
        parts.Add(new Part(new ByteRange(start, length), kind, found.Value));
        return null;
    }

    // "Contiguous, non-overlapping, and cover every byte of the asset", in the order of the file.
    private static Objection? Uncovering(List<Part> parts, long length)
    {
        if (parts.Count == 0) return Malformed("None of the parts of the multi-asset hash is in the asset.");
        var at = 0L;
        foreach (var part in parts)
        {
            if (part.Range.Start != at) return Malformed($"The parts leave a gap, or overlap, at byte {at}.");
            at = part.Range.End;
        }
        return at == length ? null : Malformed($"The parts end at byte {at}, the asset at {length}.");
    }

    private static Objection? Hash(BindingInput input, Part part, List<ByteRange> uncovered, CancellationToken cancel)
    {
        var bytes = new AssetBytes(part.Range.Length, (offset, destination) => input.Asset.Read(part.Range.Start + offset, destination));
        var log = new StatusLog(input.Limits.MaximumStatuses);
        var report = HardBinding.ValidateAlone(input with
        {
            Asset = bytes,
            Layout = part.Kind == "c2pa.hash.data" ? Shifted(input.Layout, part.Range) : LayoutReader.Read(bytes, input.Limits, cancel),
            Label = part.Kind,
            Assertion = part.Assertion,
            Updated = input.Updated && part.Range.Start == 0,
            MultiAsset = [],
            Fragments = [],
            IsPart = true,
        }, log, cancel);
        uncovered.AddRange(report.Uncovered.Select(u => u with { Start = u.Start + part.Range.Start }));
        if (report.Matches) return null;
        var failure = log.Entries.FirstOrDefault(s => s.Kind == StatusKind.Failure);
        return failure?.Code == Code.AlgorithmUnsupported ? new Objection(failure.Code, failure.Explanation)
            : Mismatch($"The part at byte {part.Range.Start} is not what was signed. {failure?.Explanation}".TrimEnd());
    }

    private static AssetLayout Shifted(AssetLayout layout, ByteRange part) => layout with
    {
        Stores = [.. layout.Stores.Where(s => s.Ranges.All(r => r.Start >= part.Start && r.End <= part.End))
            .Select(s => s with { Ranges = [.. s.Ranges.Select(r => r with { Start = r.Start - part.Start })] })],
        Regions = [.. layout.Regions.Select(r => r with { Range = Ranges.Intersect(r.Range, part) }).Where(r => r.Range.Length > 0)
            .Select(r => r with { Range = r.Range with { Start = r.Range.Start - part.Start } })],
        Boxes = [],
        Bmff = [],
    };
}
