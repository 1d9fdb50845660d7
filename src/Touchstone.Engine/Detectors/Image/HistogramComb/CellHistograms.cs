using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.HistogramComb;

/// <summary>Histograms of one channel by cells of 64 pixels.</summary>
internal sealed class CellHistograms
{
    /// <summary>Pixels along a side of a cell.</summary>
    internal const int Side = 64;

    private readonly int[] _counts;

    private CellHistograms(int wide, int high) => (Wide, High, _counts) = (wide, high, new int[wide * high * CombMeasure.Levels]);

    internal int Wide { get; }

    internal int High { get; }

    /// <summary>Counts a channel. What is left over at the right and bottom belongs to the last cells.</summary>
    internal static CellHistograms Of(RgbImage image, int channel, CancellationToken cancel)
    {
        var cells = new CellHistograms(Math.Max(1, image.Width / Side), Math.Max(1, image.Height / Side));
        for (var y = 0; y < image.Height; y++)
        {
            cancel.ThrowIfCancellationRequested();
            var line = image.Samples.AsSpan(3 * y * image.Width, 3 * image.Width);
            var row = Math.Min(y / Side, cells.High - 1) * cells.Wide;
            for (var column = 0; column < cells.Wide; column++)
            {
                var counts = cells._counts.AsSpan((row + column) * CombMeasure.Levels, CombMeasure.Levels);
                var end = column == cells.Wide - 1 ? image.Width : (column + 1) * Side;
                for (var x = column * Side; x < end; x++) counts[line[3 * x + channel]]++;
            }
        }
        return cells;
    }

    /// <summary>The histogram of a rectangle of cells.</summary>
    internal int[] Sum(int left, int top, int wide, int high)
    {
        var sum = new int[CombMeasure.Levels];
        for (var y = top; y < top + high; y++)
            for (var x = left; x < left + wide; x++)
                for (var l = 0; l < sum.Length; l++) sum[l] += _counts[(y * Wide + x) * CombMeasure.Levels + l];
        return sum;
    }
}
