using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Copies;
using Touchstone.Engine.Detectors.Image.CopyMove;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>The copy-move search and its costliest stages on random texture, the hardest case: nothing is skipped as flat.</summary>
[MemoryDiagnoser]
public class CopyMoveBenchmarks
{
    private Plane _luma = null!;
    private Plane _working = null!;
    private PatchSpace _space = null!;

    [Params(2, 12)]
    public int Megapixels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        var height = (int)Math.Sqrt(Megapixels * 1e6 * 3 / 4);
        var noise = new Plane(height * 4 / 3, height, [.. Enumerable.Range(0, height * (height * 4 / 3)).Select(_ => (float)(128 + 200 * chance.NextNormal()))]);
        _luma = GaussianBlur.Of(noise, 2, default);
        _working = ScaledPlane.Whole(_luma, CopySearch.FactorFor(_luma.Width, _luma.Height), default);
        _space = new PatchSpace(_working, default);
    }

    [Benchmark]
    public int Search() => CopySearch.Find(_luma, default).Pairs.Count;

    [Benchmark]
    public int Features() => new PatchSpace(_working, default).Width;

    [Benchmark]
    public int Field()
    {
        var field = new MatchField(_space);
        FieldSeeding.Seed(field, new Seeded(1), default);
        FieldPropagation.Run(field, 1, default);
        return field.Distance.Length;
    }
}
