using System.Buffers.Binary;

namespace Touchstone.Media.Video;

/// <summary>The index of an MP4 that ffmpeg has just written for us.</summary>
internal static class FilmIndex
{
    private const int HeadBytes = 8, MatrixBytes = 36;

    // Offsets of the matrix in a track header whose times have 32 bits (version 0) and 64 bits (version 1).
    private const int ShortMatrix = 48, LongMatrix = 60;

    /// <summary>Takes out of every track how a player is to turn it: ffmpeg hands that on from the original whatever it is told, and the pictures are shown as they are stored.</summary>
    internal static void KeepAsStored(Span<byte> file)
    {
        if (!Next(ref file, "moov"u8, out var tracks)) return;
        while (Next(ref tracks, "trak"u8, out var track))
            if (Next(ref track, "tkhd"u8, out var header)) SetMatrix(header);
    }

    // The content of the next box of this kind; what lies behind it stays to be searched.
    private static bool Next(ref Span<byte> boxes, ReadOnlySpan<byte> kind, out Span<byte> content)
    {
        while (boxes.Length >= HeadBytes)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(boxes);
            if (length < HeadBytes || length > boxes.Length) break;
            var box = boxes[..(int)length];
            boxes = boxes[(int)length..];
            if (!box[4..HeadBytes].SequenceEqual(kind)) continue;
            content = box[HeadBytes..];
            return true;
        }
        content = default;
        return false;
    }

    private static void SetMatrix(Span<byte> header)
    {
        var at = (header[0] == 0 ? ShortMatrix : LongMatrix) - HeadBytes;
        if (header.Length < at + MatrixBytes) return;
        header.Slice(at, MatrixBytes).Clear();
        foreach (var (place, one) in new[] { (0, 1u << 16), (16, 1u << 16), (32, 1u << 30) }) BinaryPrimitives.WriteUInt32BigEndian(header[(at + place)..], one);
    }
}
