using System.Buffers.Binary;
using Touchstone.Provenance.Containers.Images;

namespace Touchstone.Provenance.Containers.Embedding;

/// <summary>A store in the chunk caBX of a PNG, after IHDR and so before the image data (C2PA 2.2 §A.3.2).</summary>
internal static class PngEmbedding
{
    private const int Wrapping = 12;

    internal static EmbeddingPlan? Plan(AssetBytes asset, AssetLayout layout, int storeBytes)
    {
        var (place, dropped) = StoreEmbedder.Existing(layout);
        // Without its first chunk the file is no PNG that a store could go into.
        if (layout.Boxes.FirstOrDefault(b => b.Name == "IHDR") is not { } first) return null;
        return new EmbeddingPlan(asset, storeBytes, place ?? new ByteRange(first.Range.End, 0), Wrap, dropped);
    }

    // length, 4 | "caBX" | store | CRC-32 over type and store, 4
    private static byte[] Wrap(ReadOnlyMemory<byte> store)
    {
        var chunk = new byte[store.Length + Wrapping];
        BinaryPrimitives.WriteInt32BigEndian(chunk, store.Length);
        "caBX"u8.CopyTo(chunk.AsSpan(4));
        store.Span.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(store.Length + 8), ChunkChecksum.Of(chunk.AsSpan(4, store.Length + 4)));
        return chunk;
    }
}
