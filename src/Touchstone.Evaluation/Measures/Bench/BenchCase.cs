using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>A picture made for the bench: its bytes and where it was changed.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Extension">With the dot.</param>
/// <param name="Width">Pixels per line.</param>
/// <param name="Mask">True where it was changed [Height, Width]; nowhere for an untouched one.</param>
internal sealed record BenchPicture(byte[] Bytes, string Extension, int Width, bool[] Mask)
{
    /// <summary>A JPEG of an edited picture.</summary>
    internal static BenchPicture Jpeg(RgbImage image, int quality, bool[]? mask = null) =>
        new(Manipulations.Making.PixelFile.Jpeg(image, quality), ".jpg", image.Width, mask ?? new bool[image.Width * image.Height]);
}

/// <summary>A made picture on disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Cluster">Source folder of the photograph it was made from.</param>
/// <param name="Width">Pixels per line.</param>
/// <param name="Mask">True where it was changed [Height, Width].</param>
internal sealed record BenchCase(string Path, string Cluster, int Width, bool[] Mask);
