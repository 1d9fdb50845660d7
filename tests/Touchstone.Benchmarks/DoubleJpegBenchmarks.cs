using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Detectors.Image.DoubleJpeg;
using Touchstone.Media.Jpeg;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>The whole of DoubleJpeg on the coefficients of a 12-megapixel image (random, twice quantised), which take the same path as real ones.</summary>
[MemoryDiagnoser]
public class DoubleJpegBenchmarks
{
    private CoefficientPlane _plane = null!;

    [GlobalSetup]
    public void Setup()
    {
        const int columns = 500, rows = 375;
        var chance = new Seeded(1);
        var values = new short[columns * rows * 64];
        for (var i = 0; i < values.Length; i++) values[i] = (short)Math.Round(Math.Round(30 * chance.NextNormal() / (1 + i % 64) / 7) * 7 / 3);
        _plane = new CoefficientPlane
        {
            ComponentId = 1,
            HorizontalSampling = 1,
            VerticalSampling = 1,
            BlocksWide = columns,
            BlocksHigh = rows,
            ImageBlocksWide = columns,
            ImageBlocksHigh = rows,
            Quantisation = [.. Enumerable.Repeat((ushort)3, 64)],
            Values = values,
        };
    }

    [Benchmark]
    public int Whole()
    {
        var statistics = CoefficientStatistics.Of(_plane, null, default);
        var estimates = Enumerable.Range(0, Frequencies.Count).Select(k => PrimaryEstimate.Of(k, statistics, 3)).ToList();
        return LikelihoodMap.Of(_plane, statistics, estimates.FindAll(e => e.IsSeen), default).Clusters().Count;
    }
}
