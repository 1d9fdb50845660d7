using Touchstone.Provenance.Cbor;

namespace Touchstone.Provenance.Bindings.Bmff;

// One row of a Merkle tree over parts of an asset, and what places the parts (C2PA 2.2 §18.6.3, merkle-map).
internal sealed record MerkleMap(long UniqueId, long LocalId, long Count, IReadOnlyList<ReadOnlyMemory<byte>> Row)
{
    internal string? Algorithm { get; private init; }

    internal ReadOnlyMemory<byte>? InitHash { get; private init; }

    internal long? FixedBlockSize { get; private init; }

    internal IReadOnlyList<long>? VariableBlockSizes { get; private init; }

    internal static MerkleMap? Read(CborValue item)
    {
        if (item["uniqueId"]?.Integer is not { } unique || item["localId"]?.Integer is not { } local || item["count"]?.Integer is not { } count) return null;
        if (item["hashes"] is not { Kind: CborKind.List, Items.Count: > 0 } hashes || count < 1 || hashes.Items.Any(h => h.Bytes is null)) return null;
        var sizes = item["variableBlockSizes"] is { Kind: CborKind.List } list ? list.Items : null;
        if (sizes is not null && sizes.Any(s => s.Integer is null or < 0)) return null;
        return new MerkleMap(unique, local, count, [.. hashes.Items.Select(h => h.Bytes!.Value)])
        {
            Algorithm = item["alg"]?.Text,
            InitHash = item["initHash"]?.Bytes,
            FixedBlockSize = item["fixedBlockSize"]?.Integer,
            VariableBlockSizes = sizes?.Select(s => s.Integer!.Value).ToList(),
        };
    }

    // Climbs from a leaf to the row: a node without a partner goes up as it is; null nodes are in no proof.
    internal bool Accepts(AssetHasher hasher, byte[] leaf, long location, IReadOnlyList<ReadOnlyMemory<byte>> proof)
    {
        if (location < 0 || location >= Count) return false;
        var used = 0;
        var index = location;
        var hash = leaf;
        for (var width = Count; width != Row.Count; width = (width + 1) / 2, index /= 2)
        {
            // The row given is none of this tree's.
            if (width < Row.Count || width == 1) return false;
            if ((index ^ 1) >= width) continue;
            if (used == proof.Count) return false;
            hasher.Append((index & 1) == 1 ? proof[used].Span : hash);
            hasher.Append((index & 1) == 1 ? hash : proof[used].Span);
            hash = hasher.Finish();
            used++;
        }
        return hash.AsSpan().SequenceEqual(Row[(int)index].Span);
    }
}
