using Touchstone.Evaluation.Manipulations.Image.Kernels;
using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Image;

/// <summary>A part of a picture: a mask with its bounding box.</summary>
/// <param name="Width">Pixels per line of the picture.</param>
/// <param name="Height">Lines of the picture.</param>
/// <param name="Mask">True inside [Height, Width].</param>
internal sealed record Region(int Width, int Height, bool[] Mask)
{
    /// <summary>Too small for a part to be changed so that a person or a detector could find it.</summary>
    internal const int LeastEdge = 64;

    internal int Area { get; } = Mask.Count(m => m);

    /// <summary>Left, top, and first column and line beyond.</summary>
    internal (int Left, int Top, int Right, int Bottom) Box { get; } = BoxOf(Width, Mask);

    /// <summary>Distance of each pixel inside to the nearest pixel outside, pixels; 0 outside.</summary>
    internal float[] Depth() => EdgeDistance.Of(Mask, Width);

    /// <summary>Why a picture is too small, or null.</summary>
    internal static Fault? Refuse(int width, int height, int least = LeastEdge) => Math.Min(width, height) >= least ? null
        : Fault.Absent(Codes.NotApplicableTooSmall, $"The picture has {width}×{height} pixels; this manipulation needs {least} on each side. Give a larger picture.");

    private static (int, int, int, int) BoxOf(int width, bool[] mask)
    {
        int left = width, top = int.MaxValue, right = 0, bottom = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            if (!mask[i]) continue;
            var (y, x) = Math.DivRem(i, width);
            left = Math.Min(left, x);
            top = Math.Min(top, y);
            right = Math.Max(right, x + 1);
            bottom = Math.Max(bottom, y + 1);
        }
        return right == 0 ? (0, 0, 0, 0) : (left, top, right, bottom);
    }
}
