using BenchmarkDotNet.Attributes;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Benchmarks;

/// <summary>Four levels of the wavelet on one megapixel, and the whole noise residual at one and at twelve.</summary>
[MemoryDiagnoser]
public class WaveletBenchmarks
{
    private const int Side = 1024;
    private readonly Daubechies8 _plan = new(Side, Side, 4);
    private readonly float[] _samples = new float[Side * Side];
    private readonly float[] _coefficients = new float[Side * Side];
    private View<Plane> _small = null!, _large = null!;

    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0; i < _samples.Length; i++) _samples[i] = i % 251;
        (_small, _large) = (Noise(Side, Side), Noise(4000, 3000));
    }

    [Benchmark]
    public void ForwardAndInverse()
    {
        _plan.Forward(_samples, _coefficients);
        _plan.Inverse(_coefficients, _samples);
    }

    [Benchmark]
    public object ResidualOneMegapixel() => NoiseResidual.Of(_small, default);

    [Benchmark]
    public object ResidualTwelveMegapixels() => NoiseResidual.Of(_large, default);

    private static View<Plane> Noise(int width, int height)
    {
        var chance = new Seeded(1);
        return View<Plane>.Of(new Plane(width, height, [.. Enumerable.Range(0, width * height).Select(i => (float)(100 + 3 * chance.NextNormal()))]), "made here");
    }
}
