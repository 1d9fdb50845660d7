using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.CfaPattern;

/// <summary>How much worse bilinear interpolation foretells samples of one lattice than of another, by cells: ln of the ratio of error variances (Ferrara et al. 2012, eq. 10 to 13).</summary>
/// <param name="Wide">Cells across.</param>
/// <param name="High">Cells down.</param>
/// <param name="Green">Green: samples with even x + y against odd ones; NaN where a cell cannot speak.</param>
/// <param name="RedBlue">Red at (even, even) and blue at (odd, odd) against the exchange of both; NaN where it cannot speak.</param>
internal sealed record LatticeErrors(int Wide, int High, float[] Green, float[] RedBlue)
{
    /// <summary>Edge of a cell, pixels.</summary>
    internal const int Cell = 32;

    private const int Block = 8;

    // Clipped samples foretell nothing.
    private const int Darkest = 4, Brightest = 251;

    // Rounding of the sample and of its four neighbours has a variance of 5/48; at twice that a block shows nothing but rounding.
    private const double LeastVariance = 10.0 / 48;

    // Half the blocks of a cell.
    private const int LeastBlocks = Cell / Block * (Cell / Block) / 2;

    internal static LatticeErrors Measure(RgbImage image, CancellationToken cancel)
    {
        var (wide, high) = ((image.Width - 2) / Cell, (image.Height - 2) / Cell);
        var result = new LatticeErrors(wide, high, new float[wide * high], new float[wide * high]);
        Parallel.For(0, high, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel }, row =>
        {
            for (var column = 0; column < wide; column++) result.MeasureCell(image, column, row);
        });
        return result;
    }

    // The border of one pixel has no neighbours; cells start at an even place behind it.
    internal const int Origin = 2;

    private void MeasureCell(RgbImage image, int column, int row)
    {
        var (green, redBlue, greens, redBlues) = (0.0, 0.0, 0, 0);
        // Error sums: [channel][position in 2×2].
        Span<double> sums = stackalloc double[12];
        for (var y = 0; y < Cell; y += Block)
            for (var x = 0; x < Cell; x += Block)
            {
                var (left, top) = (Origin + column * Cell + x, Origin + row * Cell + y);
                if (left + Block >= image.Width || top + Block >= image.Height || !Sum(image, left, top, sums)) continue;
                const double count = Block * Block / 4.0;
                var (even, odd) = ((sums[4] + sums[7]) / (2 * count), (sums[5] + sums[6]) / (2 * count));
                if (Math.Max(even, odd) >= LeastVariance)
                {
                    green += Math.Log(Math.Max(even, LeastVariance / 4) / Math.Max(odd, LeastVariance / 4));
                    greens++;
                }
                var (own, exchanged) = ((sums[0] + sums[11]) / (2 * count), (sums[3] + sums[8]) / (2 * count));
                if (Math.Max(own, exchanged) < LeastVariance) continue;
                redBlue += Math.Log(Math.Max(own, LeastVariance / 4) / Math.Max(exchanged, LeastVariance / 4));
                redBlues++;
            }
        var at = row * Wide + column;
        Green[at] = greens >= LeastBlocks ? (float)(green / greens) : float.NaN;
        RedBlue[at] = redBlues >= LeastBlocks ? (float)(redBlue / redBlues) : float.NaN;
    }

    /// <summary>Sums of squared errors by channel and position; false where a sample of the block is clipped.</summary>
    private static bool Sum(RgbImage image, int left, int top, Span<double> sums)
    {
        sums.Clear();
        var (samples, line) = (image.Samples, image.Width * 3);
        for (var y = top; y < top + Block; y++)
            for (var x = left; x < left + Block; x++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var at = (y * image.Width + x) * 3 + channel;
                    int here = samples[at];
                    if (here is < Darkest or > Brightest) return false;
                    var error = here - (samples[at - 3] + samples[at + 3] + samples[at - line] + samples[at + line]) / 4.0;
                    sums[channel * 4 + (y & 1) * 2 + (x & 1)] += error * error;
                }
        return true;
    }
}
