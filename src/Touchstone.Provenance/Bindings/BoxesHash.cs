using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Provenance.Bindings;

// The general box hash: named units of the file, in order (C2PA 2.2 §15.12.3, §18.7).
internal static class BoxesHash
{
    private const string Label = "c2pa.hash.boxes", Store = "C2PA", After = "c2pa.after", PngHead = "PNGh";

    internal static BindingReport Validate(BindingInput input, StatusLog log, CancellationToken cancel)
    {
        var covered = new List<ByteRange>();
        var additional = false;
        var objection = Check(input, covered, ref additional, cancel);
        if (additional) log.Add(Code.AssertionBoxesHashAdditionalExclusionsPresent, input.Url, "Boxes besides the manifest store are left out of the hash.");
        if (objection is null) log.Add(Code.AssertionBoxesHashMatch, input.Url, "The boxes of the asset are those that were signed.");
        else log.Add(objection.Code, input.Url, objection.Text);
        return new BindingReport(objection is null, Label, Ranges.Without(new ByteRange(0, input.Asset.Length), Ranges.Merge(covered)));
    }

    private static Objection? Check(BindingInput input, List<ByteRange> covered, ref bool additional, CancellationToken cancel)
    {
        if (input.Assertion["boxes"] is not { Kind: CborKind.List, Items: var entries }) return Malformed("The box hash has no list of boxes.");
        if (entries.Count == 0) return Mismatch("The box hash lists no box.");
        foreach (var entry in entries)
        {
            if (entry["names"] is not { Kind: CborKind.List, Items.Count: > 0 } names || names.Items.Any(n => n.Text is null)) return Malformed("An entry of the box hash names no box.");
            var name = AlgorithmOf(entry, input);
            if (AssetHasher.Algorithm(name) is null)
                return new Objection(Code.AlgorithmUnsupported, name is null ? "Neither the box hash nor its claim names a hash algorithm." : $"The hash algorithm {name} is not allowed.");
        }
        var boxes = Boxes(input, entries);
        if (Order(boxes, entries) is { } disorder) return disorder;

        var next = 0;
        foreach (var entry in entries)
        {
            var count = entry["names"]!.Items.Count;
            var part = boxes.GetRange(next, count);
            next += count;
            if (part.Any(b => b.Name == Store))
            {
                if (count != 1) return Mismatch("The box of the manifest store does not stand alone in its entry.");
                continue;
            }
            if (Exclusions(entry, part, input, out var excluded) is { } wrong) return wrong;
            if (entry["excluded"]?.Boolean == true)
            {
                additional = true;
                continue;
            }
            // From the first box to the end of the last, with what lies between.
            var whole = new ByteRange(part[0].Range.Start, Math.Max(0, part[^1].Range.End - part[0].Range.Start));
            var hashed = Ranges.Without(whole, excluded);
            additional |= excluded.Count > 0;
            if (entry["hash"]?.Bytes is not { } expected) return Mismatch($"The entry of {Name(part)} holds no hash.");
            using var hasher = new AssetHasher(AssetHasher.Algorithm(AlgorithmOf(entry, input))!.Value, cancel);
            foreach (var range in hashed) Append(hasher, input, part, range);
            if (!hasher.Finish().AsSpan().SequenceEqual(expected.Span)) return Mismatch($"{Name(part)}, at byte {whole.Start}, is not what was signed.");
            covered.AddRange(hashed);
        }
        return null;
    }

    // A font's checksum over the whole file changes with the store, so that it counts as zero (§18.7.3.6): bytes 8 to 11 of the table "head".
    private static void Append(AssetHasher hasher, BindingInput input, List<NamedBox> part, ByteRange range)
    {
        const int At = 8, Length = 4;
        if (input.Layout.Format == AssetFormat.Font && part.Find(b => b.Name == "head") is { } head && new ByteRange(head.Range.Start + At, Length) is var sum && sum.Start >= range.Start && sum.End <= range.End)
        {
            hasher.Append(input.Asset, range with { Length = sum.Start - range.Start });
            hasher.Append(stackalloc byte[Length]);
            hasher.Append(input.Asset, new ByteRange(sum.End, range.End - sum.End));
            return;
        }
        hasher.Append(input.Asset, range);
    }

    private static string? AlgorithmOf(CborValue entry, BindingInput input) => entry["alg"]?.Text ?? input.Assertion["alg"]?.Text ?? input.DefaultAlgorithm;

    private static string Name(List<NamedBox> part) => part.Count == 1 ? part[0].Name : $"{part[0].Name} to {part[^1].Name}";

    private static Objection Mismatch(string text) => new(Code.AssertionBoxesHashMismatch, text);

    private static Objection Malformed(string text) => new(Code.AssertionBoxesHashMalformed, text);

    // The boxes of the asset, with what follows the last where the assertion asks for it (§18.7.2).
    private static List<NamedBox> Boxes(BindingInput input, IReadOnlyList<CborValue> entries)
    {
        List<NamedBox> boxes = [.. input.Layout.Boxes];
        // The head of a PNG is no chunk: it may be listed (§18.7.3.2).
        if (boxes is [{ Name: PngHead }, ..] && entries[0]["names"]!.Items[0].Text != PngHead) boxes.RemoveAt(0);
        if (entries[^1]["names"]!.Items[^1].Text == After)
        {
            var end = boxes.Count == 0 ? 0 : boxes[^1].Range.End;
            boxes.Add(new NamedBox(After, new ByteRange(end, Math.Max(0, input.Asset.Length - end))));
        }
        return boxes;
    }

    private static Objection? Order(List<NamedBox> boxes, IReadOnlyList<CborValue> entries)
    {
        List<string> listed = [.. entries.SelectMany(e => e["names"]!.Items).Select(n => n.Text!)];
        if (listed.SequenceEqual(boxes.Select(b => b.Name), StringComparer.Ordinal)) return null;
        Dictionary<string, int> left = new(StringComparer.Ordinal);
        foreach (var name in listed) left[name] = left.GetValueOrDefault(name) + 1;
        foreach (var box in boxes)
            if ((left[box.Name] = left.GetValueOrDefault(box.Name) - 1) < 0)
                return new Objection(Code.AssertionBoxesHashUnknownBox, $"{box.Name}, at byte {box.Range.Start}, is not in the list of the box hash.");
        return left.FirstOrDefault(l => l.Value > 0) is { Key: { } missing }
            ? Mismatch($"The box hash lists {missing}, which is not in the asset.")
            : Mismatch("The boxes of the asset stand in another order than the box hash lists them.");
    }

    // Parts of the entry's boxes that its hash leaves out (a member of version 2.3); positions count from the start of the box.
    private static Objection? Exclusions(CborValue entry, List<NamedBox> part, BindingInput input, out IReadOnlyList<ByteRange> excluded)
    {
        List<ByteRange> ranges = [];
        excluded = ranges;
        if (entry["exclusions"] is not { Kind: not CborKind.Null } list) return null;
        if (list is not { Kind: CborKind.List, Items.Count: > 0 }) return Malformed("The exclusions of a box are not a list with at least one entry.");
        foreach (var item in list.Items)
        {
            var index = item["boxIndex"] is { } given ? given.Integer ?? -1 : part.Count == 1 ? 0 : -1;
            if (index < 0 || index >= part.Count) return Malformed("An exclusion of a box does not say in which box it lies.");
            if (item["start"]?.Integer is not { } start || item["length"]?.Integer is not { } length || start < 0 || length < 0) return Malformed("An exclusion of a box has no start and length.");
            var box = part[(int)index].Range;
            if (start > box.Length || length > box.Length - start) return Mismatch($"An exclusion reaches beyond {part[(int)index].Name}.");
            var range = new ByteRange(box.Start + start, length);
            if (ranges.Count > 0 && ranges[^1].End > range.Start) return Malformed("The exclusions of a box overlap or are out of order.");
            if (!ExclusionCheck.MayLeaveOut(input.Layout, range)) return Mismatch($"An exclusion in {part[(int)index].Name} leaves out what is neither metadata nor padding.");
            ranges.Add(range);
        }
        excluded = Ranges.Merge(ranges);
        return null;
    }
}
