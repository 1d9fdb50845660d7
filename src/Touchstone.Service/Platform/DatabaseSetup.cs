using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Touchstone.Service.Platform;

/// <summary>Which database, and its migrations.</summary>
internal static class DatabaseSetup
{
    internal static void AddDatabase(this IServiceCollection services, ServiceOptions options)
    {
        services.Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(Accounts.AccountSetup.Describe);
        // Used again: making one takes longer than most questions it is made for.
        if (options.Database is { } address)
        {
            services.AddPooledDbContextFactory<PostgresDatabase>(b => b.UseNpgsql(ConnectionText.Of(address)));
            services.AddSingleton<IDbContextFactory<Database>, Contexts<PostgresDatabase>>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteDatabase>(b => b.UseSqlite(SqliteText(options.DatabaseFile)).AddInterceptors(new SqliteWaits()));
            services.AddSingleton<IDbContextFactory<Database>, Contexts<SqliteDatabase>>();
        }
        services.AddScoped(p => p.GetRequiredService<IDbContextFactory<Database>>().CreateDbContext());
    }

    /// <summary>The file's connection string; a writer waits for another, 30 seconds at most.</summary>
    internal static string SqliteText(string file) => new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, ForeignKeys = true }.ConnectionString;

    /// <summary>Brings the tables to this version; returns the names of the migrations that were applied.</summary>
    internal static async Task<IReadOnlyList<string>> MigrateAsync(IDbContextFactory<Database> databases, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var pending = (await database.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (pending.Count > 0) await database.Database.MigrateAsync(cancel);
        // Readers and one writer side by side; the setting stays in the file.
        if (database is SqliteDatabase) await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        return pending;
    }

    private sealed class Contexts<T>(IDbContextFactory<T> factory) : IDbContextFactory<Database> where T : Database
    {
        public Database CreateDbContext() => factory.CreateDbContext();
    }
}
