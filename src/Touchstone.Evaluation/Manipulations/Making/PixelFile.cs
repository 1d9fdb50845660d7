using System.Runtime.InteropServices;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>Chroma planes of a JPEG.</summary>
public enum ChromaSampling
{
    /// <summary>4:2:0: half across and down.</summary>
    Half,
    /// <summary>4:4:4: full.</summary>
    Full,
}

/// <summary>Pixels to encoded bytes and back, without metadata; the same pixels give the same bytes on one machine.</summary>
public static class PixelFile
{
    /// <summary>The picture of a file, decoded under the limits that evidence is decoded under.</summary>
    /// <param name="path">A still image.</param>
    /// <param name="cancel">Stops decoding.</param>
    public static View<RgbImage> Load(string path, CancellationToken cancel)
    {
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out var fault, cancel)) return View<RgbImage>.Missing(fault);
        using (specimen) return specimen.Pixels;
    }

    /// <summary>The picture of encoded bytes that were made here.</summary>
    /// <exception cref="InvalidDataException">They cannot be decoded.</exception>
    public static RgbImage Load(byte[] bytes)
    {
        if (!Intake.TryOpen("made", bytes, Limits.Default, out var specimen, out var fault)) throw new InvalidDataException(fault.Message);
        using (specimen) return specimen.Pixels.TryGet(out var image, out fault) ? image : throw new InvalidDataException(fault.Message);
    }

    /// <summary>JPEG by libjpeg-turbo, baseline, tables of Annex K scaled by the IJG quality.</summary>
    /// <param name="image">Pixels.</param>
    /// <param name="quality">1–100.</param>
    /// <param name="sampling">Chroma.</param>
    public static byte[] Jpeg(RgbImage image, int quality, ChromaSampling sampling = ChromaSampling.Half) => Encode(image, pixels =>
        pixels.Encode(new SKJpegEncoderOptions(quality, sampling == ChromaSampling.Full ? SKJpegEncoderDownsample.Downsample444 : SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore)));

    /// <summary>PNG, 8-bit RGB.</summary>
    public static byte[] Png(RgbImage image) => Encode(image, pixels => pixels.Encode(SKPngEncoderOptions.Default));

    /// <summary>WebP by libwebp, lossy.</summary>
    /// <param name="image">Pixels.</param>
    /// <param name="quality">0–100, libwebp's scale.</param>
    public static byte[] WebP(RgbImage image, int quality) => Encode(image, pixels => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)));

    /// <summary>A mask as 8-bit grey PNG: 255 where true.</summary>
    /// <param name="mask">[height, width].</param>
    /// <param name="width">Pixels per line.</param>
    public static byte[] Mask(bool[] mask, int width)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var grey = Array.ConvertAll(mask, m => m ? (byte)255 : (byte)0);
        return Encode(grey, new SKImageInfo(width, mask.Length / width, SKColorType.Gray8, SKAlphaType.Opaque), width, pixels => pixels.Encode(SKPngEncoderOptions.Default));
    }

    private static byte[] Encode(RgbImage image, Func<SKPixmap, SKData?> encode)
    {
        ArgumentNullException.ThrowIfNull(image);
        var rgba = GC.AllocateUninitializedArray<byte>(image.Width * image.Height * 4);
        for (int from = 0, to = 0; from < image.Samples.Length; from += 3, to += 4)
            (rgba[to], rgba[to + 1], rgba[to + 2], rgba[to + 3]) = (image.Samples[from], image.Samples[from + 1], image.Samples[from + 2], 255);
        return Encode(rgba, new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), image.Width * 4, encode);
    }

    private static byte[] Encode(byte[] samples, SKImageInfo info, int stride, Func<SKPixmap, SKData?> encode)
    {
        var pinned = GCHandle.Alloc(samples, GCHandleType.Pinned);
        try
        {
            using var pixels = new SKPixmap(info, pinned.AddrOfPinnedObject(), stride);
            using var data = encode(pixels);
            return data?.ToArray() ?? throw new InvalidOperationException($"The encoder refused a picture of {info.Width}×{info.Height} pixels.");
        }
        finally
        {
            pinned.Free();
        }
    }
}
