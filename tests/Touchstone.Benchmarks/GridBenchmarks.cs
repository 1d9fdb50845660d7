using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Detectors.Image.JpegGhost;
using Touchstone.Engine.Detectors.Image.JpegGrid;
using Touchstone.Media.Jpeg;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>Kernels of the block-grid detectors on 12 million seeded samples.</summary>
[MemoryDiagnoser]
public class GridBenchmarks
{
    private readonly float[] _noise = [.. Enumerable.Repeat(1f, 64)];
    private readonly float[][] _steps = [.. Enumerable.Range(0, 14).Select(i => Array.ConvertAll(JpegTables.ScaledLuminance(30 + 5 * i), s => (float)s))];
    private Plane _luma = new(0, 0, []);
    private BlockBusyness? _busyness;

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        var samples = new float[4000 * 3000];
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(255 * chance.NextUnit());
        _luma = new Plane(4000, 3000, samples);
        _busyness = BlockBusyness.Of(_luma, _noise, CancellationToken.None);
    }

    [Benchmark]
    public object AllShiftsBusyness() => BlockBusyness.Of(_luma, _noise, CancellationToken.None);

    [Benchmark]
    public object Votes() => GridEvents.Find(_busyness!, 1, CancellationToken.None);

    [Benchmark]
    public object AllShiftsGhostDepths() => GhostSums.Of(_luma, _steps, isJpeg: true, CancellationToken.None);
}
