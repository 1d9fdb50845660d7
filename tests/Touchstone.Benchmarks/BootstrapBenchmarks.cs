using BenchmarkDotNet.Attributes;
using Touchstone.Evaluation.Measures.Evaluating;
using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>One bootstrap draw of the AUC over 20,000 cases in clusters: counting against drawing and sorting anew; and the first sort.</summary>
[MemoryDiagnoser]
public class BootstrapBenchmarks
{
    private readonly CaseSet _cases = new SimulatedStudy(2, 1000, 1000, 0, 10, 0.5).Draw(new Seeded(1));
    private RankedCases _ranked = null!;
    private ScoreTally _tally = null!;
    private int[] _multiplicities = null!;
    private int[][] _members = null!;

    [GlobalSetup]
    public void Setup()
    {
        _ranked = RankedCases.Of(_cases);
        (_tally, _multiplicities) = (_ranked.Tally(), new int[_ranked.Clusters]);
        _members = [.. _cases.Clusters.Select((c, i) => (c, i)).GroupBy(p => p.c, p => p.i).Select(g => g.ToArray())];
    }

    [Benchmark(Baseline = true)]
    public double DrawAndSort()
    {
        var chance = new Seeded(7);
        var (scores, manipulated) = (new List<float>(_cases.Count), new List<bool>(_cases.Count));
        for (var c = 0; c < _members.Length; c++)
            foreach (var i in _members[chance.NextInt(_members.Length)])
            {
                scores.Add((float)_cases.Scores[i]);
                manipulated.Add(_cases.Manipulated[i]);
            }
        return Roc.Auc([.. scores], [.. manipulated]);
    }

    [Benchmark]
    public double DrawAndCount()
    {
        _ranked.Draw(_multiplicities, new Seeded(7));
        _tally.Fill(_ranked, _multiplicities);
        return Ranking.Auc(_tally);
    }

    [Benchmark]
    public object SortOnce() => RankedCases.Of(_cases);
}
