using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Service.Analysis;
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
    internal static CaseSummary Of(CaseRow row) => new(
        row.Id, CaseBook.NumberOf(row.Year, row.Ordinal), row.Title, row.Sha256, row.Bytes, row.Kind, row.Format, row.OpenedAt, row.Progress, row.Outcome, row.Sentence, row.Code);
}

/// <summary>Finds cases.</summary>
public sealed class CaseList(IDbContextFactory<Database> databases)
{
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>One case, or null.</summary>
    public async Task<CaseSummary?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) is { } row ? CaseSummary.Of(row) : null;
    }

    /// <summary>One case by its number, or null.</summary>
    public async Task<CaseSummary?> FindAsync(string number, CancellationToken cancel)
    {
        if (number?.Split('-') is not ["C", var year, var ordinal] || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) || !int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out var o)) return null;
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Year == y && c.Ordinal == o, cancel) is { } row ? CaseSummary.Of(row) : null;
    }

    /// <summary>Cases, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<CaseSummary>> ListAsync(CaseQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Set<CaseRow>().AsNoTracking();
        if (query.Outcome is { } outcome) rows = rows.Where(c => c.Outcome == outcome);
        if (query.Kind is { } kind) rows = rows.Where(c => c.Kind == kind);
        if (query.Text is { Length: > 0 } text) rows = rows.Where(c => EF.Functions.Like(c.Title.ToLower(), "%" + Escaped(text) + "%", "\\") || c.Sha256 == text);
        if (query.After is { } after) rows = rows.Where(c => c.OpenedAt < after.OpenedAt || c.OpenedAt == after.OpenedAt && c.Id.CompareTo(after.Id) < 0);
        return [.. (await rows.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(query.Count).ToListAsync(cancel)).Select(CaseSummary.Of)];
    }

    /// <summary>A case now and whenever it has changed, until its examination has ended.</summary>
    public async IAsyncEnumerable<CaseSummary> WatchAsync(Guid id, TimeProvider time, [EnumeratorCancellation] CancellationToken cancel)
    {
        CaseSummary? told = null;
        using var timer = new PeriodicTimer(WatchEvery, time);
        do
        {
            if (await FindAsync(id, cancel) is not { } now) yield break;
            if (now != told) yield return told = now;
            if (now.Progress is not (ExaminationState.Queued or ExaminationState.Running)) yield break;
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    private static string Escaped(string text) => text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>Which cases.</summary>
/// <param name="Text">Part of the title, or a whole digest; null for all.</param>
/// <param name="Outcome">Decision, or null for all.</param>
/// <param name="Kind">Kind of the media, or null for all.</param>
/// <param name="After">Behind which place of the list, or null for its beginning.</param>
/// <param name="Count">How many at most, 1 to 200.</param>
public sealed record CaseQuery(string? Text = null, Outcome? Outcome = null, MediaKind? Kind = null, CaseCursor? After = null, int Count = 50)
{
    /// <summary>Longest text looked for.</summary>
    public const int LongestText = 200;
}
