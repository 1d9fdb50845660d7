using System.Collections.Concurrent;
using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Workbench.Views;

namespace Touchstone.Workbench.Supervision;

/// <summary>Examines files in supervised processes: a crash, a hang or a bomb becomes a coded fault, and the next file gets a fresh process.</summary>
public sealed class ExaminationPool : IAsyncDisposable
{
    private readonly PoolOptions _options;
    private readonly Policy _policy;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentStack<WorkerProcess> _idle = new();

    /// <summary>A pool; processes start when they are needed.</summary>
    /// <exception cref="PolicyException">The policy is not valid.</exception>
    public ExaminationPool(PoolOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Jobs, 1);
        _options = options;
        _policy = PolicyFile.Parse(options.Policy);
        _time = time;
        _free = new SemaphoreSlim(options.Jobs);
    }

    /// <summary>Examines one file. At most as many run as the pool has processes; further callers wait.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the process is stopped.</exception>
    /// <exception cref="IOException">The examining program cannot be started at all.</exception>
    public Task<Examined> ExamineAsync(string path, CancellationToken cancel) => ExamineAsync(path, request => request, cancel);

    /// <summary>The same, told how many detectors are done.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the process is stopped.</exception>
    /// <exception cref="IOException">The examining program cannot be started at all.</exception>
    public Task<Examined> ExamineAsync(string path, Action<ExaminationProgress> progress, CancellationToken cancel) => ExamineAsync(path, request => request, cancel, progress);

    /// <summary>Draws views of one file under the same supervision; no detector runs.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the process is stopped.</exception>
    /// <exception cref="IOException">The examining program cannot be started at all.</exception>
    public Task<Examined> ViewAsync(string path, ViewTerms terms, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return ExamineAsync(path, request => request with { Views = terms }, cancel);
    }

    /// <summary>Finds the pictures inside one file of any kind under the same supervision; no detector runs.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the process is stopped.</exception>
    /// <exception cref="IOException">The examining program cannot be started at all.</exception>
    public Task<Examined> CarveAsync(string path, CancellationToken cancel) => ExamineAsync(path, request => request with { Carve = true }, cancel);

    /// <summary>Takes by what one picture is found again, under the same supervision; no detector runs.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the process is stopped.</exception>
    /// <exception cref="IOException">The examining program cannot be started at all.</exception>
    public Task<Examined> RecordAsync(string path, CancellationToken cancel) => ExamineAsync(path, request => request with { Record = true }, cancel);

    private async Task<Examined> ExamineAsync(string path, Func<WorkerRequest, WorkerRequest> asked, CancellationToken cancel, Action<ExaminationProgress>? progress = null)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var fullPath = Path.GetFullPath(path);
            var request = new WorkerRequest(fullPath, _options.Policy, _options.Questions, _options.Limits, _options.ThreadsPerJob, _options.Credentials.Fixed(_time.GetUtcNow()), _options.WithExhibits)
            {
                Detectors = _options.Detectors, Calibration = _options.Calibration, Mandate = _options.Mandate, Devices = _options.Devices, Profiles = _options.Profiles,
            };
            var answer = await AskAsync(asked(request), progress, cancel).ConfigureAwait(false);
            return answer.Examined is { } examined ? Completed(fullPath, examined, cancel) : Stopped(fullPath, answer, cancel);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>The examination of something that is known to be no specimen; nothing is started for it.</summary>
    public Examined Refuse(string path, Fault fault) => new(Examination.Unexaminable(FileFacts.Of(path, _options.Limits, CancellationToken.None), _policy, fault), []);

    private async Task<WorkerAnswer> AskAsync(WorkerRequest request, Action<ExaminationProgress>? progress, CancellationToken cancel)
    {
        if (!_idle.TryPop(out var worker)) worker = WorkerProcess.Start(_options.Command, _options.Supervision, _time);
        try
        {
            return await worker.AskAsync(request, progress, cancel).ConfigureAwait(false);
        }
        finally
        {
            if (worker.Spent)
            {
                await worker.EndAsync().ConfigureAwait(false);
                worker.Dispose();
            }
            else
            {
                _idle.Push(worker);
            }
        }
    }

    // Material that never became a specimen has no hash yet; hashing is no decoding, so it is done here.
    private Examined Completed(string path, Examined examined, CancellationToken cancel)
    {
        var facts = examined.Examination.Specimen;
        if (facts.Sha256 is not null) return examined;
        return examined with { Examination = examined.Examination with { Specimen = FileFacts.Of(path, _options.Limits, cancel) with { Format = facts.Format, Kind = facts.Kind, Notices = facts.Notices } } };
    }

    private Examined Stopped(string path, WorkerAnswer answer, CancellationToken cancel)
    {
        var facts = answer.Opened ?? FileFacts.Of(path, _options.Limits, cancel);
        var fault = answer.Fault ?? WorkerFaults.Protocol;
        return new Examined(Examination.Unexaminable(facts, _policy, fault), []) { Breakdown = new Breakdown(fault, answer.Diagnostics) };
    }

    /// <summary>Ends the processes.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var worker))
        {
            await worker.EndAsync().ConfigureAwait(false);
            worker.Dispose();
        }
        _free.Dispose();
    }
}
