using System.Text;
using BenchmarkDotNet.Attributes;
using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Trials;
using Touchstone.Numerics;
using Touchstone.Workbench;

namespace Touchstone.Benchmarks;

/// <summary>Judging and reading of 100,000 trials over 50 slices: exact rates against bootstrapped ranks, and the table alone against the bytes of its file.</summary>
[MemoryDiagnoser]
public class GateBenchmarks
{
    private const int Cases = 100_000, Slices = 50;

    private GateEvidence _evidence = null!;
    private Gate _rates = null!, _ranks = null!;
    private string _table = null!;

    [GlobalSetup]
    public void Setup()
    {
        var chance = new Seeded(1);
        var version = DetectorCatalog.All.First(d => d.Id == "CopyMove").Version;
        Trial[] trials = [.. Enumerable.Range(0, Cases).Select(i => new Trial
        {
            Path = $"{i}", Sha256 = new string('0', 64), Manipulated = i % 2 == 1, Cluster = $"c{i}", Split = "", Question = Question.Copied, DetectorId = "CopyMove", DetectorVersion = version,
            State = FindingState.Measured, Code = "", ScoreName = "score", Score = chance.NextNormal() + i % 2, Alarm = chance.NextUnit() < 0.03, Columns = new Dictionary<string, string> { ["part"] = $"{i / 2 % Slices}" },
        })];
        _evidence = new GateEvidence { Trials = trials, DataName = "", DataHash = "", TrialsHash = "", EngineVersion = Examination.CurrentEngineVersion, Policy = PolicyFile.Default };
        _rates = Read("{ metric: fpr, of: alarm, target: 0.05, slice: { each: part } }");
        _ranks = Read("{ metric: auc, target: 0.5, slice: { each: part } }");
        _table = Path.Combine(Path.GetTempPath(), "touchstone-benchmark-trials.csv");
        TrialFile.Write(_table, trials);
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_table);

    [Benchmark]
    public GateOutcome ExactRates() => GateJudge.Judge(_rates, _evidence, new DateOnly(2026, 11, 23)).Outcome;

    [Benchmark]
    public GateOutcome BootstrappedRanks() => GateJudge.Judge(_ranks, _evidence, new DateOnly(2026, 11, 23)).Outcome;

    [Benchmark]
    public int ReadTable() => TrialFile.Read(_table).Count;

    [Benchmark(Baseline = true)]
    public int ReadBytes() => File.ReadAllBytes(_table).Length;

    private static Gate Read(string criterion) => GateFile.Parse(Encoding.UTF8.GetBytes(
        $"gate: pace\nversion: 1\nquestion: copied\ndetector: CopyMove\nowner: bench\nexpires: 2027-01-01\nleakCheck: advisory\ncriteria:\n  - {criterion}\n"));
}
