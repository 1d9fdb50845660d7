using SkiaSharp;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Small rendered landscapes, and what may be done to a copy that is planted in a data set.</summary>
internal static class PlantedPictures
{
    private const int Width = 256, Height = 192;

    internal static readonly string[] Changes = ["JPEG 40", "half size", "half size, every second pixel", "larger", "crop 4 %", "crop 8 % at one side", "brighter", "mirrored", "local edit"];

    internal static Plane Scene(ulong seed)
    {
        var scene = new RenderedScene(seed);
        var luma = new float[Width * Height];
        for (var i = 0; i < luma.Length; i++)
        {
            var (r, g, b) = scene.At(i % Width / (float)Height, i / Width / (float)Height);
            luma[i] = 255 * MathF.Sqrt(Math.Clamp(0.299f * r + 0.587f * g + 0.114f * b, 0, 1));
        }
        return new Plane(Width, Height, luma);
    }

    internal static Plane Change(Plane luma, string how)
    {
        using var bitmap = new SKBitmap(luma.Width, luma.Height, SKColorType.Gray8, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < luma.Samples.Length; i++) pixels[i] = (byte)luma.Samples[i];
        // A patch of a tenth of the area, replaced by the picture's own other corner.
        if (how == "local edit")
            for (var y = 0; y < Height / 3; y++) luma.Samples.AsSpan((Height - 1 - y) * Width, Width / 3).ToArray().Select(s => (byte)s).ToArray().CopyTo(pixels[((y + 40) * Width + 80)..]);
        using var changed = how switch
        {
            "JPEG 40" => SKBitmap.Decode(bitmap.Encode(SKEncodedImageFormat.Jpeg, 40).AsSpan()),
            "half size" => bitmap.Resize(new SKImageInfo(Width / 2, Height / 2), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)),
            "half size, every second pixel" => bitmap.Resize(new SKImageInfo(Width / 2, Height / 2), SKSamplingOptions.Default),
            "larger" => bitmap.Resize(new SKImageInfo(380, 300), new SKSamplingOptions(SKCubicResampler.Mitchell)),
            "crop 4 %" => Part(bitmap, new SKRectI(6, 4, Width - 6, Height - 4)),
            "crop 8 % at one side" => Part(bitmap, new SKRectI(20, 0, Width, Height)),
            _ => bitmap.Copy(),
        };
        var result = new Plane(changed.Width, changed.Height, new float[changed.Width * changed.Height]);
        for (var y = 0; y < changed.Height; y++)
            for (var x = 0; x < changed.Width; x++)
            {
                float sample = changed.GetPixel(x, y).Red;
                result.Samples[y * changed.Width + (how == "mirrored" ? changed.Width - 1 - x : x)] = how == "brighter" ? Math.Min(255, sample * 1.2f + 10) : sample;
            }
        return result;
    }

    private static SKBitmap Part(SKBitmap bitmap, SKRectI part)
    {
        using var view = new SKBitmap();
        bitmap.ExtractSubset(view, part);
        return view.Copy();
    }
}
