using System.Buffers.Binary;

namespace Touchstone.Provenance.Containers.Images;

/// <summary>The checksum of PNG chunks (W3C PNG annex D: CRC-32, polynomial EDB88320 reflected).</summary>
internal static class ChunkChecksum
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Whether the four bytes after the stretch are its checksum.</summary>
    internal static bool Holds(LayoutBuilder to, long start, long length)
    {
        var crc = uint.MaxValue;
        for (var at = start; at < start + length;)
        {
            to.Cancel.ThrowIfCancellationRequested();
            var window = to.Bytes.At(at, (int)Math.Min(start + length - at, 16 << 10));
            if (window.IsEmpty) return false;
            window = window[..(int)Math.Min(window.Length, start + length - at)];
            crc = Update(crc, window);
            at += window.Length;
        }
        return to.Bytes.UInt32Big(start + length) == ~crc;
    }

    /// <summary>The checksum of bytes in memory.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes) => ~Update(uint.MaxValue, bytes);

    internal static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        // Eight bytes a step, each through a table of its own ("slicing by 8", Kounavis and Berry 2005).
        while (bytes.Length >= 8)
        {
            var low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Table[0x700 | low & 0xFF] ^ Table[0x600 | low >> 8 & 0xFF] ^ Table[0x500 | low >> 16 & 0xFF] ^ Table[0x400 | low >> 24]
                ^ Table[0x300 | high & 0xFF] ^ Table[0x200 | high >> 8 & 0xFF] ^ Table[0x100 | high >> 16 & 0xFF] ^ Table[high >> 24];
            bytes = bytes[8..];
        }
        foreach (var value in bytes) crc = Table[(crc ^ value) & 0xFF] ^ crc >> 8;
        return crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var value = (uint)i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? value >> 1 ^ 0xEDB88320 : value >> 1;
            table[i] = value;
        }
        for (var i = 256; i < table.Length; i++) table[i] = table[table[i - 256] & 0xFF] ^ table[i - 256] >> 8;
        return table;
    }
}
