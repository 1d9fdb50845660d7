using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Engine.Copies;

/// <summary>Brings a piece and its match into register to a fraction of a pixel (Lucas–Kanade, affine, with gain and offset of brightness).</summary>
internal static class PairRegistration
{
    private const int Parameters = 8;
    private const int Iterations = 10;
    private const int MaximumPoints = 6000;

    /// <summary>Refines a map by minimising Σ (J(Aq) − gain·I(q) − offset)² over points of the piece.</summary>
    /// <param name="plane">The image, both I and J.</param>
    /// <param name="points">Points of the piece, pixels of the plane.</param>
    /// <param name="start">Map to start from, pixels of the plane.</param>
    /// <returns>The refined map, or null when the points do not hold it.</returns>
    public static Affine? Refine(Plane plane, IReadOnlyList<(double X, double Y)> points, Affine start)
    {
        double cx = points.Average(p => p.X), cy = points.Average(p => p.Y);
        var size = Math.Max(8, points.Max(p => Math.Max(Math.Abs(p.X - cx), Math.Abs(p.Y - cy))));
        var map = start;
        var stride = Math.Max(1, points.Count / MaximumPoints);
        Span<double> row = stackalloc double[Parameters];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var fit = new LeastSquares(Parameters);
            var sampler = new Sampler(plane, map);
            for (var i = 0; i < points.Count; i += stride)
            {
                var (x, y) = points[i];
                var (tx, ty) = map.Apply(x, y);
                if (!Sampler.IsInside(plane, tx, ty, 4) || !Sampler.IsInside(plane, x, y, 2)) continue;
                var value = sampler.Soft(x, y);
                double gx = Sampler.Bilinear(plane, tx + 0.7, ty) - Sampler.Bilinear(plane, tx - 0.7, ty);
                double gy = Sampler.Bilinear(plane, tx, ty + 0.7) - Sampler.Bilinear(plane, tx, ty - 0.7);
                gx /= 1.4;
                gy /= 1.4;
                double u = (x - cx) / size, v = (y - cy) / size, own = Sampler.Bilinear(plane, x, y);
                // value + gx·δx + gy·δy = gain·own + offset, δx = d0 + d1 u + d2 v and likewise δy.
                (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]) = (gx, gx * u, gx * v, gy, gy * u, gy * v, -own / 64, -1);
                fit.Add(row, -value);
            }
            if (!fit.Solve(0, row)) return null;
            // δx = d0 + d1 (x−cx)/size + d2 (y−cy)/size, written as a map again.
            map = new Affine(
                map.Xx + row[1] / size, map.Xy + row[2] / size, map.X0 + row[0] - (row[1] * cx + row[2] * cy) / size,
                map.Yx + row[4] / size, map.Yy + row[5] / size, map.Y0 + row[3] - (row[4] * cx + row[5] * cy) / size);
            if (Math.Abs(row[0]) + Math.Abs(row[1]) + Math.Abs(row[2]) + Math.Abs(row[3]) + Math.Abs(row[4]) + Math.Abs(row[5]) < 0.01) break;
        }
        return double.IsFinite(map.X0 + map.Y0 + map.Xx + map.Yy) ? map : null;
    }
}

/// <summary>Reads an image at mapped positions between its pixels.</summary>
internal readonly struct Sampler(Plane plane, Affine map)
{
    // From this enlargement on a sample of the smaller side covers several of the larger: four are averaged against aliasing.
    private readonly bool _averages = map.Scale > 1.4;

    public static bool IsInside(Plane plane, double x, double y, int margin) =>
        x >= margin && y >= margin && x < plane.Width - 1 - margin && y < plane.Height - 1 - margin;

    public static float Bilinear(Plane plane, double x, double y)
    {
        int x0 = (int)x, y0 = (int)y;
        float fx = (float)(x - x0), fy = (float)(y - y0);
        var at = y0 * plane.Width + x0;
        var s = plane.Samples;
        var top = s[at] + (s[at + 1] - s[at]) * fx;
        var bottom = s[at + plane.Width] + (s[at + plane.Width + 1] - s[at + plane.Width]) * fx;
        return top + (bottom - top) * fy;
    }

    /// <summary>Bilinear sample where the map sends (x, y); averaged over the pixel when the map enlarges.</summary>
    public float Soft(double x, double y)
    {
        var (tx, ty) = map.Apply(x, y);
        if (!_averages) return Bilinear(plane, tx, ty);
        double ax = map.Xx / 4, ay = map.Yx / 4, bx = map.Xy / 4, by = map.Yy / 4;
        return (Bilinear(plane, tx + ax + bx, ty + ay + by) + Bilinear(plane, tx - ax + bx, ty - ay + by)
            + Bilinear(plane, tx + ax - bx, ty + ay - by) + Bilinear(plane, tx - ax - bx, ty - ay - by)) / 4;
    }

    /// <summary>Sharp (Catmull–Rom) sample where the map sends (x, y); averaged over the pixel when the map enlarges.</summary>
    public float Sharp(double x, double y)
    {
        if (_averages) return Soft(x, y);
        var (tx, ty) = map.Apply(x, y);
        return Cubic(plane, tx, ty);
    }

    /// <summary>Catmull–Rom sample at a position.</summary>
    public static float Cubic(Plane plane, double tx, double ty)
    {
        int x0 = (int)tx, y0 = (int)ty;
        var (a, b, c, d) = Weights((float)(tx - x0));
        var (e, f, g, h) = Weights((float)(ty - y0));
        var at = (y0 - 1) * plane.Width + x0 - 1;
        var s = plane.Samples;
        return e * Line(at) + f * Line(at + plane.Width) + g * Line(at + 2 * plane.Width) + h * Line(at + 3 * plane.Width);

        float Line(int i) => a * s[i] + b * s[i + 1] + c * s[i + 2] + d * s[i + 3];
    }

    private static (float A, float B, float C, float D) Weights(float t)
    {
        float t2 = t * t, t3 = t2 * t;
        return ((-t3 + 2 * t2 - t) / 2, (3 * t3 - 5 * t2 + 2) / 2, (-3 * t3 + 4 * t2 + t) / 2, (t3 - t2) / 2);
    }
}
