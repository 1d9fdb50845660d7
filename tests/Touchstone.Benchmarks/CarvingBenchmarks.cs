using BenchmarkDotNet.Attributes;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Carving;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>Looking for JPEGs in 64 MiB of noise with eight among them, beside the limit: one search for their first two bytes.</summary>
[MemoryDiagnoser]
public class CarvingBenchmarks
{
    private const int BlobBytes = 64 << 20;
    private const int Pictures = 8;

    private byte[] _blob = [];

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        _blob = new byte[BlobBytes];
        for (var i = 0; i + 8 <= _blob.Length; i += 8) BitConverter.TryWriteBytes(_blob.AsSpan(i), chance.NextBits());
        using var bitmap = new SKBitmap(640, 480);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.CadetBlue };
        for (var i = 0; i < 200; i++) canvas.DrawCircle(chance.NextInt(640), chance.NextInt(480), chance.NextInt(60), paint);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        for (var i = 0; i < Pictures; i++) data.AsSpan().CopyTo(_blob.AsSpan((2 * i + 1) * (BlobBytes / (2 * Pictures))));
    }

    [Benchmark]
    public int Carve() => Carver.Of(ByteSource.Of(_blob), Limits.Default, null, default).Pictures.Count;

    [Benchmark(Baseline = true)]
    public int OneSearch()
    {
        var found = 0;
        ReadOnlySpan<byte> start = [0xff, 0xd8];
        for (var rest = _blob.AsSpan(); rest.IndexOf(start) is var at && at >= 0; rest = rest[(at + 2)..]) found++;
        return found;
    }
}
