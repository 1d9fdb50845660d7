using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Reports;

/// <summary>Opinions of examiners on cases: every version kept, each named in the journal by its digest.</summary>
public sealed class OpinionBook(IDbContextFactory<Database> databases, JournalStore journal)
{
    /// <summary>All versions of a case, newest first.</summary>
    public async Task<IReadOnlyList<Opinion>> OfAsync(Guid subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return [.. (await database.Set<OpinionRow>().AsNoTracking().Where(o => o.Case == subject).OrderByDescending(o => o.Version).ToListAsync(cancel)).Select(Of)];
    }

    /// <summary>Writes a new version.</summary>
    /// <exception cref="ServiceException">A text is missing or too long.</exception>
    public Task<Opinion> WriteAsync(Guid subject, OpinionTexts texts, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var kept = texts.Trimmed();
        if (kept.Problem() is { } problem) throw new ServiceException(Codes.ServiceInvalid, problem);
        return journal.WriteAsync(async (database, pen) =>
        {
            var row = new OpinionRow
            {
                Id = Guid.CreateVersion7(pen.Now), Case = subject, Version = await NewestAsync(database, subject, cancel) + 1, Author = actor, WrittenAt = pen.Now,
                Asked = kept.Asked, Text = kept.Text, Limits = kept.Limits, Salt = TextDigest.NewSalt(),
            };
            database.Add(row);
            pen.Write(actor, JournalKinds.OpinionWritten, subject.ToString(), new JsonObject
            {
                ["opinion"] = row.Id.ToString(), ["version"] = row.Version, ["texts"] = DigestOf(kept, row.Salt),
            });
            return Of(row);
        }, cancel);
    }

    /// <summary>The number of the newest version, 0 where there is none.</summary>
    internal static async Task<int> NewestAsync(Database database, Guid subject, CancellationToken cancel) =>
        await database.Set<OpinionRow>().Where(o => o.Case == subject).MaxAsync(o => (int?)o.Version, cancel) ?? 0;

    /// <summary>Erases the texts of these cases; that they were written, and their digests, stay.</summary>
    internal static async Task ForgetAsync(Database database, IReadOnlyCollection<Guid> subjects, CancellationToken cancel)
    {
        foreach (var row in await database.Set<OpinionRow>().Where(o => subjects.Contains(o.Case)).ToListAsync(cancel)) (row.Asked, row.Text, row.Limits) = ("", null, "");
    }

    /// <summary>What the table says of every opinion.</summary>
    internal static async IAsyncEnumerable<StateFact> FactsAsync(Database database)
    {
        await foreach (var row in database.Set<OpinionRow>().AsNoTracking().AsAsyncEnumerable())
            yield return new StateFact(row.Case.ToString(), $"opinion {row.Version}", $"{row.Id} {(row.Text is { } text ? DigestOf(new OpinionTexts(row.Asked, text, row.Limits), row.Salt) : "erased")}");
    }

    internal static string DigestOf(OpinionTexts texts, byte[] salt) => TextDigest.Of(salt, texts.Asked, texts.Text, texts.Limits);

    private static Opinion Of(OpinionRow row) =>
        new(row.Id, row.Version, row.Author, row.WrittenAt, row.Text is { } text ? new OpinionTexts(row.Asked, text, row.Limits) : null, Convert.ToBase64String(row.Salt));
}
