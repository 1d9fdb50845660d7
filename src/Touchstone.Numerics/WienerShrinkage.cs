using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Touchstone.Numerics;

/// <summary>
/// The spatially adaptive Wiener step of Mıhçak, Kozintsev and Ramchandran (ICASSP 1999) on one wavelet subband, as Lukáš, Fridrich
/// and Goljan (TIFS 2006, appendix A) use it: the local signal variance is the least over windows of 3, 5, 7 and 9 coefficients,
/// σ̂² = min_W max(0, mean_W c² − σ₀²), and the noise part of a coefficient is c · σ₀² / (σ̂² + σ₀²).
/// </summary>
/// <remarks>Windows are mirrored at the edges of the band. Owns its scratch memory and is not thread-safe: one per thread.</remarks>
public sealed class WienerShrinkage
{
    private const int Reach = 4;
    private const int Ring = 2 * Reach + 1;
    private readonly int _stride;
    private readonly float[] _squares;
    private readonly float[] _sums;

    /// <summary>Makes room for bands up to a width.</summary>
    /// <param name="mostColumns">Widest band, ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 1.</exception>
    public WienerShrinkage(int mostColumns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostColumns, 1);
        // Whole vectors may overhang on the right.
        _stride = mostColumns + 2 * Reach + 16;
        _squares = new float[Ring * _stride];
        _sums = new float[4 * _stride];
    }

    /// <summary>Replaces each coefficient by its noise part.</summary>
    /// <param name="coefficients">The first coefficient of the band and what follows, row-major with the stride.</param>
    /// <param name="stride">Coefficients from one row of the band to the next.</param>
    /// <param name="width">Columns of the band, 1 to the width given at construction.</param>
    /// <param name="height">Rows of the band, ≥ 1.</param>
    /// <param name="sigma">σ₀, the noise's standard deviation in the unit of the coefficients, &gt; 0.</param>
    /// <exception cref="ArgumentException">A shape is wrong or σ₀ ≤ 0.</exception>
    public void KeepNoise(Span<float> coefficients, int stride, int width, int height, float sigma)
    {
        if (width < 1 || height < 1 || stride < width || width > _stride - 2 * Reach - 16 || coefficients.Length < (long)(height - 1) * stride + width)
            throw new ArgumentException("The band does not fit its span or this object's scratch memory.");
        if (!(sigma > 0)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "σ₀ > 0.");
        for (var y = 0; y < Math.Min(Reach, height); y++)
            Square(coefficients.Slice(y * stride, width), y);
        for (var y = 0; y < height; y++)
        {
            if (y + Reach < height) Square(coefficients.Slice((y + Reach) * stride, width), y + Reach);
            SumColumns(y, width, height);
            Shrink(coefficients.Slice(y * stride, width), sigma * sigma);
        }
    }

    private void Square(ReadOnlySpan<float> row, int y)
    {
        var to = _squares.AsSpan(y % Ring * _stride, _stride);
        for (var x = 0; x < row.Length; x++) to[Reach + x] = row[x] * row[x];
        for (var x = 1; x <= Reach; x++)
        {
            to[Reach - x] = to[Reach + Mirror.Index(-x, row.Length)];
            to[Reach + row.Length - 1 + x] = to[Reach + Mirror.Index(row.Length - 1 + x, row.Length)];
        }
    }

    // The four windows are nested: each adds two rows to the one before.
    private void SumColumns(int y, int width, int height)
    {
        ref var squares = ref MemoryMarshal.GetArrayDataReference(_squares);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        Span<nuint> rows = stackalloc nuint[Ring];
        for (var k = 0; k < Ring; k++) rows[k] = (nuint)(Mirror.Index(y + k - Reach, height) % Ring * _stride);
        for (nuint x = 0; x < (nuint)(width + 2 * Reach); x += 8)
        {
            var sum = Vector256.LoadUnsafe(ref squares, rows[4] + x);
            for (nuint w = 0; w < 4; w++)
            {
                sum += Vector256.LoadUnsafe(ref squares, rows[3 - (int)w] + x) + Vector256.LoadUnsafe(ref squares, rows[5 + (int)w] + x);
                sum.StoreUnsafe(ref sums, w * (nuint)_stride + x);
            }
        }
    }

    private void Shrink(Span<float> row, float variance)
    {
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var values = ref MemoryMarshal.GetReference(row);
        var (zero, noise) = (Vector256<float>.Zero, Vector256.Create(variance));
        nuint x = 0;
        for (; x + 8 <= (nuint)row.Length; x += 8)
        {
            var least = Vector256.Min(
                Vector256.Min(Window(ref sums, x, 0) * (1f / 9), Window(ref sums, x, 1) * (1f / 25)),
                Vector256.Min(Window(ref sums, x, 2) * (1f / 49), Window(ref sums, x, 3) * (1f / 81)));
            var signal = Vector256.Max(least - noise, zero);
            (Vector256.LoadUnsafe(ref values, x) * (noise / (signal + noise))).StoreUnsafe(ref values, x);
        }
        for (; x < (nuint)row.Length; x++)
        {
            var least = float.PositiveInfinity;
            for (var w = 0; w < 4; w++)
            {
                var sum = 0f;
                for (var k = -1 - w; k <= 1 + w; k++) sum += _sums[w * _stride + (int)x + Reach + k];
                least = Math.Min(least, sum / ((3 + 2 * w) * (3 + 2 * w)));
            }
            row[(int)x] *= variance / (Math.Max(least - variance, 0) + variance);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Window(ref float sums, nuint x, int window)
    {
        var at = (nuint)(window * _stride + Reach - 1 - window) + x;
        var sum = Vector256.LoadUnsafe(ref sums, at);
        for (nuint k = 1; k < (nuint)(3 + 2 * window); k++)
            sum += Vector256.LoadUnsafe(ref sums, at + k);
        return sum;
    }
}
