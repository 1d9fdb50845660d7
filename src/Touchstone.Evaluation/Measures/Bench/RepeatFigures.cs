using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>The same picture gives the same findings and maps, byte for byte, in another run and beside others.</summary>
internal static class RepeatFigures
{
    private const int Short = 6, Many = 40;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var paths = await PathsAsync(request, cancel);
        async Task<IReadOnlyList<string>> Run(int jobs)
        {
            var run = await Batch.ExamineAsync(request, paths, $"the bench again, {jobs} job(s)", request.Pool(jobs) with { Detectors = BenchDetectors.Ids, ThreadsPerJob = jobs }, cancel);
            return [.. paths.Zip(run, SteadinessFigures.Text)];
        }
        var first = await Run(1);
        var again = await Run(1);
        var beside = await Run(Math.Max(2, Environment.ProcessorCount));
        var remark = $"all {BenchDetectors.Ids.Count} detectors; every value of every map";
        yield return new Figure("bench: pictures whose findings or maps differ between runs", Rate.Of(first.Zip(again).Count(p => p.First != p.Second), first.Count), Target.NoMoreThan(0), remark);
        yield return new Figure("bench: pictures whose findings or maps differ with --jobs", Rate.Of(first.Zip(beside).Count(p => p.First != p.Second), first.Count), Target.NoMoreThan(0), remark);
    }

    // A manipulated picture of every condition where there are photographs; the demonstration's pictures otherwise.
    private static async Task<IReadOnlyList<string>> PathsAsync(MeasureRequest request, CancellationToken cancel)
    {
        var hosts = BenchPhoto.Hosts(BenchPhoto.Read(request));
        if (hosts.Count == 0) return [.. (await DemoSpecimens.MakeAsync(Path.Combine(request.Scratch, "again"), TimeProvider.System.GetUtcNow(), cancel)).Select(d => d.Path).Where(p => p.EndsWith(".jpg", StringComparison.Ordinal) || p.EndsWith(".png", StringComparison.Ordinal))];
        List<string> paths = [];
        BenchCondition[] changed = [.. BenchConditions.All.Where(c => !c.Untouched)];
        for (var i = 0; i < (request.Long ? Many : Short); i++)
        {
            var folder = Path.Combine(request.Scratch, $"again-{i}");
            paths.AddRange((await BenchMaking.MakeAsync(changed[i * 5 % changed.Length], [.. hosts.Skip(i)], 1, folder, cancel)).Select(c => c.Path));
        }
        return paths;
    }
}
