using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Cases.Access;

/// <summary>Who may see a case, and who saw it.</summary>
public sealed class CaseAccess(IDbContextFactory<Database> databases, JournalStore journal, TimeProvider time) : IDisposable
{
    /// <summary>Most names a case is open to.</summary>
    public const int MostGrants = 100;

    // Reading on in a case is one look, not many.
    private static readonly TimeSpan LookLength = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _looks = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Who may see a case.</summary>
    public async Task<CaseOpenness> OfAsync(Guid subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var isRestricted = await database.Set<CaseRow>().AnyAsync(c => c.Id == subject && c.IsRestricted, cancel);
        return new CaseOpenness(isRestricted, await database.Set<CaseGrantRow>().Where(g => g.Case == subject).OrderBy(g => g.Grantee).Select(g => g.Grantee).ToListAsync(cancel));
    }

    /// <summary>Opens a case to everybody who reads cases, or to those named alone; whoever does it stays among them.</summary>
    /// <exception cref="ServiceException">Neither an administrator nor whoever opened the case asks, or a name is none.</exception>
    public Task SetAsync(Guid subject, CaseOpenness asked, ClaimsPrincipal user, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var (actor, isAdministrator) = (Actors.Of(user), user.IsInRole(Roles.Admin) || user.HasClaim(Permissions.ScopeClaim, Permissions.Administer));
        string[] grants = asked.Restricted ? [.. asked.To.Append(actor).Distinct().Order(StringComparer.Ordinal)] : [];
        if (grants.Length > MostGrants || !grants.All(IsName)) throw new ServiceException(Codes.ServiceInvalid, $"A case is open to up to {MostGrants} names of the form account:ID, key:ID or role:NAME; roles are {string.Join(", ", Roles.All)}.");
        return journal.WriteAsync(async (database, pen) =>
        {
            var row = await database.Set<CaseRow>().SingleAsync(c => c.Id == subject, cancel);
            if (!isAdministrator && row.OpenedBy != actor) throw new ServiceException(Codes.ServiceForbidden, "Who may see a case is said by whoever opened it, or by an administrator.");
            row.IsRestricted = asked.Restricted;
            await database.Set<CaseGrantRow>().Where(g => g.Case == subject).ExecuteDeleteAsync(cancel);
            database.AddRange(grants.Select(g => new CaseGrantRow { Case = subject, Grantee = g }));
            pen.Write(actor, JournalKinds.CaseAccessSet, subject.ToString(), new JsonObject { ["restricted"] = asked.Restricted, ["to"] = new JsonArray([.. grants.Select(g => (JsonNode)g)]) });
            return 0;
        }, cancel);
    }

    /// <summary>Notes that someone looks at a case, once in ten minutes.</summary>
    public async Task NoteAsync(Guid subject, ClaimsPrincipal user, CancellationToken cancel)
    {
        var actor = Actors.Of(user);
        var now = time.GetUtcNow();
        if (_looks.TryGetValue((subject, actor), out DateTimeOffset until) && now < until) return;
        await journal.WriteAsync(async (database, pen) =>
        {
            // Another node may have noted it, or this one before it was started again.
            if (!await JournalReader.HoldsAsync(database, subject.ToString(), JournalKinds.CaseViewed, actor, now - LookLength, cancel)) pen.Write(actor, JournalKinds.CaseViewed, subject.ToString(), new JsonObject());
            return 0;
        }, cancel);
        _looks.Set((subject, actor), now + LookLength, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = LookLength });
    }

    /// <summary>Those of these cases that are restricted.</summary>
    internal static async Task<IReadOnlySet<string>> RestrictedAsync(Database database, IEnumerable<string?> subjects, CancellationToken cancel)
    {
        var ids = subjects.Select(s => Guid.TryParse(s, out var id) ? id : Guid.Empty).Distinct().ToList();
        return (await database.Set<CaseRow>().Where(c => ids.Contains(c.Id) && c.IsRestricted).Select(c => c.Id).ToListAsync(cancel)).Select(id => id.ToString()).ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _looks.Dispose();

    private static bool IsName(string name) => name.Split(':') switch
    {
        ["role", var role] => Roles.All.Contains(role),
        ["account" or "key", var id] => Guid.TryParseExact(id, "D", out _),
        _ => false,
    };
}

/// <summary>Who may see a case.</summary>
/// <param name="Restricted">False: everybody who reads cases. True: those named, administrators and auditors.</param>
/// <param name="To">Names of the form account:ID, key:ID or role:NAME.</param>
public sealed record CaseOpenness(bool Restricted, IReadOnlyList<string> To);
