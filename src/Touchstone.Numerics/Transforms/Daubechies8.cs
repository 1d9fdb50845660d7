using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Touchstone.Numerics.Transforms;

/// <summary>
/// A plan for the separable orthonormal wavelet transform of a plane with the Daubechies filter of eight taps and four vanishing
/// moments (Daubechies 1992, table 6.1), to any number of levels.
/// </summary>
/// <remarks>
/// The plane is extended to a multiple of 2^levels on the right and below by mirroring (the edge sample is repeated), and transformed
/// periodically; the inverse crops. Coefficients lie as Mallat drew them: level 1 fills the right and lower halves, the approximation
/// of the last level the upper left corner. Owns its scratch memory and is not thread-safe: one plan per thread.
/// </remarks>
public sealed class Daubechies8
{
    // Low-pass taps of N = 4, Σ = √2; the tests check the equations that define them.
    private static readonly float[] Low =
    [
        0.230377813308855230f, 0.714846570552541500f, 0.630880767929590400f, -0.0279837694169838500f,
        -0.187034811718881140f, 0.0308413818359869650f, 0.0328830116669829450f, -0.0105974017849972780f,
    ];

    // Quadrature mirror: g(k) = (−1)^k h(7 − k).
    private static readonly float[] High = [.. Enumerable.Range(0, 8).Select(k => k % 2 == 0 ? Low[7 - k] : -Low[7 - k])];

    private readonly float[] _plane, _even, _odd;

    /// <summary>Plans transforms of a size.</summary>
    /// <param name="width">Samples per line, ≥ 1.</param>
    /// <param name="height">Lines, ≥ 1.</param>
    /// <param name="levels">Levels, 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or the extended plane has more than 2³⁰ samples.</exception>
    public Daubechies8(int width, int height, int levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 10);
        Width = width;
        Height = height;
        Levels = levels;
        var step = 1 << levels;
        var (wide, high) = (((long)width + step - 1) / step * step, ((long)height + step - 1) / step * step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wide * high, 1L << 30, nameof(width));
        (ExtendedWidth, ExtendedHeight) = ((int)wide, (int)high);
        _plane = new float[wide * high];
        _even = new float[ExtendedWidth / 2 + 8];
        _odd = new float[ExtendedWidth / 2 + 8];
    }

    /// <summary>Samples per line.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>Levels.</summary>
    public int Levels { get; }

    /// <summary>Coefficients per line: the width rounded up to a multiple of 2^levels.</summary>
    public int ExtendedWidth { get; }

    /// <summary>Lines of coefficients.</summary>
    public int ExtendedHeight { get; }

    /// <summary>Samples to coefficients.</summary>
    /// <param name="samples">Samples [height, width].</param>
    /// <param name="coefficients">Coefficients [extended height, extended width], Mallat's layout, the unit of the samples.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Forward(ReadOnlySpan<float> samples, Span<float> coefficients)
    {
        Require(samples.Length, coefficients.Length);
        Extend(samples, coefficients);
        for (var level = 0; level < Levels; level++)
        {
            var (w, h) = (ExtendedWidth >> level, ExtendedHeight >> level);
            for (var y = 0; y < h; y++)
                AnalyseLine(coefficients.Slice(y * ExtendedWidth, w), _plane.AsSpan(y * ExtendedWidth, w));
            for (var i = 0; i < h / 2; i++)
                AnalyseColumns(_plane, coefficients, i, w, h);
        }
    }

    /// <summary>Coefficients to samples; undoes <see cref="Forward"/>.</summary>
    /// <param name="coefficients">Coefficients [extended height, extended width]; used as scratch and changed.</param>
    /// <param name="samples">Samples [height, width].</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Inverse(Span<float> coefficients, Span<float> samples)
    {
        Require(samples.Length, coefficients.Length);
        for (var level = Levels - 1; level >= 0; level--)
        {
            var (w, h) = (ExtendedWidth >> level, ExtendedHeight >> level);
            for (var i = 0; i < h / 2; i++)
                SynthesiseColumns(coefficients, _plane, i, w, h);
            for (var y = 0; y < h; y++)
                SynthesiseLine(_plane.AsSpan(y * ExtendedWidth, w), coefficients.Slice(y * ExtendedWidth, w));
        }
        for (var y = 0; y < Height; y++)
            coefficients.Slice(y * ExtendedWidth, Width).CopyTo(samples[(y * Width)..]);
    }

    private void Require(int samples, int coefficients)
    {
        if (samples != Width * Height || coefficients != ExtendedWidth * ExtendedHeight)
            throw new ArgumentException($"The plan is for {Height} lines of {Width} and {ExtendedHeight} lines of {ExtendedWidth} coefficients.");
    }

    private void Extend(ReadOnlySpan<float> samples, Span<float> extended)
    {
        for (var y = 0; y < ExtendedHeight; y++)
        {
            var line = extended.Slice(y * ExtendedWidth, ExtendedWidth);
            samples.Slice(Mirror.Index(y, Height) * Width, Width).CopyTo(line);
            for (var x = Width; x < ExtendedWidth; x++)
                line[x] = line[Mirror.Index(x, Width)];
        }
    }

    // Parting even from odd samples turns the stride-2 filter into plain ones: a(i) = Σⱼ h(2j) e(i+j) + h(2j+1) o(i+j).
    private void AnalyseLine(ReadOnlySpan<float> from, Span<float> to)
    {
        var half = from.Length / 2;
        Span<float> even = _even, odd = _odd;
        for (var i = 0; i < half; i++)
            (even[i], odd[i]) = (from[2 * i], from[2 * i + 1]);
        for (var j = 0; j < 3; j++)
            (even[half + j], odd[half + j]) = (even[j % half], odd[j % half]);
        ref var e = ref MemoryMarshal.GetReference(even);
        ref var o = ref MemoryMarshal.GetReference(odd);
        ref var t = ref MemoryMarshal.GetReference(to);
        var x = 0;
        for (; x + 8 <= half; x += 8)
        {
            var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var j = 0; j < 4; j++)
            {
                var (ev, ov) = (Vector256.LoadUnsafe(ref e, (nuint)(x + j)), Vector256.LoadUnsafe(ref o, (nuint)(x + j)));
                low += ev * Low[2 * j] + ov * Low[2 * j + 1];
                high += ev * High[2 * j] + ov * High[2 * j + 1];
            }
            low.StoreUnsafe(ref t, (nuint)x);
            high.StoreUnsafe(ref t, (nuint)(half + x));
        }
        for (; x < half; x++)
        {
            var (low, high) = (0f, 0f);
            for (var j = 0; j < 4; j++)
            {
                low += even[x + j] * Low[2 * j] + odd[x + j] * Low[2 * j + 1];
                high += even[x + j] * High[2 * j] + odd[x + j] * High[2 * j + 1];
            }
            (to[x], to[half + x]) = (low, high);
        }
    }

    private void AnalyseColumns(ReadOnlySpan<float> from, Span<float> to, int i, int w, int h)
    {
        Span<int> rows = stackalloc int[8];
        for (var k = 0; k < 8; k++) rows[k] = (2 * i + k) % h * ExtendedWidth;
        ref var f = ref MemoryMarshal.GetReference(from);
        ref var t = ref MemoryMarshal.GetReference(to);
        var (atLow, atHigh) = (i * ExtendedWidth, (h / 2 + i) * ExtendedWidth);
        var x = 0;
        for (; x + 8 <= w; x += 8)
        {
            var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var k = 0; k < 8; k++)
            {
                var v = Vector256.LoadUnsafe(ref f, (nuint)(rows[k] + x));
                low += v * Low[k];
                high += v * High[k];
            }
            low.StoreUnsafe(ref t, (nuint)(atLow + x));
            high.StoreUnsafe(ref t, (nuint)(atHigh + x));
        }
        for (; x < w; x++)
        {
            var (low, high) = (0f, 0f);
            for (var k = 0; k < 8; k++)
            {
                low += from[rows[k] + x] * Low[k];
                high += from[rows[k] + x] * High[k];
            }
            (to[atLow + x], to[atHigh + x]) = (low, high);
        }
    }

    // The transpose of the analysis: e(i) = Σⱼ h(2j) a(i−j) + g(2j) d(i−j), o(i) with the odd taps.
    private void SynthesiseLine(ReadOnlySpan<float> from, Span<float> to)
    {
        var half = from.Length / 2;
        Span<float> low = _even, high = _odd;
        from[..half].CopyTo(low[3..]);
        from[half..].CopyTo(high[3..]);
        for (var j = 0; j < 3; j++)
        {
            var source = ((j - 3) % half + half) % half;
            (low[j], high[j]) = (from[source], from[half + source]);
        }
        ref var l = ref MemoryMarshal.GetReference(low);
        ref var g = ref MemoryMarshal.GetReference(high);
        var x = 0;
        Span<float> evens = stackalloc float[8], odds = stackalloc float[8];
        for (; x + 8 <= half; x += 8)
        {
            var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var j = 0; j < 4; j++)
            {
                var (a, d) = (Vector256.LoadUnsafe(ref l, (nuint)(x + 3 - j)), Vector256.LoadUnsafe(ref g, (nuint)(x + 3 - j)));
                even += a * Low[2 * j] + d * High[2 * j];
                odd += a * Low[2 * j + 1] + d * High[2 * j + 1];
            }
            even.CopyTo(evens);
            odd.CopyTo(odds);
            for (var i = 0; i < 8; i++)
                (to[2 * (x + i)], to[2 * (x + i) + 1]) = (evens[i], odds[i]);
        }
        for (; x < half; x++)
        {
            var (even, odd) = (0f, 0f);
            for (var j = 0; j < 4; j++)
            {
                even += low[x + 3 - j] * Low[2 * j] + high[x + 3 - j] * High[2 * j];
                odd += low[x + 3 - j] * Low[2 * j + 1] + high[x + 3 - j] * High[2 * j + 1];
            }
            (to[2 * x], to[2 * x + 1]) = (even, odd);
        }
    }

    private void SynthesiseColumns(ReadOnlySpan<float> from, Span<float> to, int i, int w, int h)
    {
        Span<int> rows = stackalloc int[4];
        for (var j = 0; j < 4; j++) rows[j] = ((i - j) % (h / 2) + h / 2) % (h / 2) * ExtendedWidth;
        ref var f = ref MemoryMarshal.GetReference(from);
        ref var t = ref MemoryMarshal.GetReference(to);
        var (lower, atEven, atOdd) = (h / 2 * ExtendedWidth, 2 * i * ExtendedWidth, (2 * i + 1) * ExtendedWidth);
        var x = 0;
        for (; x + 8 <= w; x += 8)
        {
            var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var j = 0; j < 4; j++)
            {
                var (a, d) = (Vector256.LoadUnsafe(ref f, (nuint)(rows[j] + x)), Vector256.LoadUnsafe(ref f, (nuint)(lower + rows[j] + x)));
                even += a * Low[2 * j] + d * High[2 * j];
                odd += a * Low[2 * j + 1] + d * High[2 * j + 1];
            }
            even.StoreUnsafe(ref t, (nuint)(atEven + x));
            odd.StoreUnsafe(ref t, (nuint)(atOdd + x));
        }
        for (; x < w; x++)
        {
            var (even, odd) = (0f, 0f);
            for (var j = 0; j < 4; j++)
            {
                even += from[rows[j] + x] * Low[2 * j] + from[lower + rows[j] + x] * High[2 * j];
                odd += from[rows[j] + x] * Low[2 * j + 1] + from[lower + rows[j] + x] * High[2 * j + 1];
            }
            (to[atEven + x], to[atOdd + x]) = (even, odd);
        }
    }
}
