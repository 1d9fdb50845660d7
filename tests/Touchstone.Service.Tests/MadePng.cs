using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Touchstone.Service.Tests;

/// <summary>PNG files put together chunk by chunk, honest ones and others.</summary>
internal static class MadePng
{
    /// <summary>A PNG of a stated size, 8 bits of red, green and blue, with these chunks between its head and its end.</summary>
    internal static byte[] Of(int width, int height, params byte[][] chunks)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", head), .. chunks.SelectMany(c => c), .. Chunk("IEND", [])];
    }

    /// <summary>Black pixels of this size.</summary>
    internal static byte[] Pixels(int width, int height) => Chunk("IDAT", Deflated((long)height * (width * 3 + 1)));

    internal static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, System.IO.Hashing.Crc32.HashToUInt32(named));
        return [.. length, .. named, .. check];
    }

    /// <summary>As many zero bytes, packed.</summary>
    internal static byte[] Deflated(long zeros)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[1 << 16];
            for (; zeros > 0; zeros -= block.Length) zlib.Write(block, 0, (int)Math.Min(block.Length, zeros));
        }
        return packed.ToArray();
    }
}
