using System.Numerics;
using Touchstone.Engine.Copies;
using Plane = Touchstone.Media.Pixels.Plane;

namespace Touchstone.Engine.Detectors.Image.CopyMove;

/// <summary>Rotation-invariant features of the neighbourhood of every pixel: 16 bytes each.</summary>
/// <remarks>
/// The image is projected on the Gauss–Laguerre circular harmonics (∂x + i∂y)^m ∇^2n G_σ, whose magnitudes do not change
/// when the neighbourhood turns; Gaussian derivatives make them cheap: three blurs and finite differences. Orders
/// (m, n) = (0,1), (1,0), (2,0), (3,0), (1,1) at σ = 2, 3 and 4.5 pixels cover a patch of about 16 pixels, and one difference of
/// the outer blurs joins them. The mean is left out on purpose: a copy may be brightened.
/// Square-root companding and division by the image's own mean magnitude make bytes of comparable spread.
/// </remarks>
internal static class CircularHarmonics
{
    /// <summary>Bytes of a feature.</summary>
    public const int Length = 16;

    /// <summary>Pixels at the border without features.</summary>
    public const int Margin = 6;

    private const int PerScale = 5;

    // σ of the blurs, in steps (each blurs the one before: variances add), and the step of the differences, about σ/2.
    private static readonly double[] BlurSteps = [2.0, Math.Sqrt(5.0), Math.Sqrt(11.25)];
    private static readonly int[] DifferenceSteps = [1, 1, 2];

    /// <summary>Mean magnitude of each raw feature: the unit in which features are told.</summary>
    public static float[] Units(Plane plane, CancellationToken cancel)
    {
        var blurred = Blurs(plane, cancel);
        var rows = new float[Length * plane.Width];
        var sums = new double[Length];
        var count = 0L;
        for (var y = Margin; y < plane.Height - Margin; y += 8)
        {
            cancel.ThrowIfCancellationRequested();
            RawRow(blurred, y, rows);
            for (var f = 0; f < Length; f++)
                for (var x = Margin; x < plane.Width - Margin; x++) sums[f] += MathF.Abs(rows[f * plane.Width + x]);
            count += plane.Width - 2 * Margin;
        }
        return [.. sums.Select(s => (float)Math.Max(s / Math.Max(1, count), 1e-3))];
    }

    /// <summary>Features [height, width, 16]; the border of <see cref="Margin"/> pixels stays 0.</summary>
    public static byte[] Of(Plane plane, float[] units, CancellationToken cancel)
    {
        var blurred = Blurs(plane, cancel);
        var features = new byte[plane.Width * plane.Height * Length];
        Parallel.For(Margin, plane.Height - Margin, new ParallelOptions { CancellationToken = cancel },
            () => new float[Length * plane.Width],
            (y, _, rows) =>
            {
                RawRow(blurred, y, rows);
                for (var f = 0; f < Length; f++) Compand(rows.AsSpan(f * plane.Width, plane.Width), 1 / units[f], IsSigned(f));
                var target = features.AsSpan(y * plane.Width * Length, plane.Width * Length);
                for (var f = 0; f < Length; f++)
                {
                    var row = rows.AsSpan(f * plane.Width, plane.Width);
                    for (int x = Margin, at = Margin * Length + f; x < plane.Width - Margin; x++, at += Length) target[at] = (byte)row[x];
                }
                return rows;
            },
            _ => { });
        return features;
    }

    private static bool IsSigned(int feature) => feature % PerScale == 0;

    private static void Compand(Span<float> row, float perUnit, bool signed)
    {
        // A magnitude of one mean becomes 64 of 255 (signed: 40 either side of 128); the largest values saturate.
        for (var x = 0; x < row.Length; x++)
        {
            var root = MathF.Sqrt(MathF.Abs(row[x]) * perUnit);
            row[x] = signed
                ? Math.Clamp(128 + 40 * MathF.CopySign(root, row[x]), 0, 255)
                : Math.Min(64 * root, 255);
        }
    }

    private static Plane[] Blurs(Plane plane, CancellationToken cancel)
    {
        var blurred = new Plane[BlurSteps.Length];
        for (var i = 0; i < blurred.Length; i++) blurred[i] = GaussianBlur.Of(i == 0 ? plane : blurred[i - 1], BlurSteps[i], cancel);
        return blurred;
    }

    private static void RawRow(Plane[] blurred, int y, float[] rows)
    {
        var width = blurred[0].Width;
        for (var s = 0; s < blurred.Length; s++)
            Differences(blurred[s], y, DifferenceSteps[s], rows.AsSpan(s * PerScale * width, PerScale * width));
        var fine = blurred[0].Row(y);
        var coarse = blurred[^1].Row(y);
        var last = rows.AsSpan((Length - 1) * width, width);
        for (var x = 0; x < width; x++) last[x] = fine[x] - coarse[x];
    }

    /// <summary>The five harmonics of one blur along one row, by central differences of step h.</summary>
    private static void Differences(Plane plane, int y, int h, Span<float> rows)
    {
        var width = plane.Width;
        ReadOnlySpan<float> samples = plane.Samples;
        var lanes = Vector<float>.Count;
        var first = Margin;
        var end = width - Margin;
        for (var x = first; x < end; x += lanes)
        {
            // The last vector steps back so that no sample is left to a scalar tail.
            x = Math.Max(first, Math.Min(x, end - lanes));
            if (x + lanes > width) return;
            Vector<float> At(ReadOnlySpan<float> s, int dx, int dy) => new(s[((y + dy * h) * width + x + dx * h)..]);
            var c = At(samples, 0, 0);
            Vector<float> n = At(samples, 0, -1), s = At(samples, 0, 1), w = At(samples, -1, 0), e = At(samples, 1, 0);
            Vector<float> nw = At(samples, -1, -1), ne = At(samples, 1, -1), sw = At(samples, -1, 1), se = At(samples, 1, 1);
            Vector<float> n2 = At(samples, 0, -2), s2 = At(samples, 0, 2), w2 = At(samples, -2, 0), e2 = At(samples, 2, 0);
            Vector<float> lx = (e - w) * 0.5f, ly = (s - n) * 0.5f;
            Vector<float> lxx = e + w - c * 2f, lyy = s + n - c * 2f, lxy = (se - sw - ne + nw) * 0.25f;
            Vector<float> lxxx = (e2 - w2) * 0.5f - (e - w), lyyy = (s2 - n2) * 0.5f - (s - n);
            Vector<float> lxyy = ((ne + se - e * 2f) - (nw + sw - w * 2f)) * 0.5f, lxxy = ((se + sw - s * 2f) - (ne + nw - n * 2f)) * 0.5f;
            (lxx + lyy).CopyTo(rows[x..]);
            Vector.SquareRoot(lx * lx + ly * ly).CopyTo(rows[(width + x)..]);
            Magnitude(lxx - lyy, lxy * 2f).CopyTo(rows[(2 * width + x)..]);
            Magnitude(lxxx - lxyy * 3f, lxxy * 3f - lyyy).CopyTo(rows[(3 * width + x)..]);
            Magnitude(lxxx + lxyy, lxxy + lyyy).CopyTo(rows[(4 * width + x)..]);
        }
    }

    private static Vector<float> Magnitude(Vector<float> a, Vector<float> b) => Vector.SquareRoot(a * a + b * b);
}
