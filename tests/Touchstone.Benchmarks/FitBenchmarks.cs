using BenchmarkDotNet.Attributes;
using Touchstone.Evaluation.Drift;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>Isotonic regression on 100,000 values against one pass over them, promised thresholds against sorting the scores, one drift event against storing it.</summary>
[MemoryDiagnoser]
public class FitBenchmarks
{
    private const int Size = 100_000;
    private const int Features = 8;
    private readonly double[] _values = new double[Size];
    private readonly double[] _copy = new double[Size], _successes = new double[Size], _failures = new double[Size];
    private readonly int[] _ends = new int[Size];
    private readonly double[] _event = new double[Features];
    private readonly string[] _category = ["camera 3"];
    private readonly Seeded _chance = new(1);
    private CaseSet _cases = null!;
    private DriftMonitor _monitor = null!;
    private JumperMartingale _martingale = null!;

    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0; i < Size; i++) _values[i] = (double)i / Size + _chance.NextNormal();
        _cases = new CaseSet(_values, [.. Enumerable.Range(0, Size).Select(i => i % 2 == 0)], [.. Enumerable.Range(0, Size)]);
        NumberReference[] numbers = [.. Enumerable.Range(0, Features).Select(f => NumberReference.Of($"{f}", Enumerable.Range(0, 5000).Select(_ => _chance.NextNormal())))];
        _monitor = new DriftMonitor(numbers, [CategoryReference.Of("camera", Enumerable.Range(0, 5000).Select(i => $"camera {i % 7}"))], new DriftTerms());
        _martingale = new JumperMartingale("score", numbers[0], new MartingaleTerms());
    }

    [Benchmark(Description = "limit: one pass")]
    public double OnePass()
    {
        double sum = 0;
        for (var i = 0; i < Size; i++) sum += _copy[i] = _values[i];
        return sum;
    }

    [Benchmark(Description = "isotonic regression, linear time")]
    public int Isotonic()
    {
        for (var i = 0; i < Size; i++) (_successes[i], _failures[i]) = (i * 7919 % Size < i ? 1 : 0, i * 7919 % Size < i ? 0 : 1);
        return PoolAdjacentViolators.Pool(_successes, _failures, _ends);
    }

    [Benchmark(Description = "limit: sort the scores")]
    public double[] Sorted() => [.. _values.Order()];

    [Benchmark(Description = "promised thresholds, both sides")]
    public Routing Promised() => LearnThenTest.Choose(_cases, _cases, new RoutingTerms());

    [Benchmark(Description = "limit: make one event")]
    public double MakeEvent()
    {
        for (var f = 0; f < Features; f++) _event[f] = _chance.NextNormal();
        return _event[0];
    }

    [Benchmark(Description = "one drift event, made and watched")]
    public object DriftEvent()
    {
        MakeEvent();
        return _monitor.Add(_event, _category);
    }

    [Benchmark(Description = "one martingale event")]
    public object? MartingaleEvent() => _martingale.Add(_chance.NextNormal());
}
