using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Touchstone.Numerics.Transforms;

/// <summary>Self-sorting radix-4 (last step radix-2 where needed) transform of a power of two, real and imaginary parts apart so that vectors need no shuffles.</summary>
internal sealed class Stockham
{
    private readonly float[] _real, _imaginary;
    // Per stage of length n: [3, n/4] factors e^(−2πi mp/n) for m = 1, 2, 3.
    private readonly List<(int Length, float[] Real, float[] Imaginary)> _stages = [];

    internal Stockham(int length)
    {
        Length = length;
        _real = new float[length];
        _imaginary = new float[length];
        for (var n = length; n >= 4; n /= 4)
            _stages.Add(Factors(n));
    }

    internal int Length { get; }

    internal void Forward(Span<float> real, Span<float> imaginary)
    {
        if (Length == 1) return;
        Span<float> otherReal = _real, otherImaginary = _imaginary;
        var inOther = false;
        var stride = 1;
        foreach (var (n, wr, wi) in _stages)
        {
            if (inOther)
                Radix4(n, stride, wr, wi, otherReal, otherImaginary, real, imaginary);
            else
                Radix4(n, stride, wr, wi, real, imaginary, otherReal, otherImaginary);
            inOther = !inOther;
            stride *= 4;
        }
        if (stride < Length)
        {
            if (inOther)
                Radix2(otherReal, otherImaginary, real, imaginary);
            else
                Radix2(real, imaginary, otherReal, otherImaginary);
            inOther = !inOther;
        }
        if (!inOther) return;
        otherReal.CopyTo(real);
        otherImaginary.CopyTo(imaginary);
    }

    private static (int Length, float[] Real, float[] Imaginary) Factors(int n)
    {
        var quarter = n / 4;
        var (real, imaginary) = (new float[3 * quarter], new float[3 * quarter]);
        for (var m = 1; m <= 3; m++)
        {
            for (var p = 0; p < quarter; p++)
            {
                var (sin, cos) = Math.SinCos(-2 * Math.PI * m * p / n);
                real[(m - 1) * quarter + p] = (float)cos;
                imaginary[(m - 1) * quarter + p] = (float)sin;
            }
        }
        return (n, real, imaginary);
    }

    internal static void Radix4(int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        if (stride >= 8 && Vector256.IsHardwareAccelerated)
            Radix4Across256(n, stride, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
        else if (stride == 4 && Vector128.IsHardwareAccelerated)
            Radix4Across128(n, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
        else if (stride == 1 && n >= 32 && Avx.IsSupported)
            Radix4First(n, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
        else
            Radix4Scalar(n, stride, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
    }

    /// <summary>The stage by its definition: the oracle of the vector forms.</summary>
    internal static void Radix4Scalar(int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        var quarter = n / 4;
        var leap = stride * quarter;
        for (var p = 0; p < quarter; p++)
        {
            for (var q = 0; q < stride; q++)
            {
                var i = q + stride * p;
                var (ar, ai) = (fromReal[i], fromImaginary[i]);
                var (br, bi) = (fromReal[i + leap], fromImaginary[i + leap]);
                var (cr, ci) = (fromReal[i + 2 * leap], fromImaginary[i + 2 * leap]);
                var (dr, di) = (fromReal[i + 3 * leap], fromImaginary[i + 3 * leap]);
                var (sr, si, tr, ti) = (ar + cr, ai + ci, ar - cr, ai - ci);
                var (ur, ui, vr, vi) = (br + dr, bi + di, br - dr, bi - di);
                var o = q + stride * 4 * p;
                (toReal[o], toImaginary[o]) = (sr + ur, si + ui);
                var (xr, xi) = (tr + vi, ti - vr);
                (toReal[o + stride], toImaginary[o + stride]) = (xr * wr[p] - xi * wi[p], xr * wi[p] + xi * wr[p]);
                (xr, xi) = (sr - ur, si - ui);
                var (kr, ki) = (wr[quarter + p], wi[quarter + p]);
                (toReal[o + 2 * stride], toImaginary[o + 2 * stride]) = (xr * kr - xi * ki, xr * ki + xi * kr);
                (xr, xi) = (tr - vi, ti + vr);
                (kr, ki) = (wr[2 * quarter + p], wi[2 * quarter + p]);
                (toReal[o + 3 * stride], toImaginary[o + 3 * stride]) = (xr * kr - xi * ki, xr * ki + xi * kr);
            }
        }
    }

    private static void Radix4Across256(int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        var quarter = n / 4;
        var leap = (nuint)(stride * quarter);
        ref var fr = ref MemoryMarshal.GetReference(fromReal);
        ref var fi = ref MemoryMarshal.GetReference(fromImaginary);
        ref var gr = ref MemoryMarshal.GetReference(toReal);
        ref var gi = ref MemoryMarshal.GetReference(toImaginary);
        for (var p = 0; p < quarter; p++)
        {
            var (w1r, w1i) = (Vector256.Create(wr[p]), Vector256.Create(wi[p]));
            var (w2r, w2i) = (Vector256.Create(wr[quarter + p]), Vector256.Create(wi[quarter + p]));
            var (w3r, w3i) = (Vector256.Create(wr[2 * quarter + p]), Vector256.Create(wi[2 * quarter + p]));
            for (var q = 0; q < stride; q += 8)
            {
                var i = (nuint)(q + stride * p);
                var (ar, ai) = (Vector256.LoadUnsafe(ref fr, i), Vector256.LoadUnsafe(ref fi, i));
                var (br, bi) = (Vector256.LoadUnsafe(ref fr, i + leap), Vector256.LoadUnsafe(ref fi, i + leap));
                var (cr, ci) = (Vector256.LoadUnsafe(ref fr, i + 2 * leap), Vector256.LoadUnsafe(ref fi, i + 2 * leap));
                var (dr, di) = (Vector256.LoadUnsafe(ref fr, i + 3 * leap), Vector256.LoadUnsafe(ref fi, i + 3 * leap));
                var (sr, si, tr, ti) = (ar + cr, ai + ci, ar - cr, ai - ci);
                var (ur, ui, vr, vi) = (br + dr, bi + di, br - dr, bi - di);
                var o = (nuint)(q + stride * 4 * p);
                var s = (nuint)stride;
                (sr + ur).StoreUnsafe(ref gr, o);
                (si + ui).StoreUnsafe(ref gi, o);
                var (xr, xi) = (tr + vi, ti - vr);
                (xr * w1r - xi * w1i).StoreUnsafe(ref gr, o + s);
                (xr * w1i + xi * w1r).StoreUnsafe(ref gi, o + s);
                (xr, xi) = (sr - ur, si - ui);
                (xr * w2r - xi * w2i).StoreUnsafe(ref gr, o + 2 * s);
                (xr * w2i + xi * w2r).StoreUnsafe(ref gi, o + 2 * s);
                (xr, xi) = (tr - vi, ti + vr);
                (xr * w3r - xi * w3i).StoreUnsafe(ref gr, o + 3 * s);
                (xr * w3i + xi * w3r).StoreUnsafe(ref gi, o + 3 * s);
            }
        }
    }

    private static void Radix4Across128(int n, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        var quarter = n / 4;
        var leap = (nuint)(4 * quarter);
        ref var fr = ref MemoryMarshal.GetReference(fromReal);
        ref var fi = ref MemoryMarshal.GetReference(fromImaginary);
        ref var gr = ref MemoryMarshal.GetReference(toReal);
        ref var gi = ref MemoryMarshal.GetReference(toImaginary);
        for (var p = 0; p < quarter; p++)
        {
            var i = (nuint)(4 * p);
            var (ar, ai) = (Vector128.LoadUnsafe(ref fr, i), Vector128.LoadUnsafe(ref fi, i));
            var (br, bi) = (Vector128.LoadUnsafe(ref fr, i + leap), Vector128.LoadUnsafe(ref fi, i + leap));
            var (cr, ci) = (Vector128.LoadUnsafe(ref fr, i + 2 * leap), Vector128.LoadUnsafe(ref fi, i + 2 * leap));
            var (dr, di) = (Vector128.LoadUnsafe(ref fr, i + 3 * leap), Vector128.LoadUnsafe(ref fi, i + 3 * leap));
            var (sr, si, tr, ti) = (ar + cr, ai + ci, ar - cr, ai - ci);
            var (ur, ui, vr, vi) = (br + dr, bi + di, br - dr, bi - di);
            var o = (nuint)(16 * p);
            (sr + ur).StoreUnsafe(ref gr, o);
            (si + ui).StoreUnsafe(ref gi, o);
            var (xr, xi) = (tr + vi, ti - vr);
            (xr * wr[p] - xi * wi[p]).StoreUnsafe(ref gr, o + 4);
            (xr * wi[p] + xi * wr[p]).StoreUnsafe(ref gi, o + 4);
            (xr, xi) = (sr - ur, si - ui);
            (xr * wr[quarter + p] - xi * wi[quarter + p]).StoreUnsafe(ref gr, o + 8);
            (xr * wi[quarter + p] + xi * wr[quarter + p]).StoreUnsafe(ref gi, o + 8);
            (xr, xi) = (tr - vi, ti + vr);
            (xr * wr[2 * quarter + p] - xi * wi[2 * quarter + p]).StoreUnsafe(ref gr, o + 12);
            (xr * wi[2 * quarter + p] + xi * wr[2 * quarter + p]).StoreUnsafe(ref gi, o + 12);
        }
    }

    // The first stage has stride 1: vectors run along p, and four results are interleaved on the way out.
    private static void Radix4First(int n, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        var quarter = (nuint)(n / 4);
        ref var fr = ref MemoryMarshal.GetReference(fromReal);
        ref var fi = ref MemoryMarshal.GetReference(fromImaginary);
        ref var gr = ref MemoryMarshal.GetReference(toReal);
        ref var gi = ref MemoryMarshal.GetReference(toImaginary);
        ref var kr = ref MemoryMarshal.GetArrayDataReference(wr);
        ref var ki = ref MemoryMarshal.GetArrayDataReference(wi);
        for (nuint p = 0; p < quarter; p += 8)
        {
            var (ar, ai) = (Vector256.LoadUnsafe(ref fr, p), Vector256.LoadUnsafe(ref fi, p));
            var (br, bi) = (Vector256.LoadUnsafe(ref fr, p + quarter), Vector256.LoadUnsafe(ref fi, p + quarter));
            var (cr, ci) = (Vector256.LoadUnsafe(ref fr, p + 2 * quarter), Vector256.LoadUnsafe(ref fi, p + 2 * quarter));
            var (dr, di) = (Vector256.LoadUnsafe(ref fr, p + 3 * quarter), Vector256.LoadUnsafe(ref fi, p + 3 * quarter));
            var (sr, si, tr, ti) = (ar + cr, ai + ci, ar - cr, ai - ci);
            var (ur, ui, vr, vi) = (br + dr, bi + di, br - dr, bi - di);
            var (x1r, x1i) = Times(tr + vi, ti - vr, Vector256.LoadUnsafe(ref kr, p), Vector256.LoadUnsafe(ref ki, p));
            var (x2r, x2i) = Times(sr - ur, si - ui, Vector256.LoadUnsafe(ref kr, quarter + p), Vector256.LoadUnsafe(ref ki, quarter + p));
            var (x3r, x3i) = Times(tr - vi, ti + vr, Vector256.LoadUnsafe(ref kr, 2 * quarter + p), Vector256.LoadUnsafe(ref ki, 2 * quarter + p));
            Interleave(sr + ur, x1r, x2r, x3r, ref gr, 4 * p);
            Interleave(si + ui, x1i, x2i, x3i, ref gi, 4 * p);
        }
    }

    private static (Vector256<float> Real, Vector256<float> Imaginary) Times(Vector256<float> xr, Vector256<float> xi, Vector256<float> kr, Vector256<float> ki) =>
        (xr * kr - xi * ki, xr * ki + xi * kr);

    private static void Interleave(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, ref float to, nuint at)
    {
        var (ac, bd) = (Avx.UnpackLow(a, c), Avx.UnpackLow(b, d));
        var (ach, bdh) = (Avx.UnpackHigh(a, c), Avx.UnpackHigh(b, d));
        var (v0, v1) = (Avx.UnpackLow(ac, bd), Avx.UnpackHigh(ac, bd));
        var (v2, v3) = (Avx.UnpackLow(ach, bdh), Avx.UnpackHigh(ach, bdh));
        Avx.Permute2x128(v0, v1, 0x20).StoreUnsafe(ref to, at);
        Avx.Permute2x128(v2, v3, 0x20).StoreUnsafe(ref to, at + 8);
        Avx.Permute2x128(v0, v1, 0x31).StoreUnsafe(ref to, at + 16);
        Avx.Permute2x128(v2, v3, 0x31).StoreUnsafe(ref to, at + 24);
    }

    private static void Radix2(Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        var half = fromReal.Length / 2;
        for (var q = 0; q < half; q++)
        {
            var (ar, br) = (fromReal[q], fromReal[q + half]);
            (toReal[q], toReal[q + half]) = (ar + br, ar - br);
        }
        for (var q = 0; q < half; q++)
        {
            var (ai, bi) = (fromImaginary[q], fromImaginary[q + half]);
            (toImaginary[q], toImaginary[q + half]) = (ai + bi, ai - bi);
        }
    }
}
