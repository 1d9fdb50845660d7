using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings.Bmff;

// The BMFF hash, version 1 to 3: all boxes but the excluded ones (C2PA 2.2 §15.12.2, §18.6).
internal static class BmffHash
{
    internal static BindingReport Validate(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        var value = input.Assertion;
        var whole = Ranges.Whole(input.Asset);
        if (BmffExclusions.Read(value, out var malformed) is not { } exclusions)
        {
            log.Add(Code.AssertionBmffHashMalformed, input.Url, malformed);
            return new BindingReport(false, input.Label, whole);
        }
        if (exclusions.HasAdditional) log.Add(Code.AssertionBmffHashAdditionalExclusionsPresent, input.Url, "Boxes are left out of the hash beyond the manifest store, ftyp and mfra.");
        var merkle = value["merkle"] is { Kind: CborKind.List, Items.Count: > 0 } list ? list : null;
        var name = value["alg"]?.Text ?? input.DefaultAlgorithm;
        if (AssetHasher.Algorithm(name) is null && (merkle is null || value["hash"] is not null))
        {
            log.Add(Code.AlgorithmUnsupported, input.Url, name is null ? "Neither the BMFF hash nor its claim names a hash algorithm." : $"The hash algorithm {name} is not allowed.");
            return new BindingReport(false, input.Label, whole);
        }
        if (exclusions.Apply(input.Asset, input.Layout.Bmff, input.Limits) is not { } excluded)
        {
            log.Add(Code.AssertionBmffHashMalformed, input.Url, "The exclusions take more comparisons than the limits allow.");
            return new BindingReport(false, input.Label, whole);
        }

        var plan = new BmffPlan(input.Asset, input.Layout.Bmff, excluded, offsets: input.Label != "c2pa.hash.bmff");
        var uncovered = plan.Excluded;
        var finding = value["hash"]?.Bytes is { } expected ? Whole(input, plan, name!, expected, cancel)
            : merkle is null ? new Objection(Code.AssertionBmffHashMismatch, "The BMFF hash assertion holds neither a hash nor a Merkle tree.")
            : null;
        if (finding is null && merkle is not null)
        {
            using var trees = new MerkleBinding(input, exclusions, plan, cancel);
            finding = trees.Check(merkle);
            uncovered = trees.Uncovered;
        }
        if (finding is null) log.Add(Code.AssertionBmffHashMatch, input.Url, "The boxes outside the exclusions are those that were signed.");
        else log.Add(finding.Code, input.Url, finding.Text);
        return new BindingReport(finding is null, input.Label, uncovered);
    }

    private static Objection? Whole(BindingInput input, BmffPlan plan, string name, ReadOnlyMemory<byte> expected, CancellationToken cancel)
    {
        using var hasher = new AssetHasher(AssetHasher.Algorithm(name)!.Value, cancel);
        plan.AppendTo(hasher, new ByteRange(0, input.Asset.Length));
        return hasher.Finish().AsSpan().SequenceEqual(expected.Span) ? null
            : new Objection(Code.AssertionBmffHashMismatch, "The boxes of the asset are not those that were signed: their hash differs.");
    }
}
