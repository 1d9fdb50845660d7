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
        var samples = LumaSamples.Of(_plane, null, default);
        return LikelihoodMap.Of(samples.Columns, samples.Rows, FirstSave.Of(_plane, samples, default), default).Clusters().Count;
    }

    /// <summary>The search on other grids, which runs where the file's own shows no earlier save.</summary>
    [Benchmark]
    public int OtherGrids()
    {
        var samples = LumaSamples.Of(_plane, null, default);
        return LikelihoodMap.Of(samples.Columns, samples.Rows, ShiftedSave.Fit(_plane, samples, default), default).Clusters().Count;
    }
}
