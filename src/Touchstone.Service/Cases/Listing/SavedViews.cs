using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Cases.Listing;

/// <summary>Views of the list that people keep for themselves. They change no case, so no line of the journal tells of them.</summary>
public sealed class SavedViews(IDbContextFactory<Database> databases, JournalStore journal)
{
    /// <summary>Most characters of a name, and views of one person.</summary>
    public const int LongestName = 40, Most = 20;

    /// <summary>The views of a person, in the order of their names.</summary>
    public async Task<IReadOnlyList<SavedView>> OfAsync(string actor, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<SavedViewRow>().AsNoTracking().Where(v => v.Actor == actor).OrderBy(v => v.Name).Select(v => new SavedView(v.Id, v.Name, v.Query)).ToListAsync(cancel);
    }

    /// <summary>Keeps a view; one of the same name is replaced.</summary>
    /// <exception cref="ServiceException">The name is empty or too long, or there are as many as may be.</exception>
    public Task SaveAsync(string actor, string name, CaseQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(query);
        var said = name.Trim();
        if (said.Length is 0 or > LongestName) throw new ServiceException(Codes.ServiceInvalid, $"The name of a view has 1 to {LongestName} characters.");
        return journal.WriteAsync(async (database, pen) =>
        {
            var own = await database.Set<SavedViewRow>().Where(v => v.Actor == actor).ToListAsync(cancel);
            if (own.Find(v => v.Name == said) is { } same) same.Query = query.ToQuery();
            else if (own.Count >= Most) throw new ServiceException(Codes.ServiceInvalid, $"There are {Most} views already, which is as many as one person keeps. Remove one first.");
            else database.Add(new SavedViewRow { Id = Guid.CreateVersion7(pen.Now), Actor = actor, Name = said, Query = query.ToQuery() });
            return 0;
        }, cancel);
    }

    /// <summary>Gives a view up.</summary>
    public Task RemoveAsync(string actor, Guid id, CancellationToken cancel) =>
        journal.WriteAsync((database, _) => database.Set<SavedViewRow>().Where(v => v.Id == id && v.Actor == actor).ExecuteDeleteAsync(cancel), cancel);
}

/// <summary>A view of the list with a name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">The part of the list's address after "?".</param>
public sealed record SavedView(Guid Id, string Name, string Query);
