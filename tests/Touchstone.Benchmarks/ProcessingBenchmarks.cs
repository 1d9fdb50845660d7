using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Detectors.Image.BlurMismatch;
using Touchstone.Engine.Detectors.Image.HistogramComb;
using Touchstone.Engine.Detectors.Image.MedianStreaks;
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
        _image = new RgbImage(4000, 3000, [.. samples.SelectMany(s => Enumerable.Repeat((byte)s, 3))]);
        _sums = samples[..(3000 / PhaseSpectrum.Strip * 4000)];
    }

    private float[] _sums = [];
    private RgbImage _image = new(0, 0, []);

    [Benchmark]
    public object PhaseSpectrumOfOneAxis() => PhaseSpectrum.Of(_sums, 4000, CancellationToken.None);

    [Benchmark]
    public object PeriodicWindowsOfSecondDifferences() => PeriodicWindows.Find(_luma, 8, CancellationToken.None);

    [Benchmark]
    public object EnergiesOfTwoBands() => BandEnergies.Of(_luma, CancellationToken.None);

    [Benchmark]
    public object HistogramsOfOneChannel() => CellHistograms.Of(_image, 1, CancellationToken.None);

    [Benchmark]
    public object StreaksOfTexturedBlocks() => StreakCounts.Of(_image, CancellationToken.None);
}
