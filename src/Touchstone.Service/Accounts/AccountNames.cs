using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Accounts.Keys;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts;

/// <summary>The names behind the ids that the journal holds, for people to read.</summary>
public sealed class AccountNames(IDbContextFactory<Database> databases)
{
    /// <summary>All people, by name.</summary>
    public async Task<IReadOnlyList<(string Actor, string Name)>> PeopleAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var people = await database.Users.AsNoTracking().OrderBy(u => u.DisplayName).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancel);
        return [.. people.Select(p => (Actors.Of(p.Id), p.DisplayName))];
    }

    /// <summary>Names by actor; an actor whose account is gone has none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> actors, CancellationToken cancel)
    {
        var asked = actors.ToHashSet(StringComparer.Ordinal);
        var ids = asked.Select(a => Guid.TryParse(a[(a.IndexOf(':', StringComparison.Ordinal) + 1)..], out var id) ? id : Guid.Empty).ToList();
        await using var database = await databases.CreateDbContextAsync(cancel);
        var people = await database.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancel);
        var keys = await database.Set<ApiKeyRow>().AsNoTracking().Where(k => ids.Contains(k.Id)).Select(k => new { k.Id, k.Name }).ToListAsync(cancel);
        var names = people.ToDictionary(p => Actors.Of(p.Id), p => p.DisplayName, StringComparer.Ordinal);
        foreach (var key in keys) names[$"key:{key.Id}"] = $"key “{key.Name}”";
        names[Actors.System] = "the service";
        return names;
    }
}
