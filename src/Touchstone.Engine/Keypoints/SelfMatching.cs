using System.Numerics;

namespace Touchstone.Engine.Keypoints;

/// <summary>Two keypoints that look alike.</summary>
/// <param name="From">One.</param>
/// <param name="To">The other.</param>
/// <param name="Mirrored">Whether the one looks like the other's mirror image.</param>
/// <param name="Distance">Of their descriptors, 0 = equal.</param>
internal readonly record struct PointPair(Keypoint From, Keypoint To, bool Mirrored, float Distance);

/// <summary>Which keypoints of a picture look like others of the same picture (Amerini et al. 2011, section III-B: g2NN).</summary>
internal static class SelfMatching
{
    // A keypoint that stands k + 1 times has k near neighbours and then a jump. The ratio of distances is looser than the paper's 0.5 for
    // SIFT: what follows rejects chance, not this.
    private const float MostRatio = 0.75f;
    private const int Neighbours = 4;

    // Descriptors have unit length; unrelated ones are about 0.6 apart and more.
    private const float MostDistance = 0.55f;

    // Of 64 bits, 32 differ between unrelated descriptors and about 18 at the largest distance.
    private const int MostBits = 23;

    /// <summary>Pairs of alike keypoints, the most alike first.</summary>
    /// <param name="features">Keypoints of one picture.</param>
    /// <param name="leastShift">Nearer keypoints are not compared, pixels.</param>
    /// <param name="cancel">Checked per block of keypoints.</param>
    public static List<PointPair> Find(FeatureSet features, double leastShift, CancellationToken cancel)
    {
        var n = features.Points.Length;
        var mirrored = new float[features.Descriptors.Length];
        var (codes, mirroredCodes) = (new ulong[n], new ulong[n]);
        for (var i = 0; i < n; i++)
        {
            var mirror = mirrored.AsSpan(i * GradientDescriptor.Length, GradientDescriptor.Length);
            GradientDescriptor.Mirror(features.Descriptor(i), mirror);
            (codes[i], mirroredCodes[i]) = (DescriptorCode.Of(features.Descriptor(i)), DescriptorCode.Of(mirror));
        }
        var found = new List<PointPair>[n];
        Parallel.For(0, n, new ParallelOptions { CancellationToken = cancel }, i =>
        {
            Span<Near> nearest = stackalloc Near[Neighbours + 1];
            nearest.Fill(new Near(-1, false, float.MinValue));
            var own = features.Descriptor(i);
            var at = features.Points[i];
            for (var j = 0; j < n; j++)
            {
                // Most keypoints are unlike at a glance.
                var (asIs, asMirror) = (BitOperations.PopCount(codes[i] ^ codes[j]) <= MostBits, BitOperations.PopCount(codes[i] ^ mirroredCodes[j]) <= MostBits);
                if (!asIs && !asMirror) continue;
                var other = features.Points[j];
                float dx = other.X - at.X, dy = other.Y - at.Y;
                if (dx * dx + dy * dy < leastShift * leastShift) continue;
                if (asIs) Insert(nearest, features.Points, new Near(j, false, Dot(own, features.Descriptor(j))));
                if (asMirror) Insert(nearest, features.Points, new Near(j, true, Dot(own, mirrored.AsSpan(j * GradientDescriptor.Length, GradientDescriptor.Length))));
            }
            found[i] = Keep(nearest, features.Points, at);
        });
        return [.. found.SelectMany(f => f).OrderBy(p => p.Distance)];
    }

    private readonly record struct Near(int At, bool Mirrored, float Likeness)
    {
        public float Distance => At < 0 ? 2 : MathF.Sqrt(Math.Max(0, 2 - 2 * Likeness));
    }

    private static List<PointPair> Keep(Span<Near> nearest, Keypoint[] points, Keypoint own)
    {
        var kept = 0;
        for (var k = 1; k < nearest.Length; k++)
            if (nearest[k - 1].At >= 0 && nearest[k - 1].Distance <= MostDistance && nearest[k - 1].Distance < MostRatio * nearest[k].Distance) kept = k;
        var pairs = new List<PointPair>(kept);
        for (var k = 0; k < kept; k++) pairs.Add(new PointPair(own, points[nearest[k].At], nearest[k].Mirrored, nearest[k].Distance));
        return pairs;
    }

    // A blob is often found at two scales or with two directions: of one place only the best counts, or it would rival itself.
    private static void Insert(Span<Near> nearest, Keypoint[] points, Near candidate)
    {
        if (candidate.Likeness <= nearest[^1].Likeness) return;
        var end = nearest.Length - 1;
        for (var k = 0; k < nearest.Length; k++)
        {
            if (nearest[k].At < 0) break;
            var (a, b) = (points[nearest[k].At], points[candidate.At]);
            if (Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) > 4 * Math.Max(a.Scale, b.Scale)) continue;
            if (nearest[k].Likeness >= candidate.Likeness) return;
            end = k;
            break;
        }
        for (; end > 0 && nearest[end - 1].Likeness < candidate.Likeness; end--) nearest[end] = nearest[end - 1];
        nearest[end] = candidate;
    }

    /// <summary>Scalar product of two descriptors.</summary>
    internal static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var other = Vector<float>.Zero;
        var lanes = Vector<float>.Count;
        for (var i = 0; i < GradientDescriptor.Length; i += 2 * lanes)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
            other += new Vector<float>(a[(i + lanes)..]) * new Vector<float>(b[(i + lanes)..]);
        }
        return Vector.Sum(sum + other);
    }
}
