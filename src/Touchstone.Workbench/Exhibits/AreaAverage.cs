using Touchstone.Media.Pixels;

namespace Touchstone.Workbench.Exhibits;

/// <summary>Shrinks a picture by the mean of the source area below each pixel: no ringing and no sharpening, so nothing appears that was not there.</summary>
internal static class AreaAverage
{
    /// <summary>The picture with its longer edge at most <paramref name="longEdge"/>; itself when it is small enough.</summary>
    public static RgbImage Shrink(RgbImage image, int longEdge, CancellationToken cancel)
    {
        var longer = Math.Max(image.Width, image.Height);
        if (longer <= longEdge) return image;
        var width = Math.Max(1, (int)Math.Round((double)image.Width * longEdge / longer));
        var height = Math.Max(1, (int)Math.Round((double)image.Height * longEdge / longer));
        var shrunk = new byte[width * height * 3];
        var columns = Weights(image.Width, width);
        var rows = Weights(image.Height, height);
        var line = new float[width * 3];
        for (var y = 0; y < height; y++)
        {
            cancel.ThrowIfCancellationRequested();
            Array.Clear(line);
            var (first, shares) = rows[y];
            for (var i = 0; i < shares.Length; i++) AddLine(image, first + i, shares[i], columns, line);
            for (var i = 0; i < line.Length; i++) shrunk[y * line.Length + i] = (byte)Math.Clamp((int)(line[i] + 0.5f), 0, 255);
        }
        return new RgbImage(width, height, shrunk);
    }

    private static void AddLine(RgbImage image, int row, float share, (int First, float[] Shares)[] columns, float[] line)
    {
        var source = image.Samples.AsSpan(row * image.Width * 3, image.Width * 3);
        for (var x = 0; x < columns.Length; x++)
        {
            var (first, shares) = columns[x];
            var (r, g, b) = (0f, 0f, 0f);
            for (var i = 0; i < shares.Length; i++)
            {
                var at = (first + i) * 3;
                r += shares[i] * source[at];
                g += shares[i] * source[at + 1];
                b += shares[i] * source[at + 2];
            }
            line[3 * x] += share * r;
            line[3 * x + 1] += share * g;
            line[3 * x + 2] += share * b;
        }
    }

    /// <summary>For each pixel of the smaller axis, the source pixels it covers and the share of each; shares sum to 1.</summary>
    private static (int First, float[] Shares)[] Weights(int source, int target)
    {
        var weights = new (int, float[])[target];
        var step = (double)source / target;
        for (var i = 0; i < target; i++)
        {
            var (from, to) = (i * step, (i + 1) * step);
            var first = Math.Min((int)from, source - 1);
            var last = Math.Clamp((int)Math.Ceiling(to) - 1, first, source - 1);
            var shares = new float[last - first + 1];
            for (var k = first; k <= last; k++)
                shares[k - first] = (float)(Math.Max(0, Math.Min(to, k + 1) - Math.Max(from, k)) / step);
            weights[i] = (first, shares);
        }
        return weights;
    }
}
