using ImageMagick;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations;

/// <summary>Saves and reloads pixels as JPEG, with or without the EXIF a camera would write.</summary>
public static class JpegWriter
{
    /// <summary>JPEG bytes at a quality of the IJG scale, 4:2:0.</summary>
    /// <param name="image">Pixels.</param>
    /// <param name="quality">1–100.</param>
    /// <param name="software">EXIF Software of an editor, or null.</param>
    /// <param name="camera">True writes the EXIF of the simulated camera.</param>
    public static byte[] Save(RgbImage image, int quality, string? software = null, bool camera = false)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var magick = new MagickImage(image.Samples, new PixelReadSettings((uint)image.Width, (uint)image.Height, StorageType.Char, PixelMapping.RGB));
        magick.Format = MagickFormat.Jpeg;
        magick.Quality = (uint)quality;
        magick.Settings.SetDefine(MagickFormat.Jpeg, "sampling-factor", "2x2,1x1,1x1");
        if (camera || software is not null) magick.SetProfile(Exif(image, software));
        return magick.ToByteArray();
    }

    /// <summary>The pixels of JPEG bytes.</summary>
    public static RgbImage Load(byte[] jpeg)
    {
        using var magick = new MagickImage(jpeg);
        using var pixels = magick.GetPixelsUnsafe();
        return new RgbImage((int)magick.Width, (int)magick.Height, pixels.ToByteArray(PixelMapping.RGB)!);
    }

    private static ExifProfile Exif(RgbImage image, string? software)
    {
        const string taken = "2026:06:21 10:15:00";
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Make, "Touchstone");
        exif.SetValue(ExifTag.Model, "Simulated camera");
        exif.SetValue(ExifTag.DateTimeOriginal, taken);
        exif.SetValue(ExifTag.DateTimeDigitized, taken);
        exif.SetValue(ExifTag.DateTime, software is null ? taken : "2026:06:23 19:42:10");
        exif.SetValue(ExifTag.PixelXDimension, (Number)(uint)image.Width);
        exif.SetValue(ExifTag.PixelYDimension, (Number)(uint)image.Height);
        if (software is not null) exif.SetValue(ExifTag.Software, software);
        return exif;
    }
}
