using Touchstone.Media.Jpeg;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.FirstDigits;

/// <summary>How often each first digit stands in the stored coefficients of a JPEG's luma.</summary>
internal static class DigitCounts
{
    /// <summary>Digits 1 to 9.</summary>
    public const int Digits = GeneralisedBenford.Digits;

    /// <summary>Alternating frequencies counted apart: the first nine in zigzag order, as Amerini and others (2014) take.</summary>
    public const int Frequencies = 9;

    /// <summary>Counts of first digits: row 0 over all 63 alternating frequencies, rows 1 to 9 of each of the first nine in zigzag order.</summary>
    /// <param name="plane">The stored coefficients; zeros have no first digit and are left out.</param>
    /// <param name="cancel">Checked per row of blocks.</param>
    /// <returns>[10][9] counts.</returns>
    public static long[][] Of(CoefficientPlane plane, CancellationToken cancel)
    {
        var counts = Enumerable.Range(0, Frequencies + 1).Select(_ => new long[Digits]).ToArray();
        for (var row = 0; row < plane.ImageBlocksHigh; row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < plane.ImageBlocksWide; column++)
            {
                var block = plane.Block(row, column);
                for (var k = 1; k < 64; k++)
                {
                    var value = Math.Abs((int)block[JpegTables.ZigZag[k]]);
                    if (value == 0) continue;
                    while (value > Digits) value /= 10;
                    counts[0][value - 1]++;
                    if (k <= Frequencies) counts[k][value - 1]++;
                }
            }
        }
        return counts;
    }
}
