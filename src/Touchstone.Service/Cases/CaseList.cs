using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Cases;

/// <summary>A case as lists and other features see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number, for people.</param>
/// <param name="Title">Name of the file as given.</param>
/// <param name="Sha256">Digest of the specimen.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Kind">Kind of the media.</param>
/// <param name="Format">Name of the format.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Progress">Where its examination stands.</param>
/// <param name="Outcome">The decision, once there is one.</param>
/// <param name="Sentence">The decision in one sentence.</param>
/// <param name="Code">Code of a fault, or null.</param>
public sealed record CaseSummary(
    Guid Id, string Number, string Title, string Sha256, long Bytes, MediaKind Kind, string Format, DateTimeOffset OpenedAt, ExaminationState Progress, Outcome? Outcome, string? Sentence, string? Code)
{
    /// <summary>Where the findings that stand out point, in one sentence; empty where no method could read the file.</summary>
    public string? StandsOut { get; init; }

    /// <summary>Whether it is open to some alone.</summary>
    public bool Restricted { get; init; }

    internal static CaseSummary Of(CaseRow row) => new(
        row.Id, CaseBook.NumberOf(row.Year, row.Ordinal), row.Title, row.Sha256, row.Bytes, row.Kind, row.Format, row.OpenedAt, row.Progress, row.Outcome, row.Sentence, row.Code) { Restricted = row.IsRestricted, StandsOut = row.StandsOut };
}

/// <summary>Finds cases.</summary>
public sealed class CaseList(IDbContextFactory<Database> databases)
{
    // Of a content that came in more often than this, the newest are enough.
    private const int MostOfContents = 1000;

    // Asked most often: compiled once.
    private readonly Func<Database, Guid, CancellationToken, Task<CaseRow?>> _byId = EF.CompileAsyncQuery((Database database, Guid id, CancellationToken cancel) =>
        database.Set<CaseRow>().AsNoTracking().SingleOrDefault(c => c.Id == id));

    private readonly Func<Database, string, CancellationToken, Task<bool>> _anyOpen = EF.CompileAsyncQuery((Database database, string sha256, CancellationToken cancel) =>
        database.Set<CaseRow>().Any(c => c.Sha256 == sha256 && !c.IsRestricted));

    private readonly Func<Database, int, IAsyncEnumerable<CaseRow>> _newest = EF.CompileAsyncQuery((Database database, int count) =>
        database.Set<CaseRow>().AsNoTracking().OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(count));

    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>One case, or null where there is none that this viewer may see.</summary>
    public async Task<CaseSummary?> FindAsync(Guid id, CaseViewer viewer, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await _byId(database, id, cancel) is { } row && await row.AdmitsAsync(database, viewer, cancel) ? CaseSummary.Of(row) : null;
    }

    /// <summary>One case by its number, or null where there is none that this viewer may see.</summary>
    public async Task<CaseSummary?> FindAsync(string number, CaseViewer viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (CaseQuery.NumberIn(number) is not var (y, o)) return null;
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<CaseRow>().AsNoTracking().For(database, viewer).SingleOrDefaultAsync(c => c.Year == y && c.Ordinal == o, cancel) is { } row ? CaseSummary.Of(row) : null;
    }

    /// <summary>Cases, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="viewer">For whom; cases they may not see are left out.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<CaseSummary>> ListAsync(CaseQuery query, CaseViewer viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (query is { IsNarrowed: false, After: null, Before: null })
        {
            var newest = await _newest(database, query.Count).ToListAsync(cancel);
            // Where one of them is not for everybody, the general question says who may see it.
            if (viewer.SeesAll || !newest.Exists(c => c.IsRestricted)) return [.. newest.Select(CaseSummary.Of)];
        }
        var rows = Narrowed(database, query, viewer);
        return [.. (await rows.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(query.Count).ToListAsync(cancel)).Select(CaseSummary.Of)];
    }

    /// <summary>Whether some case is on this content which this viewer may see.</summary>
    internal async Task<bool> SeesAsync(string content, CaseViewer viewer, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await _anyOpen(database, content, cancel) || await database.Set<CaseRow>().For(database, viewer).AnyAsync(c => c.Sha256 == content, cancel);
    }

    /// <summary>Those of these contents that some case is on which this viewer may see.</summary>
    internal async Task<IReadOnlySet<string>> SeenAsync(IEnumerable<string> contents, CaseViewer viewer, CancellationToken cancel)
    {
        var asked = contents.Distinct().ToList();
        await using var database = await databases.CreateDbContextAsync(cancel);
        return (await database.Set<CaseRow>().AsNoTracking().For(database, viewer).Where(c => asked.Contains(c.Sha256)).Select(c => c.Sha256).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>These cases as they stand now, in no order.</summary>
    public async Task<IReadOnlyList<CaseSummary>> FindAsync(IReadOnlyCollection<Guid> ids, CaseViewer viewer, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [.. (await database.Set<CaseRow>().AsNoTracking().For(database, viewer).Where(c => ids.Contains(c.Id)).ToListAsync(cancel)).Select(CaseSummary.Of)];
    }

    /// <summary>The cases on these contents, the newest of each first.</summary>
    public async Task<ILookup<string, CaseSummary>> OfContentsAsync(IReadOnlyCollection<string> sha256, CaseViewer viewer, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.Set<CaseRow>().AsNoTracking().For(database, viewer).Where(c => sha256.Contains(c.Sha256)).OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(MostOfContents).ToListAsync(cancel);
        return rows.Select(CaseSummary.Of).ToLookup(c => c.Sha256);
    }

    /// <summary>A case now and whenever it has changed, until its examination has ended.</summary>
    public async IAsyncEnumerable<CaseSummary> WatchAsync(Guid id, CaseViewer viewer, TimeProvider time, [EnumeratorCancellation] CancellationToken cancel)
    {
        CaseSummary? told = null;
        using var timer = new PeriodicTimer(WatchEvery, time);
        do
        {
            if (await FindAsync(id, viewer, cancel) is not { } now) yield break;
            if (now != told) yield return told = now;
            if (now.Progress is not (ExaminationState.Queued or ExaminationState.Running)) yield break;
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private static IQueryable<CaseRow> Narrowed(Database database, CaseQuery query, CaseViewer viewer)
    {
        var rows = database.Set<CaseRow>().AsNoTracking().For(database, viewer);
        if (query.Outcome is { } outcome) rows = rows.Where(c => c.Outcome == outcome);
        if (query.Kind is { } kind) rows = rows.Where(c => c.Kind == kind);
        if (query.Progress is { } progress) rows = rows.Where(c => c.Progress == progress);
        if (query.Tag is { } tag)
        {
            var tagged = CaseNotes.Tagged(database, tag);
            rows = rows.Where(c => tagged.Contains(c.Id));
        }
        if (query.Text is { Length: > 0 } text) rows = CaseQuery.NumberIn(text) is var (year, ordinal) ? rows.Where(c => c.Year == year && c.Ordinal == ordinal) : Said(rows, text);
        // The first comparison alone lets the index begin at the place; the second settles cases opened at the same time.
        if (query.After is { } after) rows = rows.Where(c => c.OpenedAt <= after.OpenedAt && (c.OpenedAt < after.OpenedAt || c.Id.CompareTo(after.Id) < 0));
        if (query.Before is { } before) rows = rows.Where(c => c.OpenedAt >= before.OpenedAt && (c.OpenedAt > before.OpenedAt || c.Id.CompareTo(before.Id) > 0));
        return rows;
    }

    private static IQueryable<CaseRow> Said(IQueryable<CaseRow> rows, string text)
    {
        var (title, digest) = ("%" + Escaped(text) + "%", Escaped(text) + "%");
        return rows.Where(c => EF.Functions.Like(c.Title.ToLower(), title, "\\") || EF.Functions.Like(c.Sha256, digest, "\\"));
    }

    private static string Escaped(string text) => text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
