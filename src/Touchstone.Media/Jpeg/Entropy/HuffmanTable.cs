namespace Touchstone.Media.Jpeg.Entropy;

/// <summary>A Huffman table of T.81 Annex C with a lookup that resolves code, run, size and, where they fit, the extra bits at once.</summary>
internal sealed class HuffmanTable
{
    /// <summary>Bits of the lookup: longer codes take the canonical search. 10 keeps two AC tables within 8 KiB of first-level cache.</summary>
    internal const int LookupBits = 10;

    /// <summary>
    /// One entry per prefix: bits 0–7 length (code, or code and extra bits when the value is known), 8–11 run, 12–15 size,
    /// 16–31 signed value or 0 when it must still be read. 0 = the code is longer than the lookup.
    /// </summary>
    internal readonly int[] Lookup = new int[1 << LookupBits];

    private readonly int[] _limit = new int[18];
    private readonly int[] _shift = new int[18];

    private HuffmanTable(byte[] counts, byte[] symbols)
    {
        Counts = counts;
        Symbols = symbols;
    }

    /// <summary>Number of codes of each length 1–16.</summary>
    internal byte[] Counts { get; }

    /// <summary>Symbols in order of increasing code.</summary>
    internal byte[] Symbols { get; }

    /// <summary>Builds the table, or null where the counts describe no prefix code (T.81 C.2).</summary>
    internal static HuffmanTable? TryBuild(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var table = new HuffmanTable(counts.ToArray(), symbols.ToArray());
        var code = 0;
        var index = 0;
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            table._shift[length] = index - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (index >= symbols.Length || code >= 1 << length) return null;
                if (length <= LookupBits) table.FillLookup(code, length, symbols[index]);
            }
            table._limit[length] = code;
        }
        return table;
    }

    /// <summary>A code longer than the lookup, from the 64 bits at hand; −1 where no code matches.</summary>
    /// <returns>Symbol in bits 8–15, code length in bits 0–7.</returns>
    internal int DecodeLong(ulong bits)
    {
        for (var length = LookupBits + 1; length <= 16; length++)
        {
            var code = (int)(bits >> (64 - length));
            if (code < _limit[length]) return Symbols[code + _shift[length]] << 8 | length;
        }
        return -1;
    }

    private void FillLookup(int code, int length, byte symbol)
    {
        var size = symbol & 15;
        var free = LookupBits - length;
        for (var tail = 0; tail < 1 << free; tail++)
        {
            var entry = length | symbol >> 4 << 8 | size << 12;
            if (size > 0 && size <= free)
            {
                var extra = tail >> (free - size);
                entry = length + size | symbol >> 4 << 8 | size << 12 | Extend(extra, size) << 16;
            }
            Lookup[code << free | tail] = entry;
        }
    }

    /// <summary>The signed value of <paramref name="size"/> extra bits (T.81 F.2.2.1, EXTEND).</summary>
    internal static int Extend(int extra, int size) => extra >> (size - 1) == 0 ? extra - (1 << size) + 1 : extra;
}
