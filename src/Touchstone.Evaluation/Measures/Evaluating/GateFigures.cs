using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.GateReports;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Trials;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;
using Touchstone.Workbench;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Gates: how often a detector that is exactly at the limit passes, how many samples are asked for, how long judging takes, and whether a report repeats.</summary>
internal static class GateFigures
{
    private const double Shift = 1.5;
    private static readonly DateOnly Day = new(2026, 11, 23);

    // Notes on operations, table of sample sizes: one-sided 95 % Clopper–Pearson, none to ten errors, for targets of 0.1 % to 10 %.
    private static readonly (double Target, int[] Cases)[] Needed =
    [
        (0.001, [2995, 4742, 6294, 10511, 16959]), (0.005, [598, 947, 1258, 2100, 3389]), (0.01, [299, 473, 628, 1049, 1693]),
        (0.02, [149, 236, 313, 523, 845]), (0.05, [59, 93, 124, 208, 336]), (0.1, [29, 46, 61, 103, 167]),
    ];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        var studies = request.Long ? 2000 : 400;
        var note = request.Long ? "" : $"{studies} simulated gates; 2,000 with --long";
        request.Progress("gates at the limit");
        yield return AtLimit("passes of a detector at the limit: false alarms 5 %, n = 400", studies, "{ metric: fpr, of: alarm, target: 0.05 }", s => Alarms(s, 400, 1), note, cancel);
        yield return AtLimit("passes at the limit: same, 80 speakers with 5 calls each", studies, "{ metric: fpr, of: alarm, target: 0.05 }", s => Alarms(s, 400, 5), note, cancel);
        yield return AtLimit("passes of any of 5 slices at the limit (Holm)", studies, "{ metric: fpr, of: alarm, target: 0.05, slice: { each: part } }", s => Alarms(s, 1500, 1), note, cancel);
        var bootstraps = request.Long ? 2000 : 200;
        var auc = Normal.Cdf(Shift / Math.Sqrt(2)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        yield return AtLimit("passes at the limit: AUC, 300 of each class", bootstraps, $"{{ metric: auc, target: {auc} }}", s => Scores(s, 300, 1), request.Long ? "" : $"{bootstraps} simulated gates; 2,000 with --long", cancel);
        var wrong = Needed.Sum(row => row.Cases.Zip([0, 1, 2, 5, 10]).Count(pair => SampleNeed.ForErrors(pair.Second, row.Target, 0.95) != pair.First));
        yield return new Figure("samples needed that differ from the exact table", Rate.Of(wrong, 30), Target.NoMoreThan(0));
        yield return Pace(request);
        yield return Repeats(request);
    }

    /// <summary>Share of simulated gates in which any slice passes.</summary>
    private static Figure AtLimit(string name, int studies, string criterion, Func<ulong, IReadOnlyList<Trial>> draw, string note, CancellationToken cancel)
    {
        var gate = Gate(criterion, 1000);
        var passed = ParallelEnumerable.Range(1, studies).WithCancellation(cancel).Count(s => GateJudge.Judge(gate, Evidence(draw((ulong)s)), Day).Criteria.Any(c => c.Outcome == GateOutcome.Pass));
        var share = Rate.Of(passed, studies);
        return new Figure(name + ", share", share, Target.NoMoreThan(0.05), note);
    }

    private static Figure Pace(MeasureRequest request)
    {
        var (cases, slices, draws) = request.Long ? (100_000, 50, 1000) : (20_000, 10, 200);
        request.Progress($"judging {cases:N0} trials on {slices} slices");
        var evidence = Evidence(Scores(1, cases / 2, slices));
        var gate = Gate("{ metric: auc, target: 0.5, slice: { each: part } }", draws);
        var started = Stopwatch.GetTimestamp();
        GateJudge.Judge(gate, evidence, Day);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new Figure($"judging {cases / 1000}k scores × {slices} slices × {draws} bootstraps, s", Estimate.Point(seconds, 1), Target.NoMoreThan(60), request.Long ? "" : "100k × 50 × 1,000 with --long");
    }

    private static Figure Repeats(MeasureRequest request)
    {
        var evidence = Evidence(Scores(2, 400, 4));
        var gate = Gate("{ metric: auc, target: 0.5, slice: { each: part } }", 400);
        string[] folders = [Path.Combine(request.Scratch, "gate-a"), Path.Combine(request.Scratch, "gate-b")];
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(folder);
            GateReport.Write(folder, GateJudge.Judge(gate, evidence, Day), evidence);
        }
        string[] files = [.. Directory.EnumerateFiles(folders[0], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folders[0], f))];
        var differing = files.Count(f => !File.ReadAllBytes(Path.Combine(folders[0], f)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folders[1], f))));
        return new Figure("files of a gate report that differ on rerun", Rate.Of(differing, files.Length), Target.NoMoreThan(0), "HTML, Markdown, JSON, card and plots");
    }

    private static Gate Gate(string criterion, int draws) => GateFile.Parse(Encoding.UTF8.GetBytes(
        $"gate: limit\nversion: 1\nquestion: copied\ndetector: CopyMove\nowner: measure\nexpires: 2027-01-01\nleakCheck: advisory\ndraws: {draws}\ncriteria:\n  - {criterion}\n"));

    private static GateEvidence Evidence(IReadOnlyList<Trial> trials) => new()
    {
        Trials = trials, DataName = "simulated", DataHash = "", TrialsHash = "", EngineVersion = Examination.CurrentEngineVersion, Policy = PolicyFile.Default,
    };

    // Clusters of a size: their members share a part of the chance, so that alarms of one cluster go together.
    private static Trial[] Alarms(ulong seed, int count, int size)
    {
        var chance = new Seeded(seed);
        double shared = 0;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            if (i % size == 0) shared = chance.NextNormal();
            var latent = size == 1 ? shared : Math.Sqrt(0.5) * shared + Math.Sqrt(0.5) * chance.NextNormal();
            return One(i, false, i / size, i % 5) with { Alarm = latent > Normal.Quantile(0.95) };
        })];
    }

    private static Trial[] Scores(ulong seed, int each, int parts)
    {
        var chance = new Seeded(seed);
        return [.. Enumerable.Range(0, 2 * each).Select(i => One(i, i % 2 == 1, i, i / 2 % parts) with { ScoreName = "score", Score = chance.NextNormal() + i % 2 * Shift })];
    }

    private static Trial One(int number, bool manipulated, int cluster, int part) => new()
    {
        Path = $"{number}", Sha256 = "", Manipulated = manipulated, Cluster = $"c{cluster}", Split = "", Question = Question.Copied, DetectorId = "CopyMove", State = FindingState.Measured, Code = "",
        DetectorVersion = DetectorCatalog.All.First(d => d.Id == "CopyMove").Version, Columns = new Dictionary<string, string> { ["part"] = $"{part}" },
    };
}
