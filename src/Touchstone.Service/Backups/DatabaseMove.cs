using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Hosting;

namespace Touchstone.Service.Backups;

/// <summary>From the SQLite file to PostgreSQL, with everything that waits. The file is set aside, never deleted.</summary>
public static class DatabaseMove
{
    /// <summary>Moves.</summary>
    /// <param name="options">The folder with the SQLite file.</param>
    /// <param name="target">An empty database, postgres://…</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up; the target stays empty then.</param>
    /// <exception cref="ServiceException">The service runs, the target holds rows, or the copy is not what was copied.</exception>
    public static async Task<MoveReport> RunAsync(ServiceOptions options, string target, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var there = options with { Database = target };
        IReadOnlyDictionary<string, long> rows;
        OpenedService.RefuseMissing(options);
        using var alone = FolderLock.Take(options.DataFolder);
        await using (var old = OpenedService.Empty(options))
        {
            await using var from = await old.Databases.CreateDbContextAsync(cancel);
            (await DatabaseState.OfAsync(from, cancel)).RefuseOthers();
            await DatabaseState.MigrateAsync(there, cancel);
            await using var opened = OpenedService.Empty(there);
            await using var to = await opened.Databases.CreateDbContextAsync(cancel);
            rows = await TableCopy.RunAsync(from, to, cancel);
        }
        var journal = await JournalCheck.RunAsync(there, null, cancel);
        var noted = journal.Holds && await OutsideLine.WriteAsync(there, JournalKinds.DatabaseMoved, new JsonObject { ["rows"] = rows.Values.Sum() }, time, cancel);
        // A service started without --database would begin a second journal in the old file.
        if (journal.Holds) SetAside(options);
        return new MoveReport(rows, journal, options.MovedDatabaseFile) { IsNoted = noted };
    }

    private static void SetAside(ServiceOptions options)
    {
        using (var connection = new SqliteConnection(DatabaseSetup.SqliteText(options.DatabaseFile)))
        {
            // One file again, without the log beside it.
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE";
            command.ExecuteNonQuery();
        }
        SqliteConnection.ClearAllPools();
        File.Move(options.DatabaseFile, options.MovedDatabaseFile);
    }
}

/// <summary>What was moved.</summary>
/// <param name="Rows">Rows by table, the same on both sides.</param>
/// <param name="Journal">The check of the journal in the new database.</param>
/// <param name="SetAside">Where the SQLite file lies now, if the journal holds.</param>
public sealed record MoveReport(IReadOnlyDictionary<string, long> Rows, JournalReport Journal, string SetAside)
{
    /// <summary>Whether the journal goes on with a line about it; not without its key.</summary>
    public bool IsNoted { get; init; }
}
