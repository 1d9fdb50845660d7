using Touchstone.Engine;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Measures;

/// <summary>Examines the files of a measurement under supervision and keeps the examinations in order.</summary>
internal static class Batch
{
    internal static async Task<IReadOnlyList<Examination>> ExamineAsync(MeasureRequest request, IReadOnlyList<string> paths, string what, PoolOptions options, CancellationToken cancel)
    {
        await using var pool = new ExaminationPool(options, TimeProvider.System);
        return await ExamineAsync(request, paths, what, pool, options.Jobs, cancel);
    }

    /// <summary>The same in a pool that is used again: a process that has examined before has nothing to compile.</summary>
    internal static async Task<IReadOnlyList<Examination>> ExamineAsync(MeasureRequest request, IReadOnlyList<string> paths, string what, ExaminationPool pool, int jobs, CancellationToken cancel)
    {
        var examinations = new List<Examination>(paths.Count);
        InputFile[] files = [.. paths.Select(p => new InputFile(p, null))];
        await foreach (var item in ExaminationBatch.InOrderAsync(files, pool, jobs, _ => { }, cancel))
        {
            examinations.Add(item.Examined.Examination);
            if (examinations.Count % 25 == 0 || examinations.Count == paths.Count) request.Progress($"{what}: {examinations.Count} of {paths.Count}");
        }
        return examinations;
    }
}
