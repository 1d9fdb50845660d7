using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Touchstone.Engine;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Workbench;
using Touchstone.Workbench.Documents;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Measures;

/// <summary>The same file gives the same document, and memory does not grow over many files.</summary>
internal static class SteadinessFigures
{
    private const int LongFiles = 500;
    private const int ShortFiles = 60;

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var demo = await DemoSpecimens.MakeAsync(Path.Combine(request.Scratch, "steady"), TimeProvider.System.GetUtcNow(), cancel);
        string[] paths = [.. demo.Select(d => d.Path)];
        var first = await DocumentsAsync(request, paths, 1, cancel);
        var again = await DocumentsAsync(request, paths, 1, cancel);
        var beside = await DocumentsAsync(request, paths, Math.Max(2, Environment.ProcessorCount), cancel);
        yield return new Figure("documents that differ between two runs", Rate.Of(first.Zip(again).Count(p => p.First != p.Second), paths.Length), Target.NoMoreThan(0), "values of maps included, times left out");
        yield return new Figure("documents that differ with other --jobs", Rate.Of(first.Zip(beside).Count(p => p.First != p.Second), paths.Length), Target.NoMoreThan(0));
        yield return await MemoryAsync(request, paths, cancel);
    }

    private static async Task<IReadOnlyList<string>> DocumentsAsync(MeasureRequest request, string[] paths, int jobs, CancellationToken cancel)
    {
        var examinations = await Batch.ExamineAsync(request, paths, $"documents with {jobs} job(s)", request.Pool(jobs), cancel);
        return [.. paths.Zip(examinations, Text)];
    }

    internal static string Text(string path, Examination examination)
    {
        using var stream = new MemoryStream();
        using (var document = new ExaminationDocument(stream, withArrays: true))
        {
            document.Add(path, examination with { Milliseconds = new Dictionary<string, double>() });
            document.Complete();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Resident memory of the child after the last fifth of the files against the second fifth, one child for all.</summary>
    private static async Task<Figure> MemoryAsync(MeasureRequest request, string[] paths, CancellationToken cancel)
    {
        var count = request.Long ? LongFiles : ShortFiles;
        var options = request.Pool(1) with { Supervision = new SupervisionLimits { ExaminationsPerProcess = count + 1, RetireAboveBytes = long.MaxValue } };
        await using var pool = new ExaminationPool(options, TimeProvider.System);
        InputFile[] files = [.. Enumerable.Range(0, count).Select(i => new InputFile(paths[i % paths.Length], null))];
        var resident = new List<long>(count);
        await foreach (var _ in ExaminationBatch.InOrderAsync(files, pool, 1, _ => { }, cancel))
        {
            // The parent is this process; what it started is the child.
            resident.Add(ProcessTree.Of(Environment.ProcessId).ResidentBytes - Process.GetCurrentProcess().WorkingSet64);
            if (resident.Count % 20 == 0) request.Progress($"memory: {resident.Count} of {count} files");
        }
        var fifth = count / 5;
        var early = resident.Skip(fifth).Take(fifth).Average();
        var late = resident.TakeLast(fifth).Average();
        return new Figure("memory of one child, last fifth of files against the second, ratio", Estimate.Point(late / early, count), Target.NoMoreThan(1.2), request.Long ? "" : $"{count} files; {LongFiles} with --long");
    }
}
