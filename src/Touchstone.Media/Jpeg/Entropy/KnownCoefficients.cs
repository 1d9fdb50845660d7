using System.Runtime.Intrinsics;

namespace Touchstone.Media.Jpeg.Entropy;

/// <summary>Which coefficients of a block are not zero, as one bit each in zigzag order: refinement then skips from bit to bit.</summary>
internal static unsafe class KnownCoefficients
{
    // Spread[256·i + b]: the zigzag bits of the eight natural positions 8i…8i+7 whose bits are b.
    private static readonly ulong[] s_spread = MakeSpread();

    internal static ulong Of(short* block)
    {
        var natural = 0UL;
        for (var i = 0; i < 64; i += 16)
            natural |= (ulong)(ushort)~Vector256.Equals(Vector256.Load(block + i), Vector256<short>.Zero).ExtractMostSignificantBits() << i;
        var zigzag = 0UL;
        for (var row = 0; natural != 0; row += 256, natural >>= 8) zigzag |= s_spread[row + (int)(natural & 255)];
        return zigzag;
    }

    private static ulong[] MakeSpread()
    {
        var spread = new ulong[8 * 256];
        for (var k = 0; k < 64; k++)
        {
            var (row, bit) = (JpegTables.ZigZag[k] >> 3, JpegTables.ZigZag[k] & 7);
            for (var b = 0; b < 256; b++)
            {
                if ((b >> bit & 1) == 1) spread[row * 256 + b] |= 1UL << k;
            }
        }
        return spread;
    }
}
