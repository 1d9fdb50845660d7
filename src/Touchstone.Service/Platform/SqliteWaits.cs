using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Touchstone.Service.Platform;

/// <summary>Has SQLite itself wait for another writer: it looks again after a millisecond, then after a few more, where the library sleeps for 150 ms each time.</summary>
internal sealed class SqliteWaits : DbConnectionInterceptor
{
    // As long as the library waits, see DatabaseSetup.SqliteText.
    private const int PatienceMs = 30_000;

    /// <summary>Makes such connections for whoever does not come through the tables: the scheduler.</summary>
    internal static DbProviderFactory Factory { get; } = new Connections();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private static void Set(SqliteConnection connection) => raw.sqlite3_busy_timeout(connection.Handle, PatienceMs);

    private sealed class Connections : DbProviderFactory
    {
        public override DbConnection CreateConnection() => new Connection();

        public override DbCommand CreateCommand() => SqliteFactory.Instance.CreateCommand();

        public override DbParameter CreateParameter() => SqliteFactory.Instance.CreateParameter();
    }

    private sealed class Connection : SqliteConnection
    {
        public override void Open()
        {
            base.Open();
            Set(this);
        }
    }
}
