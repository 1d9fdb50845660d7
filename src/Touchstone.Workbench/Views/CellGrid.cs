using Touchstone.Engine.Views;

namespace Touchstone.Workbench.Views;

/// <summary>The cells of a raster as they are drawn: joined by their mean where there are too many.</summary>
internal sealed class CellGrid
{
    private CellGrid(int width, float[] values, int reduction, double beyond) => (Width, Values, Reduction, Beyond) = (width, values, reduction, beyond);

    internal int Width { get; }

    internal float[] Values { get; }

    internal int Height => Values.Length / Width;

    /// <summary>Cells joined into one, per axis.</summary>
    internal int Reduction { get; }

    /// <summary>Share of the cells with a value that lie beyond the scale.</summary>
    internal double Beyond { get; }

    internal static CellGrid Of(RasterPicture raster, int edge)
    {
        var values = raster.Values.Count(float.IsFinite);
        var beyond = raster.Values.Count(v => v < raster.Low || v > raster.High) / (double)Math.Max(values, 1);
        var group = (Math.Max(raster.Width, raster.Height) + edge - 1) / edge;
        if (group <= 1) return new CellGrid(raster.Width, raster.Values, 1, beyond);
        var (width, height) = ((raster.Width + group - 1) / group, (raster.Height + group - 1) / group);
        var joined = new float[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                joined[y * width + x] = raster.Ramp == Ramp.Wheel ? MeanAngle(raster, x * group, y * group, group) : Mean(raster, x * group, y * group, group);
        return new CellGrid(width, joined, group, beyond);
    }

    private static float Mean(RasterPicture raster, int left, int top, int group)
    {
        var (sum, count) = (0.0, 0);
        for (var y = top; y < Math.Min(top + group, raster.Height); y++)
            for (var x = left; x < Math.Min(left + group, raster.Width); x++)
            {
                var value = raster.Values[y * raster.Width + x];
                if (float.IsNaN(value)) continue;
                sum += value;
                count++;
            }
        return count == 0 ? float.NaN : (float)(sum / count);
    }

    // Angles are joined as arrows of one length; the mean of 359 and 1 degree is 0, not 180.
    private static float MeanAngle(RasterPicture raster, int left, int top, int group)
    {
        var (across, up) = (0.0, 0.0);
        for (var y = top; y < Math.Min(top + group, raster.Height); y++)
            for (var x = left; x < Math.Min(left + group, raster.Width); x++)
            {
                var value = raster.Values[y * raster.Width + x];
                if (float.IsNaN(value)) continue;
                across += Math.Cos(value * Math.PI / 180);
                up += Math.Sin(value * Math.PI / 180);
            }
        if (Math.Sqrt(across * across + up * up) < 1e-6) return float.NaN;
        var degrees = Math.Atan2(up, across) * 180 / Math.PI;
        return (float)(degrees < 0 ? degrees + 360 : degrees);
    }
}
