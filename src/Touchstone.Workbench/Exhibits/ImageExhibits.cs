using System.Globalization;
using Touchstone.Media.Pixels;

namespace Touchstone.Workbench.Exhibits;

/// <summary>The preview and the thumbnail of a still image.</summary>
internal static class ImageExhibits
{
    /// <summary>Longer edge of a preview, pixels: fills a screen, and keeps a report at a few hundred kilobytes.</summary>
    public const int PreviewEdge = 1600;

    /// <summary>Longer edge of a thumbnail, pixels.</summary>
    public const int ThumbnailEdge = 192;

    // Up to here lossless PNG stays below about a megabyte.
    private const int LosslessPixels = 400_000;

    public static IEnumerable<Exhibit> Of(RgbImage image, string derivation, CancellationToken cancel)
    {
        var shown = AreaAverage.Shrink(image, PreviewEdge, cancel);
        var lossless = shown.Width * shown.Height <= LosslessPixels;
        var said = $"{Scaling(image, shown)} {Coding(lossless)} The evidence is untouched{(derivation.Length > 0 ? "; " + derivation.TrimEnd('.') : "")}.";
        yield return Picture(ExhibitNames.Preview, shown, image, said, lossless);
        yield return Thumbnail(image, cancel);
    }

    public static Exhibit Thumbnail(RgbImage image, CancellationToken cancel)
    {
        var small = AreaAverage.Shrink(image, ThumbnailEdge, cancel);
        return Picture(ExhibitNames.Thumbnail, small, image, $"{Scaling(image, small)} {Coding(false)}", false);
    }

    public static Exhibit Picture(string name, RgbImage shown, RgbImage source, string derivation, bool lossless) => new(
        name, lossless ? ExhibitNames.Png : ExhibitNames.Jpeg, derivation, shown.Width, shown.Height, source.Width, source.Height, null, null, PictureFile.Encode(shown, lossless));

    public static string Coding(bool lossless) => lossless ? "Stored without loss." : $"Stored as JPEG, quality {PictureFile.JpegQuality}: look at the file itself for fine detail.";

    public static string Scaling(RgbImage source, RgbImage shown) => ReferenceEquals(source, shown)
        ? $"Holds every stored pixel, {source.Width} × {source.Height} px."
        : $"Shown reduced by {((double)source.Width / shown.Width).ToString("0.##", CultureInfo.InvariantCulture)} (area mean) from {source.Width} × {source.Height} px to {shown.Width} × {shown.Height} px.";
}
