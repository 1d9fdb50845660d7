using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Journal;

/// <summary>The one way to change state: tables and journal lines in one transaction, one writer after another.</summary>
public sealed class JournalStore(IDbContextFactory<Database> databases, JournalKey key, JournalHeadFile head, TimeProvider time) : IDisposable
{
    // Any constant that no other lock in the database uses.
    private const long AdvisoryLock = 0x746f_7563_6873_746f;

    private readonly SemaphoreSlim _one = new(1);

    // Asked at every change: compiled once.
    private readonly Func<Database, CancellationToken, Task<JournalRow?>> _last = EF.CompileAsyncQuery((Database database, CancellationToken cancel) =>
        database.Set<JournalRow>().AsNoTracking().OrderByDescending(r => r.Sequence).FirstOrDefault());

    /// <summary>Runs work that changes tables and writes lines; everything is stored together, or nothing is.</summary>
    /// <param name="work">Gets the tables and the pen. It must not wait for anything slow: others wait for it.</param>
    /// <param name="cancel">Gives up before anything is stored.</param>
    public async Task<T> WriteAsync<T>(Func<Database, JournalPen, Task<T>> work, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(work);
        await _one.WaitAsync(cancel);
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            // A failure ends the whole transaction: there is nothing to go back to within it.
            database.Database.AutoSavepointsEnabled = false;
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            // SQLite has the write lock since the transaction began; PostgreSQL takes it here, against other nodes.
            if (database is PostgresDatabase) await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancel);
            var end = await EndAsync(database, cancel);
            var pen = new JournalPen(database, key, time, end);
            if (end == JournalHead.Empty) pen.Write(Actors.System, JournalKinds.JournalBegun, null, JournalKeys.Naming(key));
            var result = await work(database, pen);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            if (pen.Head != end) head.Write(pen.Head, key);
            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The same for work without a result.</summary>
    public Task WriteAsync(Action<Database, JournalPen> work, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(work);
        return WriteAsync((database, pen) => { work(database, pen); return Task.FromResult(0); }, cancel);
    }

    /// <summary>The lines about one case, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> OfAsync(string subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var bodies = await database.Set<JournalRow>().AsNoTracking().Where(r => r.Subject == subject).OrderBy(r => r.Sequence).Select(r => r.Body).ToListAsync(cancel);
        return [.. bodies.Select(b => JournalEntry.Read(b))];
    }

    /// <summary>Lines behind one, oldest first.</summary>
    internal async Task<IReadOnlyList<JournalEntry>> AfterAsync(long sequence, int count, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var bodies = await database.Set<JournalRow>().AsNoTracking().Where(r => r.Sequence > sequence).OrderBy(r => r.Sequence).Take(count).Select(r => r.Body).ToListAsync(cancel);
        return [.. bodies.Select(b => JournalEntry.Read(b))];
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <exception cref="JournalException">The journal goes on with another key than this node has.</exception>
    private async Task<JournalHead> EndAsync(Database database, CancellationToken cancel)
    {
        if (await _last(database, cancel) is not { } last) return JournalHead.Empty;
        var line = JournalEntry.Read(last.Body);
        var next = JournalKeys.NamedBy(line) is { } named ? JournalKey.IdOf(named) : line.Key;
        if (next != key.Id) throw new JournalException(Codes.JournalKey, $"The journal goes on with the key {next}, and the key here is {key.Id}. Give this node the key of the journal (--journal-key).");
        return new JournalHead(last.Sequence, Convert.ToHexStringLower(last.Hash), last.At);
    }
}
