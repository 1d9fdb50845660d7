namespace Touchstone.Media.Pixels;

/// <summary>Decodes a still image to 8-bit RGB exactly as stored, and says in words what the decoder did and what is missing.</summary>
internal static class PixelReader
{
    internal static View<RgbImage> Read(Specimen specimen, CancellationToken cancel)
    {
        if (specimen.Kind != MediaKind.Image)
            return Absent("A recording or video has no still image. Its frames are examined instead.");
        if (specimen.Bytes.Length > specimen.Limits.MaximumImageBytes)
        {
            return Damaged(Codes.LimitBytes,
                $"The image file has {specimen.Bytes.Length:N0} bytes; images are decoded up to {specimen.Limits.MaximumImageBytes:N0}. Raise the limit to examine its pixels.");
        }
        cancel.ThrowIfCancellationRequested();
        var bytes = specimen.Bytes.Slice(0, (int)specimen.Bytes.Length);
        return specimen.Format is MediaFormat.Tiff or MediaFormat.Heic or MediaFormat.Avif
            ? MagickPixels.Read(bytes, specimen.Format, specimen.Limits, cancel)
            : SkiaPixels.Read(bytes, specimen.Format, specimen.Limits, cancel);
    }

    /// <summary>The fault of an image whose header declares more than the limits allow, or null. Asked before anything is allocated.</summary>
    internal static View<RgbImage>? Refuse(long width, long height, Limits limits)
    {
        if (width <= 0 || height <= 0)
            return Undecodable($"The header declares {width}×{height} pixels");
        // One managed array holds the samples, so its 2^31 elements bound the image even where the limit is raised.
        var bound = Math.Min(limits.MaximumPixels, Array.MaxLength / 3);
        return height > bound / width
            ? Damaged(Codes.LimitPixels, $"The header declares {width}×{height} pixels; images are decoded up to {bound:N0} pixels. Crop or scale a copy, or raise the limit.")
            : null;
    }

    internal static View<RgbImage> Undecodable(string what) =>
        Damaged(Codes.PixelsUndecodable, what + ": the image cannot be decoded. Get a complete copy, or open it in a viewer to see what is left.");

    private static View<RgbImage> Damaged(string code, string message) => View<RgbImage>.Missing(Fault.Damaged(code, message));

    private static View<RgbImage> Absent(string message) => View<RgbImage>.Missing(Fault.Absent(Codes.ViewNotPresent, message));
}
