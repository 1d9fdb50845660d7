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
    internal async Task<IReadOnlyList<byte[]>> KeysAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var naming = database.Set<JournalRow>().AsNoTracking().Where(r => r.Kind == JournalKinds.JournalBegun || r.Kind == JournalKinds.KeyChanged);
        return [.. (await naming.OrderBy(r => r.Sequence).Select(r => r.Body).ToListAsync(cancel)).Select(b => JournalKeys.NamedBy(JournalEntry.Read(b))).OfType<byte[]>()];
    }

    /// <summary>Whether someone left a line of a kind about a case since a moment.</summary>
    internal static async Task<bool> HoldsAsync(Database database, string subject, string kind, string actor, DateTimeOffset since, CancellationToken cancel)
    {
        var bodies = await database.Set<JournalRow>().AsNoTracking().Where(r => r.Subject == subject && r.Kind == kind && r.At > since).Select(r => r.Body).ToListAsync(cancel);
        return bodies.Any(b => JournalEntry.Read(b).Actor == actor);
    }

    /// <summary>All lines from one on, in the order of their numbers.</summary>
    /// <param name="from">Number of the first.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<JournalLine> LinesAsync(long from, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await foreach (var row in database.Set<JournalRow>().AsNoTracking().Where(r => r.Sequence >= from).OrderBy(r => r.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
            yield return new JournalLine(row.Body, row.Hash, row.Signature) { Columns = new JournalColumns(row.Sequence, row.At, row.Kind, row.Subject) };
    }
}
