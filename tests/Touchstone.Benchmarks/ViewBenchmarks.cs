using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Views.Frequencies;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Planes;

namespace Touchstone.Benchmarks;

/// <summary>The kernels of the views on one megapixel of noise.</summary>
[MemoryDiagnoser]
public class ViewBenchmarks
{
    private const int Side = 1024;
    private readonly float[] _samples = new float[Side * Side], _across = new float[Side * Side], _down = new float[Side * Side];
    private readonly byte[] _rgb = new byte[Side * Side * 3];

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        for (var i = 0; i < _samples.Length; i++) _samples[i] = (float)(128 + 20 * chance.NextNormal());
        for (var i = 0; i < _rgb.Length; i++) _rgb[i] = (byte)(chance.NextBits() & 255);
    }

    [Benchmark]
    public void Scharr() => Gradient3.Derive(_samples, Side, Gradient3.Scharr, _across, _down);

    [Benchmark]
    public void Median() => Median3.Filter(_samples, Side, _across);

    [Benchmark]
    public object ColourAxes() => PrincipalAxes3.Of(_rgb);

    [Benchmark]
    public object SpectrumInDecibels() => Spectrum.Decibels(new Plane(Side, Side, _samples), Side, Side, default);

    [Benchmark]
    public object Resave() => JpegResave.Of(new RgbImage(Side, Side, _rgb), 95, Touchstone.Media.Limits.Default, default);
}
