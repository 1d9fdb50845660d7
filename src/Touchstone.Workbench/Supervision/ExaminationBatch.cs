using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Touchstone.Workbench.Supervision;

/// <summary>A file of a batch, examined.</summary>
/// <param name="File">The file.</param>
/// <param name="Examined">What was found.</param>
public sealed record BatchItem(InputFile File, Examined Examined);

/// <summary>How far a batch is: a file has begun, or is done.</summary>
/// <param name="File">The file.</param>
/// <param name="Done">False at its beginning, true at its end.</param>
public sealed record BatchStep(InputFile File, bool Done);

/// <summary>Examines many files side by side and hands them back in their order.</summary>
public static class ExaminationBatch
{
    // Files that may be done ahead of a slow one, per process: bounds the memory held by results that wait for their turn.
    private const int AheadPerJob = 8;

    /// <summary>The files in their order, each as soon as it and all before it are done.</summary>
    /// <param name="files">What to examine.</param>
    /// <param name="pool">Where.</param>
    /// <param name="jobs">Files side by side.</param>
    /// <param name="progress">Told of each beginning and end, from any thread.</param>
    /// <param name="cancel">Stops all.</param>
    public static async IAsyncEnumerable<BatchItem> InOrderAsync(
        IReadOnlyList<InputFile> files, ExaminationPool pool, int jobs, Action<BatchStep> progress, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = Channel.CreateBounded<Task<BatchItem>>(jobs * AheadPerJob);
        var feeding = FeedAsync(files, pool, jobs, progress, running.Writer, stop.Token);
        try
        {
            await foreach (var item in running.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
                yield return await item.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (running.Reader.TryRead(out var left))
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FeedAsync(
        IReadOnlyList<InputFile> files, ExaminationPool pool, int jobs, Action<BatchStep> progress, ChannelWriter<Task<BatchItem>> running, CancellationToken cancel)
    {
        using var slots = new SemaphoreSlim(jobs);
        var begun = new List<Task>();
        try
        {
            foreach (var file in files)
            {
                await slots.WaitAsync(cancel).ConfigureAwait(false);
                var task = OneAsync(file, pool, progress, slots, cancel);
                begun.Add(task);
                begun.RemoveAll(t => t.IsCompleted);
                await running.WriteAsync(task, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            // The slots are theirs until the last has given its own back.
            await Task.WhenAll(begun).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.Complete();
        }
    }

    private static async Task<BatchItem> OneAsync(InputFile file, ExaminationPool pool, Action<BatchStep> progress, SemaphoreSlim slots, CancellationToken cancel)
    {
        try
        {
            progress(new BatchStep(file, false));
            return new BatchItem(file, file.Fault is { } fault ? pool.Refuse(file.Path, fault) : await pool.ExamineAsync(file.Path, cancel).ConfigureAwait(false));
        }
        finally
        {
            progress(new BatchStep(file, true));
            slots.Release();
        }
    }
}
