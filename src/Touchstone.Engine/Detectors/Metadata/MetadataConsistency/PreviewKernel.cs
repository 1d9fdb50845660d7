using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>Arithmetic on small luma planes: shrinking, turning, trimming, correlating.</summary>
internal static class PreviewKernel
{
    /// <summary>Shrinks or stretches by area averages: each target sample is the mean of the source area it covers.</summary>
    internal static Plane Resize(Plane source, int width, int height)
    {
        if (width == source.Width && height == source.Height) return source;
        var samples = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = ((double)y * source.Height / height, (double)(y + 1) * source.Height / height);
            for (var x = 0; x < width; x++)
                samples[(y * width) + x] = Mean(source, (double)x * source.Width / width, (double)(x + 1) * source.Width / width, top, bottom);
        }
        return new Plane(width, height, samples);
    }

    /// <summary>The plane in one of its eight positions: bit 0 mirrors left and right, bit 1 top and bottom, bit 2 swaps the axes first.</summary>
    internal static Plane Turn(Plane source, int position)
    {
        if (position == 0) return source;
        var swap = (position & 4) != 0;
        var (width, height) = swap ? (source.Height, source.Width) : (source.Width, source.Height);
        var samples = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            var v = (position & 2) != 0 ? height - 1 - y : y;
            for (var x = 0; x < width; x++)
            {
                var u = (position & 1) != 0 ? width - 1 - x : x;
                samples[(y * width) + x] = swap ? source.Samples[(u * source.Width) + v] : source.Samples[(v * source.Width) + u];
            }
        }
        return new Plane(width, height, samples);
    }

    internal static Plane Crop(Plane source, int left, int top, int width, int height)
    {
        var samples = new float[width * height];
        for (var y = 0; y < height; y++) source.Row(top + y).Slice(left, width).CopyTo(samples.AsSpan(y * width, width));
        return new Plane(width, height, samples);
    }

    /// <summary>Cuts black bars off, as cameras add them to bring wide pictures into a 4:3 thumbnail.</summary>
    internal static Plane Trim(Plane source)
    {
        // Black with the ringing that JPEG leaves beside an edge.
        const float black = 24;
        bool RowIsBlack(int y) => Max(source.Row(y)) <= black;
        bool ColumnIsBlack(int x)
        {
            for (var y = 0; y < source.Height; y++)
                if (source.Samples[(y * source.Width) + x] > black) return false;
            return true;
        }
        int top = 0, bottom = 0, left = 0, right = 0;
        while (top < source.Height / 3 && RowIsBlack(top)) top++;
        while (bottom < source.Height / 3 && RowIsBlack(source.Height - 1 - bottom)) bottom++;
        while (left < source.Width / 3 && ColumnIsBlack(left)) left++;
        while (right < source.Width / 3 && ColumnIsBlack(source.Width - 1 - right)) right++;
        // Bars come in pairs; one dark edge alone is part of the scene.
        if (top == 0 || bottom == 0) top = bottom = 0;
        if (left == 0 || right == 0) left = right = 0;
        return top + left == 0 ? source : Crop(source, left, top, source.Width - left - right, source.Height - top - bottom);
    }

    /// <summary>Standard deviation of the samples, grey levels.</summary>
    internal static double Deviation(Plane plane)
    {
        double sum = 0, squares = 0;
        foreach (var s in plane.Samples) { sum += s; squares += (double)s * s; }
        var n = plane.Samples.Length;
        return Math.Sqrt(Math.Max(0, (squares / n) - (sum / n * (sum / n))));
    }

    /// <summary>Normalised correlation of a template with the window of a plane at (left, top): −1 to 1, 0 where either is flat.</summary>
    internal static double Correlate(Plane template, Plane plane, int left, int top)
    {
        double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (var y = 0; y < template.Height; y++)
        {
            var first = template.Row(y);
            var second = plane.Row(top + y).Slice(left, template.Width);
            float ra = 0, rb = 0, raa = 0, rbb = 0, rab = 0;
            for (var x = 0; x < first.Length; x++)
            {
                ra += first[x];
                rb += second[x];
                raa += first[x] * first[x];
                rbb += second[x] * second[x];
                rab += first[x] * second[x];
            }
            a += ra;
            b += rb;
            aa += raa;
            bb += rbb;
            ab += rab;
        }
        double n = template.Samples.Length;
        var (va, vb) = (aa - (a * a / n), bb - (b * b / n));
        // A variance of one grey level is below what JPEG leaves of a flat surface.
        return va < n || vb < n ? 0 : (ab - (a * b / n)) / Math.Sqrt(va * vb);
    }

    private static float Mean(Plane source, double left, double right, double top, double bottom)
    {
        double sum = 0, area = 0;
        for (var y = (int)top; y < bottom && y < source.Height; y++)
        {
            var tall = Math.Min(y + 1, bottom) - Math.Max(y, top);
            var row = source.Row(y);
            for (var x = (int)left; x < right && x < source.Width; x++)
            {
                var weight = tall * (Math.Min(x + 1, right) - Math.Max(x, left));
                sum += weight * row[x];
                area += weight;
            }
        }
        return area > 0 ? (float)(sum / area) : 0;
    }

    private static float Max(ReadOnlySpan<float> row)
    {
        var max = 0f;
        foreach (var s in row) max = Math.Max(max, s);
        return max;
    }
}
