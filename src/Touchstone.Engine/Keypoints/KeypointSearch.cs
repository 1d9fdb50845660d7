using System.Numerics;
using Plane = Touchstone.Media.Pixels.Plane;

namespace Touchstone.Engine.Keypoints;

/// <summary>Finds keypoints: extrema of differences of Gaussians over position and scale (Lowe 2004, sections 3 and 4), spread over the picture.</summary>
public static class KeypointSearch
{
    // Grey levels: a third of Lowe's 0.03 of the range. What is copied keeps its weak blobs; what is not is sorted out later.
    private const float LeastStrength = 1.0f;

    // Ratio of principal curvatures above which an extremum lies along an edge (Lowe 2004, section 4.1).
    private const float MostCurvatureRatio = 10;
    private const int Border = 8;

    // Of each square of so many pixels the strongest keypoints come first: what is copied need not be the busiest part.
    private const int SquareEdge = 32;

    /// <summary>The keypoints of a picture with their descriptors, in a fixed order.</summary>
    /// <param name="plane">Luma [height, width], 0–255.</param>
    /// <param name="doubled">Whether to search at twice the size as well: four times the time, the smallest blobs.</param>
    /// <param name="most">Most keypoints kept.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static FeatureSet Find(Plane plane, bool doubled, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var octaves = ScaleSpace.Of(plane, doubled, cancel).ToList();
        var found = new List<Extremum>();
        for (var o = 0; o < octaves.Count; o++)
            for (var layer = 1; layer <= ScaleSpace.Scales; layer++) Collect(octaves[o], o, layer, found, cancel);
        var kept = Spread(found, octaves, plane.Width, most);
        var points = new List<Keypoint>(kept.Count);
        var descriptors = new List<float>(kept.Count * GradientDescriptor.Length);
        Span<float> one = stackalloc float[GradientDescriptor.Length];
        foreach (var e in kept)
        {
            cancel.ThrowIfCancellationRequested();
            var octave = octaves[e.Octave];
            var sigma = ScaleSpace.FirstSigma * Math.Pow(2, e.Scale / ScaleSpace.Scales);
            var patch = new GradientPatch(octave.Blurred[Math.Clamp((int)Math.Round(e.Scale), 0, octave.Blurred.Length - 1)], e.X, e.Y, (float)sigma);
            foreach (var angle in GradientDescriptor.Angles(patch))
            {
                if (points.Count >= most) break;
                GradientDescriptor.Describe(patch, angle, one);
                points.Add(new Keypoint((float)(e.X * octave.Step), (float)(e.Y * octave.Step), (float)(sigma * octave.Step), angle, Math.Abs(e.Value)));
                descriptors.AddRange(one);
            }
        }
        return new FeatureSet([.. points], [.. descriptors]);
    }

    /// <summary>An extremum: octave, position in it, scale as a fractional layer, value.</summary>
    private readonly record struct Extremum(int Octave, float X, float Y, float Scale, float Value);

    private static List<Extremum> Spread(List<Extremum> found, List<Octave> octaves, int width, int most)
    {
        if (found.Count <= most) return found;
        var columns = width / SquareEdge + 1;
        return [.. found.Select((e, at) => (Extremum: e, At: at, Square: (int)(e.Y * octaves[e.Octave].Step) / SquareEdge * columns + (int)(e.X * octaves[e.Octave].Step) / SquareEdge))
            .GroupBy(f => f.Square)
            .SelectMany(g => g.OrderByDescending(f => Math.Abs(f.Extremum.Value)).ThenBy(f => f.At).Select((f, rank) => (f.Extremum, f.At, Rank: rank)))
            .OrderBy(f => f.Rank).ThenByDescending(f => Math.Abs(f.Extremum.Value)).ThenBy(f => f.At)
            .Take(most).Select(f => f.Extremum)];
    }

    private static void Collect(Octave octave, int number, int layer, List<Extremum> found, CancellationToken cancel)
    {
        var g = octave.Blurred;
        int width = g[0].Width, height = g[0].Height, rows = Math.Max(0, height - 2 * Border);
        var byRow = new List<Extremum>?[rows];
        Parallel.For(0, rows, new ParallelOptions { CancellationToken = cancel }, r =>
        {
            var y = r + Border;
            ReadOnlySpan<float> lower = g[layer].Samples, upper = g[layer + 1].Samples;
            var limit = new Vector<float>(0.8f * LeastStrength);
            var lanes = Vector<float>.Count;
            for (var x = Border; x < width - Border; x += lanes)
            {
                var at = y * width + x;
                var value = new Vector<float>(upper[at..]) - new Vector<float>(lower[at..]);
                // Deep enough, and beyond the neighbours on both sides and above and below, all the same way.
                Vector<float> Beside(ReadOnlySpan<float> u, ReadOnlySpan<float> l, int by) => new Vector<float>(u[(at + by)..]) - new Vector<float>(l[(at + by)..]);
                Vector<float> w = Beside(upper, lower, -1), e = Beside(upper, lower, 1), n = Beside(upper, lower, -width), s = Beside(upper, lower, width);
                var peak = Vector.GreaterThan(value, Vector.Max(Vector.Max(Vector.Max(w, e), Vector.Max(n, s)), limit));
                var pit = Vector.LessThan(value, Vector.Min(Vector.Min(Vector.Min(w, e), Vector.Min(n, s)), -limit));
                if (Vector.EqualsAll(peak | pit, Vector<int>.Zero)) continue;
                for (var i = 0; i < lanes && x + i < width - Border; i++)
                    if (Math.Abs(value[i]) > 0.8f * LeastStrength && IsExtremum(g, layer, at + i, width, value[i]) && Refine(g, number, layer, x + i, y) is { } extremum)
                        (byRow[r] ??= []).Add(extremum);
            }
        });
        foreach (var row in byRow) if (row is not null) found.AddRange(row);
    }

    private static float Difference(Plane[] g, int layer, int at) => g[layer + 1].Samples[at] - g[layer].Samples[at];

    private static bool IsExtremum(Plane[] g, int layer, int at, int width, float value)
    {
        var sign = MathF.Sign(value);
        for (var l = 0; l < 3; l++)
        {
            // The layer itself first: most places fail there.
            var other = layer + (l == 0 ? 0 : l == 1 ? -1 : 1);
            for (var j = -1; j <= 1; j++)
                for (var i = -1; i <= 1; i++)
                    if ((l != 0 || i != 0 || j != 0) && sign * Difference(g, other, at + j * width + i) >= sign * value) return false;
        }
        return true;
    }

    // One step of Newton's method in position and scale (Lowe 2004, eq. 2 and 3); a place further than 0.6 away is found from its own pixel.
    private static Extremum? Refine(Plane[] g, int octave, int layer, int x, int y)
    {
        var width = g[0].Width;
        var at = y * width + x;
        float D(int dl, int dx, int dy) => Difference(g, layer + dl, at + dy * width + dx);
        var c = D(0, 0, 0);
        float gx = (D(0, 1, 0) - D(0, -1, 0)) / 2, gy = (D(0, 0, 1) - D(0, 0, -1)) / 2, gs = (D(1, 0, 0) - D(-1, 0, 0)) / 2;
        float xx = D(0, 1, 0) + D(0, -1, 0) - 2 * c, yy = D(0, 0, 1) + D(0, 0, -1) - 2 * c, ss = D(1, 0, 0) + D(-1, 0, 0) - 2 * c;
        float xy = (D(0, 1, 1) - D(0, -1, 1) - D(0, 1, -1) + D(0, -1, -1)) / 4;
        float xs = (D(1, 1, 0) - D(1, -1, 0) - D(-1, 1, 0) + D(-1, -1, 0)) / 4, ys = (D(1, 0, 1) - D(1, 0, -1) - D(-1, 0, 1) + D(-1, 0, -1)) / 4;
        float trace = xx + yy, determinant = xx * yy - xy * xy;
        if (determinant <= 0 || trace * trace * MostCurvatureRatio >= (MostCurvatureRatio + 1) * (MostCurvatureRatio + 1) * determinant) return null;
        float m0 = yy * ss - ys * ys, m1 = xy * ss - ys * xs, m2 = xy * ys - yy * xs, full = xx * m0 - xy * m1 + xs * m2;
        if (Math.Abs(full) < 1e-12f) return null;
        var dx = -(gx * m0 - xy * (gy * ss - ys * gs) + xs * (gy * ys - yy * gs)) / full;
        var dy = -(xx * (gy * ss - gs * ys) - gx * m1 + xs * (xy * gs - gy * xs)) / full;
        var ds = -(xx * (yy * gs - gy * ys) - xy * (xy * gs - gy * xs) + gx * m2) / full;
        if (!(Math.Abs(dx) <= 0.75f && Math.Abs(dy) <= 0.75f && Math.Abs(ds) <= 0.75f)) return null;
        var value = c + (gx * dx + gy * dy + gs * ds) / 2;
        return Math.Abs(value) < LeastStrength ? null : new Extremum(octave, x + dx, y + dy, layer + ds, value);
    }
}
