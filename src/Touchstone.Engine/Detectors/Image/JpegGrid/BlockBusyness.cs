using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.JpegGrid;

/// <summary>How busy the 8×8 block that starts at each pixel is: the lower, the more of its coefficients look quantised away.</summary>
/// <remarks>
/// The paper counts coefficients below ½ in magnitude. A last save adds noise of known size to every coefficient, so zeros are counted softly:
/// Σ log₂(1 + c²/σ²) over the 63 alternating coefficients, σ the noise to expect on that coefficient.
/// </remarks>
internal sealed class BlockBusyness
{
    // 64 positions a strip: ring, scratch and coefficients stay within 40 kB of cache.
    private const int StripWidth = 64;

    /// <summary>Lines a worker takes at a time; seven more are transformed again at each seam.</summary>
    private const int BandHeight = 128;

    internal required int Width { get; init; }
    internal required int Height { get; init; }

    /// <summary>[Height, Width], unit 1/32 bit; 0 = every alternating coefficient is 0.</summary>
    internal required ushort[] Values { get; init; }

    /// <summary>Measures the blocks at all positions.</summary>
    /// <param name="luma">Luma, at least 71 pixels wide and 8 high.</param>
    /// <param name="noise">[64] noise to expect on a coefficient, grey levels, natural order.</param>
    /// <param name="cancel">Checked per band.</param>
    internal static BlockBusyness Of(Plane luma, ReadOnlySpan<float> noise, CancellationToken cancel)
    {
        int wide = luma.Width - 7, high = luma.Height - 7;
        var values = GC.AllocateUninitializedArray<ushort>(wide * high);
        var weights = new float[64];
        for (var k = 1; k < 64; k++) weights[k] = 1 / (noise[k] * noise[k]);
        Parallel.For(0, (high + BandHeight - 1) / BandHeight, new ParallelOptions { CancellationToken = cancel }, band =>
        {
            var work = new float[(64 + 8 + 64) * StripWidth];
            for (var x = 0; x < wide; x += StripWidth)
                // The last strip overlaps its neighbour: the same values are written twice.
                Strip(luma, weights, values, Math.Min(x, wide - StripWidth), band * BandHeight, Math.Min(high, (band + 1) * BandHeight), work);
        });
        return new BlockBusyness { Width = wide, Height = high, Values = values };
    }

    private static void Strip(Plane luma, float[] weights, ushort[] values, int x, int firstRow, int endRow, float[] work)
    {
        var ring = work.AsSpan(0, 64 * StripWidth);
        var scratch = work.AsSpan(ring.Length, 8 * StripWidth);
        var coefficients = work.AsSpan(ring.Length + scratch.Length, 64 * StripWidth);
        for (var y = firstRow; y < endRow + 7; y++)
        {
            SlidingDct8.Horizontal(luma.Row(y).Slice(x, StripWidth + 7), ring.Slice((y & 7) * 8 * StripWidth, 8 * StripWidth), StripWidth);
            var top = y - 7;
            if (top < firstRow) continue;
            SlidingDct8.Vertical(ring, top & 7, scratch, coefficients, StripWidth);
            var to = values.AsSpan(top * (luma.Width - 7) + x, StripWidth);
            for (var i = 0; i < StripWidth; i += 8)
                Score(coefficients, weights, i).CopyTo(to[i..]);
        }
    }

    /// <summary>The logarithm is linear within an octave: the float's own bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Score(ReadOnlySpan<float> coefficients, float[] weights, int at)
    {
        var one = Vector256.Create(1f);
        var sum = Vector256<int>.Zero;
        ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(coefficients), at);
        for (var k = 1; k < 64; k++)
        {
            var c = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, k * StripWidth));
            var t = Vector256.FusedMultiplyAdd(c * c, Vector256.Create(weights[k]), one);
            sum += Vector256.ShiftRightLogical(t.AsInt32() - one.AsInt32(), 8);
        }
        // 63 coefficients of at most 24 bits, 15 fraction bits left: 10 bits less is 1/32 bit and fits 16 bits.
        var small = Vector256.ShiftRightLogical(sum, 10);
        return Vector128.Narrow(small.GetLower(), small.GetUpper()).AsUInt16();
    }
}
