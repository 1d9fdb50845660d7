using System.Numerics;
using Plane = Touchstone.Media.Pixels.Plane;

namespace Touchstone.Engine.Likeness;

/// <summary>
/// What stays of a picture through re-encoding, resizing, brightening and a mild crop: a 64×64 thumbnail, and 64-bit hashes of it and of the
/// parts that a crop would leave. A hash holds the signs of the lowest 64 frequencies of a 32×32 cosine transform against their median (Zauner 2010).
/// </summary>
public sealed class PicturePrint
{
    /// <summary>Edge of the thumbnail, samples.</summary>
    public const int Edge = 64;

    private const int HashEdge = 32;
    // Below this the thumbnail is a flat surface and what remains is noise; in grey levels, of the difference to the surroundings.
    private const double LeastContrast = 1.5;

    private static readonly (int U, int V)[] _lowest = Lowest();
    private static readonly float[] _cosines = Cosines();

    /// <summary>Parts of a picture that a crop leaves, as shares of width and height: the whole, 5 to 20 % off all around, 5 or 10 % off at two sides, 10 % off at one; then the quarters.</summary>
    public static IReadOnlyList<(float X, float Y, float Width, float Height)> Parts { get; } =
    [
        (0, 0, 1, 1),
        (0.025f, 0.025f, 0.95f, 0.95f), (0.05f, 0.05f, 0.9f, 0.9f), (0.075f, 0.075f, 0.85f, 0.85f), (0.1f, 0.1f, 0.8f, 0.8f),
        (0, 0, 0.9f, 0.9f), (0.1f, 0, 0.9f, 0.9f), (0, 0.1f, 0.9f, 0.9f), (0.1f, 0.1f, 0.9f, 0.9f),
        (0, 0, 0.9f, 1), (0.1f, 0, 0.9f, 1), (0, 0, 1, 0.9f), (0, 0.1f, 1, 0.9f),
        (0, 0, 0.95f, 0.95f), (0.05f, 0, 0.95f, 0.95f), (0, 0.05f, 0.95f, 0.95f), (0.05f, 0.05f, 0.95f, 0.95f),
        (0, 0, 0.5f, 0.5f), (0.5f, 0, 0.5f, 0.5f), (0, 0.5f, 0.5f, 0.5f), (0.5f, 0.5f, 0.5f, 0.5f),
    ];

    /// <summary>Number of the first parts, which a crop may leave; the rest are the quarters, of which a local edit leaves some as they were.</summary>
    public const int Crops = 17;

    private PicturePrint(byte[] thumbnail)
    {
        Thumbnail = thumbnail;
        var part = new float[HashEdge * HashEdge];
        Hashes = new ulong[Parts.Count];
        for (var i = 0; i < Parts.Count; i++)
        {
            Resample(thumbnail, Parts[i], false, HashEdge, part);
            var (hash, mirrored) = Hash(part);
            Hashes[i] = hash;
            if (i == 0) Mirrored = mirrored;
        }
        IsFlat = Contrast(thumbnail) < LeastContrast;
    }

    /// <summary>Luma 0–255 [64, 64], the picture stretched to a square.</summary>
    public byte[] Thumbnail { get; }

    /// <summary>One hash for the whole, then one for each part that a crop may leave, then one for each quarter.</summary>
    public ulong[] Hashes { get; }

    /// <summary>Hash of the whole, mirrored left to right.</summary>
    public ulong Mirrored { get; }

    /// <summary>True where there is nothing to tell it by: a plain surface.</summary>
    public bool IsFlat { get; }

    /// <summary>The print of a picture.</summary>
    /// <param name="luma">Luma 0–255 [Height, Width], at least 1×1.</param>
    public static PicturePrint Of(Plane luma)
    {
        ArgumentNullException.ThrowIfNull(luma);
        return new PicturePrint(Shrink(luma));
    }

    /// <summary>The print of a picture whose thumbnail was kept.</summary>
    /// <param name="thumbnail">Luma [64, 64]; kept, not copied.</param>
    /// <exception cref="ArgumentException">Another size.</exception>
    public static PicturePrint OfThumbnail(byte[] thumbnail)
    {
        ArgumentNullException.ThrowIfNull(thumbnail);
        if (thumbnail.Length != Edge * Edge) throw new ArgumentException("A thumbnail has 64×64 samples.", nameof(thumbnail));
        return new PicturePrint(thumbnail);
    }

    /// <summary>The print of the picture turned clockwise.</summary>
    /// <param name="quarters">Quarter turns, 0–3.</param>
    public PicturePrint Turned(int quarters)
    {
        var turned = Thumbnail;
        for (var turn = 0; turn < (quarters & 3); turn++)
        {
            var before = turned;
            turned = new byte[Edge * Edge];
            for (var at = 0; at < turned.Length; at++) turned[at] = before[(Edge - 1 - at % Edge) * Edge + at / Edge];
        }
        return quarters == 0 ? this : new PicturePrint(turned);
    }

    /// <summary>Bits that differ, 0–64.</summary>
    public static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    /// <summary>The part of a thumbnail as [edge, edge] samples, bilinear.</summary>
    internal static void Resample(ReadOnlySpan<byte> thumbnail, (float X, float Y, float Width, float Height) part, bool mirrored, int edge, Span<float> samples)
    {
        for (var y = 0; y < edge; y++)
        {
            var v = Math.Clamp((part.Y + part.Height * (y + 0.5f) / edge) * Edge - 0.5f, 0, Edge - 1.001f);
            var (row, fy) = ((int)v, v - (int)v);
            for (var x = 0; x < edge; x++)
            {
                var across = (x + 0.5f) / edge;
                var u = Math.Clamp((part.X + part.Width * (mirrored ? 1 - across : across)) * Edge - 0.5f, 0, Edge - 1.001f);
                var (column, fx) = ((int)u, u - (int)u);
                var at = row * Edge + column;
                samples[y * edge + x] = float.Lerp(float.Lerp(thumbnail[at], thumbnail[at + 1], fx), float.Lerp(thumbnail[at + Edge], thumbnail[at + Edge + 1], fx), fy);
            }
        }
    }

    // Every thumbnail sample is the mean over its box, with the shares of pixels that lie on the border of two boxes.
    private static byte[] Shrink(Plane luma)
    {
        var sums = new double[Edge * Edge];
        var line = new double[Edge];
        for (var y = 0; y < luma.Height; y++)
        {
            Array.Clear(line);
            Spread(luma.Row(y), line);
            var (first, last) = ((double)y * Edge / luma.Height, (y + 1.0) * Edge / luma.Height);
            for (var row = (int)first; row < Edge && row < last; row++)
            {
                var share = Math.Min(last, row + 1) - Math.Max(first, row);
                for (var x = 0; x < Edge; x++) sums[row * Edge + x] += share * line[x];
            }
        }
        return [.. sums.Select(s => (byte)Math.Clamp(Math.Round(s), 0, 255))];
    }

    private static void Spread(ReadOnlySpan<float> samples, Span<double> boxes)
    {
        var scale = (double)boxes.Length / samples.Length;
        for (var x = 0; x < samples.Length; x++)
        {
            var (first, last) = (x * scale, (x + 1) * scale);
            var box = (int)first;
            if (last <= box + 1)
            {
                boxes[box] += samples[x] * scale;
                continue;
            }
            for (; box < boxes.Length && box < last; box++) boxes[box] += samples[x] * (Math.Min(last, box + 1) - Math.Max(first, box));
        }
    }

    // The transform is separable; only the first columns and rows are needed. A mirror turns the sign of odd horizontal frequencies.
    private static (ulong Hash, ulong Mirrored) Hash(float[] samples)
    {
        var width = _lowest.Max(f => f.U) + 1;
        var across = new float[HashEdge * width];
        for (var y = 0; y < HashEdge; y++)
            for (var u = 0; u < width; u++)
                across[y * width + u] = Dot(samples.AsSpan(y * HashEdge, HashEdge), _cosines.AsSpan(u * HashEdge, HashEdge));
        var values = new float[64];
        for (var i = 0; i < 64; i++)
        {
            var (u, v) = _lowest[i];
            float sum = 0;
            for (var y = 0; y < HashEdge; y++) sum += across[y * width + u] * _cosines[v * HashEdge + y];
            values[i] = sum;
        }
        return (Signs(values), Signs([.. values.Select((c, i) => _lowest[i].U % 2 == 0 ? c : -c)]));
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static ulong Signs(float[] values)
    {
        var median = Touchstone.Numerics.OrderStatistics.Median([.. values]);
        var hash = 0UL;
        for (var i = 0; i < 64; i++)
            if (values[i] > median) hash |= 1UL << i;
        return hash;
    }

    private static double Contrast(byte[] thumbnail)
    {
        double sum = 0;
        for (var y = 0; y < Edge; y++)
            for (var x = 0; x < Edge - 1; x++)
                sum += Math.Abs(thumbnail[y * Edge + x] - thumbnail[y * Edge + x + 1]);
        return sum / (Edge * (Edge - 1));
    }

    // The 64 lowest frequencies without the mean, diagonal by diagonal.
    private static (int U, int V)[] Lowest() =>
        [.. (from u in Enumerable.Range(0, 12) from v in Enumerable.Range(0, 12) where u + v > 0 orderby u + v, u select (u, v)).Take(64)];

    private static float[] Cosines()
    {
        var cosines = new float[12 * HashEdge];
        for (var k = 0; k < 12; k++)
            for (var n = 0; n < HashEdge; n++) cosines[k * HashEdge + n] = MathF.Cos(MathF.PI * k * (n + 0.5f) / HashEdge);
        return cosines;
    }
}
