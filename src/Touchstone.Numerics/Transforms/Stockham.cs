using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Touchstone.Numerics.Transforms;

/// <summary>
/// Self-sorting transform of a length without prime factors above 31, real and imaginary parts apart so that vectors need no shuffles: radix 4
/// as long as it divides, then 2, then the odd primes.
/// </summary>
internal sealed class Stockham
{
    // A stage of a prime costs its square; beyond this the chirp is faster.
    private const int LargestPrime = 31;

    private readonly float[] _real, _imaginary;
    // Per stage of length n: [radix − 1, n/radix] factors e^(−2πi mp/n) for m = 1 … radix − 1.
    private readonly List<(int Radix, int Length, float[] Real, float[] Imaginary)> _stages = [];

    private readonly int _lanes;

    /// <summary>Plans.</summary>
    /// <param name="length">Points of a transform.</param>
    /// <param name="lanes">Transforms side by side: point i of lane c lies at i · lanes + c.</param>
    internal Stockham(int length, int lanes = 1)
    {
        (Length, _lanes) = (length, lanes);
        _real = new float[length * lanes];
        _imaginary = new float[length * lanes];
        var n = length;
        foreach (var radix in Radices(length))
        {
            _stages.Add(Factors(radix, n));
            n /= radix;
        }
    }

    internal int Length { get; }

    /// <summary>Whether a length has no prime factor above 31.</summary>
    internal static bool Takes(int length) => Radices(length).Aggregate(1, (product, radix) => product * radix) == length;

    private static IEnumerable<int> Radices(int length)
    {
        for (; length % 4 == 0; length /= 4) yield return 4;
        for (var prime = 2; prime <= LargestPrime; prime += 1 + prime % 2)
            for (; length % prime == 0; length /= prime) yield return prime;
    }

    internal void Forward(Span<float> real, Span<float> imaginary)
    {
        if (Length == 1) return;
        Span<float> otherReal = _real, otherImaginary = _imaginary;
        var inOther = false;
        var stride = _lanes;
        foreach (var (radix, n, wr, wi) in _stages)
        {
            if (inOther)
                Step(radix, n, stride, wr, wi, otherReal, otherImaginary, real, imaginary);
            else
                Step(radix, n, stride, wr, wi, real, imaginary, otherReal, otherImaginary);
            inOther = !inOther;
            stride *= radix;
        }
        if (!inOther) return;
        otherReal.CopyTo(real);
        otherImaginary.CopyTo(imaginary);
    }

    private static (int Radix, int Length, float[] Real, float[] Imaginary) Factors(int radix, int n)
    {
        var part = n / radix;
        var (real, imaginary) = (new float[(radix - 1) * part], new float[(radix - 1) * part]);
        for (var m = 1; m < radix; m++)
        {
            for (var p = 0; p < part; p++)
            {
                var (sin, cos) = Math.SinCos(-2 * Math.PI * m * p / n);
                real[(m - 1) * part + p] = (float)cos;
                imaginary[(m - 1) * part + p] = (float)sin;
            }
        }
        return (radix, n, real, imaginary);
    }

    private static void Step(int radix, int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        if (radix == 4) Radix4(n, stride, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
        else if (radix == 2) Radix2(n, stride, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
        else PrimeRadix.Step(radix, n, stride, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
    }

    internal static void Radix4(int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        if (stride % 8 == 0 && Vector256.IsHardwareAccelerated)
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
        for (nuint step = 0; step < quarter; step += 8)
        {
            // The last vector may overlap the one before it: what is read is never written here.
            var p = Math.Min(step, quarter - 8);
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

    private static void Radix2(int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        var leap = stride * (n / 2);
        for (var p = 0; p < n / 2; p++)
        {
            var (kr, ki) = (wr[p], wi[p]);
            var (a, b, o) = (stride * p, stride * p + leap, stride * 2 * p);
            var q = 0;
            for (; q <= stride - Vector<float>.Count; q += Vector<float>.Count)
            {
                var (ar, ai) = (new Vector<float>(fromReal[(a + q)..]), new Vector<float>(fromImaginary[(a + q)..]));
                var (br, bi) = (new Vector<float>(fromReal[(b + q)..]), new Vector<float>(fromImaginary[(b + q)..]));
                (ar + br).CopyTo(toReal[(o + q)..]);
                (ai + bi).CopyTo(toImaginary[(o + q)..]);
                ((ar - br) * kr - (ai - bi) * ki).CopyTo(toReal[(o + stride + q)..]);
                ((ar - br) * ki + (ai - bi) * kr).CopyTo(toImaginary[(o + stride + q)..]);
            }
            for (; q < stride; q++)
            {
                var (xr, xi) = (fromReal[a + q] - fromReal[b + q], fromImaginary[a + q] - fromImaginary[b + q]);
                (toReal[o + q], toImaginary[o + q]) = (fromReal[a + q] + fromReal[b + q], fromImaginary[a + q] + fromImaginary[b + q]);
                (toReal[o + stride + q], toImaginary[o + stride + q]) = (xr * kr - xi * ki, xr * ki + xi * kr);
            }
        }
    }
}
