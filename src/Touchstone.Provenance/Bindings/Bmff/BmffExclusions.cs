using System.Globalization;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Bindings.Bmff;

// The exclusions of a BMFF hash: which boxes, or parts of them, are left out (C2PA 2.2 §18.6.2).
internal sealed class BmffExclusions
{
    // The user type of every C2PA box (§A.5.1.1).
    internal static ReadOnlySpan<byte> C2paUuid => [0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81];

    private readonly List<Entry> _entries = [];

    // Entries beyond those of every asset (§A.5.6).
    internal bool HasAdditional { get; private set; }

    // Null, with a sentence, where the list breaks a rule of §15.12.2.
    internal static BmffExclusions? Read(CborValue assertion, out string malformed)
    {
        malformed = "The BMFF hash has no list of exclusions with at least one entry.";
        if (assertion["exclusions"] is not { Kind: CborKind.List, Items.Count: > 0 } list) return null;
        var read = new BmffExclusions();
        var merkle = Given(assertion["merkle"]) is not null;
        foreach (var item in list.Items)
        {
            if (Entry.Read(item, out malformed) is not { } entry) return null;
            read._entries.Add(entry);
            read.HasAdditional |= !IsOfEveryAsset(entry, merkle);
        }
        return read;
    }

    // What the entries leave out of a file. Boxes wholly left out are named, for their offset is not hashed either.
    // Null where matching would take more comparisons than the limits allow.
    internal (IReadOnlyList<ByteRange> Ranges, IReadOnlySet<long> WholeBoxes)? Apply(AssetBytes asset, IReadOnlyList<BmffBox> boxes, ProvenanceLimits limits)
    {
        var byPath = Paths(boxes, limits.MaximumDepth);
        List<ByteRange> ranges = [];
        HashSet<long> whole = [];
        // Ten looks at every node there may be: real lists take fewer than one.
        var budget = 10L * limits.MaximumContainerNodes;
        foreach (var entry in _entries)
        {
            if (!byPath.TryGetValue(entry.Path, out var candidates)) continue;
            foreach (var (box, indices) in candidates)
            {
                budget -= 1 + entry.Cost;
                if (budget < 0) return null;
                if (!entry.Matches(asset, box, indices)) continue;
                if (entry.Subset is null) whole.Add(box.Range.Start);
                ranges.AddRange(entry.Parts(box.Range));
            }
        }
        return (Ranges.Merge(ranges), whole);
    }

    // The first box at an xpath, or null.
    internal static BmffBox? Find(AssetBytes asset, IReadOnlyList<BmffBox> boxes, string xpath, ProvenanceLimits limits) =>
        Entry.Read(CborTree.Map(("xpath", CborTree.Text(xpath))), out _) is { } entry && Paths(boxes, limits.MaximumDepth).TryGetValue(entry.Path, out var candidates)
            ? candidates.FirstOrDefault(c => entry.Matches(asset, c.Box, c.Indices)).Box
            : null;

    // Boxes by path without indices, each with its place among its brothers of the same type, from 1.
    private static Dictionary<string, List<(BmffBox Box, int[] Indices)>> Paths(IReadOnlyList<BmffBox> boxes, int depth)
    {
        Dictionary<string, List<(BmffBox, int[])>> byPath = new(StringComparer.Ordinal);
        Walk(boxes, "", [], depth);
        return byPath;

        void Walk(IReadOnlyList<BmffBox> brothers, string parent, int[] indices, int left)
        {
            if (left == 0) return;
            Dictionary<string, int> seen = new(StringComparer.Ordinal);
            foreach (var box in brothers)
            {
                var index = seen[box.Type] = seen.GetValueOrDefault(box.Type) + 1;
                var path = $"{parent}/{box.Type}";
                int[] own = [.. indices, index];
                if (!byPath.TryGetValue(path, out var same)) byPath[path] = same = [];
                same.Add((box, own));
                if (box.Children.Count > 0) Walk(box.Children, path, own, left - 1);
            }
        }
    }

    private static bool IsOfEveryAsset(Entry entry, bool merkle) => entry.Path switch
    {
        "/ftyp" or "/mfra" => true,
        "/uuid" => entry.Data.Any(d => d.Offset == 8 && d.Value.Span.SequenceEqual(C2paUuid)),
        "/mdat" => merkle && entry.Subset is [{ Start: 16, Length: 0 }],
        _ => false,
    };

    // Generators write absent fields as null.
    private static CborValue? Given(CborValue? value) => value is { Kind: not CborKind.Null } ? value : null;

    private sealed record Entry(string Path, int[] Indices)
    {
        internal long? Length { get; private init; }

        internal long? Version { get; private init; }

        internal int? Flags { get; private init; }

        internal bool Exact { get; private init; } = true;

        internal IReadOnlyList<(long Offset, ReadOnlyMemory<byte> Value)> Data { get; private init; } = [];

        // Relative ranges; a length of 0 reaches to the end of the box. Null: the whole box.
        internal List<ByteRange>? Subset { get; private init; }

        internal long Cost => Data.Count + Data.Sum(d => d.Value.Length) / 64 + (Subset?.Count ?? 0);

        internal static Entry? Read(CborValue item, out string malformed)
        {
            malformed = "An exclusion of the BMFF hash names no box.";
            if (item["xpath"]?.Text is not { } xpath || !TryPath(xpath, out var path, out var indices)) return null;
            if (Given(item["subset"]) is not { } subset) return Fields(item, new Entry(path, indices));
            List<ByteRange> parts = [];
            foreach (var part in subset.Items)
            {
                malformed = $"The parts of {xpath} to leave out overlap, are out of order or negative.";
                if (part["offset"]?.Integer is not { } offset || part["length"]?.Integer is not { } length) return null;
                if (offset < 0 || length < 0 || offset > long.MaxValue - length || (parts.Count > 0 && parts[^1].End > offset)) return null;
                parts.Add(new ByteRange(offset, length));
            }
            return Fields(item, new Entry(path, indices) { Subset = parts });
        }

        private static Entry Fields(CborValue item, Entry entry) => entry with
        {
            Length = Given(item["length"])?.Integer,
            Version = Given(item["version"])?.Integer,
            Flags = Given(item["flags"])?.Bytes is { Length: 3 } flags ? (flags.Span[0] << 16) | (flags.Span[1] << 8) | flags.Span[2] : null,
            Exact = Given(item["exact"])?.Boolean ?? true,
            Data = [.. (Given(item["data"])?.Items ?? []).Select(d => (d["offset"]?.Integer ?? -1, d["value"]?.Bytes ?? default))],
        };

        // "/moov[1]/pssh" gives "/moov/pssh" and [1, 0]: 0 is any.
        private static bool TryPath(string xpath, out string path, out int[] indices)
        {
            path = "";
            List<int> read = [];
            indices = [];
            if (xpath.Length < 2 || xpath[0] != '/') return false;
            foreach (var node in xpath[1..].Split('/'))
            {
                var bracket = node.IndexOf('[', StringComparison.Ordinal);
                var index = 0;
                if (bracket >= 0 && (!node.EndsWith(']') || !int.TryParse(node.AsSpan(bracket + 1, node.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture, out index) || index == 0))
                    return false;
                var type = bracket < 0 ? node : node[..bracket];
                if (type.Length == 0) return false;
                path += $"/{type}";
                read.Add(index);
            }
            indices = [.. read];
            return true;
        }

        internal bool Matches(AssetBytes asset, BmffBox box, int[] indices)
        {
            for (var i = 0; i < Indices.Length; i++)
                if (Indices[i] != 0 && Indices[i] != indices[i]) return false;
            if (Length is { } length && length != box.Range.Length) return false;
            if (Version is { } version && version != box.Version) return false;
            // Where the tree does not know the type as a full box, flags say nothing about it.
            if (Flags is { } flags && box.Version is not null && (Exact ? box.Flags != flags : (box.Flags & flags) != flags)) return false;
            return Data.All(d => Holds(asset, box.Range, d.Offset, d.Value.Span));
        }

        private static bool Holds(AssetBytes asset, ByteRange box, long offset, ReadOnlySpan<byte> value)
        {
            if (offset < 0 || offset > box.Length - value.Length) return false;
            Span<byte> block = stackalloc byte[256];
            for (var at = 0; at < value.Length; at += block.Length)
            {
                var part = value[at..Math.Min(value.Length, at + block.Length)];
                if (asset.Read(box.Start + offset + at, block[..part.Length]) != part.Length || !block[..part.Length].SequenceEqual(part)) return false;
            }
            return true;
        }

        internal IEnumerable<ByteRange> Parts(ByteRange box)
        {
            if (Subset is null) return [box];
            return Subset.Where(s => s.Start < box.Length)
                .Select(s => new ByteRange(box.Start + s.Start, s.Length == 0 ? box.Length - s.Start : Math.Min(s.Length, box.Length - s.Start)));
        }
    }
}
