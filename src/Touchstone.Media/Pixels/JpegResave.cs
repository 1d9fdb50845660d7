using System.Runtime.InteropServices;
using SkiaSharp;

namespace Touchstone.Media.Pixels;

/// <summary>A picture as it is after one more save as baseline JPEG by libjpeg.</summary>
public static class JpegResave
{
    // The frame header has 16 bits for each side (T.81 B.2.2).
    private const int LongestSide = 65_535;

    /// <summary>Saves and decodes a picture in memory. Chroma is stored at full size, so that what changes is quantisation and not the size of the colour planes.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100 on the scale of the Independent JPEG Group.</param>
    /// <param name="limits">Bounds of the decoding.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The picture of the same size, or why there is none.</returns>
    public static View<RgbImage> Of(RgbImage image, int quality, Limits limits, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        if (Refuse(image) is { } fault) return View<RgbImage>.Missing(fault);
        cancel.ThrowIfCancellationRequested();
        return SkiaPixels.Read(Encode(image, quality), MediaFormat.Jpeg, limits, cancel);
    }

    /// <summary>Why a picture cannot be saved as JPEG, or null.</summary>
    public static Fault? Refuse(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Math.Max(image.Width, image.Height) <= LongestSide ? null
            : Fault.Absent(Codes.ViewNotPresent, $"A JPEG has at most {LongestSide:N0} pixels a side; this picture cannot be saved as one. Crop a copy.");
    }

    private static byte[] Encode(RgbImage image, int quality)
    {
        var rgba = GC.AllocateUninitializedArray<byte>(checked(image.Width * image.Height * 4));
        for (int i = 0, o = 0; o < rgba.Length; i += 3, o += 4)
            (rgba[o], rgba[o + 1], rgba[o + 2], rgba[o + 3]) = (image.Samples[i], image.Samples[i + 1], image.Samples[i + 2], 255);
        var pin = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            using var pixels = new SKPixmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), pin.AddrOfPinnedObject());
            using var data = pixels.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore));
            return data?.ToArray() ?? throw new InvalidOperationException("The encoder gave nothing.");
        }
        finally
        {
            pin.Free();
        }
    }
}
