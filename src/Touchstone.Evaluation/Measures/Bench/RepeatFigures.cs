using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>The same picture gives the same findings and maps, byte for byte, in another run and beside others.</summary>
internal static class RepeatFigures
{
    private const int Short = 3, Many = 40;
    // Below what a report prints of a score.
    private const double Tolerance = 0.01;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var paths = await PathsAsync(request, cancel);
        Task<IReadOnlyList<Examination>> Run(int jobs, string how) =>
            Batch.ExamineAsync(request, paths, $"the bench again, {how}", request.Pool(jobs) with { Detectors = BenchDetectors.Ids, ThreadsPerJob = jobs }, cancel);
        Estimate Differ(IReadOnlyList<Examination> one, IReadOnlyList<Examination> other) =>
            Rate.Of(Enumerable.Range(0, paths.Count).Count(i => SteadinessFigures.Text(paths[i], one[i]) != SteadinessFigures.Text(paths[i], other[i])), paths.Count);
        var first = await Run(1, "once");
        var remark = $"all {BenchDetectors.Ids.Count} detectors; every value of every map";
        yield return new Figure("bench: pictures whose findings or maps differ between runs", Differ(first, await Run(1, "twice")), Target.NoMoreThan(0), remark);
        yield return new Figure("bench: pictures whose findings or maps differ with --jobs", Differ(first, await Run(Math.Max(2, Environment.ProcessorCount), "side by side")), Target.NoMoreThan(0), remark);
        foreach (var figure in WithoutVectors(first, await PlainAsync(() => Run(1, "without vector instructions")))) yield return figure;
    }

    private static async Task<IReadOnlyList<Examination>> PlainAsync(Func<Task<IReadOnlyList<Examination>>> run)
    {
        Environment.SetEnvironmentVariable(WorkerCommand.PlainInstructions, "0");
        try
        {
            return await run();
        }
        finally
        {
            Environment.SetEnvironmentVariable(WorkerCommand.PlainInstructions, null);
        }
    }

    // Sums are taken in another order without vectors, so that last digits differ; nothing that is said may.
    private static IEnumerable<Figure> WithoutVectors(IReadOnlyList<Examination> with, IReadOnlyList<Examination> without)
    {
        var findings = with.Zip(without).SelectMany(e => e.First.Findings.Zip(e.Second.Findings)).ToList();
        var measured = findings.Where(f => f.First.State == f.Second.State).ToList();
        var scores = measured.SelectMany(f => f.First.Scores.Zip(f.Second.Scores)).ToList();
        yield return new Figure("bench, vector instructions off: findings of another state or alarm", Rate.Of(findings.Count(f => f.First.State != f.Second.State || MaterialFigures.Alarms(f.First) != MaterialFigures.Alarms(f.Second)), findings.Count), Target.NoMoreThan(0));
        yield return new Figure($"bench, vector instructions off: scores off by more than {Tolerance:0.####} of their size", Rate.Of(scores.Count(s => Off(s.First.Value, s.Second.Value) > Tolerance), scores.Count), Target.NoMoreThan(0), $"largest {scores.Max(s => Off(s.First.Value, s.Second.Value)):0.#E+0}");
        var cells = measured.SelectMany(f => f.First.Maps.Zip(f.Second.Maps)).SelectMany(m => m.First.Values.Zip(m.Second.Values)).ToList();
        yield return new Figure($"bench, vector instructions off: map values off by more than {Tolerance:0.####} of their size", Rate.Of(cells.Count(c => Off(c.First, c.Second) > Tolerance), cells.Count), null, $"largest {cells.Max(c => Off(c.First, c.Second)):0.#E+0}");
    }

    private static double Off(double one, double other) => one.Equals(other) ? 0 : Math.Abs(one - other) / Math.Max(1, Math.Abs(one));

    // A manipulated picture of every condition where there are photographs; the demonstration's pictures otherwise.
    private static async Task<IReadOnlyList<string>> PathsAsync(MeasureRequest request, CancellationToken cancel)
    {
        var hosts = BenchPhoto.Hosts(BenchPhoto.Read(request));
        if (hosts.Count == 0) return await OfDemonstrationAsync(request, cancel);
        List<string> paths = [];
        BenchCondition[] changed = [.. BenchConditions.All.Where(c => !c.Untouched)];
        for (var i = 0; i < Math.Min(request.Long ? Many : Short, hosts.Count); i++)
        {
            var folder = Path.Combine(request.Scratch, $"again-{i}");
            paths.AddRange((await BenchMaking.MakeAsync(changed[i * 5 % changed.Length], [.. hosts.Skip(i)], 1, folder, cancel)).Select(c => c.Path));
        }
        return paths.Count > 0 ? paths : await OfDemonstrationAsync(request, cancel);
    }

    private static async Task<IReadOnlyList<string>> OfDemonstrationAsync(MeasureRequest request, CancellationToken cancel) =>
        [.. (await DemoSpecimens.MakeAsync(Path.Combine(request.Scratch, "again"), TimeProvider.System.GetUtcNow(), cancel)).Select(d => d.Path).Where(p => Path.GetExtension(p) is ".jpg" or ".png")];
}
