using Touchstone.Evaluation.DataSets.Leaks;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Conditions;

/// <summary>Conditions of one picture.</summary>
internal static class PictureConditions
{
    private const int NoiseBlock = 16;
    // An edge counts from this gradient of the Sobel operator, in grey levels × 4; below it is texture.
    private const float StrongEdge = 120;
    private const int FewestEdges = 20;

    internal static void Measure(Specimen specimen, Action<string, double> add, Action<string, string> name)
    {
        if (specimen.Luma.Value is { } luma)
        {
            Tones(luma, add);
            add("sharpness", LaplacianVariance(luma));
            add("edge-width", EdgeWidth(luma));
            add("noise", Noise(luma));
            add("megapixels", luma.Width * (double)luma.Height / 1e6);
        }
        if (specimen.Format != MediaFormat.Jpeg || specimen.Container.Value is not { } tree) return;
        if (FileFacts.LumaTable(tree) is { } table) add("jpeg-quality", JpegTables.FitLuminance(table).Quality);
        if (tree.All.FirstOrDefault(n => n.Type.StartsWith("SOF", StringComparison.Ordinal)) is { } frame) name("chroma-sampling", frame["Sampling"] ?? "");
    }

    internal static void Tones(Plane luma, Action<string, double> add)
    {
        var histogram = new long[256];
        double sum = 0;
        foreach (var sample in luma.Samples)
        {
            sum += sample;
            histogram[(int)Math.Clamp(sample + 0.5f, 0, 255)]++;
        }
        var count = (double)luma.Samples.Length;
        add("brightness", sum / count);
        add("shadows", histogram.Take(6).Sum() / count);
        add("highlights", histogram.Skip(250).Sum() / count);
        add("contrast", Percentile(histogram, 0.95 * count) - Percentile(histogram, 0.05 * count));
    }

    /// <summary>Variance of the four-neighbour Laplacian; NaN below 3×3.</summary>
    internal static double LaplacianVariance(Plane luma)
    {
        if (luma.Width < 3 || luma.Height < 3) return double.NaN;
        double sum = 0, squares = 0;
        for (var y = 1; y < luma.Height - 1; y++)
        {
            ReadOnlySpan<float> above = luma.Row(y - 1), row = luma.Row(y), below = luma.Row(y + 1);
            for (var x = 1; x < luma.Width - 1; x++)
            {
                var laplacian = above[x] + below[x] + row[x - 1] + row[x + 1] - 4 * row[x];
                sum += laplacian;
                squares += laplacian * laplacian;
            }
        }
        var count = (luma.Width - 2.0) * (luma.Height - 2.0);
        return squares / count - sum / count * (sum / count);
    }

    /// <summary>Mean distance between the extremes of luma around strong vertical edges, pixels; NaN where there are too few.</summary>
    internal static double EdgeWidth(Plane luma)
    {
        var (total, edges) = (0L, 0);
        for (var y = 1; y < luma.Height - 1; y++)
        {
            ReadOnlySpan<float> above = luma.Row(y - 1), row = luma.Row(y), below = luma.Row(y + 1);
            for (var x = 2; x < luma.Width - 2; x++)
            {
                float Sobel(ReadOnlySpan<float> a, ReadOnlySpan<float> r, ReadOnlySpan<float> b, int at) => a[at + 1] - a[at - 1] + 2 * (r[at + 1] - r[at - 1]) + b[at + 1] - b[at - 1];
                var slope = Sobel(above, row, below, x);
                if (Math.Abs(slope) < StrongEdge || Math.Abs(slope) < Math.Abs(Sobel(above, row, below, x - 1)) || Math.Abs(slope) <= Math.Abs(Sobel(above, row, below, x + 1))) continue;
                var sign = Math.Sign(slope);
                var (left, right) = (x, x);
                while (left > 0 && sign * (row[left] - row[left - 1]) > 0) left--;
                while (right < row.Length - 1 && sign * (row[right + 1] - row[right]) > 0) right++;
                total += right - left;
                edges++;
            }
        }
        return edges < FewestEdges ? double.NaN : (double)total / edges;
    }

    /// <summary>Immerkær's estimate, σ = √(π/2) Σ|I∗N| / (6 n), in the smoothest tenth of blocks; NaN below one block.</summary>
    internal static double Noise(Plane luma)
    {
        var blocks = new List<float>();
        for (var top = 1; top + NoiseBlock < luma.Height; top += NoiseBlock)
            for (var left = 1; left + NoiseBlock < luma.Width; left += NoiseBlock)
                blocks.Add((float)BlockNoise(luma, left, top));
        return blocks.Count == 0 ? double.NaN : OrderStatistics.Quantile(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(blocks), 0.1);
    }

    // N = [1 −2 1; −2 4 −2; 1 −2 1], the difference of two Laplacians: blind to slopes and edges along the axes.
    private static double BlockNoise(Plane luma, int left, int top)
    {
        double sum = 0;
        for (var y = top; y < top + NoiseBlock; y++)
        {
            ReadOnlySpan<float> above = luma.Row(y - 1), row = luma.Row(y), below = luma.Row(y + 1);
            for (var x = left; x < left + NoiseBlock; x++)
                sum += Math.Abs(above[x - 1] - 2 * above[x] + above[x + 1] - 2 * row[x - 1] + 4 * row[x] - 2 * row[x + 1] + below[x - 1] - 2 * below[x] + below[x + 1]);
        }
        return Math.Sqrt(Math.PI / 2) * sum / (6 * NoiseBlock * NoiseBlock);
    }

    private static int Percentile(long[] histogram, double rank)
    {
        long sum = 0;
        for (var level = 0; level < 256; level++)
            if ((sum += histogram[level]) >= rank) return level;
        return 255;
    }
}
