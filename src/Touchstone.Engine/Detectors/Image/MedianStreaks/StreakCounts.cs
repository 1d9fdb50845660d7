using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.MedianStreaks;

/// <summary>Differences of neighbouring green samples that are zero, and that are one, in textured blocks, counted by cells.</summary>
internal sealed class StreakCounts
{
    /// <summary>Pixels along a side of a cell.</summary>
    internal const int Side = 64;

    // A block is textured from a standard deviation of 10 grey levels: there equal neighbours are no commoner than neighbours one level apart,
    // whatever the noise. Blocks that touch an end of the scale are left out: clipping makes equals.
    private const int Block = 8, LeastVariance = 100, Black = 2, White = 253, Green = 1;

    private readonly int[] _zeros, _ones;

    private StreakCounts(int wide, int high) => (Wide, High, _zeros, _ones) = (wide, high, new int[wide * high], new int[wide * high]);

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Differences of 0 or ±1 in all cells.</summary>
    internal long Counted => _zeros.Sum(z => (long)z) + _ones.Sum(o => (long)o);

    /// <summary>Twice the differences of 0 over those of ±1, over the picture; NaN where there are none.</summary>
    internal double Ratio => Of(_zeros.Sum(z => (long)z), _ones.Sum(o => (long)o));

    /// <summary>Counts whole blocks of whole cells, or of what there is of them at the right and bottom.</summary>
    internal static StreakCounts Of(RgbImage image, CancellationToken cancel)
    {
        var counts = new StreakCounts((image.Width + Side - 1) / Side, (image.Height + Side - 1) / Side);
        var stride = 3 * image.Width;
        for (var top = 0; top + Block <= image.Height; top += Block)
        {
            cancel.ThrowIfCancellationRequested();
            for (var left = 0; left + Block <= image.Width; left += Block)
            {
                var corner = image.Samples.AsSpan(top * stride + 3 * left + Green);
                if (IsTextured(corner, stride)) counts.Count(corner, stride, top / Side * counts.Wide + left / Side);
            }
        }
        return counts;
    }

    /// <summary>The ratio of a cell, and the number of differences it rests on.</summary>
    internal (double Ratio, int Counted) Cell(int cell) => (Of(_zeros[cell], _ones[cell]), _zeros[cell] + _ones[cell]);

    private static double Of(long zeros, long ones) => ones > 0 ? 2.0 * zeros / ones : double.NaN;

    private static bool IsTextured(ReadOnlySpan<byte> corner, int stride)
    {
        var (sum, squares) = (0, 0);
        for (var y = 0; y < Block; y++)
            for (var x = 0; x < Block; x++)
            {
                int sample = corner[y * stride + 3 * x];
                if (sample is <= Black or >= White) return false;
                sum += sample;
                squares += sample * sample;
            }
        return Block * Block * squares - sum * sum > LeastVariance * Block * Block * Block * Block;
    }

    private void Count(ReadOnlySpan<byte> corner, int stride, int cell)
    {
        for (var y = 0; y < Block; y++)
            for (var x = 0; x < Block; x++)
            {
                int sample = corner[y * stride + 3 * x];
                if (x + 1 < Block) Add(cell, corner[y * stride + 3 * x + 3] - sample);
                if (y + 1 < Block) Add(cell, corner[(y + 1) * stride + 3 * x] - sample);
            }
    }

    private void Add(int cell, int difference)
    {
        if (difference == 0) _zeros[cell]++;
        else if (difference is 1 or -1) _ones[cell]++;
    }
}
