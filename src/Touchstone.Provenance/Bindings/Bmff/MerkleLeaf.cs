using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Bindings.Bmff;

// An auxiliary box: which leaf its part of the asset is, and the partners on the way up (C2PA 2.2 §A.5.4.2, bmff-merkle-map).
internal sealed record MerkleLeaf(long UniqueId, long LocalId, long Location, IReadOnlyList<ReadOnlyMemory<byte>> Proof)
{
    private const int MaximumBoxBytes = 1 << 20;

    // All of a file, in file order.
    //  | head | uuid (16) | version, flags (4) | "merkle" 0 | CBOR | padding
    internal static IReadOnlyList<MerkleLeaf> Read(AssetBytes asset, IReadOnlyList<BmffBox> boxes, ProvenanceLimits limits, CancellationToken cancel)
    {
        List<MerkleLeaf> leaves = [];
        foreach (var box in boxes)
        {
            if (box.Type != "uuid" || !box.UserType.Span.SequenceEqual(BmffExclusions.C2paUuid) || box.Range.Length > MaximumBoxBytes) continue;
            cancel.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> payload = asset.Slice(box.Range.Start + box.HeadBytes, box.Range.Length - box.HeadBytes);
            if (payload.Length < 11 || !payload.Span[4..11].SequenceEqual("merkle\0"u8)) continue;
            if (!CborDecoder.TryDecode(payload[11..], limits, out var value, out _)) continue;
            if (value["uniqueId"]?.Integer is not { } unique || value["localId"]?.Integer is not { } local || value["location"]?.Integer is not { } location) continue;
            leaves.Add(new MerkleLeaf(unique, local, location, [.. (value["hashes"]?.Items ?? []).Select(h => h.Bytes ?? default)]));
        }
        return leaves;
    }
}
