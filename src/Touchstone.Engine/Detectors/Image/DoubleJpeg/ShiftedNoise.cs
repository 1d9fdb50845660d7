using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Touchstone.Media.Jpeg;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>How far the last save moved the coefficients of each block of another grid.</summary>
/// <remarks>
/// A block of another grid lies in up to four of the file's. Its coefficient is a weighted sum of all of theirs, and so is its error:
/// variance Σ w²·v, v = Q2²/12 where the stored value is not 0 (uniform rounding), else the mean square of what is rounded away to 0. A busy block
/// is moved several times as far as a smooth one; the paper gives all blocks one variance.
/// </remarks>
internal sealed class ShiftedNoise
{
    // Rounding of the samples to whole grey levels adds this to every coefficient.
    private const float RoundingVariance = 1 / 12f;

    private const int SampledBlocks = 2_500;

    private readonly CoefficientPlane _plane;
    private readonly float[] _zero;
    private readonly float[][] _weights;

    /// <param name="plane">The stored coefficients.</param>
    /// <param name="zero">[64] mean square of a coefficient rounded to 0, natural order: see <see cref="RoundedAway"/>.</param>
    /// <param name="right">Where the grid starts, pixels to the right, 0 to 7.</param>
    /// <param name="down">The same downwards.</param>
    public ShiftedNoise(CoefficientPlane plane, float[] zero, int right, int down)
    {
        (_plane, _zero) = (plane, zero);
        _weights = [.. Enumerable.Range(0, Frequencies.Count).Select(_ => new float[256])];
        var samples = new float[256];
        Span<float> block = stackalloc float[64];
        for (var source = 0; source < 256; source++)
        {
            // One coefficient of one of the four blocks alone, seen on the other grid.
            block.Clear();
            block[source % 64] = 1;
            Dct8.Inverse(block, block);
            int left = source / 64 % 2 * 8, top = source / 128 * 8;
            Array.Clear(samples);
            for (var i = 0; i < 64; i++) samples[(top + i / 8) * 16 + left + i % 8] = block[i];
            for (var y = 0; y < 8; y++) samples.AsSpan((down + y) * 16 + right, 8).CopyTo(block[(y * 8)..]);
            Dct8.Forward(block, block);
            for (var k = 0; k < Frequencies.Count; k++) _weights[k][source] = block[Frequencies.Natural[k]] * block[Frequencies.Natural[k]];
        }
    }

    /// <summary>Deviations [15] of the block that starts in a block of the file's grid, units of a coefficient.</summary>
    public void Deviations(int row, int column, Span<float> deviations)
    {
        Span<float> variances = stackalloc float[256];
        for (var part = 0; part < 4; part++)
        {
            var stored = _plane.Block(Math.Min(row + part / 2, _plane.ImageBlocksHigh - 1), Math.Min(column + part % 2, _plane.ImageBlocksWide - 1));
            for (var i = 0; i < 64; i++)
                variances[part * 64 + i] = stored[i] != 0 ? _plane.Quantisation[i] * _plane.Quantisation[i] / 12f : _zero[i];
        }
        for (var k = 0; k < Frequencies.Count; k++) deviations[k] = MathF.Sqrt(Dot(variances, _weights[k]) + RoundingVariance);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector256<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector256<float>>(b);
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return Vector256.Sum(sum);
    }

    /// <summary>[64] mean square of the coefficients within half a step of 0, read on a grid that no save used.</summary>
    public static float[] RoundedAway(CoefficientPlane plane, LumaSamples samples, int right, int down)
    {
        var sums = new double[64];
        var counts = new int[64];
        var stride = Math.Max(1, (int)Math.Sqrt((double)samples.Columns * samples.Rows / SampledBlocks));
        Span<float> block = stackalloc float[64];
        for (var row = 0; row + 1 < samples.Rows; row += stride)
            for (var column = 0; column + 1 < samples.Columns; column += stride)
            {
                samples.Transform(column * 8 + right, row * 8 + down, block);
                for (var i = 0; i < 64; i++)
                {
                    if (Math.Abs(block[i]) * 2 > plane.Quantisation[i]) continue;
                    sums[i] += block[i] * block[i];
                    counts[i]++;
                }
            }
        return [.. sums.Select((s, i) => counts[i] == 0 ? plane.Quantisation[i] * plane.Quantisation[i] / 12f : (float)(s / counts[i]))];
    }
}
