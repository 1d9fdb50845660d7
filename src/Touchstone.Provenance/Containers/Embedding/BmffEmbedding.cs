using System.Buffers.Binary;
using Touchstone.Provenance.Containers.Bmff;

namespace Touchstone.Provenance.Containers.Embedding;

/// <summary>A store in a uuid box after ftyp, with every offset into the file moved along (C2PA 2.2 §A.5.3, §18.6.2).</summary>
internal static class BmffEmbedding
{
    private static ReadOnlySpan<byte> Purpose => "manifest\0"u8;

    internal static EmbeddingPlan? Plan(AssetBytes asset, AssetLayout layout, int storeBytes)
    {
        var boxes = layout.Bmff;
        // A segment without its head cannot carry a manifest, and a compressed head hides its offsets.
        if (!boxes.Any(b => b.Type is "moov" or "meta") || boxes.Any(b => b.Type == "moov" && b.Children.Any(c => c.Type == "cmov"))) return null;
        var old = boxes.Where(b => b.UserType.Span.SequenceEqual(CredentialBoxes.UserType)).Select(b => b.Range).ToList();
        var content = boxes.First(b => b.Type is "moov" or "mdat" or "meta").Range.Start;
        var place = old.FirstOrDefault(r => r.Start < content) is { Length: > 0 } reused ? reused : new ByteRange(boxes.FirstOrDefault(b => b.Type == "ftyp")?.Range.End ?? 0, 0);
        Replacement[] dropped = [.. old.Where(r => r != place).Select(r => new Replacement(r, default))];
        var added = Wrap(new byte[storeBytes]).Length - place.Length;
        var offsets = new BmffOffsets(asset, at => at + (at >= place.End ? added : 0) - dropped.Sum(d => at >= d.Replaced.End ? d.Replaced.Length : 0));
        if (!offsets.Move(boxes)) return null;
        return new EmbeddingPlan(asset, storeBytes, place, Wrap, [.. dropped, .. offsets.Changes]);
    }

    // size, 4 | "uuid" | user type, 16 | version and flags, 4 | purpose 0 | offset of the first Merkle box, 8: none | store
    private static byte[] Wrap(ReadOnlyMemory<byte> store)
    {
        var head = 8 + CredentialBoxes.UserType.Length + 4;
        var box = new byte[head + Purpose.Length + 8 + store.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "uuid"u8.CopyTo(box.AsSpan(4));
        CredentialBoxes.UserType.CopyTo(box.AsSpan(8));
        Purpose.CopyTo(box.AsSpan(head));
        store.Span.CopyTo(box.AsSpan(head + Purpose.Length + 8));
        return box;
    }
}
