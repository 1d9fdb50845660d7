using Touchstone.Engine.Copies;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Keypoints;

/// <summary>One octave: the same size of picture, blurred more and more.</summary>
/// <param name="Blurred">Planes of σ = 1.6·2^(i/3) pixels of the octave, i = 0 … 5.</param>
/// <param name="Step">Pixels of the picture between two of the octave.</param>
internal sealed record Octave(Plane[] Blurred, double Step);

/// <summary>A picture at all scales (Lowe 2004, section 3): octaves of half the size, three scales in each.</summary>
internal static class ScaleSpace
{
    /// <summary>Scales in an octave (Lowe 2004, figure 3: most extrema are repeated at three).</summary>
    public const int Scales = 3;

    /// <summary>Blur of the first plane of each octave, pixels of the octave (Lowe 2004, figure 4).</summary>
    public const double FirstSigma = 1.6;

    // Blur that a camera picture is taken to have (Lowe 2004, section 3.3).
    private const double CameraSigma = 0.5;
    private const int LeastEdge = 24;

    /// <summary>The octaves of a picture.</summary>
    /// <param name="plane">Luma.</param>
    /// <param name="doubled">Whether the first octave has twice the picture's size: finds the smallest blobs.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static IEnumerable<Octave> Of(Plane plane, bool doubled, CancellationToken cancel)
    {
        var first = doubled ? Doubled(plane, cancel) : plane;
        var sigma = doubled ? 2 * CameraSigma : CameraSigma;
        var start = GaussianBlur.Of(first, Math.Sqrt(FirstSigma * FirstSigma - sigma * sigma), cancel);
        for (var step = doubled ? 0.5 : 1.0; Math.Min(start.Width, start.Height) >= LeastEdge; step *= 2)
        {
            var blurred = new Plane[Scales + 3];
            blurred[0] = start;
            for (var i = 1; i < blurred.Length; i++)
            {
                var before = FirstSigma * Math.Pow(2, (i - 1.0) / Scales);
                blurred[i] = GaussianBlur.Of(blurred[i - 1], before * Math.Sqrt(Math.Pow(2, 2.0 / Scales) - 1), cancel);
            }
            yield return new Octave(blurred, step);
            start = Halved(blurred[Scales]);
        }
    }

    private static Plane Halved(Plane plane)
    {
        int width = plane.Width / 2, height = plane.Height / 2;
        var samples = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = plane.Row(2 * y);
            for (var x = 0; x < width; x++) samples[y * width + x] = row[2 * x];
        }
        return new Plane(width, height, samples);
    }

    // Bilinear: sample (2x, 2y) of the doubled plane is sample (x, y).
    private static Plane Doubled(Plane plane, CancellationToken cancel)
    {
        int width = 2 * plane.Width, height = 2 * plane.Height;
        var samples = new float[width * height];
        Parallel.For(0, plane.Height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            var upper = plane.Row(y);
            var lower = plane.Row(Math.Min(y + 1, plane.Height - 1));
            var even = samples.AsSpan(2 * y * width, width);
            var odd = samples.AsSpan((2 * y + 1) * width, width);
            for (var x = 0; x < upper.Length; x++)
            {
                var next = Math.Min(x + 1, upper.Length - 1);
                float a = upper[x], b = upper[next], c = lower[x], d = lower[next];
                (even[2 * x], even[2 * x + 1]) = (a, (a + b) / 2);
                (odd[2 * x], odd[2 * x + 1]) = ((a + c) / 2, (a + b + c + d) / 4);
            }
        });
        return new Plane(width, height, samples);
    }
}
