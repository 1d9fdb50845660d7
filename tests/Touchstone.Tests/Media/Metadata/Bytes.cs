using System.IO.Compression;
using System.Text;

namespace Touchstone.Tests.Media.Metadata;

/// <summary>Writes small files byte by byte along their specifications, so that tests know every value and offset.</summary>
internal static class Bytes
{
    public static byte[] Ascii(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    public static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Big32(long value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static byte[] Big64(long value) => [.. Big32(value >> 32), .. Big32(value)];

    public static byte[] Little16(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] Little32(long value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    /// <summary>JPEG marker segment: FF, marker, length with itself, payload (T.81 B.1.1.4).</summary>
    public static byte[] Segment(byte marker, byte[] payload) => [0xFF, marker, .. Big16(payload.Length + 2), .. payload];

    /// <summary>A JPEG of segments only, with a frame header of the given size: enough for everything but pixels.</summary>
    public static byte[] JpegFile(int width, int height, params byte[][] segments) =>
    [
        0xFF, 0xD8, .. Join(segments), .. Segment(0xC0, [8, .. Big16(height), .. Big16(width), 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x00, 0xFF, 0xD9,
    ];

    /// <summary>PNG chunk: length, type, data, CRC-32 (ISO/IEC 15948 section 5.3).</summary>
    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Ascii(type), .. data];
        return [.. Big32(data.Length), .. body, .. Big32(Crc(body))];
    }

    public static byte[] PngFile(int width, int height, params byte[][] chunks)
    {
        var image = new MemoryStream();
        using (var deflate = new ZLibStream(image, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(new byte[height * ((width * 3) + 1)]);
        return [0x89, .. Ascii("PNG\r\n"), 0x1A, 0x0A, .. Chunk("IHDR", [.. Big32(width), .. Big32(height), 8, 2, 0, 0, 0]), .. Join(chunks), .. Chunk("IDAT", image.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>RIFF chunk: id, little-endian size, data, padding to even.</summary>
    public static byte[] RiffChunk(string id, byte[] data) => [.. Ascii(id), .. Little32(data.Length), .. data, .. new byte[data.Length & 1]];

    public static byte[] RiffFile(string form, params byte[][] chunks) => RiffChunk("RIFF", [.. Ascii(form), .. Join(chunks)]);

    /// <summary>ISO-BMFF box: size with itself, type, payload (ISO/IEC 14496-12 section 4.2).</summary>
    public static byte[] Box(string type, params byte[][] payload)
    {
        var body = Join(payload);
        return [.. Big32(body.Length + 8), .. Ascii(type), .. body];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        // Bit by bit on purpose: an independent oracle for the table in the product.
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
