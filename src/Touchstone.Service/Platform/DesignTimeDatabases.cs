using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts;

namespace Touchstone.Service.Platform;

/// <summary>For <c>dotnet ef migrations add</c> alone: neither address is ever opened.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteDatabase>
{
    public SqliteDatabase CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite("Data Source=:memory:").UseApplicationServiceProvider(Services).Options);

    // The form of the accounts' tables is an option of theirs.
    internal static IServiceProvider Services { get; } = new ServiceCollection().Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(AccountSetup.Describe).BuildServiceProvider();
}

/// <summary>The same for PostgreSQL.</summary>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresDatabase>
{
    public PostgresDatabase CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresDatabase>().UseNpgsql("Host=localhost").UseApplicationServiceProvider(DesignTimeSqlite.Services).Options);
}
