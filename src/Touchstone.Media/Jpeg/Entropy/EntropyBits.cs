using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Touchstone.Media.Jpeg.Entropy;

/// <summary>The bits of an entropy-coded stretch, most significant first, with stuffed zero bytes removed (T.81 F.2.2.5).</summary>
/// <remarks>
/// <see cref="Bits"/> is left-aligned and holds at least <see cref="Count"/> true bits. At a marker or the end, zero bits are
/// supplied and counted in <see cref="Padding"/>, so that decoding always ends; <see cref="IsOverrun"/> tells that some were used.
/// </remarks>
internal unsafe struct EntropyBits(byte* next, byte* end)
{
    internal byte* Next = next;
    internal readonly byte* End = end;
    internal ulong Bits = 0;
    internal int Count = 0;
    internal int Padding = 0;

    internal readonly bool IsOverrun => Count < Padding;

    /// <summary>True bits read ahead and not yet used.</summary>
    internal readonly int TrueBits => Math.Max(0, Count - Padding);

    /// <summary>Fills up to at least 56 bits; call when fewer than needed (at most 32) are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Refill() => Refill(ref this, ref Next, ref Bits, ref Count);

    /// <summary>The same on copies a kernel keeps in registers; the fields are written back only on the slow path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Refill(ref EntropyBits source, ref byte* next, ref ulong bits, ref int count)
    {
        if (source.End - next >= 8)
        {
            var word = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(next));
            // No byte of the word is FF: the usual carry trick on the complement.
            if (((~word - 0x0101010101010101UL) & word & 0x8080808080808080UL) == 0)
            {
                // Bits beyond the count repeat the first bits of the byte at next, so joining them again changes nothing.
                bits |= word >> count;
                var bytes = (63 - count) >> 3;
                next += bytes;
                count += bytes << 3;
                return;
            }
        }
        source.Next = next;
        source.Bits = bits;
        source.Count = count;
        source.RefillByByte();
        next = source.Next;
        bits = source.Bits;
        count = source.Count;
    }

    /// <summary>The next bits as a number; at most 16, after a refill if needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Take(int count)
    {
        if (Count < 32) Refill();
        var value = (int)(Bits >> 1 >> (63 - count));
        Bits <<= count;
        Count -= count;
        return value;
    }

    /// <summary>Moves behind the next RSTn marker of the given number and starts afresh; false where another thing stands there.</summary>
    internal bool TryRestart(int number)
    {
        Bits = 0;
        Count = 0;
        Padding = 0;
        while (Next + 1 < End && !(Next[0] == 0xFF && Next[1] is not 0 and not 0xFF)) Next++;
        if (Next + 1 >= End || Next[1] != JpegMarkers.Rst0 + number) return false;
        Next += 2;
        return true;
    }

    /// <summary>Moves behind the next RSTn marker whatever its number and starts afresh; false where none follows.</summary>
    internal bool TryNextRestart(out int number)
    {
        Bits = 0;
        Count = 0;
        Padding = 0;
        while (Next + 1 < End && !(Next[0] == 0xFF && JpegMarkers.IsRestart(Next[1]))) Next++;
        number = Next + 1 < End ? Next[1] - JpegMarkers.Rst0 : 0;
        if (Next + 1 >= End) return false;
        Next += 2;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefillByByte()
    {
        while (Count <= 56)
        {
            ulong value = 0;
            if (Next < End && *Next != 0xFF)
            {
                value = *Next++;
            }
            else
            {
                var after = Next;
                while (after < End && *after == 0xFF) after++;
                if (Next < End && after < End && *after == 0)
                {
                    value = 0xFF;
                    Next = after + 1;
                }
                else
                {
                    Padding += 8;
                }
            }
            Bits |= value << (56 - Count);
            Count += 8;
        }
    }
}
