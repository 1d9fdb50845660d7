using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Touchstone.Media.Pixels;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Engine.Detectors.Image.JpegGhost;

/// <summary>Requantisation errors of all 64 block grids at all candidate qualities, summed over cells of 64 pixels.</summary>
/// <remarks>
/// The error of a coefficient c at a step Q is Farid's difference in the DCT domain (Parseval): (c − Q·round(c/Q))². In units of what a smooth
/// distribution gives, Q²/12, it is 12u², u the distance to the nearest multiple; its depth 1 − 12u² is 1 on a multiple of Q, 0 on
/// average without history, −2 half way between. Coefficients requantised to zero say nothing and are left out.
/// </remarks>
internal sealed class GhostSums
{
    /// <summary>Edge of a cell, pixels: a whole number of blocks of every grid, and one strip of the kernel.</summary>
    internal const int CellSize = 64;

    private readonly float[] _depths;
    private readonly float[] _counts;
    private readonly int _qualities;

    private readonly bool _isJpeg;

    private GhostSums(int columns, int rows, int qualities, bool isJpeg)
    {
        Columns = columns;
        Rows = rows;
        _qualities = qualities;
        _isJpeg = isJpeg;
        _depths = new float[columns * rows * qualities * 64];
        _counts = new float[_depths.Length];
    }

    internal int Columns { get; }
    internal int Rows { get; }

    /// <summary>Depth sums of a cell and quality by grid, 8·y + x.</summary>
    internal ReadOnlySpan<float> Depths(int cell, int quality) => _depths.AsSpan((cell * _qualities + quality) * 64, 64);

    /// <summary>Coefficients counted in them.</summary>
    internal ReadOnlySpan<float> Counts(int cell, int quality) => _counts.AsSpan((cell * _qualities + quality) * 64, 64);

    /// <summary>Measures all cells.</summary>
    /// <param name="luma">Luma, at least 71 pixels both ways.</param>
    /// <param name="steps">Per candidate quality [64] steps in natural order; 0 leaves the coefficient out.</param>
    /// <param name="isJpeg">Whether the picture has a grid of its own, which starts at its corner.</param>
    /// <param name="cancel">Checked per row of cells.</param>
    internal static GhostSums Of(Plane luma, float[][] steps, bool isJpeg, CancellationToken cancel)
    {
        // Positions in whole groups of eight, so that a vector lane is a column of grids.
        int wide = (luma.Width - 7) / 8 * 8, high = luma.Height - 7;
        var sums = new GhostSums((wide + CellSize - 1) / CellSize, (high + CellSize - 1) / CellSize, steps.Length, isJpeg);
        Parallel.For(0, sums.Rows, new ParallelOptions { CancellationToken = cancel }, row =>
        {
            var work = new float[(64 + 8 + 64) * CellSize];
            for (var column = 0; column < sums.Columns; column++)
                sums.Cell(luma, steps, column, row, Math.Min(CellSize, wide - column * CellSize), Math.Min(high, (row + 1) * CellSize), work);
        });
        return sums;
    }

    private void Cell(Plane luma, float[][] steps, int column, int row, int count, int end, float[] work)
    {
        var ring = work.AsSpan(0, 64 * count);
        var scratch = work.AsSpan(ring.Length, 8 * count);
        var coefficients = work.AsSpan(ring.Length + scratch.Length, 64 * count);
        var cell = row * Columns + column;
        for (var y = row * CellSize; y < end + 7; y++)
        {
            SlidingDct8.Horizontal(luma.Row(y).Slice(column * CellSize, count + 7), ring.Slice((y & 7) * 8 * count, 8 * count), count);
            var top = y - 7;
            if (top < row * CellSize) continue;
            SlidingDct8.Vertical(ring, top & 7, scratch, coefficients, count);
            for (var q = 0; q < steps.Length; q++)
                Add(coefficients, count, steps[q], (cell * _qualities + q) * 64, top & 7);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ReadOnlySpan<float> coefficients, int count, float[] steps, int cellStart, int gridRow)
    {
        var at = cellStart + gridRow * 8;
        var depth = Vector256<float>.Zero;
        var counted = Vector256<float>.Zero;
        ref var from = ref MemoryMarshal.GetReference(coefficients);
        foreach (var k in Frequencies)
        {
            if (steps[k] == 0 || (_isJpeg && gridRow == 0 && k % 8 == 0)) continue;
            var lanes = _isJpeg && k < 8 ? _besideFirst : Vector256<float>.AllBitsSet;
            var inverse = Vector256.Create(1 / steps[k]);
            for (var x = 0; x < count; x += 8)
            {
                var scaled = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, k * count + x)) * inverse;
                var nearest = Vector256.Round(scaled);
                var speaks = ~Vector256.Equals(nearest, Vector256<float>.Zero) & lanes;
                var u = scaled - nearest;
                depth += Vector256.FusedMultiplyAdd(u * u, Vector256.Create(-12f), Vector256<float>.One) & speaks;
                counted += Vector256<float>.One & speaks;
            }
        }
        (Vector256.LoadUnsafe(ref _depths[at]) + depth).StoreUnsafe(ref _depths[at]);
        (Vector256.LoadUnsafe(ref _counts[at]) + counted).StoreUnsafe(ref _counts[at]);
    }

    // All columns of grids but the first.
    private static readonly Vector256<float> _besideFirst = Vector256.Create(0, -1, -1, -1, -1, -1, -1, -1).AsSingle();

    /// <summary>
    /// Whether the picture's own grid speaks in a frequency of another grid: on one that shares its lines of blocks, where the content does not
    /// change along the line, and so for columns. There what was quantised on the own grid stays quantised, by whichever save.
    /// </summary>
    /// <param name="frequency">Natural order.</param>
    /// <param name="grid">8·y + x.</param>
    internal static bool IsShared(int frequency, int grid) => (grid >> 3 == 0 && frequency % 8 == 0) || ((grid & 7) == 0 && frequency < 8);

    /// <summary>
    /// The first 14 alternating coefficients of the zigzag, natural order: at the candidate steps the others are requantised to zero
    /// nearly always. The mean grey level is left out: neighbouring blocks share it.
    /// </summary>
    internal static ReadOnlySpan<byte> Frequencies => [1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4];
}
