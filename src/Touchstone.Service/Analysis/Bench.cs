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
        Attempts = options.Attempts;
        var jobs = Math.Max(1, options.Workers);
        _pool = new ExaminationPool(new PoolOptions
        {
            Command = WorkerCommand.Beside(AppContext.BaseDirectory), Jobs = jobs, ThreadsPerJob = Math.Max(1, Environment.ProcessorCount / jobs), WithExhibits = true,
        }, time);
    }

    /// <summary>Times an examination is begun before it is put aside.</summary>
    public int Attempts { get; }

    internal DateTimeOffset Now => _time.GetUtcNow();

    internal Task<Examined> ExamineAsync(string path, CancellationToken cancel) => _pool.ExamineAsync(path, cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
