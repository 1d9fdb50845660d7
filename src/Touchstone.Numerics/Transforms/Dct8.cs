using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Touchstone.Numerics.Transforms;

/// <summary>
/// The 8×8 orthonormal DCT-II and its inverse, as ITU-T T.81 (1992) A.3.3 defines them:
/// S(v,u) = ¼ C(u) C(v) Σ s(y,x) cos((2x+1)uπ/16) cos((2y+1)vπ/16), C(0) = 1/√2, otherwise 1.
/// </summary>
/// <remarks>Eight columns at a time with AVX where the processor has it; elsewhere the scalar oracle. The two agree within 2·10⁻⁶ of the largest sample.</remarks>
public static class Dct8
{
    /// <summary>Samples along a side of a block.</summary>
    public const int Side = 8;

    /// <summary>Samples, and coefficients, of a block.</summary>
    public const int Area = 64;

    // cos(kπ/16)/2, the rows of the orthonormal matrix; A is also 1/√8.
    private const float A = 0.353553390593273762f;
    private const float C1 = 0.490392640201615225f;
    private const float C2 = 0.461939766255643378f;
    private const float C3 = 0.415734806151272619f;
    private const float C5 = 0.277785116509801112f;
    private const float C6 = 0.191341716182544886f;
    private const float C7 = 0.0975451610080641339f;

    /// <summary>Samples to coefficients.</summary>
    /// <param name="block">Samples [8, 8], row-major.</param>
    /// <param name="coefficients">Coefficients [8, 8]: row = vertical frequency, column = horizontal frequency; the unit of the samples. May be the same memory as <paramref name="block"/>.</param>
    /// <exception cref="ArgumentException">A span is shorter than 64.</exception>
    public static void Forward(ReadOnlySpan<float> block, Span<float> coefficients)
    {
        Require(block.Length, coefficients.Length);
        if (Avx.IsSupported)
            ForwardVector(ref MemoryMarshal.GetReference(block), Side, ref MemoryMarshal.GetReference(coefficients));
        else
            Dct8Scalar.Forward(block, coefficients);
    }

    /// <summary>Coefficients to samples.</summary>
    /// <param name="coefficients">Coefficients [8, 8]: row = vertical frequency, column = horizontal frequency.</param>
    /// <param name="block">Samples [8, 8], row-major; the unit of the coefficients. May be the same memory as <paramref name="coefficients"/>.</param>
    /// <exception cref="ArgumentException">A span is shorter than 64.</exception>
    public static void Inverse(ReadOnlySpan<float> coefficients, Span<float> block)
    {
        Require(coefficients.Length, block.Length);
        if (Avx.IsSupported)
            InverseVector(ref MemoryMarshal.GetReference(coefficients), ref MemoryMarshal.GetReference(block));
        else
            Dct8Scalar.Inverse(coefficients, block);
    }

    /// <summary>All whole blocks of a plane whose first block starts at an offset.</summary>
    /// <param name="samples">Samples [height, width], row-major.</param>
    /// <param name="width">Samples per line, ≥ 0.</param>
    /// <param name="height">Lines, ≥ 0.</param>
    /// <param name="offsetX">Column of the first block, ≥ 0.</param>
    /// <param name="offsetY">Line of the first block, ≥ 0.</param>
    /// <param name="coefficients">Coefficients [blocksHigh, blocksWide, 64] with blocksWide = max(0, width − offsetX) / 8 and blocksHigh likewise; longer is allowed.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape, or a number is negative.</exception>
    public static void ForwardPlane(ReadOnlySpan<float> samples, int width, int height, int offsetX, int offsetY, Span<float> coefficients)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentOutOfRangeException.ThrowIfNegative(offsetX);
        ArgumentOutOfRangeException.ThrowIfNegative(offsetY);
        var blocksWide = Math.Max(0, width - offsetX) / Side;
        var blocksHigh = Math.Max(0, height - offsetY) / Side;
        if (samples.Length < (long)width * height)
            throw new ArgumentException("The plane has fewer samples than width × height.", nameof(samples));
        if (coefficients.Length < (long)blocksWide * blocksHigh * Area)
            throw new ArgumentException("There is not room for all whole blocks.", nameof(coefficients));
        for (var row = 0; row < blocksHigh; row++)
        {
            for (var column = 0; column < blocksWide; column++)
            {
                var from = samples[((offsetY + row * Side) * width + offsetX + column * Side)..];
                var to = coefficients.Slice((row * blocksWide + column) * Area, Area);
                if (Avx.IsSupported)
                    ForwardVector(ref MemoryMarshal.GetReference(from), width, ref MemoryMarshal.GetReference(to));
                else
                    Dct8Scalar.Forward(from, width, to);
            }
        }
    }

    private static void Require(int inputLength, int outputLength)
    {
        if (inputLength < Area || outputLength < Area)
            throw new ArgumentException("A block has 64 values.");
    }

    private static void ForwardVector(ref float from, int stride, ref float to)
    {
        var r0 = Vector256.LoadUnsafe(ref from);
        var r1 = Vector256.LoadUnsafe(ref from, (nuint)stride);
        var r2 = Vector256.LoadUnsafe(ref from, (nuint)(2 * stride));
        var r3 = Vector256.LoadUnsafe(ref from, (nuint)(3 * stride));
        var r4 = Vector256.LoadUnsafe(ref from, (nuint)(4 * stride));
        var r5 = Vector256.LoadUnsafe(ref from, (nuint)(5 * stride));
        var r6 = Vector256.LoadUnsafe(ref from, (nuint)(6 * stride));
        var r7 = Vector256.LoadUnsafe(ref from, (nuint)(7 * stride));
        Columns(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Columns(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Store(ref to, r0, r1, r2, r3, r4, r5, r6, r7);
    }

    private static void InverseVector(ref float from, ref float to)
    {
        var r0 = Vector256.LoadUnsafe(ref from);
        var r1 = Vector256.LoadUnsafe(ref from, 8);
        var r2 = Vector256.LoadUnsafe(ref from, 16);
        var r3 = Vector256.LoadUnsafe(ref from, 24);
        var r4 = Vector256.LoadUnsafe(ref from, 32);
        var r5 = Vector256.LoadUnsafe(ref from, 40);
        var r6 = Vector256.LoadUnsafe(ref from, 48);
        var r7 = Vector256.LoadUnsafe(ref from, 56);
        InverseColumns(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        InverseColumns(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Store(ref to, r0, r1, r2, r3, r4, r5, r6, r7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float to, Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3,
        Vector256<float> r4, Vector256<float> r5, Vector256<float> r6, Vector256<float> r7)
    {
        r0.StoreUnsafe(ref to);
        r1.StoreUnsafe(ref to, 8);
        r2.StoreUnsafe(ref to, 16);
        r3.StoreUnsafe(ref to, 24);
        r4.StoreUnsafe(ref to, 32);
        r5.StoreUnsafe(ref to, 40);
        r6.StoreUnsafe(ref to, 48);
        r7.StoreUnsafe(ref to, 56);
    }

    // One pass of the eight-point transform over the columns: even outputs from sums, odd ones from differences of mirrored rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(ref Vector256<float> r0, ref Vector256<float> r1, ref Vector256<float> r2, ref Vector256<float> r3,
        ref Vector256<float> r4, ref Vector256<float> r5, ref Vector256<float> r6, ref Vector256<float> r7)
    {
        var (s0, d0) = (r0 + r7, r0 - r7);
        var (s1, d1) = (r1 + r6, r1 - r6);
        var (s2, d2) = (r2 + r5, r2 - r5);
        var (s3, d3) = (r3 + r4, r3 - r4);
        var (e0, f0) = (s0 + s3, s0 - s3);
        var (e1, f1) = (s1 + s2, s1 - s2);
        r0 = (e0 + e1) * A;
        r4 = (e0 - e1) * A;
        r2 = f0 * C2 + f1 * C6;
        r6 = f0 * C6 - f1 * C2;
        r1 = d0 * C1 + d1 * C3 + (d2 * C5 + d3 * C7);
        r3 = d0 * C3 - d1 * C7 - (d2 * C1 + d3 * C5);
        r5 = d0 * C5 - d1 * C1 + (d2 * C7 + d3 * C3);
        r7 = d0 * C7 - d1 * C5 + (d2 * C3 - d3 * C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InverseColumns(ref Vector256<float> r0, ref Vector256<float> r1, ref Vector256<float> r2, ref Vector256<float> r3,
        ref Vector256<float> r4, ref Vector256<float> r5, ref Vector256<float> r6, ref Vector256<float> r7)
    {
        var e0 = (r0 + r4) * A;
        var e1 = (r0 - r4) * A;
        var f0 = r2 * C2 + r6 * C6;
        var f1 = r2 * C6 - r6 * C2;
        var (s0, s3) = (e0 + f0, e0 - f0);
        var (s1, s2) = (e1 + f1, e1 - f1);
        var d0 = r1 * C1 + r3 * C3 + (r5 * C5 + r7 * C7);
        var d1 = r1 * C3 - r3 * C7 - (r5 * C1 + r7 * C5);
        var d2 = r1 * C5 - r3 * C1 + (r5 * C7 + r7 * C3);
        var d3 = r1 * C7 - r3 * C5 + (r5 * C3 - r7 * C1);
        (r0, r7) = (s0 + d0, s0 - d0);
        (r1, r6) = (s1 + d1, s1 - d1);
        (r2, r5) = (s2 + d2, s2 - d2);
        (r3, r4) = (s3 + d3, s3 - d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<float> r0, ref Vector256<float> r1, ref Vector256<float> r2, ref Vector256<float> r3,
        ref Vector256<float> r4, ref Vector256<float> r5, ref Vector256<float> r6, ref Vector256<float> r7)
    {
        var (a0, a1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (a2, a3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (a4, a5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        var (a6, a7) = (Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));
        var (b0, b1) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE));
        var (b2, b3) = (Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE));
        var (b6, b7) = (Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        (r0, r4) = (Avx.Permute2x128(b0, b4, 0x20), Avx.Permute2x128(b0, b4, 0x31));
        (r1, r5) = (Avx.Permute2x128(b1, b5, 0x20), Avx.Permute2x128(b1, b5, 0x31));
        (r2, r6) = (Avx.Permute2x128(b2, b6, 0x20), Avx.Permute2x128(b2, b6, 0x31));
        (r3, r7) = (Avx.Permute2x128(b3, b7, 0x20), Avx.Permute2x128(b3, b7, 0x31));
    }
}
