using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Backups;

/// <summary>All tables from one database to an empty one of any kind, in one transaction on either side, compared row by row before it is kept.</summary>
/// <remarks>The scheduler's tables are left out: what waits is known by its rows, and a node schedules it again when it starts.</remarks>
internal static class TableCopy
{
    /// <summary>Copies and compares; returns the number of rows by table.</summary>
    /// <exception cref="ServiceException">The target holds rows, or the copy is not what was copied.</exception>
    internal static async Task<IReadOnlyDictionary<string, long>> RunAsync(Database from, Database to, CancellationToken cancel)
    {
        await RefuseRowsAsync(to, cancel);
        // SQLite: nobody else writes meanwhile. PostgreSQL: all tables as they were at one moment.
        await using var reading = await from.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await using var writing = await to.Database.BeginTransactionAsync(cancel);
        Dictionary<string, long> counts = [];
        foreach (var table in Table.AllOf(from.Model))
        {
            await table.CopyAsync(from, to, cancel);
            if (to is PostgresDatabase) await table.ContinueNumbersAsync(to, cancel);
            counts[table.Name] = await table.CountAsync(to, cancel);
            if (await table.DigestAsync(from, cancel) != await table.DigestAsync(to, cancel)) throw new ServiceException(Codes.BackupContradiction, $"The copy of the table {table.Name} is not what was copied. Nothing was kept.");
        }
        await writing.CommitAsync(cancel);
        return counts;
    }

    /// <exception cref="ServiceException">A table holds rows.</exception>
    internal static async Task RefuseRowsAsync(Database database, CancellationToken cancel)
    {
        foreach (var table in Table.AllOf(database.Model))
            if (await table.CountAsync(database, cancel) is > 0 and var rows) throw new ServiceException(Codes.BackupTargetNotEmpty, $"The database is not empty: its table {table.Name} holds {rows:N0} rows. Name an empty one.");
    }
}
