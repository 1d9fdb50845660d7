using Touchstone.Media.Jpeg.Entropy;

namespace Touchstone.Media.Jpeg;

/// <summary>Payloads of the table segments, read for the decoder and for the container tree alike.</summary>
internal static class JpegSegments
{
    /// <summary>DQT (T.81 B.2.4.1). Layout per table: precision and slot (4 + 4 bits), 64 steps of 1 or 2 bytes in zigzag order.</summary>
    /// <param name="payload">Bytes after the length field.</param>
    /// <param name="define">Receives the slot and the table in natural order.</param>
    /// <returns>False where the payload breaks the layout; tables before that place were defined.</returns>
    internal static bool TryReadQuantisation(ReadOnlySpan<byte> payload, Action<int, ushort[]> define)
    {
        while (payload.Length > 0)
        {
            var (precision, slot) = (payload[0] >> 4, payload[0] & 15);
            var size = precision == 0 ? 64 : 128;
            if (precision > 1 || slot > 3 || payload.Length < 1 + size) return false;
            var table = new ushort[64];
            for (var k = 0; k < 64; k++)
            {
                table[JpegTables.ZigZag[k]] = precision == 0 ? payload[1 + k] : (ushort)(payload[1 + 2 * k] << 8 | payload[2 + 2 * k]);
            }
            define(slot, table);
            payload = payload[(1 + size)..];
        }
        return true;
    }

    /// <summary>DHT (T.81 B.2.4.2). Layout per table: class and slot (4 + 4 bits), 16 counts, symbols.</summary>
    /// <param name="payload">Bytes after the length field.</param>
    /// <param name="define">Receives whether it is an AC table, the slot, and the table.</param>
    /// <returns>False where the payload breaks the layout; tables before that place were defined.</returns>
    internal static bool TryReadHuffman(ReadOnlySpan<byte> payload, Action<bool, int, HuffmanTable> define)
    {
        while (payload.Length > 0)
        {
            if (payload.Length < 17) return false;
            var (tableClass, slot) = (payload[0] >> 4, payload[0] & 15);
            var counts = payload.Slice(1, 16);
            var total = 0;
            foreach (var count in counts) total += count;
            if (tableClass > 1 || slot > 3 || total > 256 || payload.Length < 17 + total) return false;
            if (HuffmanTable.TryBuild(counts, payload.Slice(17, total)) is not { } table) return false;
            define(tableClass == 1, slot, table);
            payload = payload[(17 + total)..];
        }
        return true;
    }
}
