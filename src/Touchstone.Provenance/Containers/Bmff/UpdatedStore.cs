using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Bmff;

/// <summary>Joins the store of the box "original" and that of the box "update" at the end of the file, which are read as one (C2PA 2.2 §A.5.3).</summary>
internal static class UpdatedStore
{
    private const int Head = 8;

    /// <summary>The stores, or in place of an original with its update the two as one.</summary>
    internal static IReadOnlyList<EmbeddedStore> Join(IReadOnlyList<EmbeddedStore> stores)
    {
        if (stores is not [{ Purpose: "original" } original, { Purpose: "update" } update]) return stores;
        if (Content(original.Bytes) is not { } first || Content(update.Bytes) is not { } second || second.Length < Head) return stores;
        // The update's description box says no more than the original's.
        var described = BinaryPrimitives.ReadUInt32BigEndian(second.Span);
        if (described < Head || described > second.Length) return stores;
        second = second[(int)described..];
        var joined = new byte[Head + first.Length + second.Length];
        original.Bytes.Span[..Head].CopyTo(joined);
        BinaryPrimitives.WriteInt32BigEndian(joined, joined.Length);
        first.CopyTo(joined.AsMemory(Head));
        second.CopyTo(joined.AsMemory(Head + first.Length));
        return [new EmbeddedStore(joined, [.. original.Ranges, .. update.Ranges], "C2PA uuid boxes, original and update") { Purpose = "update" }];
    }

    // LBox | "jumb" | content
    private static ReadOnlyMemory<byte>? Content(ReadOnlyMemory<byte> store)
    {
        if (store.Length < Head || !store.Span[4..].StartsWith("jumb"u8)) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(store.Span);
        return length >= Head && length <= store.Length ? store[Head..(int)length] : null;
    }
}
