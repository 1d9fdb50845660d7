using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Journal;

/// <summary>Reads lines as they are stored; needs no key.</summary>
public sealed class JournalReader(IDbContextFactory<Database> databases)
{
    /// <summary>Number of the first line about a case, or null where there is none.</summary>
    public async Task<long?> FirstOfAsync(string subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<JournalRow>().Where(r => r.Subject == subject).MinAsync(r => (long?)r.Sequence, cancel);
    }

    /// <summary>The last line.</summary>
    internal async Task<JournalHead> LastAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var last = await database.Set<JournalRow>().AsNoTracking().OrderByDescending(r => r.Sequence).Select(r => new { r.Sequence, r.Hash, r.At }).FirstOrDefaultAsync(cancel);
        return last is null ? JournalHead.Empty : new JournalHead(last.Sequence, Convert.ToHexStringLower(last.Hash), last.At);
    }

    /// <summary>The public keys the journal was signed with, in their order.</summary>
    internal async Task<IReadOnlyList<byte[]>> KeysAsync(CancellationToken cancel) => [.. (await KeysByLineAsync(cancel)).Select(k => k.Key)];

    /// <summary>The same with the number of the line that names each: from the line after it on a key signs, the first from its own on.</summary>
    internal async Task<IReadOnlyList<(long Line, byte[] Key)>> KeysByLineAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var naming = database.Set<JournalRow>().AsNoTracking().Where(r => r.Kind == JournalKinds.JournalBegun || r.Kind == JournalKinds.KeyChanged);
        var lines = await naming.OrderBy(r => r.Sequence).Select(r => new { r.Sequence, r.Body }).ToListAsync(cancel);
        return [.. lines.Select(l => (l.Sequence, Key: JournalKeys.NamedBy(JournalEntry.Read(l.Body)))).Where(l => l.Key is not null).Select(l => (l.Sequence, l.Key!))];
    }

    /// <summary>Who looked at a case: how often, looks within ten minutes being one, and when last; the last first.</summary>
    internal async Task<IReadOnlyList<CaseLook>> LooksAsync(string subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<JournalRow>().AsNoTracking().Where(r => r.Subject == subject && r.Kind == JournalKinds.CaseViewed).GroupBy(r => r.Actor)
            .Select(g => new { Actor = g.Key, Times = g.Count(), Last = g.Max(r => r.Sequence) })
            .Join(database.Set<JournalRow>(), g => g.Last, r => r.Sequence, (g, r) => new { g.Actor, g.Times, g.Last, r.At }).OrderByDescending(g => g.Last)
            .Select(g => new CaseLook(g.Actor, g.Times, g.At)).ToListAsync(cancel);
    }

    /// <summary>The end of the journal as it was at a line; null where there is none of this number.</summary>
    internal async Task<JournalHead?> AtAsync(long sequence, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var line = await database.Set<JournalRow>().AsNoTracking().Where(r => r.Sequence == sequence).Select(r => new { r.Sequence, r.Hash, r.At }).SingleOrDefaultAsync(cancel);
        return line is null ? null : new JournalHead(line.Sequence, Convert.ToHexStringLower(line.Hash), line.At);
    }

    /// <summary>Whether someone left a line of a kind about a case since a moment.</summary>
    internal static async Task<bool> HoldsAsync(Database database, string subject, string kind, string actor, DateTimeOffset since, CancellationToken cancel) =>
        await database.Set<JournalRow>().AnyAsync(r => r.Subject == subject && r.Kind == kind && r.Actor == actor && r.At > since, cancel);

    /// <summary>All lines from one on, in the order of their numbers.</summary>
    /// <param name="from">Number of the first.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<JournalLine> LinesAsync(long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await foreach (var row in database.Set<JournalRow>().AsNoTracking().Where(r => r.Sequence >= from).OrderBy(r => r.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
            yield return new JournalLine(row.Body, row.Hash, row.Signature) { Columns = new JournalColumns(row.Sequence, row.At, row.Actor, row.Kind, row.Subject) };
    }
}

/// <summary>That someone looked at a case.</summary>
/// <param name="Actor">Who, as the journal names them.</param>
/// <param name="Times">How often; looks within ten minutes are one.</param>
/// <param name="Last">When the last of them began.</param>
internal sealed record CaseLook(string Actor, int Times, DateTimeOffset Last);
