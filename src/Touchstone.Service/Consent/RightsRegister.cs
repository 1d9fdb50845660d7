using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Consent;

/// <summary>Records rights and finds what may be kept no longer.</summary>
public sealed class RightsRegister(IDbContextFactory<Database> databases, JournalStore journal, TimeProvider time)
{
    /// <summary>Records the rights in a case's material; an older record stays, and counts no more.</summary>
    /// <exception cref="ServiceException">The record is not as it has to be.</exception>
    public Task RecordAsync(Guid subject, string sha256, Rights rights, string actor, CancellationToken cancel) =>
        journal.WriteAsync(async (database, pen) =>
        {
            await RecordAsync(database, pen, subject, sha256, rights, actor, cancel);
            return 0;
        }, cancel);

    /// <summary>The rights that count for a case, or null while none are recorded.</summary>
    public async Task<Rights?> OfAsync(Guid subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Set<RightsRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Case == subject && r.IsNewest, cancel);
        return row is null ? null : new Rights(row.Basis, row.Source, row.ConsentedBy, row.ExpiresAt, row.Restrictions);
    }

    /// <summary>Contents whose every ground has ended: those that no case may keep any longer.</summary>
    internal async Task<IReadOnlyList<string>> EndedAsync(int count, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancel);
        // What was deleted long ago must not take the place of what ends today.
        var held = Disposal.Held(database);
        var newest = database.Set<RightsRow>().AsNoTracking().Where(r => r.IsNewest && held.Contains(r.Sha256));
        return await newest.Where(r => r.ExpiresAt != null && r.ExpiresAt <= now && !newest.Any(o => o.Sha256 == r.Sha256 && (o.ExpiresAt == null || o.ExpiresAt > now)))
            .Select(r => r.Sha256).Distinct().OrderBy(s => s).Take(count).ToListAsync(cancel);
    }

    /// <summary>What the table says of the newest rights of every case.</summary>
    internal static async IAsyncEnumerable<StateFact> FactsAsync(Database database)
    {
        await foreach (var row in database.Set<RightsRow>().AsNoTracking().Where(r => r.IsNewest).AsAsyncEnumerable())
            yield return new StateFact(row.Case.ToString(), "rights", $"{row.Id} {row.Basis} {CaseFold.Time(row.ExpiresAt)} {TextDigest.Of(row.Salt, row.Source, row.ConsentedBy, row.Restrictions)}");
    }

    internal static async Task RecordAsync(Database database, JournalPen pen, Guid subject, string sha256, Rights rights, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(rights);
        if (rights.Problem() is { } problem) throw new ServiceException(Codes.ServiceInvalid, problem);
        foreach (var older in await database.Set<RightsRow>().Where(r => r.Case == subject && r.IsNewest).ToListAsync(cancel)) older.IsNewest = false;
        var row = new RightsRow
        {
            Id = Guid.CreateVersion7(pen.Now), Case = subject, Sha256 = sha256, Basis = rights.Basis, Source = rights.Source.Trim(), ConsentedBy = rights.ConsentedBy.Trim(), ExpiresAt = rights.ExpiresAt,
            Restrictions = rights.Restrictions.Trim(), Salt = TextDigest.NewSalt(), RecordedAt = pen.Now, IsNewest = true,
        };
        database.Add(row);
        pen.Write(actor, JournalKinds.RightsRecorded, subject.ToString(), new JsonObject
        {
            ["rights"] = row.Id.ToString(), ["basis"] = rights.Basis.ToString(), ["expires"] = rights.ExpiresAt?.ToString("O"), ["texts"] = TextDigest.Of(row.Salt, row.Source, row.ConsentedBy, row.Restrictions),
        });
    }
}
