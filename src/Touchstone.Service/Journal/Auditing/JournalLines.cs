using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Journal.Auditing;

/// <summary>Finds lines of the journal across all cases, newest first, a page at a time.</summary>
public sealed class JournalLines(IDbContextFactory<Database> databases, JournalReader reader, CaseList cases, AccountNames names)
{
    /// <summary>Most lines of a page.</summary>
    public const int MostPerPage = 500;

    /// <summary>Lines, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="viewer">For whom; lines about cases they may not see are left out.</param>
    /// <param name="prove">Whether each line is held against its key and the line before.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ServiceException">There is no case of that number that this viewer may see.</exception>
    public async Task<JournalPart> FindAsync(JournalQuery query, CaseViewer viewer, bool prove, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(viewer);
        var subject = query.Case is { } number ? (await CaseAsync(number, viewer, cancel)).ToString() : null;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var (from, before) = await BoundsAsync(database, query, cancel);
        var rows = await Narrowed(database, query, subject, from, before).ToListAsync(cancel);
        var proof = prove ? await LineProof.OfAsync(database, reader, rows, cancel) : null;
        var items = await ItemsAsync(rows, viewer, proof, cancel);
        return new JournalPart(items, rows.Count == query.Count ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The rows of a page. One kind after another, each from its index: neither database finds several kinds in the order of lines that way by itself.</summary>
    internal static IQueryable<JournalRow> Narrowed(Database database, JournalQuery query, string? subject, long from, long before)
    {
        var rows = database.Set<JournalRow>().AsNoTracking().Where(r => r.Sequence >= from && r.Sequence < before);
        if (query.Who is { } who) rows = rows.Where(r => r.Actor == who);
        if (subject is not null) rows = rows.Where(r => r.Subject == subject);
        if (query.Group is { } group)
        {
            var kinds = KindGroups.Of(group);
            // Of one case there are few lines: they are looked through.
            rows = subject is not null ? rows.Where(r => kinds.Contains(r.Kind)) : kinds.Select(kind => Newest(rows.Where(r => r.Kind == kind), query.Count)).Aggregate(Queryable.Concat);
        }
        return Newest(rows, query.Count);
    }

    private static IQueryable<JournalRow> Newest(IQueryable<JournalRow> rows, int count) => rows.OrderByDescending(r => r.Sequence).Take(count);

    private async Task<Guid> CaseAsync(string number, CaseViewer viewer, CancellationToken cancel)
    {
        var found = Guid.TryParse(number, out var id) ? await cases.FindAsync(id, viewer, cancel) : await cases.FindAsync(number, viewer, cancel);
        return found?.Id ?? throw new ServiceException(Codes.ServiceNotFound, "There is no such case.");
    }

    /// <summary>The period as numbers: time never runs backwards in the journal.</summary>
    private static async Task<(long From, long Before)> BoundsAsync(Database database, JournalQuery query, CancellationToken cancel)
    {
        async Task<long> FirstAsync(DateOnly day)
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return await database.Set<JournalRow>().Where(r => r.At >= start).OrderBy(r => r.At).ThenBy(r => r.Sequence).Select(r => (long?)r.Sequence).FirstOrDefaultAsync(cancel) ?? long.MaxValue;
        }
        var from = query.From is { } first ? await FirstAsync(first) : 0;
        var end = query.Until is { } last && last < DateOnly.MaxValue ? await FirstAsync(last.AddDays(1)) : long.MaxValue;
        return (from, Math.Min(end, query.Before ?? long.MaxValue));
    }

    private async Task<IReadOnlyList<JournalItem>> ItemsAsync(List<JournalRow> rows, CaseViewer viewer, LineProof? proof, CancellationToken cancel)
    {
        var read = rows.ConvertAll(r => (Row: r, Line: Read(r)));
        var ids = rows.Select(r => Guid.TryParse(r.Subject, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        var seen = (await cases.FindAsync(ids, viewer, cancel)).ToDictionary(c => c.Id.ToString(), StringComparer.Ordinal);
        if (!viewer.SeesAll)
        {
            var contents = await cases.SeenAsync(read.Select(r => ContentOf(r.Line)).OfType<string>(), viewer, cancel);
            read.RemoveAll(r => (r.Row.Subject is { } subject && !seen.ContainsKey(subject)) || (ContentOf(r.Line) is { } content && !contents.Contains(content)));
        }
        var known = await names.OfAsync(read.SelectMany(r => JournalWords.Actors(r.Line)), cancel);
        var words = new JournalWords(actor => known.GetValueOrDefault(actor, actor));
        return [.. read.Select(r => new JournalItem(r.Row.Sequence, r.Line.At, r.Line.Actor, known.GetValueOrDefault(r.Line.Actor), r.Line.Kind, words.Of(r.Line),
            Guid.TryParse(r.Row.Subject, out var id) ? id : null, seen.GetValueOrDefault(r.Row.Subject ?? "")?.Number, r.Line.Data, r.Line.Key,
            Convert.ToHexStringLower(r.Row.Hash), Convert.ToHexStringLower(r.Row.Signature), proof?.Holds(r.Row)))];
    }

    /// <summary>The content that a line without a case speaks of.</summary>
    private static string? ContentOf(JournalEntry line) => line.Kind == JournalKinds.SpecimenDeleted ? line.DataText("sha256") : null;

    // A body that is none is shown as what the table says, and does not hold.
    private static JournalEntry Read(JournalRow row)
    {
        try
        {
            return JournalEntry.Read(row.Body);
        }
        catch (JournalException)
        {
            return new JournalEntry(row.Sequence, row.At, row.Actor, row.Kind, row.Subject, [], "");
        }
    }
}
