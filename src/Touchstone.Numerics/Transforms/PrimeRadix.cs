using System.Numerics;
using System.Runtime.InteropServices;

namespace Touchstone.Numerics.Transforms;

/// <summary>
/// A stage of Stockham's transform for a prime radix r: Y(j) = Σ x(k) e^(−2πi jk/r), times the factor of the stage.
/// </summary>
internal static class PrimeRadix
{
    /// <summary>One stage.</summary>
    /// <param name="radix">r, a small prime.</param>
    /// <param name="n">Length of the transforms that are left, a multiple of r.</param>
    /// <param name="stride">How many there are, beside each other.</param>
    /// <param name="wr">[r − 1, n/r] cosines of the factors after the stage.</param>
    /// <param name="wi">Their sines.</param>
    /// <param name="fromReal">Real parts [n · stride].</param>
    /// <param name="fromImaginary">Imaginary parts.</param>
    /// <param name="toReal">Overwritten.</param>
    /// <param name="toImaginary">Overwritten.</param>
    internal static void Step(int radix, int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        if (stride >= Vector<float>.Count && radix > 2) StepAcross(radix, n, stride, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
        else StepScalar(radix, n, stride, wr, wi, fromReal, fromImaginary, toReal, toImaginary);
    }

    /// <summary>The stage by its definition: the oracle of the vector form.</summary>
    internal static void StepScalar(int radix, int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        Span<float> cos = stackalloc float[radix], sin = stackalloc float[radix];
        Circle(cos, sin);
        var part = n / radix;
        for (var p = 0; p < part; p++)
        {
            for (var q = 0; q < stride; q++)
            {
                for (var j = 0; j < radix; j++)
                {
                    var (real, imaginary) = (0f, 0f);
                    for (var (k, turn) = (0, 0); k < radix; k++, turn = (turn + j) % radix)
                    {
                        var (xr, xi) = (fromReal[q + stride * (p + k * part)], fromImaginary[q + stride * (p + k * part)]);
                        real += xr * cos[turn] + xi * sin[turn];
                        imaginary += xi * cos[turn] - xr * sin[turn];
                    }
                    var (kr, ki) = j == 0 ? (1f, 0f) : (wr[(j - 1) * part + p], wi[(j - 1) * part + p]);
                    toReal[q + stride * (radix * p + j)] = real * kr - imaginary * ki;
                    toImaginary[q + stride * (radix * p + j)] = real * ki + imaginary * kr;
                }
            }
        }
    }

    // x(k) and x(r − k) have the same cosine and opposite sines: with their sums s and differences d, Y(j) and Y(r − j) are x(0) + Σ s cos ∓ i Σ d sin.
    private static void StepAcross(int radix, int n, int stride, float[] wr, float[] wi, Span<float> fromReal, Span<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
    {
        Span<float> cos = stackalloc float[radix], sin = stackalloc float[radix];
        Circle(cos, sin);
        var (part, half, lanes) = (n / radix, (radix - 1) / 2, Vector<float>.Count);
        Span<Vector<float>> sr = stackalloc Vector<float>[half], si = stackalloc Vector<float>[half], dr = stackalloc Vector<float>[half], di = stackalloc Vector<float>[half];
        ref var fr = ref MemoryMarshal.GetReference(fromReal);
        ref var fi = ref MemoryMarshal.GetReference(fromImaginary);
        ref var gr = ref MemoryMarshal.GetReference(toReal);
        ref var gi = ref MemoryMarshal.GetReference(toImaginary);
        for (var p = 0; p < part; p++)
        {
            // The last vector may overlap the one before it: what is read is never written here.
            for (var step = 0; step < stride; step += lanes)
            {
                var q = Math.Min(step, stride - lanes);
                var (x0r, x0i) = (Vector.LoadUnsafe(ref fr, (nuint)(q + stride * p)), Vector.LoadUnsafe(ref fi, (nuint)(q + stride * p)));
                var (yr, yi) = (x0r, x0i);
                for (var k = 0; k < half; k++)
                {
                    var (a, b) = ((nuint)(q + stride * (p + (k + 1) * part)), (nuint)(q + stride * (p + (radix - k - 1) * part)));
                    var (ar, ai, br, bi) = (Vector.LoadUnsafe(ref fr, a), Vector.LoadUnsafe(ref fi, a), Vector.LoadUnsafe(ref fr, b), Vector.LoadUnsafe(ref fi, b));
                    (sr[k], si[k], dr[k], di[k]) = (ar + br, ai + bi, ar - br, ai - bi);
                    (yr, yi) = (yr + sr[k], yi + si[k]);
                }
                var to = (nuint)(q + stride * radix * p);
                yr.StoreUnsafe(ref gr, to);
                yi.StoreUnsafe(ref gi, to);
                for (var j = 1; j <= half; j++)
                {
                    var (ur, ui, vr, vi) = (x0r, x0i, Vector<float>.Zero, Vector<float>.Zero);
                    for (var (k, turn) = (0, j); k < half; k++, turn = (turn + j) % radix)
                    {
                        (ur, ui) = (ur + sr[k] * cos[turn], ui + si[k] * cos[turn]);
                        (vr, vi) = (vr + dr[k] * sin[turn], vi + di[k] * sin[turn]);
                    }
                    Put(ur + vi, ui - vr, wr[(j - 1) * part + p], wi[(j - 1) * part + p], ref gr, ref gi, to + (nuint)(j * stride));
                    Put(ur - vi, ui + vr, wr[(radix - j - 1) * part + p], wi[(radix - j - 1) * part + p], ref gr, ref gi, to + (nuint)((radix - j) * stride));
                }
            }
        }
    }

    private static void Put(Vector<float> real, Vector<float> imaginary, float kr, float ki, ref float toReal, ref float toImaginary, nuint at)
    {
        (real * kr - imaginary * ki).StoreUnsafe(ref toReal, at);
        (real * ki + imaginary * kr).StoreUnsafe(ref toImaginary, at);
    }

    private static void Circle(Span<float> cos, Span<float> sin)
    {
        for (var k = 0; k < cos.Length; k++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * k / cos.Length);
            (cos[k], sin[k]) = ((float)c, (float)s);
        }
    }
}
