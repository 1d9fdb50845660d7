using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Keypoints;

/// <summary>Where a descriptor is read.</summary>
/// <param name="Plane">The blurred plane nearest to the keypoint's scale.</param>
/// <param name="X">Column in the plane.</param>
/// <param name="Y">Row in the plane.</param>
/// <param name="Sigma">Scale in pixels of the plane.</param>
internal readonly record struct GradientPatch(Plane Plane, float X, float Y, float Sigma)
{
    /// <summary>Gradient between the four neighbours, at the nearest pixel; 0 outside.</summary>
    public (float X, float Y) Gradient(float x, float y)
    {
        int px = (int)MathF.Round(x), py = (int)MathF.Round(y), width = Plane.Width;
        if (px < 1 || py < 1 || px >= width - 1 || py >= Plane.Height - 1) return (0, 0);
        var (s, at) = (Plane.Samples, py * width + px);
        return (s[at + 1] - s[at - 1], s[at + width] - s[at - width]);
    }
}

/// <summary>Histograms of gradient directions around a keypoint, turned to its own direction (Lowe 2004, sections 5 and 6).</summary>
/// <remarks>
/// 4×4 cells of 3σ, 8 directions. Read on a turned grid of 16×16 samples 0.75σ apart rather than on every pixel: the plane is blurred by σ,
/// so nothing lies between. The square roots of the values are compared (Arandjelović &amp; Zisserman 2012).
/// </remarks>
public static class GradientDescriptor
{
    /// <summary>Values of a descriptor.</summary>
    public const int Length = Cells * Cells * Directions;

    private const int Cells = 4, Directions = 8, Samples = 16, Bins = 36;
    private const float SampleStep = 0.75f;

    // Further directions of at least this share of the strongest make keypoints of their own (Lowe 2004, section 5).
    private const float SecondDirection = 0.8f;

    // No single gradient may fill the descriptor (Lowe 2004, section 6.1).
    private const float MostShare = 0.2f;

    private static readonly float[] _window = [.. Enumerable.Range(0, Samples * Samples).Select(i => MathF.Exp(-(Square(i % Samples - 7.5f) + Square(i / Samples - 7.5f)) / (2 * 64)))];

    // Index of each value in the descriptor of the mirrored picture: rows of cells exchanged, directions reversed.
    private static readonly int[] _mirror = [.. Enumerable.Range(0, Length).Select(i => ((Cells - 1 - i / Directions / Cells) * Cells + i / Directions % Cells) * Directions + (Directions - i % Directions) % Directions)];

    /// <summary>The descriptor that the keypoint would have in the mirrored picture.</summary>
    /// <param name="descriptor">A descriptor [128].</param>
    /// <param name="mirrored">Receives the other [128].</param>
    public static void Mirror(ReadOnlySpan<float> descriptor, Span<float> mirrored)
    {
        for (var i = 0; i < Length; i++) mirrored[_mirror[i]] = descriptor[i];
    }

    /// <summary>The strongest gradient direction and others nearly as strong, radians.</summary>
    internal static List<float> Angles(GradientPatch patch)
    {
        // Window of 1.5σ, read to three times that.
        const int reach = 6;
        Span<float> histogram = stackalloc float[Bins];
        histogram.Clear();
        var step = SampleStep * patch.Sigma;
        for (var j = -reach; j <= reach; j++)
            for (var i = -reach; i <= reach; i++)
            {
                if (i * i + j * j > reach * reach) continue;
                var (gx, gy) = patch.Gradient(patch.X + i * step, patch.Y + j * step);
                var weight = MathF.Sqrt(gx * gx + gy * gy) * MathF.Exp(-(i * i + j * j) * SampleStep * SampleStep / (2 * 1.5f * 1.5f));
                var bin = (MathF.Atan2(gy, gx) / MathF.Tau + 1) * Bins;
                var low = (int)bin;
                histogram[low % Bins] += weight * (1 - (bin - low));
                histogram[(low + 1) % Bins] += weight * (bin - low);
            }
        Smooth(histogram);
        Smooth(histogram);
        var most = 0f;
        foreach (var value in histogram) most = Math.Max(most, value);
        var angles = new List<float>(2);
        for (var b = 0; b < Bins && angles.Count < 2; b++)
        {
            float before = histogram[(b + Bins - 1) % Bins], at = histogram[b], after = histogram[(b + 1) % Bins];
            if (at <= before || at < after || at < SecondDirection * most) continue;
            var peak = b + (before - after) / (2 * (before - 2 * at + after));
            var angle = peak / Bins * MathF.Tau;
            angles.Add(angle > MathF.PI ? angle - MathF.Tau : angle);
        }
        return angles;
    }

    /// <summary>Fills a descriptor of unit length.</summary>
    internal static void Describe(GradientPatch patch, float angle, Span<float> descriptor)
    {
        descriptor.Clear();
        var (sin, cos) = MathF.SinCos(angle);
        var step = SampleStep * patch.Sigma;
        for (var j = 0; j < Samples; j++)
            for (var i = 0; i < Samples; i++)
            {
                float u = (i - 7.5f) * step, v = (j - 7.5f) * step;
                var (gx, gy) = patch.Gradient(patch.X + cos * u - sin * v, patch.Y + sin * u + cos * v);
                var weight = MathF.Sqrt(gx * gx + gy * gy) * _window[j * Samples + i];
                if (weight == 0) continue;
                var direction = (MathF.Atan2(gy, gx) - angle) / MathF.Tau * Directions + 2 * Directions;
                Add(descriptor, (i - 1.5f) / Cells, (j - 1.5f) / Cells, direction, weight);
            }
        Finish(descriptor);
    }

    // Each sample is shared linearly between two cells each way and two directions (Lowe 2004, section 6.1).
    private static void Add(Span<float> descriptor, float column, float row, float direction, float weight)
    {
        int c = (int)MathF.Floor(column), r = (int)MathF.Floor(row), d = (int)direction;
        float fc = column - c, fr = row - r, fd = direction - d;
        for (var j = 0; j < 2; j++)
        {
            if (r + j is < 0 or >= Cells) continue;
            var wr = weight * (j == 0 ? 1 - fr : fr);
            for (var i = 0; i < 2; i++)
            {
                if (c + i is < 0 or >= Cells) continue;
                var w = wr * (i == 0 ? 1 - fc : fc);
                var at = ((r + j) * Cells + c + i) * Directions;
                descriptor[at + d % Directions] += w * (1 - fd);
                descriptor[at + (d + 1) % Directions] += w * fd;
            }
        }
    }

    private static void Finish(Span<float> descriptor)
    {
        var norm = 0f;
        foreach (var value in descriptor) norm += value * value;
        var limit = MostShare * MathF.Sqrt(norm);
        var sum = 0f;
        for (var i = 0; i < descriptor.Length; i++) sum += descriptor[i] = Math.Min(descriptor[i], limit);
        if (sum <= 0) return;
        for (var i = 0; i < descriptor.Length; i++) descriptor[i] = MathF.Sqrt(descriptor[i] / sum);
    }

    private static void Smooth(Span<float> histogram)
    {
        var first = histogram[0];
        var before = histogram[Bins - 1];
        for (var b = 0; b < Bins; b++)
        {
            var at = histogram[b];
            histogram[b] = (before + at + (b == Bins - 1 ? first : histogram[b + 1])) / 3;
            before = at;
        }
    }

    private static float Square(float value) => value * value;
}
