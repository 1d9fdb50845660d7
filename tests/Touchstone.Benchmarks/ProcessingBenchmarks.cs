using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Detectors.Image.ResampledPatch;
using Touchstone.Engine.Detectors.Image.Resampling;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>Kernels of the detectors of processing on 12 million seeded samples.</summary>
[MemoryDiagnoser]
public class ProcessingBenchmarks
{
    private Plane _luma = new(0, 0, []);

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        var samples = new float[4000 * 3000];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(255 * chance.NextUnit());
        _luma = new Plane(4000, 3000, samples);
        _sums = samples[..(3000 / PhaseSpectrum.Strip * 4000)];
    }

    private float[] _sums = [];

    [Benchmark]
    public object PhaseSpectrumOfOneAxis() => PhaseSpectrum.Of(_sums, 4000, CancellationToken.None);

    [Benchmark]
    public object PeriodicWindowsOfSecondDifferences() => PeriodicWindows.Find(_luma, 8, CancellationToken.None);
}
