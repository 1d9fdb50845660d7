using System.Text.Json.Nodes;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Accounts.Entering;

/// <summary>Failed attempts to sign in, for the journal: the first at once, more of them as a number, so that nobody can fill the journal from outside. What was typed is kept nowhere.</summary>
public sealed class FailedEntries(JournalStore journal, TimeProvider time)
{
    /// <summary>How long further failures at one account, or at none, are only counted.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    // One for each account that exists, and one for all addresses that have none.
    private readonly Dictionary<Guid, Tally> _tallies = [];
    private readonly Lock _lock = new();

    /// <summary>Notes a failure.</summary>
    /// <param name="account">Whose account was tried, or null where there is none.</param>
    /// <param name="way">How, of <see cref="Entrance"/>.</param>
    /// <param name="locked">Whether the account is locked now.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task NoteAsync(Guid? account, string way, bool locked, CancellationToken cancel)
    {
        int unwritten;
        lock (_lock)
        {
            var tally = _tallies.GetValueOrDefault(account ?? Guid.Empty, new Tally(DateTimeOffset.MinValue, 0, false));
            // That an account was locked is said once, whatever the quiet.
            var isNews = time.GetUtcNow() - tally.WrittenAt >= Quiet || (locked && !tally.Locked);
            unwritten = tally.Unwritten;
            _tallies[account ?? Guid.Empty] = isNews ? new Tally(time.GetUtcNow(), 0, locked) : tally with { Unwritten = unwritten + 1 };
            if (!isNews) return;
        }
        await WriteAsync(account, 1 + unwritten, way, locked, cancel);
    }

    /// <summary>Writes what was only counted and has been quiet for a while.</summary>
    internal async Task WriteCountsAsync(CancellationToken cancel)
    {
        List<(Guid Account, int Count, bool Locked)> due = [];
        lock (_lock)
        {
            foreach (var (account, tally) in _tallies.Where(t => time.GetUtcNow() - t.Value.WrittenAt >= Quiet).ToList())
            {
                _tallies.Remove(account);
                if (tally.Unwritten > 0) due.Add((account, tally.Unwritten, tally.Locked));
            }
        }
        foreach (var (account, count, locked) in due) await WriteAsync(account == Guid.Empty ? null : account, count, null, locked, cancel);
    }

    private Task WriteAsync(Guid? account, int attempts, string? way, bool locked, CancellationToken cancel) =>
        journal.WriteAsync((_, pen) => pen.Write(Actors.Nobody, JournalKinds.SignInFailed, null, new JsonObject { ["account"] = account?.ToString(), ["attempts"] = attempts, ["by"] = way, ["locked"] = locked }), cancel);

    private sealed record Tally(DateTimeOffset WrittenAt, int Unwritten, bool Locked);
}
