using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Touchstone.Media.Jpeg.Entropy;

/// <summary>The block procedures of sequential coding (T.81 F.2.2) and progressive coding (T.81 G.1.2). Each is false where the data breaks the code.</summary>
internal static unsafe class BlockCoding
{
    // Zigzag to natural order, prolonged by one run so that a hostile run writes the last coefficient instead of past the block.
    private static readonly byte[] s_natural = [.. JpegTables.ZigZag, .. Enumerable.Repeat((byte)63, 16)];

    /// <summary>A whole block: DC difference, then AC coefficients.</summary>
    internal static bool Sequential(ref EntropyBits source, HuffmanTable dc, HuffmanTable ac, short* block, ref int prediction)
    {
        if (!Difference(ref source, dc, out var difference)) return false;
        prediction += difference;
        block[0] = (short)prediction;
        var next = source.Next;
        var bits = source.Bits;
        var count = source.Count;
        ref var lookup = ref MemoryMarshal.GetArrayDataReference(ac.Lookup);
        ref var natural = ref MemoryMarshal.GetArrayDataReference(s_natural);
        var k = 1;
        while (k < 64)
        {
            if (count < 32) EntropyBits.Refill(ref source, ref next, ref bits, ref count);
            var entry = Unsafe.Add(ref lookup, (nint)(bits >> (64 - HuffmanTable.LookupBits)));
            var value = entry >> 16;
            if (value == 0)
            {
                if (entry == 0 && (entry = LongEntry(ac, bits)) == 0) return false;
                bits <<= entry & 0xFF;
                count -= entry & 0xFF;
                var size = entry >> 12 & 15;
                if (size == 0)
                {
                    if ((entry >> 8 & 15) != 15) break;
                    k += 16;
                    continue;
                }
                value = HuffmanTable.Extend((int)(bits >> (64 - size)), size);
                bits <<= size;
                count -= size;
            }
            else
            {
                bits <<= entry & 0xFF;
                count -= entry & 0xFF;
            }
            k += entry >> 8 & 15;
            block[Unsafe.Add(ref natural, k)] = (short)value;
            k++;
        }
        source.Next = next;
        source.Bits = bits;
        source.Count = count;
        return k <= 64;
    }

    /// <summary>First pass over a DC coefficient.</summary>
    internal static bool DcFirst(ref EntropyBits source, HuffmanTable dc, short* block, ref int prediction, int low)
    {
        if (!Difference(ref source, dc, out var difference)) return false;
        prediction += difference;
        block[0] = (short)(prediction << low);
        return true;
    }

    /// <summary>One more bit of a DC coefficient.</summary>
    internal static bool DcRefine(ref EntropyBits source, short* block, int low)
    {
        block[0] |= (short)(source.Take(1) << low);
        return true;
    }

    /// <summary>First pass over a band of AC coefficients; <paramref name="endRun"/> blocks after this one are empty.</summary>
    internal static bool AcFirst(ref EntropyBits source, HuffmanTable ac, short* block, Band band, ref int endRun)
    {
        var next = source.Next;
        var bits = source.Bits;
        var count = source.Count;
        ref var lookup = ref MemoryMarshal.GetArrayDataReference(ac.Lookup);
        ref var natural = ref MemoryMarshal.GetArrayDataReference(s_natural);
        var k = band.Start;
        while (k <= band.End)
        {
            if (count < 32) EntropyBits.Refill(ref source, ref next, ref bits, ref count);
            var entry = Unsafe.Add(ref lookup, (nint)(bits >> (64 - HuffmanTable.LookupBits)));
            if (entry == 0 && (entry = LongEntry(ac, bits)) == 0) return false;
            bits <<= entry & 0xFF;
            count -= entry & 0xFF;
            var value = entry >> 16;
            var run = entry >> 8 & 15;
            if (value == 0)
            {
                var size = entry >> 12 & 15;
                if (size == 0)
                {
                    if (run == 15)
                    {
                        k += 16;
                        continue;
                    }
                    // 2^run blocks end here, this one among them, and as many more as the extra bits say.
                    endRun = (1 << run) - 1 + (int)(bits >> 1 >> (63 - run));
                    bits <<= run;
                    count -= run;
                    k = band.End + 1;
                    break;
                }
                value = HuffmanTable.Extend((int)(bits >> (64 - size)), size);
                bits <<= size;
                count -= size;
            }
            k += run;
            block[Unsafe.Add(ref natural, k)] = (short)(value << band.Low);
            k++;
        }
        source.Next = next;
        source.Bits = bits;
        source.Count = count;
        return k == band.End + 1;
    }

    /// <summary>One more bit of a band: corrects known coefficients and places new ones of magnitude one (T.81 G.1.2.3).</summary>
    internal static bool AcRefine(ref EntropyBits source, HuffmanTable ac, short* block, Band band, ref int endRun)
    {
        var known = KnownCoefficients.Of(block) & band.Mask;
        var k = band.Start;
        while (endRun == 0 && k <= band.End)
        {
            if (source.Count < 32) source.Refill();
            var entry = ac.Lookup[(int)(source.Bits >> (64 - HuffmanTable.LookupBits))];
            if (entry == 0 && (entry = LongEntry(ac, source.Bits)) == 0) return false;
            var run = entry >> 8 & 15;
            var size = entry >> 12 & 15;
            // The entry may already count the extra bit.
            var length = (entry & 0xFF) - (entry >> 16 != 0 ? size : 0);
            source.Bits <<= length;
            source.Count -= length;
            if (size > 1) return false;
            if (size == 0 && run != 15)
            {
                endRun = (1 << run) + source.Take(run);
                break;
            }
            var value = size == 0 ? 0 : (source.Take(1) == 1 ? 1 : -1) << band.Low;
            k = PassZeros(ref source, block, band, known, k, run);
            if (value != 0)
            {
                if (k > band.End) return false;
                block[s_natural[k]] = (short)value;
            }
            k++;
        }
        if (endRun == 0) return true;
        endRun--;
        if (k <= band.End) Correct(ref source, block, known >> k << k, band.Low);
        return true;
    }

    // Walks to the zero coefficient after `zeros` others, correcting every known one on the way; past the band if there is none.
    private static int PassZeros(ref EntropyBits source, short* block, Band band, ulong known, int k, int zeros)
    {
        var end = k;
        var rest = known >> k;
        while (rest != 0)
        {
            var gap = BitOperations.TrailingZeroCount(rest);
            if (gap > zeros) break;
            zeros -= gap;
            end += gap + 1;
            rest = rest >> gap >> 1;
        }
        if (end > k) Correct(ref source, block, known >> k << k & (end > 63 ? ulong.MaxValue : (1UL << end) - 1), band.Low);
        return end + zeros;
    }

    // One bit for each known coefficient: 1 moves it away from zero by the value of the bit.
    private static void Correct(ref EntropyBits source, short* block, ulong known, int low)
    {
        while (known != 0)
        {
            // Sixteen at a time, as many as Take can give.
            var taken = Math.Min(16, BitOperations.PopCount(known));
            var corrections = source.Take(taken);
            while (--taken >= 0)
            {
                var at = block + s_natural[BitOperations.TrailingZeroCount(known)];
                var sign = *at >> 15 | 1;
                *at += (short)((corrections >> taken & 1) * sign << low);
                known &= known - 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Difference(ref EntropyBits source, HuffmanTable dc, out int difference)
    {
        if (source.Count < 32) source.Refill();
        var entry = dc.Lookup[(int)(source.Bits >> (64 - HuffmanTable.LookupBits))];
        difference = entry >> 16;
        if (entry == 0 && (entry = LongEntry(dc, source.Bits)) == 0) return false;
        source.Bits <<= entry & 0xFF;
        source.Count -= entry & 0xFF;
        var size = entry >> 12 & 15;
        if (difference == 0 && size > 0) difference = HuffmanTable.Extend(source.Take(size), size);
        // A DC symbol is a size alone; a run in it is no code of this process.
        return (entry >> 8 & 15) == 0;
    }

    // A lookup entry without value for a code longer than the lookup; 0 where there is none.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LongEntry(HuffmanTable table, ulong bits)
    {
        var found = table.DecodeLong(bits);
        if (found < 0) return 0;
        var symbol = found >> 8;
        return found & 0xFF | symbol >> 4 << 8 | (symbol & 15) << 12;
    }
}
