using System.Globalization;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Touchstone.Media.Pixels;

/// <summary>JPEG, PNG, WebP, GIF and BMP through Skia's codecs.</summary>
/// <remarks>
/// The target has no colour space, which keeps Skia from applying a profile; the codec layer never applies the EXIF orientation;
/// alpha is asked for unpremultiplied, so that dropping it leaves the stored colours.
/// </remarks>
internal static unsafe class SkiaPixels
{
    // Lines decoded at a time: a strip of a 4000-pixel-wide image stays within a core's second-level cache.
    private const int StripLines = 32;

    internal static View<RgbImage> Read(byte[] bytes, MediaFormat format, Limits limits, CancellationToken cancel)
    {
        var view = Decode(bytes, format, limits, cancel);
        var form = StoredForm.Of(bytes, format);
        // A progressive JPEG without its end marker makes libjpeg wait for more; with the marker it shows what the scans so far hold.
        if (view.Fault is not { Code: Codes.PixelsUndecodable } || format != MediaFormat.Jpeg || form.EndsWithEoi) return view;
        var closed = Decode([.. bytes, 0xFF, 0xD9], format, limits, cancel);
        return closed.Value is null ? view : View<RgbImage>.Of(closed.Value, closed.Derivation + "; the file ends early, only the scans before the break are decoded");
    }

    /// <summary>The size by the header, or null.</summary>
    internal static PictureSize? Size(byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            using var data = SKData.Create((nint)start, bytes.Length);
            using var codec = SKCodec.Create(data);
            return codec is null ? null : new PictureSize(codec.Info.Width, codec.Info.Height);
        }
    }

    private static View<RgbImage> Decode(byte[] bytes, MediaFormat format, Limits limits, CancellationToken cancel)
    {
        fixed (byte* start = bytes)
        {
            using var data = SKData.Create((nint)start, bytes.Length);
            using var codec = SKCodec.Create(data);
            if (codec is null) return PixelReader.Undecodable("The header is damaged or of a kind the decoder does not read");
            if (PixelReader.Refuse(codec.Info.Width, codec.Info.Height, limits) is { } refusal) return refusal;
            var alpha = codec.Info.AlphaType != SKAlphaType.Opaque;
            var target = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, alpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque, null);
            var samples = GC.AllocateUninitializedArray<byte>(target.Width * target.Height * 3);
            var lines = ReadLines(codec, target, (line, rgba) => RgbPacking.DropFourth(rgba, samples.AsSpan(line * target.Width * 3)), cancel);
            if (lines == 0) return PixelReader.Undecodable("No line of the image data can be read");
            return View<RgbImage>.Of(PixelReader.UpTo(lines, new RgbImage(target.Width, target.Height, samples)), Describe(bytes, format, codec, alpha, lines));
        }
    }

    /// <summary>The transparency as stored, or why there is none.</summary>
    internal static View<AlphaPlane> ReadAlpha(byte[] bytes, Limits limits, CancellationToken cancel)
    {
        fixed (byte* start = bytes)
        {
            using var data = SKData.Create((nint)start, bytes.Length);
            using var codec = SKCodec.Create(data);
            if (codec is null || codec.Info.AlphaType == SKAlphaType.Opaque) return View<AlphaPlane>.Missing(Fault.Absent(Codes.ViewNotPresent, "The image stores no transparency."));
            if (PixelReader.Refuse(codec.Info.Width, codec.Info.Height, limits) is { } refusal) return View<AlphaPlane>.Missing(refusal.Fault!);
            var target = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
            var samples = new byte[target.Width * target.Height];
            ReadLines(codec, target, (line, rgba) => RgbPacking.KeepFourth(rgba, samples.AsSpan(line * target.Width)), cancel);
            return View<AlphaPlane>.Of(new AlphaPlane(target.Width, target.Height, samples), "transparency as stored, decoded by Skia");
        }
    }

    // Takes decoded lines of RGBA from a line on.
    private delegate void LineSink(int line, ReadOnlySpan<byte> rgba);

    private static int ReadLines(SKCodec codec, SKImageInfo target, LineSink sink, CancellationToken cancel) =>
        codec.StartScanlineDecode(target) == SKCodecResult.Success && codec.ScanlineOrder == SKCodecScanlineOrder.TopDown
            ? ReadStrips(codec, target, sink, cancel)
            : ReadWhole(codec, target, sink, cancel);

    private static int ReadStrips(SKCodec codec, SKImageInfo target, LineSink sink, CancellationToken cancel)
    {
        var strip = (byte*)NativeMemory.Alloc((nuint)target.RowBytes * StripLines);
        try
        {
            for (var line = 0; line < target.Height; line += StripLines)
            {
                cancel.ThrowIfCancellationRequested();
                var wanted = Math.Min(StripLines, target.Height - line);
                var read = codec.GetScanlines((nint)strip, wanted, target.RowBytes);
                var pixels = Math.Max(read, 0) * target.Width;
                sink(line, new ReadOnlySpan<byte>(strip, pixels * 4));
                if (read < wanted) return line + Math.Max(read, 0);
            }
            return target.Height;
        }
        finally
        {
            NativeMemory.Free(strip);
        }
    }

    private static int ReadWhole(SKCodec codec, SKImageInfo target, LineSink sink, CancellationToken cancel)
    {
        var whole = (byte*)NativeMemory.AllocZeroed((nuint)target.BytesSize64);
        try
        {
            var lines = DecodeWhole(codec, target, (nint)whole);
            for (var line = 0; line < lines; line++)
            {
                cancel.ThrowIfCancellationRequested();
                sink(line, new ReadOnlySpan<byte>(whole + (long)line * target.RowBytes, target.Width * 4));
            }
            return lines;
        }
        finally
        {
            NativeMemory.Free(whole);
        }
    }

    private static int DecodeWhole(SKCodec codec, SKImageInfo target, nint pixels)
    {
        // The incremental way counts the lines of a broken file; codecs without it only say that the picture is incomplete.
        if (codec.StartIncrementalDecode(target, pixels, target.RowBytes) == SKCodecResult.Success)
            return codec.IncrementalDecode(out var lines) == SKCodecResult.Success ? target.Height : Math.Clamp(lines, 0, target.Height);
        return codec.GetPixels(target, pixels) is SKCodecResult.Success or SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput ? target.Height : 0;
    }

    private static string Describe(byte[] bytes, MediaFormat format, SKCodec codec, bool alpha, int lines)
    {
        List<string> parts = [$"decoded by Skia ({format.Name()}) at stored size; no rotation, no colour conversion by profile"];
        if (format == MediaFormat.Jpeg) parts.Add("YCbCr to RGB by JFIF, chroma interpolated by libjpeg");
        if (StoredForm.Of(bytes, format).Note is { } note) parts.Add(note);
        if (alpha) parts.Add("transparency dropped, colours not multiplied");
        if (codec.FrameCount > 1) parts.Add(string.Create(CultureInfo.InvariantCulture, $"first of {codec.FrameCount} frames"));
        if (lines < codec.Info.Height) parts.Add(string.Create(CultureInfo.InvariantCulture, $"the image data break off: {lines} of {codec.Info.Height} lines decoded, the rest is black"));
        return string.Join("; ", parts);
    }
}
