using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Touchstone.Numerics.Transforms;

/// <summary>
/// The orthonormal 8×8 DCT-II at every pixel position, for methods that look at all 64 block grids: rows once for all vertical
/// shifts, then columns.
/// </summary>
/// <remarks>
/// Two passes over a strip of <c>count</c> positions: <see cref="Horizontal"/> once a line into a ring of eight lines, then
/// <see cref="Vertical"/> once a line. A position costs nine 1-D transforms in place of sixteen. Vector and scalar paths do the same
/// fused operations in the same order and give the same bits. Source: even-odd split of the DCT-II (Rao and Yip, Discrete Cosine
/// Transform, 1990, section 4.4).
/// </remarks>
public static class SlidingDct8
{
    // ½·cos(kπ/16), and √(1/8) = ½·cos(4π/16) for k = 0 and 4.
    private const float C1 = 0.49039264020161522f;
    private const float C2 = 0.46193976625564337f;
    private const float C3 = 0.41573480615127262f;
    private const float C4 = 0.35355339059327379f;
    private const float C5 = 0.27778511650980109f;
    private const float C6 = 0.19134171618254489f;
    private const float C7 = 0.09754516100806413f;

    /// <summary>Row transforms of one line at <paramref name="count"/> neighbouring positions.</summary>
    /// <param name="line">Samples, at least <c>count + 7</c>.</param>
    /// <param name="output">[8, count]: horizontal frequency u of the eight samples from position x on, at u·count + x.</param>
    /// <param name="count">Positions, at least 1.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Horizontal(ReadOnlySpan<float> line, Span<float> output, int count)
    {
        Check(count, line.Length - 7, output.Length, 8);
        ref var from = ref MemoryMarshal.GetReference(line);
        ref var to = ref MemoryMarshal.GetReference(output);
        var x = 0;
        for (; x <= count - Vector256<float>.Count; x += Vector256<float>.Count)
            Transform(ref Unsafe.Add(ref from, x), 1, ref Unsafe.Add(ref to, x), count);
        for (; x < count; x++)
            TransformOne(ref Unsafe.Add(ref from, x), 1, ref Unsafe.Add(ref to, x), count);
    }

    /// <summary>Column transforms of eight row-transformed lines: all 64 coefficients at <paramref name="count"/> neighbouring positions.</summary>
    /// <param name="ring">[8, 8, count]: eight outputs of <see cref="Horizontal"/>.</param>
    /// <param name="first">Slot 0–7 of the top line; the following lines lie in the following slots, around the ring.</param>
    /// <param name="scratch">[8, count], overwritten.</param>
    /// <param name="output">[64, count]: coefficient of vertical frequency v and horizontal frequency u at (8·v + u)·count + x.</param>
    /// <param name="count">Positions, at least 1.</param>
    /// <exception cref="ArgumentException">A span is too short, or <paramref name="first"/> is no slot.</exception>
    public static void Vertical(ReadOnlySpan<float> ring, int first, Span<float> scratch, Span<float> output, int count)
    {
        Check(count, ring.Length / 64, output.Length, 64);
        Check(count, scratch.Length / 8, output.Length, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)first, 7u, nameof(first));
        for (var u = 0; u < 8; u++)
        {
            // The ring is unrolled so that the transform sees one constant stride.
            for (var k = 0; k < 8; k++)
                ring.Slice((((first + k) & 7) * 8 + u) * count, count).CopyTo(scratch[(k * count)..]);
            ref var from = ref MemoryMarshal.GetReference(scratch);
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(output), u * count);
            var x = 0;
            for (; x <= count - Vector256<float>.Count; x += Vector256<float>.Count)
                Transform(ref Unsafe.Add(ref from, x), count, ref Unsafe.Add(ref to, x), 8 * count);
            for (; x < count; x++)
                TransformOne(ref Unsafe.Add(ref from, x), count, ref Unsafe.Add(ref to, x), 8 * count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(ref float from, int step, ref float to, int stride)
    {
        var x0 = Vector256.LoadUnsafe(ref from);
        var x1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, step));
        var x2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 2 * step));
        var x3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 3 * step));
        var x4 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 4 * step));
        var x5 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 5 * step));
        var x6 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 6 * step));
        var x7 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 7 * step));
        Vector256<float> a0 = x0 + x7, a1 = x1 + x6, a2 = x2 + x5, a3 = x3 + x4;
        Vector256<float> b0 = x0 - x7, b1 = x1 - x6, b2 = x2 - x5, b3 = x3 - x4;
        Vector256<float> c0 = a0 + a3, c1 = a1 + a2, d0 = a0 - a3, d1 = a1 - a2;
        Store((c0 + c1) * C4, ref to, 0, stride);
        Store(Sum(b0 * C1, b1, C3, b2, C5, b3, C7), ref to, 1, stride);
        Store(Vector256.FusedMultiplyAdd(d1, Vector256.Create(C6), d0 * C2), ref to, 2, stride);
        Store(Sum(b0 * C3, b1, -C7, b2, -C1, b3, -C5), ref to, 3, stride);
        Store((c0 - c1) * C4, ref to, 4, stride);
        Store(Sum(b0 * C5, b1, -C1, b2, C7, b3, C3), ref to, 5, stride);
        Store(Vector256.FusedMultiplyAdd(d1, Vector256.Create(-C2), d0 * C6), ref to, 6, stride);
        Store(Sum(b0 * C7, b1, -C5, b2, C3, b3, -C1), ref to, 7, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sum(Vector256<float> start, Vector256<float> b1, float f1, Vector256<float> b2, float f2, Vector256<float> b3, float f3) =>
        Vector256.FusedMultiplyAdd(b3, Vector256.Create(f3), Vector256.FusedMultiplyAdd(b2, Vector256.Create(f2), Vector256.FusedMultiplyAdd(b1, Vector256.Create(f1), start)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> value, ref float to, int k, int stride) => value.StoreUnsafe(ref Unsafe.Add(ref to, k * stride));

    private static void TransformOne(ref float from, int step, ref float to, int stride)
    {
        float X(ref float at, int k) => Unsafe.Add(ref at, k * step);
        float x0 = from, x1 = X(ref from, 1), x2 = X(ref from, 2), x3 = X(ref from, 3);
        float x4 = X(ref from, 4), x5 = X(ref from, 5), x6 = X(ref from, 6), x7 = X(ref from, 7);
        float a0 = x0 + x7, a1 = x1 + x6, a2 = x2 + x5, a3 = x3 + x4;
        float b0 = x0 - x7, b1 = x1 - x6, b2 = x2 - x5, b3 = x3 - x4;
        float c0 = a0 + a3, c1 = a1 + a2, d0 = a0 - a3, d1 = a1 - a2;
        to = (c0 + c1) * C4;
        Unsafe.Add(ref to, stride) = SumOne(b0 * C1, b1, C3, b2, C5, b3, C7);
        Unsafe.Add(ref to, 2 * stride) = MathF.FusedMultiplyAdd(d1, C6, d0 * C2);
        Unsafe.Add(ref to, 3 * stride) = SumOne(b0 * C3, b1, -C7, b2, -C1, b3, -C5);
        Unsafe.Add(ref to, 4 * stride) = (c0 - c1) * C4;
        Unsafe.Add(ref to, 5 * stride) = SumOne(b0 * C5, b1, -C1, b2, C7, b3, C3);
        Unsafe.Add(ref to, 6 * stride) = MathF.FusedMultiplyAdd(d1, -C2, d0 * C6);
        Unsafe.Add(ref to, 7 * stride) = SumOne(b0 * C7, b1, -C5, b2, C3, b3, -C1);
    }

    private static float SumOne(float start, float b1, float f1, float b2, float f2, float b3, float f3) =>
        MathF.FusedMultiplyAdd(b3, f3, MathF.FusedMultiplyAdd(b2, f2, MathF.FusedMultiplyAdd(b1, f1, start)));

    private static void Check(int count, int positions, int output, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (positions < count) throw new ArgumentException("The input is shorter than its positions need.");
        if (output < rows * count) throw new ArgumentException("The output is too short.");
    }
}
