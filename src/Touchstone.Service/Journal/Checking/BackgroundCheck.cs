using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Touchstone.Service.Journal.Checking;

/// <summary>Checks the journal while the service runs, one check at a time on this node, with its progress. The verifier is that of <c>touchstone journal verify</c>.</summary>
public sealed partial class BackgroundCheck(JournalReader reader, JournalKey key, JournalHeadFile headFile, TimeProvider time, ILogger<BackgroundCheck> log) : IDisposable
{
    /// <summary>Lines of the newest stretch.</summary>
    public const long NewestLines = 10_000;

    // The rest is for those who use the service meanwhile.
    private static readonly int Cores = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly Lock _one = new();
    private CancellationTokenSource? _stop;
    private volatile CheckState? _state;

    /// <summary>The check that runs, or the last one; null before the first.</summary>
    public CheckState? State => _state;

    /// <summary>Begins a check in the background; false while one runs.</summary>
    /// <param name="newest">How many of the newest lines; null for all.</param>
    public bool Start(long? newest)
    {
        lock (_one)
        {
            if (_state is { EndedAt: null }) return false;
            _stop?.Dispose();
            _stop = new CancellationTokenSource();
            _state = new CheckState(time.GetUtcNow(), 1, 0, 0);
            _ = Task.Run(() => RunAsync(newest, _stop.Token));
            return true;
        }
    }

    /// <summary>Gives a check up that runs.</summary>
    public void Stop()
    {
        lock (_one) _stop?.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _stop?.Dispose();
    }

    private async Task RunAsync(long? newest, CancellationToken cancel)
    {
        try
        {
            // First the end, then the lines: what is written in between is newer, never missing.
            var head = headFile.Read();
            var last = (await reader.LastAsync(cancel)).Sequence;
            // Not behind the line that the file of the end names, so that it is held against the file.
            var from = newest is null ? 1 : Math.Max(1, Math.Min(last - newest.Value + 1, head?.Sequence ?? last));
            _state = _state! with { From = from, Until = last };
            var verifier = new JournalVerifier(key, Cores);
            if (from > 1 && await reader.AtAsync(from - 1, cancel) is { } before)
                verifier.After(before, (await reader.KeysByLineAsync(cancel)).Where(k => k.Line < from).Select(k => k.Key));
            var report = await verifier.VerifyAsync(CountedAsync(from, cancel), head, cancel);
            _state = _state with { EndedAt = time.GetUtcNow(), Report = report };
        }
        catch (OperationCanceledException)
        {
            _state = _state! with { EndedAt = time.GetUtcNow(), Failure = "The check was stopped. It says nothing." };
        }
        catch (Exception e) when (e is JournalException or CryptographicException)
        {
            _state = _state! with { EndedAt = time.GetUtcNow(), Failure = e.Message };
        }
        catch (Exception e)
        {
            // The edge of the background: whatever it was, people are told that nothing was shown.
            LogFailed(log, e);
            _state = _state! with { EndedAt = time.GetUtcNow(), Failure = "The check broke off. It says nothing; the service’s log has the reason." };
        }
    }

    private async IAsyncEnumerable<JournalLine> CountedAsync(long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var done = 0L;
        await foreach (var line in reader.LinesAsync(from, cancel))
        {
            if (++done % 1000 == 0) _state = _state! with { Done = done };
            yield return line;
        }
        _state = _state! with { Done = done };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A check of the journal broke off")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}

/// <summary>How a check stands.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="From">Number of the first line that is checked.</param>
/// <param name="Until">Number of the last line when it began.</param>
/// <param name="Done">Lines so far.</param>
public sealed record CheckState(DateTimeOffset StartedAt, long From, long Until, long Done)
{
    /// <summary>When it ended, or null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it found, once it has ended.</summary>
    public JournalReport? Report { get; init; }

    /// <summary>Why it found nothing out, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether it began behind the first line.</summary>
    public bool IsStretch => From > 1;
}
