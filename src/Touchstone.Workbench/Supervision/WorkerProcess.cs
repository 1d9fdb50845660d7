using System.Diagnostics;
using System.Text.Json;
using Touchstone.Engine;
using Touchstone.Media;

namespace Touchstone.Workbench.Supervision;

/// <summary>One supervised process, used for one request at a time.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // A killed process closes its pipes at once; these waits end with it, and bound what happens where it does not.
    private const int AfterKillMs = 2000;

    private readonly Process _process;
    private readonly SupervisionLimits _limits;
    private readonly TimeProvider _time;
    private readonly DiagnosticTail _diagnostics = new();
    private readonly Task _draining;
    private int _answered;

    private WorkerProcess(Process process, SupervisionLimits limits, TimeProvider time)
    {
        _process = process;
        _limits = limits;
        _time = time;
        _draining = _diagnostics.DrainAsync(process.StandardError.BaseStream);
    }

    /// <summary>Whether the next request needs a fresh process.</summary>
    internal bool Spent { get; private set; }

    /// <exception cref="IOException">The program cannot be started.</exception>
    internal static WorkerProcess Start(WorkerCommand command, SupervisionLimits limits, TimeProvider time)
    {
        try
        {
            var process = Process.Start(command.StartInfo(limits)) ?? throw new IOException("The examining process did not start.");
            return new WorkerProcess(process, limits, time);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"The examining process could not be started: {e.Message}", e);
        }
    }

    /// <summary>Examines under the limits. Whatever happens to the process, the answer is an examination or a coded fault.</summary>
    internal async Task<WorkerAnswer> AskAsync(WorkerRequest request, Action<ExaminationProgress>? progress, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watching = WatchAsync(stop.Token);
        var exchange = ExchangeAsync(request, progress, stop.Token);
        if (await Task.WhenAny(exchange, watching).ConfigureAwait(false) == watching)
        {
            Kill();
            cancel.ThrowIfCancellationRequested();
            // Something that slipped out of the tree may hold the pipe open: then what was reported is lost, and the parent goes on.
            var ended = await Task.WhenAny(exchange, Task.Delay(AfterKillMs, CancellationToken.None)).ConfigureAwait(false) == exchange;
            return new WorkerAnswer(null, await watching.ConfigureAwait(false), ended ? (await exchange.ConfigureAwait(false)).Opened : null, _diagnostics.Text());
        }
        var answer = await exchange.ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        if (cancel.IsCancellationRequested || answer.Fault is not null) Kill();
        if (answer.Fault is not null) answer = answer with { Diagnostics = await LastWordsAsync().ConfigureAwait(false) };
        cancel.ThrowIfCancellationRequested();
        if (answer.Examined is not null && (++_answered >= _limits.ExaminationsPerProcess || ProcessTree.Of(_process.Id).ResidentBytes > _limits.RetireAboveBytes))
            Spent = true;
        return answer;
    }

    /// <summary>Sends the request and reads frames until there is an answer; never throws for what the process does.</summary>
    private async Task<WorkerAnswer> ExchangeAsync(WorkerRequest request, Action<ExaminationProgress>? progress, CancellationToken cancel)
    {
        SpecimenFacts? opened = null;
        try
        {
            await SendAsync(request, cancel).ConfigureAwait(false);
            while (await Frame.ReadFromAsync(_process.StandardOutput.BaseStream, _limits.OutputBytes, cancel).ConfigureAwait(false) is { } frame)
            {
                if (frame.Kind == FrameKind.Opened) opened = frame.Read<SpecimenFacts>();
                else if (frame.Kind == FrameKind.Progress) progress?.Invoke(frame.Read<ExaminationProgress>());
                else if (frame.Kind == FrameKind.Done) return new WorkerAnswer(frame.Read<Examined>(), null, opened);
                else return new WorkerAnswer(null, frame.Kind == FrameKind.Fault ? frame.Read<Fault>() : WorkerFaults.Protocol, opened);
            }
            return new WorkerAnswer(null, await EndedAsync().ConfigureAwait(false), opened);
        }
        catch (Exception e) when (e is JsonException or FrameException)
        {
            return new WorkerAnswer(null, e is FrameException { TooLong: true } ? WorkerFaults.Output(_limits) : WorkerFaults.Protocol, opened);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return new WorkerAnswer(null, cancel.IsCancellationRequested ? WorkerFaults.Protocol : await EndedAsync().ConfigureAwait(false), opened);
        }
    }

    private async Task SendAsync(WorkerRequest request, CancellationToken cancel)
    {
        try
        {
            await Frame.Of(FrameKind.Request, request).WriteToAsync(_process.StandardInput.BaseStream, cancel).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended before it read the request; what it reported until then is still in the other pipe.
        }
    }

    /// <summary>Reads the use until a bound is passed.</summary>
    private async Task<Fault?> WatchAsync(CancellationToken cancel)
    {
        var started = _time.GetTimestamp();
        var before = ProcessTree.Of(_process.Id).CpuSeconds;
        while (!cancel.IsCancellationRequested)
        {
            var use = ProcessTree.Of(_process.Id);
            if (use.ResidentBytes > _limits.MemoryBytes) return WorkerFaults.Memory(_limits);
            if (use.CpuSeconds - before > _limits.CpuSeconds) return WorkerFaults.Cpu(_limits);
            if (_time.GetElapsedTime(started).TotalSeconds > _limits.WallSeconds) return WorkerFaults.Timeout(_limits);
            await Task.Delay(TimeSpan.FromMilliseconds(_limits.PollMs), _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return null;
    }

    private async Task<Fault> EndedAsync()
    {
        // The pipe is closed, so the process ends now; a process that closed it and stays is as good as ended.
        await Task.WhenAny(_process.WaitForExitAsync(CancellationToken.None), Task.Delay(AfterKillMs, CancellationToken.None)).ConfigureAwait(false);
        await Task.WhenAny(_draining, Task.Delay(AfterKillMs, CancellationToken.None)).ConfigureAwait(false);
        if (_diagnostics.Contains("Out of memory") || _diagnostics.Contains("OutOfMemoryException")) return WorkerFaults.Memory(_limits);
        return WorkerFaults.Crashed(_process.HasExited ? _process.ExitCode : null, _diagnostics.Contains("Stack overflow"));
    }

    /// <summary>What it wrote to its error stream, once that has been read to its end.</summary>
    private async Task<string> LastWordsAsync()
    {
        await Task.WhenAny(_draining, Task.Delay(AfterKillMs, CancellationToken.None)).ConfigureAwait(false);
        return _diagnostics.Text();
    }

    private void Kill()
    {
        Spent = true;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended by itself in the meantime.
        }
        foreach (var id in ProcessTree.Session(_process.Id)) KillOne(id);
    }

    private static void KillOne(int id)
    {
        try
        {
            using var left = Process.GetProcessById(id);
            left.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself in the meantime.
        }
    }

    /// <summary>Closes its input, which ends an idle process, and stops one that stays.</summary>
    internal async Task EndAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A process that has ended took its pipe with it.
        }
        await Task.WhenAny(_process.WaitForExitAsync(CancellationToken.None), Task.Delay(AfterKillMs, CancellationToken.None)).ConfigureAwait(false);
        Kill();
    }

    public void Dispose() => _process.Dispose();
}

/// <summary>An examination, or the fault of the process; and the facts it could report before.</summary>
internal sealed record WorkerAnswer(Examined? Examined, Fault? Fault, SpecimenFacts? Opened, string Diagnostics = "");
