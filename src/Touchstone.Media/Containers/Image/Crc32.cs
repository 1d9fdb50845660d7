namespace Touchstone.Media.Containers.Image;

/// <summary>CRC-32 of PNG chunks: polynomial 0x04C11DB7 reflected (ISO/IEC 15948 annex D).</summary>
internal static class Crc32
{
    private static readonly uint[] _table = MakeTable();

    internal static uint Start => 0xFFFFFFFF;

    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) crc = _table[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    internal static uint Finish(uint crc) => crc ^ 0xFFFFFFFF;

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        return table;
    }
}
