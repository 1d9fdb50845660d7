using BenchmarkDotNet.Attributes;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Pixels;

namespace Touchstone.Benchmarks;

/// <summary>Decoding a 12-megapixel JPEG (self-made: gradients with seeded-looking texture, quality 92, 4:2:0) and its luma.</summary>
[MemoryDiagnoser]
public class PixelBenchmarks
{
    private const int Width = 4000, Height = 3000;
    private byte[] _jpeg = [];
    private View<RgbImage> _pixels = null!;

    [GlobalSetup]
    public void Setup()
    {
        var samples = new byte[Width * Height * 4];
        uint state = 1;
        for (var i = 0; i < samples.Length; i += 4)
        {
            state = state * 1664525 + 1013904223;
            var (x, y, noise) = (i / 4 % Width, i / 4 / Width, (int)(state >> 28));
            samples[i] = (byte)(x / 20 + noise);
            samples[i + 1] = (byte)(y / 15 + noise);
            samples[i + 2] = (byte)((x + y) / 40 + noise);
            samples[i + 3] = 255;
        }
        using var image = SKImage.FromPixelCopy(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque), samples);
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 92);
        _jpeg = data.ToArray();
        _pixels = Decode();
    }

    [Benchmark]
    public View<RgbImage> Decode() => SkiaPixels.Read(_jpeg, MediaFormat.Jpeg, Limits.Default, default);

    [Benchmark]
    public View<Plane> Luma() => LumaView.Of(_pixels);
}
