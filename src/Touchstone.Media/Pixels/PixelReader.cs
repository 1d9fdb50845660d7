using System.Globalization;
using Touchstone.Media.Jpeg;

namespace Touchstone.Media.Pixels;

/// <summary>Decodes a still image to 8-bit RGB exactly as stored, and says in words what the decoder did and what is missing.</summary>
internal static class PixelReader
{
    // Lines of the largest unit of a JPEG with halved chroma.
    private const int MostBlock = 16;

    internal static View<RgbImage> Read(Specimen specimen, CancellationToken cancel)
    {
        if (Refuse(specimen) is { } refusal) return View<RgbImage>.Missing(refusal);
        cancel.ThrowIfCancellationRequested();
        var bytes = specimen.Bytes.Slice(0, (int)specimen.Bytes.Length);
        if (specimen.Format == MediaFormat.Jpeg && HasTooManyScans(bytes, specimen.Limits))
            return Damaged(Codes.JpegDamaged, $"The file has more than {specimen.Limits.MaximumScans} scans, which no camera or program writes; each costs a pass over the image. It is examined by its structure.");
        if (RawPreview.IsRaw(specimen)) return ReadPreview(specimen, cancel);
        return IsForMagick(specimen.Format)
            ? MagickPixels.Read(bytes, specimen.Format, specimen.Limits, cancel)
            : Intact(SkiaPixels.Read(bytes, specimen.Format, specimen.Limits, cancel), specimen);
    }

    // The decoder fills what it cannot read with a colour of its own, which no method may take for the picture.
    private static View<RgbImage> Intact(View<RgbImage> view, Specimen specimen)
    {
        if (specimen.Format != MediaFormat.Jpeg || view.Value is not { } image || specimen.Coefficients.Value is not { Lost: [var first, ..] }) return view;
        // Smoothing of chroma carries a lost block into the row of blocks above it.
        var lines = first.Top / MostBlock * MostBlock - MostBlock;
        if (lines >= image.Height) return view;
        return lines <= 0
            ? Undecodable("Its first lines hold data that cannot be read")
            : View<RgbImage>.Of(UpTo(lines, image), string.Create(CultureInfo.InvariantCulture, $"{view.Derivation}; data that cannot be read begin at line {first.Top}, the picture is used up to line {lines - 1}"));
    }

    /// <summary>The upper lines of a picture that could be decoded no further.</summary>
    internal static RgbImage UpTo(int lines, RgbImage image) => lines >= image.Height ? image
        : new RgbImage(image.Width, lines, image.Samples[..(lines * image.Width * 3)]) { DeclaredHeight = image.DeclaredHeight ?? image.Height };

    private static View<RgbImage> ReadPreview(Specimen specimen, CancellationToken cancel)
    {
        if (RawPreview.Find(specimen, cancel) is not { } preview) return View<RgbImage>.Missing(NoPreview);
        var view = SkiaPixels.Read(specimen.Bytes.Slice(preview.Offset, checked((int)preview.Length)), MediaFormat.Jpeg, specimen.Limits, cancel);
        return view.Value is null ? view : View<RgbImage>.Of(view.Value,
            string.Create(CultureInfo.InvariantCulture, $"a raw file: not its sensor data but the largest preview stored in it, {preview.Width}×{preview.Height} pixels at byte {preview.Offset}; ") + view.Derivation);
    }

    private static Fault NoPreview => Fault.Absent(Codes.ViewNotPresent, "A raw file with no preview that can be decoded; its sensor data are not developed here. Develop a copy to examine its pixels.");

    /// <summary>The transparency of formats whose decoder tells it apart.</summary>
    internal static View<AlphaPlane> ReadAlpha(Specimen specimen, CancellationToken cancel)
    {
        if (Refuse(specimen) is { } refusal) return View<AlphaPlane>.Missing(refusal);
        if (specimen.Format is not (MediaFormat.Png or MediaFormat.WebP)) return View<AlphaPlane>.Missing(Fault.Absent(Codes.ViewNotPresent, $"No transparency is read from {specimen.Format.Name()} files."));
        cancel.ThrowIfCancellationRequested();
        return SkiaPixels.ReadAlpha(specimen.Bytes.Slice(0, (int)specimen.Bytes.Length), specimen.Limits, cancel);
    }

    /// <summary>The size by the header alone; nothing is allocated for the picture.</summary>
    internal static View<PictureSize> ReadSize(Specimen specimen, CancellationToken cancel)
    {
        if (Refuse(specimen) is { } refusal) return View<PictureSize>.Missing(refusal);
        cancel.ThrowIfCancellationRequested();
        if (RawPreview.IsRaw(specimen))
            return RawPreview.Find(specimen, cancel) is { } preview ? View<PictureSize>.Of(new(preview.Width, preview.Height), "that of the largest preview of a raw file") : View<PictureSize>.Missing(NoPreview);
        var bytes = specimen.Bytes.Slice(0, (int)specimen.Bytes.Length);
        return (IsForMagick(specimen.Format) ? MagickPixels.Size(bytes, specimen.Format) : SkiaPixels.Size(bytes)) is { } size
            ? View<PictureSize>.Of(size, "declared by the header")
            : View<PictureSize>.Missing(Fault.Damaged(Codes.PixelsUndecodable, "The header is damaged. Get a complete copy."));
    }

    // The decoder library has no bound of its own on the scans of a progressive file.
    private static bool HasTooManyScans(byte[] bytes, Limits limits) =>
        JpegStructure.Walk(bytes, 0, limits.MaximumNodes).Segments.Count(s => s.Marker == JpegMarkers.Sos) > limits.MaximumScans;

    private static bool IsForMagick(MediaFormat format) => format is MediaFormat.Tiff or MediaFormat.Heic or MediaFormat.Avif;

    private static Fault? Refuse(Specimen specimen)
    {
        if (specimen.Kind == MediaKind.Document)
            return Fault.Absent(Codes.ViewNotPresent, "A document is no image. What it states about itself is examined instead.");
        // A drawing has no pixels of its own, and no decoder for JPEG XL is carried: a new decoder is a new door for hostile bytes.
        if (specimen.Format is MediaFormat.Svg or MediaFormat.JpegXl)
            return Fault.Absent(Codes.ViewNotPresent, $"{specimen.Format.Name()} files are read for what they state, not decoded to pixels. Convert a copy to PNG to examine its pixels.");
        if (specimen.Kind != MediaKind.Image)
            return Fault.Absent(Codes.ViewNotPresent, "A recording or video has no still image. Its frames are examined instead.");
        return specimen.Bytes.Length <= specimen.Limits.MaximumImageBytes ? null : Fault.Damaged(Codes.LimitBytes,
            $"The image file has {specimen.Bytes.Length:N0} bytes; images are decoded up to {specimen.Limits.MaximumImageBytes:N0}. Raise the limit to examine its pixels.");
    }

    /// <summary>The fault of an image whose header declares more than the limits allow, or null. Asked before anything is allocated.</summary>
    internal static View<RgbImage>? Refuse(long width, long height, Limits limits)
    {
        if (width <= 0 || height <= 0)
            return Undecodable($"The header declares {width}×{height} pixels");
        // One managed array holds the samples, so its 2^31 elements bound the image even where the limit is raised.
        var bound = Math.Min(limits.MaximumPixels, Array.MaxLength / 3);
        if (height > bound / width)
            return Damaged(Codes.LimitPixels, $"The header declares {width}×{height} pixels; images are decoded up to {bound:N0} pixels. Crop or scale a copy, or raise the limit.");
        // The one place for all methods on pixels: what no method may work on is not decoded for any of them.
        return height > limits.MaximumDetectorPixels / width
            ? View<RgbImage>.Missing(Fault.Absent(Codes.NotApplicableTooLarge,
                $"The image has {width}×{height} pixels; methods on pixels run up to {limits.MaximumDetectorPixels:N0}. It is examined by its structure. Crop a copy, or raise the limit."))
            : null;
    }

    internal static View<RgbImage> Undecodable(string what) =>
        Damaged(Codes.PixelsUndecodable, what + ": the image cannot be decoded. Get a complete copy, or open it in a viewer to see what is left.");

    private static View<RgbImage> Damaged(string code, string message) => View<RgbImage>.Missing(Fault.Damaged(code, message));
}
