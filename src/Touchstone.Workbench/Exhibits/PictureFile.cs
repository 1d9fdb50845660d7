using System.Runtime.InteropServices;
using SkiaSharp;
using Touchstone.Media.Pixels;

namespace Touchstone.Workbench.Exhibits;

/// <summary>Encodes pixels as PNG or JPEG.</summary>
internal static class PictureFile
{
    /// <summary>JPEG quality of pictures too large for PNG.</summary>
    public const int JpegQuality = 92;

    /// <summary>Encodes RGB; lossless PNG, or JPEG at <see cref="JpegQuality"/>.</summary>
    public static byte[] Encode(RgbImage image, bool lossless)
    {
        var rgba = new byte[image.Width * image.Height * 4];
        for (int i = 0, o = 0; o < rgba.Length; i += 3, o += 4)
        {
            rgba[o] = image.Samples[i];
            rgba[o + 1] = image.Samples[i + 1];
            rgba[o + 2] = image.Samples[i + 2];
            rgba[o + 3] = 255;
        }
        var pin = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            using var bitmap = new SKBitmap();
            bitmap.InstallPixels(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), pin.AddrOfPinnedObject());
            using var data = bitmap.Encode(lossless ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, lossless ? 100 : JpegQuality);
            return data.ToArray();
        }
        finally
        {
            pin.Free();
        }
    }
}
