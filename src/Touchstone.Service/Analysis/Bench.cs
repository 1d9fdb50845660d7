using Touchstone.Engine;
using Touchstone.Service.Platform;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;
using Touchstone.Workbench.Views;

namespace Touchstone.Service.Analysis;

/// <summary>The supervised processes of this node.</summary>
public sealed class Bench : IAsyncDisposable
{
    private readonly ExaminationPool _pool, _viewer, _films;
    private readonly TimeProvider _time;

    /// <summary>Processes start when they are needed.</summary>
    public Bench(ServiceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _time = time;
        var jobs = Math.Max(1, options.Workers);
        var pool = new PoolOptions
        {
            Command = options.Examiner.Count > 0 ? new WorkerCommand(options.Examiner[0], [.. options.Examiner.Skip(1)]) : WorkerCommand.Beside(AppContext.BaseDirectory),
            Jobs = jobs, ThreadsPerJob = Math.Max(1, Environment.ProcessorCount / jobs), WithExhibits = true,
        };
        _pool = new ExaminationPool(pool, time);
        // Somebody waits for a view in front of a screen: examinations under way do not hold it up.
        _viewer = new ExaminationPool(pool with { Jobs = 1 }, time);
        // A film takes a minute or more: views do not wait for it.
        _films = new ExaminationPool(pool with { Jobs = 1 }, time);
    }

    internal Task<Examined> ExamineAsync(string path, Action<ExaminationProgress> progress, CancellationToken cancel) => _pool.ExamineAsync(path, progress, cancel);

    internal Task Second(CancellationToken cancel) => Task.Delay(TimeSpan.FromSeconds(1), _time, cancel);

    /// <summary>Draws views and renderings of a specimen; no detector runs.</summary>
    internal Task<Examined> ViewAsync(string path, ViewTerms terms, CancellationToken cancel) => (terms.Rendered.Contains(Renderings.Film) ? _films : _viewer).ViewAsync(path, terms, cancel);

    /// <summary>Takes by what a picture is found again; no detector runs.</summary>
    internal Task<Examined> RecordAsync(string path, CancellationToken cancel) => _pool.RecordAsync(path, cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _viewer.DisposeAsync();
        await _films.DisposeAsync();
    }
}
