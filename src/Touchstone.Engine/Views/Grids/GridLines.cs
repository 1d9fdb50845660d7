using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Views.Grids;

/// <summary>The weak lines that the borders of 8×8 blocks leave, drawn out of the picture: what the maps of this folder share.</summary>
/// <remarks>
/// W. Li, Y. Yuan, N. Yu, "Passive detection of doctored JPEG image via block artifact grid extraction", Signal Processing 89(9), 2009, section 3:
/// second differences, pooled along the line, less their median across it, then the median of places eight pixels apart.
/// </remarks>
/// <param name="Width">Pixels per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Down">[Height, Width] strength of a line that runs down through the pixel, grey levels times the pooled 33 pixels.</param>
/// <param name="Across">[Height, Width] the same of a line that runs across.</param>
internal sealed record GridLines(int Width, int Height, float[] Down, float[] Across)
{
    // The paper's: 33 pixels pooled and 33 equalised; larger differences are edges of the content and count nothing.
    private const int Reach = 16, Period = 8;
    private const float StrongestLine = 50;

    /// <summary>Lines a worker takes at a time; 33 more are pooled again at each seam.</summary>
    private const int BandHeight = 128;

    internal static GridLines Of(Plane luma, CancellationToken cancel)
    {
        var across = Lines(Turned(luma.Samples, luma.Width, luma.Height), luma.Height, luma.Width, cancel);
        return new(luma.Width, luma.Height, Lines(luma.Samples, luma.Width, luma.Height, cancel), Turned(across, luma.Height, luma.Width));
    }

    private static float[] Lines(float[] samples, int width, int height, CancellationToken cancel)
    {
        var lines = new float[samples.Length];
        Parallel.For(0, (height + BandHeight - 1) / BandHeight, new ParallelOptions { CancellationToken = cancel }, band =>
            Band(samples, lines, width, height, band * BandHeight, Math.Min(height, (band + 1) * BandHeight)));
        return lines;
    }

    private static void Band(float[] samples, float[] lines, int width, int height, int first, int end)
    {
        var (pooled, equal, window, places) = (new double[width], new double[width], new double[2 * Reach + 1], new double[5]);
        for (var y = Math.Max(0, first - Reach); y < Math.Min(height, first + Reach); y++) Pool(samples.AsSpan(y * width, width), 1, pooled);
        for (var y = first; y < end; y++)
        {
            if (y + Reach < height) Pool(samples.AsSpan((y + Reach) * width, width), 1, pooled);
            if (y - Reach - 1 >= Math.Max(0, first - Reach)) Pool(samples.AsSpan((y - Reach - 1) * width, width), -1, pooled);
            Equalise(pooled, equal, window);
            for (var x = 0; x < width; x++) lines[y * width + x] = (float)Periodic(equal, x, places);
        }
    }

    private static void Pool(ReadOnlySpan<float> row, int sign, double[] sum)
    {
        for (var x = 1; x < row.Length - 1; x++)
        {
            var difference = Math.Abs(2 * row[x] - row[x - 1] - row[x + 1]);
            // Whole sixteenths: what is added is taken away again without a rest.
            if (difference <= StrongestLine) sum[x] += sign * Math.Round(16 * difference);
        }
    }

    // value(x) less the median of the values within reach, by a sorted window that slides.
    private static void Equalise(double[] values, double[] equal, double[] window)
    {
        var count = 0;
        for (var x = -Reach; x < values.Length; x++)
        {
            if (x - Reach - 1 >= 0)
            {
                var at = Array.BinarySearch(window, 0, count, values[x - Reach - 1]);
                Array.Copy(window, at + 1, window, at, --count - at);
            }
            if (x + Reach < values.Length)
            {
                var at = Array.BinarySearch(window, 0, count, values[x + Reach]);
                if (at < 0) at = ~at;
                Array.Copy(window, at, window, at + 1, count++ - at);
                window[at] = values[x + Reach];
            }
            if (x >= 0) equal[x] = (values[x] - window[count / 2]) / 16;
        }
    }

    private static double Periodic(double[] equal, int x, double[] places)
    {
        var count = 0;
        for (var at = x - 2 * Period; at <= x + 2 * Period; at += Period)
            if (at >= 0 && at < equal.Length)
            {
                var i = count++;
                for (; i > 0 && places[i - 1] > equal[at]; i--) places[i] = places[i - 1];
                places[i] = equal[at];
            }
        return places[(count - 1) / 2];
    }

    private static float[] Turned(float[] samples, int width, int height)
    {
        var turned = new float[samples.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                turned[x * height + y] = samples[y * width + x];
        return turned;
    }
}
