using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>Pixels changed by a manipulation, and the exact mask of where.</summary>
/// <param name="Image">The manipulated pixels.</param>
/// <param name="Mask">True where a pixel was replaced [Height, Width].</param>
public sealed record Manipulated(RgbImage Image, bool[] Mask);

/// <summary>Replaces an ellipse of an image by pixels from elsewhere.</summary>
public static class Paste
{
    /// <summary>Copies the ellipse inscribed in a box of <paramref name="source"/> to a place in <paramref name="target"/>.</summary>
    /// <param name="target">The image that receives.</param>
    /// <param name="source">The image that gives; may be the same.</param>
    /// <param name="from">Left and top in the source, pixels.</param>
    /// <param name="to">Left and top in the target, pixels.</param>
    /// <param name="size">Width and height of the box, pixels.</param>
    /// <exception cref="ArgumentException">A box does not lie inside its image.</exception>
    public static Manipulated Ellipse(RgbImage target, RgbImage source, (int X, int Y) from, (int X, int Y) to, (int Width, int Height) size)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        Check(source, from, size, nameof(from));
        Check(target, to, size, nameof(to));
        var samples = (byte[])target.Samples.Clone();
        var mask = new bool[target.Width * target.Height];
        for (var y = 0; y < size.Height; y++)
        {
            var dy = (y + 0.5) * 2 / size.Height - 1;
            for (var x = 0; x < size.Width; x++)
            {
                var dx = (x + 0.5) * 2 / size.Width - 1;
                if (dx * dx + dy * dy > 1) continue;
                var into = (to.Y + y) * target.Width + to.X + x;
                source.Samples.AsSpan(((from.Y + y) * source.Width + from.X + x) * 3, 3).CopyTo(samples.AsSpan(into * 3));
                mask[into] = true;
            }
        }
        return new Manipulated(target with { Samples = samples }, mask);
    }

    private static void Check(RgbImage image, (int X, int Y) at, (int Width, int Height) size, string name)
    {
        if (at.X < 0 || at.Y < 0 || at.X + size.Width > image.Width || at.Y + size.Height > image.Height)
            throw new ArgumentException("The box does not lie inside the image.", name);
    }
}
