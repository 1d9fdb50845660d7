using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Reports;
using Touchstone.Service.Likeness;
using Touchstone.Service.Webhooks;

namespace Touchstone.Service.Platform;

/// <summary>All tables. Each feature describes its own and alone reads and writes them; <c>TableTests</c> guards that.</summary>
public abstract class Database(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can neither compare nor order its own form of such values; microseconds since 1970 both databases can.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Microseconds>();
        base.ConfigureConventions(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        AccountTables.Describe(builder);
        JournalTables.Describe(builder);
        IntakeTables.Describe(builder);
        AnalysisTables.Describe(builder);
        CaseTables.Describe(builder);
        ConsentTables.Describe(builder);
        WebhookTables.Describe(builder);
        LikenessTables.Describe(builder);
        ReportTables.Describe(builder);
    }

    private sealed class Microseconds() : ValueConverter<DateTimeOffset, long>(
        time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        stored => new DateTimeOffset(DateTimeOffset.UnixEpoch.Ticks + stored * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero));
}

/// <summary>The tables in a SQLite file.</summary>
internal sealed class SqliteDatabase(DbContextOptions<SqliteDatabase> options) : Database(options);

/// <summary>The tables in PostgreSQL.</summary>
internal sealed class PostgresDatabase(DbContextOptions<PostgresDatabase> options) : Database(options);
