using BenchmarkDotNet.Attributes;
using MathNet.Numerics.IntegralTransforms;
using Touchstone.Numerics;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Benchmarks;

/// <summary>The FFT against MathNet.Numerics (managed, single precision).</summary>
[MemoryDiagnoser]
public class FftBenchmarks
{
    private float[] _real = [], _imaginary = [];
    private MathNet.Numerics.Complex32[] _complex = [];
    private Fft _plan = new(1);

    [Params(1024, 4096, 65536, 1000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        _real = [.. Enumerable.Range(0, Length).Select(_ => (float)chance.NextNormal())];
        _imaginary = new float[Length];
        _complex = [.. _real.Select(r => new MathNet.Numerics.Complex32(r, 0))];
        _plan = new Fft(Length);
    }

    // Scaled back each time, so that repeated transforms in place do not overflow.
    [Benchmark]
    public void Touchstone()
    {
        _plan.Forward(_real, _imaginary);
        _plan.Inverse(_real, _imaginary);
    }

    [Benchmark(Baseline = true)]
    public void MathNet()
    {
        Fourier.Forward(_complex, FourierOptions.AsymmetricScaling);
        Fourier.Inverse(_complex, FourierOptions.AsymmetricScaling);
    }
}
