using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Cases.Viewing;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Likeness;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Service.Reports;

namespace Touchstone.Service.Intake;

/// <summary>Deletes media and everything made of them, with a line in the journal that says so.</summary>
/// <remarks>The line and the mark on the row come first; bytes that outlive a stop in between are removed by <see cref="FinishAsync"/>.</remarks>
public sealed class Disposal(IDbContextFactory<Database> databases, JournalStore journal, IBlobStore blobs)
{
    private const int LongestReason = 200;
    private const int AtOnce = 1000;

    /// <summary>Deletes one content; null when it is not there any longer.</summary>
    /// <param name="sha256">Which.</param>
    /// <param name="reason">Why: a short code or a file reference, never a name of a person; it stays in the journal for ever.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancel">Gives up before anything is deleted.</param>
    /// <exception cref="ServiceException">The reason is missing or too long.</exception>
    public async Task<Deleted?> DeleteAsync(string sha256, string reason, string actor, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason) throw new ServiceException(Codes.ServiceInvalid, $"Deleting needs a reason of 1 to {LongestReason} characters.");
        var deleted = await journal.WriteAsync<Deleted?>(async (database, pen) =>
        {
            var row = await database.Set<SpecimenRow>().SingleOrDefaultAsync(s => s.Sha256 == sha256 && s.DeletedAt == null, cancel);
            if (row is null) return null;
            row.DeletedAt = pen.Now;
            row.Remains = string.Join(' ', [.. await ExaminationQueue.ForgetAsync(database, pen, sha256, cancel), .. await Layers.ForgetAsync(database, sha256, cancel), .. await ClearAsync(database, pen, sha256, actor, cancel)]);
            await LikenessBook.ForgetAsync(database, sha256, cancel);
            var line = pen.Write(actor, JournalKinds.SpecimenDeleted, null, new JsonObject { ["sha256"] = sha256, ["bytes"] = row.Bytes, ["reason"] = reason, ["made"] = row.Remains });
            return new Deleted(sha256, row.Bytes, pen.Now, line.Sequence);
        }, cancel);
        if (deleted is not null) await FinishAsync(cancel);
        return deleted;
    }

    /// <summary>Those of these contents that were deleted, with the time.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> DeletedAsync(IReadOnlyCollection<string> sha256, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<SpecimenRow>().Where(s => sha256.Contains(s.Sha256) && s.DeletedAt != null).ToDictionaryAsync(s => s.Sha256, s => s.DeletedAt!.Value, cancel);
    }

    /// <summary>Whether media are here and not deleted; under the journal's lock the answer holds until its transaction ends.</summary>
    internal static Task<bool> IsHeldAsync(Database database, string sha256) => database.Set<SpecimenRow>().AnyAsync(s => s.Sha256 == sha256 && s.DeletedAt == null);

    /// <summary>Digests of all media that are here and not deleted.</summary>
    internal static IQueryable<string> Held(Database database) => database.Set<SpecimenRow>().Where(s => s.DeletedAt == null).Select(s => s.Sha256);

    /// <summary>Removes the bytes of everything that is marked as deleted.</summary>
    internal async Task FinishAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (!await Unfinished(database).AnyAsync(cancel)) return;
        // Under the journal's lock, so that the same content coming in again is stored before or after this, never within.
        await journal.WriteAsync(async (locked, _) =>
        {
            foreach (var row in await Unfinished(locked).OrderBy(s => s.DeletedAt).Take(AtOnce).ToListAsync(cancel))
            {
                foreach (var digest in row.Remains!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(row.Sha256)) await blobs.DeleteAsync(digest, cancel);
                row.Remains = null;
            }
            return 0;
        }, cancel);
    }

    /// <summary>What the table says of every content.</summary>
    internal static async IAsyncEnumerable<StateFact> FactsAsync(Database database)
    {
        await foreach (var row in database.Set<SpecimenRow>().AsNoTracking().AsAsyncEnumerable()) yield return new StateFact(row.Sha256, "media", row.DeletedAt is null ? "held" : "deleted");
    }

    // What people wrote about media, and reports that show them, go with them.
    private static async Task<IReadOnlyList<string>> ClearAsync(Database database, JournalPen pen, string sha256, string actor, CancellationToken cancel)
    {
        var cases = await CaseBook.OnAsync(database, sha256, cancel);
        await CaseNotes.ForgetAsync(database, cases, cancel);
        await OpinionBook.ForgetAsync(database, cases, cancel);
        foreach (var subject in cases) pen.Write(actor, JournalKinds.CaseCleared, subject.ToString(), new JsonObject { ["sha256"] = sha256 });
        return await SignedReports.ForgetAsync(database, cases, cancel);
    }

    private static IQueryable<SpecimenRow> Unfinished(Database database) => database.Set<SpecimenRow>().Where(s => s.DeletedAt != null && s.Remains != null);
}

/// <summary>What was deleted.</summary>
/// <param name="Sha256">Digest of the content.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="At">When.</param>
/// <param name="JournalSequence">Number of the line that proves it.</param>
public sealed record Deleted(string Sha256, long Bytes, DateTimeOffset At, long JournalSequence);
