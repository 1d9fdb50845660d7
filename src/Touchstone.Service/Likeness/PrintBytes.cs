using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Touchstone.Engine.Likeness;

namespace Touchstone.Service.Likeness;

/// <summary>A print as it is stored.</summary>
/// <remarks>
/// <code>
/// offset  bytes   content, little-endian
/// 0       4       width
/// 4       4       height
/// 8       8       working step
/// 16      4096    thumbnail
/// 4112    16 n    keypoints
/// </code>
/// </remarks>
internal static class PrintBytes
{
    private const int Head = 16;
    private const int Thumbnail = PicturePrint.Edge * PicturePrint.Edge;

    internal static byte[] Of(PictureRecord record)
    {
        var stored = record.ToStore();
        var points = MemoryMarshal.AsBytes(stored.Points.AsSpan());
        var bytes = new byte[Head + Thumbnail + points.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, stored.Width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), stored.Height);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), stored.Step);
        stored.Thumbnail.CopyTo(bytes.AsSpan(Head));
        points.CopyTo(bytes.AsSpan(Head + Thumbnail));
        return bytes;
    }

    internal static PictureRecord Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]),
        bytes.Slice(Head, Thumbnail).ToArray(), MemoryMarshal.Cast<byte, StoredPoint>(bytes[(Head + Thumbnail)..]).ToArray(), []);
}
