using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Embedding;

/// <summary>A store in the APP11 segments of a JPEG (C2PA 2.2 §A.3.1; ISO/IEC 19566-5 Annex D).</summary>
internal static class JpegEmbedding
{
    // Le + CI + En + Z; and LBox + TBox, which every segment repeats.
    private const int Head = 10, BoxHead = 8;
    private const int MostContent = ushort.MaxValue - Head - BoxHead;

    internal static EmbeddingPlan Plan(AssetBytes asset, AssetLayout layout, int storeBytes)
    {
        var (place, dropped) = StoreEmbedder.Existing(layout);
        return new EmbeddingPlan(asset, storeBytes, place ?? new ByteRange(AfterJfif(asset), 0), Wrap, dropped);
    }

    // After SOI, and after the JFIF segment that readers expect to follow it.
    private static long AfterJfif(AssetBytes asset)
    {
        Span<byte> head = stackalloc byte[6];
        return asset.Read(0, head) == 6 && head[2] == 0xFF && head[3] == 0xE0 ? 4 + BinaryPrimitives.ReadUInt16BigEndian(head[4..]) : 2;
    }

    //  | FF EB | Le (2) | "JP" | En (2) | Z (4) | LBox TBox | content … |     Z counts the segments from 1
    private static byte[] Wrap(ReadOnlyMemory<byte> store)
    {
        var boxHead = store.Span[..Math.Min(BoxHead, store.Length)];
        var content = store.Span[boxHead.Length..];
        using var segments = new MemoryStream();
        Span<byte> head = stackalloc byte[2 + Head];
        for (uint number = 1; number == 1 || !content.IsEmpty; number++)
        {
            var part = content[..Math.Min(content.Length, MostContent)];
            content = content[part.Length..];
            head[0] = 0xFF;
            head[1] = 0xEB;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(Head + boxHead.Length + part.Length));
            head[4] = (byte)'J';
            head[5] = (byte)'P';
            BinaryPrimitives.WriteUInt16BigEndian(head[6..], 1);
            BinaryPrimitives.WriteUInt32BigEndian(head[8..], number);
            segments.Write(head);
            segments.Write(boxHead);
            segments.Write(part);
        }
        return segments.ToArray();
    }
}
