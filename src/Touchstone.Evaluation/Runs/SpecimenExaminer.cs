using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Media;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Evaluation.Runs;

/// <summary>One file to examine, and by which detectors.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Key">What its findings are kept under.</param>
/// <param name="Asked">The detectors.</param>
internal sealed record ExaminationTask(string Path, FindingKey Key, IReadOnlyList<IDetector> Asked);

/// <summary>Fills the cache: examines under supervision what is not known yet.</summary>
internal sealed class SpecimenExaminer(FindingCache cache, PoolOptions options, TimeProvider time)
{
    /// <summary>Files examined.</summary>
    internal int Examined { get; private set; }

    /// <summary>Files that changed while the run was under way.</summary>
    internal List<string> Changed { get; } = [];

    /// <summary>What of the tasks is not in the cache, one task per set of bytes.</summary>
    /// <param name="tasks">All that is wanted.</param>
    /// <param name="retry">Ask again about what could not be examined.</param>
    internal IReadOnlyList<ExaminationTask> Missing(IEnumerable<ExaminationTask> tasks, bool retry) =>
        [.. tasks.Select(t => t with { Asked = Missing(t, retry) }).Where(t => t.Asked.Count > 0)
            .GroupBy(t => t.Key).Select(g => g.First() with { Asked = [.. g.SelectMany(t => t.Asked).Distinct()] })];

    /// <summary>Examines; files that miss the same detectors share their processes.</summary>
    internal async Task RunAsync(IReadOnlyList<ExaminationTask> missing, string stage, Action<RunStep> progress, CancellationToken cancel)
    {
        var done = 0;
        foreach (var group in missing.GroupBy(t => string.Join(',', t.Asked.Select(d => d.Id))))
        {
            var tasks = group.ToList();
            var terms = options with { Detectors = [.. tasks[0].Asked.Select(d => d.Id)], Questions = [], WithExhibits = false };
            await using var pool = new ExaminationPool(terms, time);
            var next = 0;
            await foreach (var item in ExaminationBatch.InOrderAsync([.. tasks.Select(t => new InputFile(t.Path, null))], pool, terms.Jobs, _ => { }, cancel).ConfigureAwait(false))
            {
                Keep(tasks[next++], item.Examined.Examination);
                progress(new RunStep(stage, ++done, missing.Count));
            }
        }
    }

    private IReadOnlyList<IDetector> Missing(ExaminationTask task, bool retry)
    {
        var about = cache.About(task.Key);
        if (retry && about is { Faulted: true }) return task.Asked;
        return [.. Applicable(task.Asked, about?.Kind ?? MediaKind.Unknown).Where(d => cache.Find(task.Key, d) is null)];
    }

    /// <summary>The detectors that read a kind of media; all where it is not known.</summary>
    internal static IEnumerable<IDetector> Applicable(IEnumerable<IDetector> detectors, MediaKind kind) => detectors.Where(d => kind == MediaKind.Unknown || d.Kinds.Contains(kind));

    private void Keep(ExaminationTask task, Examination examination)
    {
        Examined++;
        var facts = examination.Specimen;
        if (facts.Sha256 is { } hash && hash != task.Key.Specimen)
        {
            Changed.Add(task.Path);
            return;
        }
        // What could not be examined failed for every detector that would have read it: a case that was not answered, and never a zero.
        var findings = examination.Fault is { } fault
            ? Applicable(task.Asked, facts.Kind).Select(d => d.Failed(fault.Code, ""))
            : examination.Findings.Select(FindingCache.Slim);
        cache.Add(new CachedExamination(task.Key.Specimen, task.Key.Engine, task.Key.Circumstances, facts.Kind, facts.Format.ToString(), examination.Fault?.Code, [.. findings]));
    }
}
