using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Detectors.Image.ResidualPatterns;
using Touchstone.Engine.Detectors.Image.SynthesisCues;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>Kernels of the residual family on 12 million seeded samples.</summary>
[MemoryDiagnoser]
public class ResidualBenchmarks
{
    private Plane _luma = new(0, 0, []);
    private RgbImage _image = new(0, 0, []);
    private PatternCounts? _counts;
    private double[] _points = [];

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        var samples = new float[4000 * 3000];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(128 + 4 * chance.NextNormal());
        _luma = new Plane(4000, 3000, samples);
        _image = new RgbImage(4000, 3000, [.. samples.SelectMany(v => Enumerable.Repeat((byte)v, 3))]);
        _counts = PatternCounts.Of(_luma, 32, 4, CancellationToken.None);
        var windows = PatternWindows.Of(_counts, 100, CancellationToken.None);
        _points = [.. windows.Fitted.SelectMany(w => windows.Points.AsSpan(w * PatternWindows.Components, PatternWindows.Components).ToArray())];
    }

    [Benchmark]
    public object Patterns() => PatternCounts.Of(_luma, 32, 4, CancellationToken.None);

    [Benchmark]
    public object? Model() => OutlierModel.Fit(_points, PatternWindows.Components, CancellationToken.None);

    [Benchmark]
    public object Spectra() => TileSpectra.Of(SampleTiles.Of(_image, _luma), CancellationToken.None);

    [Benchmark]
    public object Shares() => PixelShares.Of(SampleTiles.Of(_image, _luma), CancellationToken.None);

    [Benchmark]
    public object Windows() => PatternWindows.Of(_counts!, 100, CancellationToken.None);
}
