using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Embedding;

/// <summary>A store in the chunk C2PA at the end of a WAVE, WebP or AVI file's first RIFF chunk (C2PA 2.2 §A.3.6).</summary>
internal static class RiffEmbedding
{
    private const int Wrapping = 8;
    private const long SizeIsElsewhere = uint.MaxValue;

    internal static EmbeddingPlan? Plan(AssetBytes asset, AssetLayout layout, int storeBytes)
    {
        var head = asset.Slice(0, 36);
        if (head.Length < 12) return null;
        var isLong = !head.AsSpan().StartsWith("RIFF"u8) && head.Length == 36 && head.AsSpan(12).StartsWith("ds64"u8);
        var end = End(head, asset, isLong);
        // A long AVI's index counts from the beginning of the file and goes on in further RIFF chunks.
        if (layout.Boxes.Any(b => b.Name == "AVIX")) return null;
        // The boxes take the padding with them, which the store's ranges leave out.
        var dropped = layout.Boxes.Where(b => b.Name == "C2PA").Select(b => new Replacement(b.Range, default)).ToList();
        var isLast = dropped.Count > 0 && dropped[^1].Replaced.End >= end;
        var place = isLast ? dropped[^1].Replaced : new ByteRange(end, 0);
        if (isLast) dropped.RemoveAt(dropped.Count - 1);
        // A chunk before that lacks its padding byte gets it.
        var gap = (int)(place.Start & 1);
        var tail = storeBytes & 1;
        var size = place.Start - Wrapping - dropped.Sum(d => d.Replaced.Length) + gap + Wrapping + storeBytes + tail;
        if (Size(head, size, isLong) is not { } change) return null;
        return new EmbeddingPlan(asset, storeBytes, place, Wrap, [.. dropped, change, .. Gap(place, gap)]) { Tail = new byte[tail] };
    }

    // Where the RIFF chunk ends: what its head says, or the end of the file where it says what cannot be. Some writers do not count the last padding byte.
    private static long End(byte[] head, AssetBytes asset, bool isLong)
    {
        var length = asset.Length;
        long size = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        if (isLong && size == SizeIsElsewhere) size = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(20));
        if (size < 4 || size > length - Wrapping) return length;
        return (size & 1) != 0 && asset.Slice(Wrapping + size, 1) is [0] ? Wrapping + size + 1 : Wrapping + size;
    }

    // The plan puts what is inserted at the store's own place before the store.
    private static Replacement[] Gap(ByteRange place, int gap) => gap == 0 ? [] : [new Replacement(place with { Length = 0 }, new byte[gap])];

    // The size: in the head, 4 bytes, or in RF64's first chunk: "ds64" | length | size of the file, 8.
    private static Replacement? Size(byte[] head, long size, bool isLong)
    {
        if (isLong && BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) == SizeIsElsewhere)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, size);
            return new Replacement(new ByteRange(20, 8), bytes);
        }
        if (size >= SizeIsElsewhere) return null;
        var word = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(word, (uint)size);
        return new Replacement(new ByteRange(4, 4), word);
    }

    // "C2PA" | length, 4 | store
    private static byte[] Wrap(ReadOnlyMemory<byte> store)
    {
        var chunk = new byte[store.Length + Wrapping];
        "C2PA"u8.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), store.Length);
        store.Span.CopyTo(chunk.AsSpan(Wrapping));
        return chunk;
    }
}
