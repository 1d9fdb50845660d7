using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Measures.Bench.Repeats;

/// <summary>The same picture gives the same findings and maps, byte for byte, in another run and beside others.</summary>
internal static class RepeatFigures
{
    private const int Short = 3, Many = 40;

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
        const string Off = "bench, vector instructions off: ";
        var findings = with.Zip(without).SelectMany(e => e.First.Findings.Zip(e.Second.Findings)).ToList();
        yield return new Figure(Off + "findings of another state, alarm or form", Rate.Of(findings.Count(f => !Agreement.SaysTheSame(f.First, f.Second)), findings.Count), Target.NoMoreThan(0));
        var same = findings.Where(f => Agreement.HasTheSameForm(f.First, f.Second)).ToList();
        foreach (var (what, scale, parts) in ((string, string, List<Agreement.Part>)[])[
            ("scores", "the largest of both values and the score's threshold", [.. same.SelectMany(f => Agreement.OfScores(f.First, f.Second))]),
            ("map values", "the map's printed scale", [.. same.SelectMany(f => Agreement.OfMaps(f.First, f.Second))])])
            yield return new Figure($"{Off}{what} off by more than {Agreement.Tolerance:0.####} of {scale}", Rate.Of(parts.Sum(p => p.Off), parts.Sum(p => p.Values)), Target.NoMoreThan(0), Agreement.Worst(parts));
    }

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
