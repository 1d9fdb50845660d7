using BenchmarkDotNet.Attributes;
using Touchstone.Engine.Copies;
using Touchstone.Engine.Detectors.Image.KeypointCopies;
using Touchstone.Engine.Keypoints;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>The search for copies by keypoints and its stages on blurred noise, where every place has a keypoint.</summary>
[MemoryDiagnoser]
public class KeypointBenchmarks
{
    private const int MostKeypoints = 3000;

    private Plane _luma = null!;
    private Plane _working = null!;
    private FeatureSet _features = null!;

    [Params(2, 12)]
    public int Megapixels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        var height = (int)Math.Sqrt(Megapixels * 1e6 * 3 / 4);
        var noise = new Plane(height * 4 / 3, height, [.. Enumerable.Range(0, height * (height * 4 / 3)).Select(_ => (float)(128 + 200 * chance.NextNormal()))]);
        _luma = GaussianBlur.Of(noise, 3, default);
        var factor = 1;
        while ((long)(_luma.Width / factor) * (_luma.Height / factor) > KeypointPairs.WorkingPixels) factor++;
        _working = ScaledPlane.Whole(_luma, factor, default);
        _features = KeypointSearch.Find(_working, false, MostKeypoints, default);
    }

    [Benchmark]
    public int Search() => KeypointPairs.Find(_luma, default).Matches;

    [Benchmark]
    public int Keypoints() => KeypointSearch.Find(_working, false, MostKeypoints, default).Points.Length;

    [Benchmark]
    public int LookAlikes() => SelfMatching.Find(_features, KeypointPairs.LeastShift, default).Count;
}
