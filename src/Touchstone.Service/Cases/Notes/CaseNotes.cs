using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Cases.Notes;

/// <summary>Notes and tags of cases. Every change leaves a line in the journal, without its text.</summary>
public sealed class CaseNotes(IDbContextFactory<Database> databases, JournalStore journal)
{
    /// <summary>Most characters of a note, of a tag, and of a place.</summary>
    public const int LongestNote = 4000, LongestTag = 40, LongestPlace = 400;

    /// <summary>Most tags on a case.</summary>
    public const int MostTags = 20;

    // As many as a person reads in a list.
    private const int MostOffered = 200;

    /// <summary>The notes of a case, oldest first.</summary>
    public async Task<IReadOnlyList<Note>> NotesAsync(Guid subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<NoteRow>().AsNoTracking().Where(n => n.Case == subject).OrderBy(n => n.WrittenAt)
            .Select(n => new Note(n.Id, n.Author, n.WrittenAt, n.Text, n.Place, n.Status)).ToListAsync(cancel);
    }

    /// <summary>The tags of a case, in the order of letters.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(Guid subject, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<TagRow>().AsNoTracking().Where(t => t.Case == subject).OrderBy(t => t.Text).Select(t => t.Text).ToListAsync(cancel);
    }

    /// <summary>The tags of these cases.</summary>
    public async Task<ILookup<Guid, string>> TagsAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return (await database.Set<TagRow>().AsNoTracking().Where(t => subjects.Contains(t.Case)).OrderBy(t => t.Text).ToListAsync(cancel)).ToLookup(t => t.Case, t => t.Text);
    }

    /// <summary>Tags in use on cases that this viewer may see, in the order of letters.</summary>
    public async Task<IReadOnlyList<string>> TagsInUseAsync(CaseViewer viewer, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var seen = database.Set<CaseRow>().For(database, viewer).Select(c => c.Id);
        return await database.Set<TagRow>().Where(t => seen.Contains(t.Case)).Select(t => t.Text).Distinct().OrderBy(t => t).Take(MostOffered).ToListAsync(cancel);
    }

    /// <summary>Writes a note; the journal gets its id and the digest of its text.</summary>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public Task<Guid> WriteAsync(NewNote note, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(note);
        var text = note.Text.Trim();
        if (text.Length is 0 or > LongestNote) throw new ArgumentException($"A note has 1 to {LongestNote} characters.", nameof(note));
        if (note.Place is { Length: > LongestPlace }) throw new ArgumentException($"A place has {LongestPlace} characters at most.", nameof(note));
        return journal.WriteAsync((database, pen) =>
        {
            var row = new NoteRow { Id = Guid.CreateVersion7(pen.Now), Case = note.Case, Author = note.Actor, WrittenAt = pen.Now, Text = text, Place = note.Place, Status = note.Status, Salt = TextDigest.NewSalt() };
            database.Add(row);
            pen.Write(note.Actor, JournalKinds.NoteWritten, note.Case.ToString(), new JsonObject
            {
                ["note"] = row.Id.ToString(), ["text"] = TextDigest.Of(row.Salt, text), ["status"] = row.Status.ToString(),
            });
            return Task.FromResult(row.Id);
        }, cancel);
    }

    /// <summary>Says what became of a note; false where there is none.</summary>
    public Task<bool> SetStatusAsync(Guid subject, Guid note, NoteStatus status, string actor, CancellationToken cancel) => journal.WriteAsync(async (database, pen) =>
    {
        if (await database.Set<NoteRow>().SingleOrDefaultAsync(n => n.Id == note && n.Case == subject, cancel) is not { } row || row.Status == status) return false;
        row.Status = status;
        pen.Write(actor, JournalKinds.NoteStatusSet, subject.ToString(), new JsonObject { ["note"] = note.ToString(), ["status"] = status.ToString() });
        return true;
    }, cancel);

    /// <summary>Erases the text of a note; that it was written, and the digest of what it said, stay in the journal.</summary>
    public Task<bool> EraseAsync(Guid subject, Guid note, string actor, CancellationToken cancel) => journal.WriteAsync(async (database, pen) =>
    {
        if (await database.Set<NoteRow>().SingleOrDefaultAsync(n => n.Id == note && n.Case == subject, cancel) is not { Text: not null } row) return false;
        row.Text = null;
        pen.Write(actor, JournalKinds.NoteErased, subject.ToString(), new JsonObject { ["note"] = note.ToString() });
        return true;
    }, cancel);

    /// <summary>Puts a tag on a case; false where it is there, has no letters or is one too many.</summary>
    public Task<bool> AddTagAsync(Guid subject, string text, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tag = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        if (tag.Length is 0 or > LongestTag) return Task.FromResult(false);
        return journal.WriteAsync(async (database, pen) =>
        {
            var tags = await database.Set<TagRow>().Where(t => t.Case == subject).Select(t => t.Text).ToListAsync(cancel);
            if (tags.Contains(tag) || tags.Count >= MostTags) return false;
            var row = new TagRow { Id = Guid.CreateVersion7(pen.Now), Case = subject, Text = tag, Salt = TextDigest.NewSalt() };
            database.Add(row);
            pen.Write(actor, JournalKinds.TagAdded, subject.ToString(), new JsonObject { ["tag"] = row.Id.ToString(), ["text"] = TextDigest.Of(row.Salt, tag) });
            return true;
        }, cancel);
    }

    /// <summary>Takes a tag off a case; false where it is not on it.</summary>
    public Task<bool> RemoveTagAsync(Guid subject, string text, string actor, CancellationToken cancel) => journal.WriteAsync(async (database, pen) =>
    {
        if (await database.Set<TagRow>().SingleOrDefaultAsync(t => t.Case == subject && t.Text == text, cancel) is not { } row) return false;
        database.Remove(row);
        pen.Write(actor, JournalKinds.TagRemoved, subject.ToString(), new JsonObject { ["tag"] = row.Id.ToString() });
        return true;
    }, cancel);

    /// <summary>Ids of the cases that bear a tag.</summary>
    internal static IQueryable<Guid> Tagged(Database database, string text) => database.Set<TagRow>().Where(t => t.Text == text).Select(t => t.Case);

    /// <summary>What the tables say of every note and tag.</summary>
    internal static async IAsyncEnumerable<StateFact> FactsAsync(Database database)
    {
        await foreach (var row in database.Set<NoteRow>().AsNoTracking().AsAsyncEnumerable())
            yield return new StateFact(row.Case.ToString(), $"note {row.Id}", $"{(row.Text is { } text ? TextDigest.Of(row.Salt, text) : "erased")} {row.Status}");
        await foreach (var row in database.Set<TagRow>().AsNoTracking().AsAsyncEnumerable())
            yield return new StateFact(row.Case.ToString(), $"tag {row.Id}", TextDigest.Of(row.Salt, row.Text));
    }

    /// <summary>Removes the notes and tags of these cases; that they were written, and their digests, stay in the journal.</summary>
    internal static async Task ForgetAsync(Database database, IReadOnlyCollection<Guid> subjects, CancellationToken cancel)
    {
        database.RemoveRange(await database.Set<NoteRow>().Where(n => subjects.Contains(n.Case)).ToListAsync(cancel));
        database.RemoveRange(await database.Set<TagRow>().Where(t => subjects.Contains(t.Case)).ToListAsync(cancel));
    }
}
