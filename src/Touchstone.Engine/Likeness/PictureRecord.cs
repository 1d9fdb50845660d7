using Touchstone.Engine.Copies;
using Touchstone.Engine.Keypoints;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Likeness;

/// <summary>A keypoint as it is stored: 16 bytes.</summary>
/// <param name="X">Column, eighths of a pixel of the working size.</param>
/// <param name="Y">Row, eighths of a pixel of the working size.</param>
/// <param name="Scale">Width σ, 64ths of a pixel of the working size.</param>
/// <param name="Angle">Direction, 65,536 to the turn.</param>
/// <param name="Code">Bits of its descriptor.</param>
public readonly record struct StoredPoint(ushort X, ushort Y, ushort Scale, ushort Angle, ulong Code)
{
    internal Keypoint Keypoint() => new(X / 8f, Y / 8f, Math.Max(1, (int)Scale) / 64f, Angle * MathF.Tau / 65536 - MathF.PI, 0);
}

/// <summary>By what a picture is found again, whole or in part: no pixel of it but a thumbnail of 64×64 grey samples.</summary>
/// <param name="Width">Pixels per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Step">Pixels between two of the working size, at least 1.</param>
/// <param name="Thumbnail">Luma [64, 64], the picture stretched to a square.</param>
/// <param name="Points">Keypoints of the working size, the most telling first.</param>
/// <param name="MirroredCodes">Codes of the same keypoints in the mirrored picture [points]; empty where they are not needed.</param>
public sealed record PictureRecord(int Width, int Height, double Step, byte[] Thumbnail, StoredPoint[] Points, ulong[] MirroredCodes)
{
    /// <summary>Keypoints that a store keeps of a picture.</summary>
    public const int StoredPoints = 300;

    /// <summary>Keypoints of a picture that is looked for: more, since only a part of it may be known.</summary>
    public const int AskedPoints = 900;

    // Longest edge of the working size, pixels. What is found again must be at least some 60 of them wide.
    private const int WorkingEdge = 1024;

    // A square of this many blob widths gives its strongest keypoint before any gives its second: all parts of the picture, at all sizes, are represented.
    private const double SquareScales = 16;

    /// <summary>Pixels of the working size, width times height.</summary>
    internal double WorkingArea => Width / Step * (Height / Step);

    /// <summary>The record of a picture.</summary>
    /// <param name="luma">Luma [height, width], 0–255.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static PictureRecord Of(Plane luma, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(luma);
        var step = Math.Max(1, Math.Max(luma.Width, luma.Height) / (double)WorkingEdge);
        var working = ScaledPlane.By(luma, step, cancel);
        var found = KeypointSearch.Find(working, false, 4 * AskedPoints, cancel);
        int[] kept = [.. Enumerable.Range(0, found.Points.Length).GroupBy(i => Square(found.Points[i]))
            .SelectMany(g => g.OrderByDescending(i => found.Points[i].Strength).ThenBy(i => i).Select((i, rank) => (At: i, Rank: rank, g.Key.Octave)))
            .OrderBy(k => k.Rank).ThenByDescending(k => k.Octave >= 2 ? k.Octave : 0).ThenByDescending(k => found.Points[k.At].Strength).ThenBy(k => k.At)
            .Take(AskedPoints).Select(k => k.At)];
        var mirrored = new ulong[kept.Length];
        var mirror = new float[GradientDescriptor.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            GradientDescriptor.Mirror(found.Descriptor(kept[i]), mirror);
            mirrored[i] = DescriptorCode.Of(mirror);
        }
        return new PictureRecord(luma.Width, luma.Height, step, PicturePrint.Of(luma).Thumbnail, [.. kept.Select(i => Stored(found.Points[i], DescriptorCode.Of(found.Descriptor(i))))], mirrored);
    }

    /// <summary>What a store keeps of it.</summary>
    public PictureRecord ToStore() => this with { Points = [.. Points.Take(StoredPoints)], MirroredCodes = [] };

    private static (int X, int Y, int Octave) Square(Keypoint point)
    {
        var octave = Math.Max(0, (int)Math.Floor(Math.Log2(point.Scale / ScaleSpace.FirstSigma)));
        var edge = SquareScales * ScaleSpace.FirstSigma * Math.Pow(2, octave);
        return ((int)(point.X / edge), (int)(point.Y / edge), octave);
    }

    private static StoredPoint Stored(Keypoint point, ulong code) => new(
        (ushort)Math.Clamp(MathF.Round(8 * point.X), 0, ushort.MaxValue), (ushort)Math.Clamp(MathF.Round(8 * point.Y), 0, ushort.MaxValue),
        (ushort)Math.Clamp(MathF.Round(64 * point.Scale), 1, ushort.MaxValue), (ushort)(int)MathF.Round((point.Angle + MathF.PI) / MathF.Tau * 65536), code);
}
