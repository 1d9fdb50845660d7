namespace Touchstone.Media.Jpeg;

/// <summary>How well a quantisation table is one of the family scaled from Annex K by the Independent JPEG Group's quality number.</summary>
/// <param name="Quality">Quality 1–100 whose table is nearest by least squares; of equal ones the highest.</param>
/// <param name="IsExact">All 64 steps equal the scaled table.</param>
/// <param name="LargestDifference">Largest absolute difference of a step from the scaled table, in quantisation steps.</param>
/// <param name="RootMeanSquareDifference">Root mean square difference over the 64 steps, in quantisation steps; 0 when exact.</param>
public readonly record struct QualityFit(int Quality, bool IsExact, int LargestDifference, double RootMeanSquareDifference);

/// <summary>The example tables of T.81 Annex K and the family the Independent JPEG Group's encoder scales from them.</summary>
/// <remarks>All tables are [64] in natural (row-major) order, in steps of the quantiser, as <see cref="CoefficientPlane.Quantisation"/>.</remarks>
public static class JpegTables
{
    /// <summary>Natural index of the k-th coefficient in zigzag order (T.81 figure A.6).</summary>
    public static ReadOnlySpan<byte> ZigZag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Luminance example table (T.81 table K.1), natural order.</summary>
    public static ReadOnlySpan<ushort> Luminance =>
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>Chrominance example table (T.81 table K.2), natural order.</summary>
    public static ReadOnlySpan<ushort> Chrominance =>
    [
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>The luminance table of an Independent JPEG Group quality.</summary>
    /// <param name="quality">1 (coarsest) to 100 (all steps 1).</param>
    /// <returns>[64], natural order, steps 1–255.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quality is outside 1–100.</exception>
    public static ushort[] ScaledLuminance(int quality) => Scaled(Luminance, quality);

    /// <summary>The chrominance table of an Independent JPEG Group quality.</summary>
    /// <param name="quality">1 (coarsest) to 100 (all steps 1).</param>
    /// <returns>[64], natural order, steps 1–255.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quality is outside 1–100.</exception>
    public static ushort[] ScaledChrominance(int quality) => Scaled(Chrominance, quality);

    /// <summary>Scales a base table by quality as the Independent JPEG Group's encoder does.</summary>
    /// <remarks>Percentage s = 5000/q below 50, else 200 − 2q (integers); step = clamp((base·s + 50)/100, 1, largest).</remarks>
    /// <param name="baseTable">[64] base steps.</param>
    /// <param name="quality">1 (coarsest) to 100 (all steps 1).</param>
    /// <param name="largestStep">Upper clamp: 255 for baseline (8-bit tables), 32767 for 16-bit tables.</param>
    /// <returns>[64] steps, in the order of the base table.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quality is outside 1–100.</exception>
    public static ushort[] Scaled(ReadOnlySpan<ushort> baseTable, int quality, int largestStep = 255)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        var percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        var scaled = new ushort[baseTable.Length];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = (ushort)Math.Clamp((baseTable[i] * percent + 50) / 100, 1, largestStep);
        return scaled;
    }

    /// <summary>The Independent JPEG Group quality nearest to a luminance table.</summary>
    /// <param name="table">[64] steps, natural order.</param>
    public static QualityFit FitLuminance(ReadOnlySpan<ushort> table) => Fit(table, Luminance);

    /// <summary>The Independent JPEG Group quality nearest to a chrominance table.</summary>
    /// <param name="table">[64] steps, natural order.</param>
    public static QualityFit FitChrominance(ReadOnlySpan<ushort> table) => Fit(table, Chrominance);

    /// <summary>The quality whose scaled table is nearest by least squares over the 64 steps.</summary>
    /// <param name="table">[64] steps.</param>
    /// <param name="baseTable">[64] base steps in the same order.</param>
    /// <exception cref="ArgumentException">A table does not have 64 steps.</exception>
    public static QualityFit Fit(ReadOnlySpan<ushort> table, ReadOnlySpan<ushort> baseTable)
    {
        if (table.Length != 64 || baseTable.Length != 64) throw new ArgumentException("A quantisation table has 64 steps.", nameof(table));
        // An encoder that may write 16-bit tables does not clamp at 255.
        var largestStep = Largest(table) > 255 ? 32767 : 255;
        var best = default(QualityFit);
        var bestSquares = long.MaxValue;
        for (var quality = 100; quality >= 1; quality--)
        {
            var (squares, largest) = Difference(table, Scaled(baseTable, quality, largestStep));
            if (squares >= bestSquares) continue;
            bestSquares = squares;
            best = new QualityFit(quality, squares == 0, largest, Math.Sqrt(squares / 64.0));
        }
        return best;
    }

    private static (long Squares, int Largest) Difference(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b)
    {
        var squares = 0L;
        var largest = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = Math.Abs(a[i] - b[i]);
            squares += (long)difference * difference;
            largest = Math.Max(largest, difference);
        }
        return (squares, largest);
    }

    private static int Largest(ReadOnlySpan<ushort> table)
    {
        var largest = 0;
        foreach (var step in table) largest = Math.Max(largest, step);
        return largest;
    }
}
