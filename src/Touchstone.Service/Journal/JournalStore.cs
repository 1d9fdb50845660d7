using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Journal;

/// <summary>The one way to change state: tables and journal lines in one transaction, one writer after another.</summary>
public sealed class JournalStore(IDbContextFactory<Database> databases, JournalKey key, JournalHeadFile head, TimeProvider time) : IDisposable
{
    // Any constant that no other lock in the database uses.
    private const long AdvisoryLock = 0x746f_7563_6873_746f;

    private readonly SemaphoreSlim _one = new(1);

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
            await using var transaction = await database.Database.BeginTransactionAsync(cancel);
            // SQLite has the write lock since the transaction began; PostgreSQL takes it here, against other nodes.
            if (database is PostgresDatabase) await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancel);
            var pen = new JournalPen(database, key, time, await EndAsync(database, cancel));
            var result = await work(database, pen);
            await database.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            head.Write(pen.Head, key);
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

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static async Task<JournalHead> EndAsync(Database database, CancellationToken cancel)
    {
        var last = await database.Set<JournalRow>().AsNoTracking().OrderByDescending(r => r.Sequence).Select(r => new { r.Sequence, r.Hash, r.At }).FirstOrDefaultAsync(cancel);
        return last is null ? JournalHead.Empty : new JournalHead(last.Sequence, Convert.ToHexStringLower(last.Hash), last.At);
    }
}
