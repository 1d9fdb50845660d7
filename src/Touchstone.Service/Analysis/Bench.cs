using Touchstone.Engine;
using Touchstone.Service.Platform;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Service.Analysis;

/// <summary>The supervised processes of this node.</summary>
public sealed class Bench : IAsyncDisposable
{
    private readonly ExaminationPool _pool;
    private readonly TimeProvider _time;

    /// <summary>Processes start when they are needed.</summary>
    public Bench(ServiceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _time = time;
        var jobs = Math.Max(1, options.Workers);
        _pool = new ExaminationPool(new PoolOptions
        {
            Command = options.Examiner.Count > 0 ? new WorkerCommand(options.Examiner[0], [.. options.Examiner.Skip(1)]) : WorkerCommand.Beside(AppContext.BaseDirectory), Jobs = jobs, ThreadsPerJob = Math.Max(1, Environment.ProcessorCount / jobs), WithExhibits = true,
        }, time);
    }

    internal Task<Examined> ExamineAsync(string path, Action<ExaminationProgress> progress, CancellationToken cancel) => _pool.ExamineAsync(path, progress, cancel);

    internal Task Second(CancellationToken cancel) => Task.Delay(TimeSpan.FromSeconds(1), _time, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
