using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Accounts.Keys;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Accounts;

/// <summary>The names behind the ids that the journal holds, for people to read.</summary>
public sealed class AccountNames(IDbContextFactory<Database> databases)
{
    private static readonly (string Actor, string Name)[] Others = [(Actors.System, "the service"), (Actors.Nobody, "somebody unknown")];

    /// <summary>All people, by name.</summary>
    public async Task<IReadOnlyList<(string Actor, string Name)>> PeopleAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var people = await database.Users.AsNoTracking().OrderBy(u => u.DisplayName).Select(u => new { u.Id, u.DisplayName }).ToListAsync(cancel);
        return [.. people.Select(p => (Actors.Of(p.Id), p.DisplayName))];
    }

    /// <summary>All who can stand in a line as having done something: people by name, keys by theirs, and those who are neither.</summary>
    public async Task<IReadOnlyList<(string Actor, string Name)>> ActorsAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var keys = await database.Set<ApiKeyRow>().AsNoTracking().OrderBy(k => k.Name).Select(k => new { k.Id, k.Name }).ToListAsync(cancel);
        return [.. await PeopleAsync(cancel), .. keys.Select(k => ($"key:{k.Id}", NameOfKey(k.Name))), .. Others];
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
        foreach (var key in keys) names[$"key:{key.Id}"] = NameOfKey(key.Name);
        foreach (var (actor, name) in Others) names[actor] = name;
        return names;
    }

    private static string NameOfKey(string name) => $"key “{name}”";
}
