using Microsoft.EntityFrameworkCore;
using Touchstone.Engine.Likeness;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Likeness;

/// <summary>Which cases are on the same content, and which on pictures that share content.</summary>
public sealed class LikenessBook(IDbContextFactory<Database> databases, JournalStore journal, CaseList cases)
{
    private const int MostShown = 50;

    // The one row.
    private const int Progress = 1;

    /// <summary>Cases related to one, as far as this viewer may see them.</summary>
    public async Task<SimilarCases> OfAsync(CaseSummary subject, CaseViewer viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(subject);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var print = await database.Set<PrintRow>().AsNoTracking().Where(r => r.Sha256 == subject.Sha256).Select(r => new { IsRead = r.Print != null }).SingleOrDefaultAsync(cancel);
        var state = subject.Kind != MediaKind.Image ? SimilarState.NotAPicture : print is null ? SimilarState.Waiting : print.IsRead ? SimilarState.Searched : SimilarState.Unreadable;
        var rows = await database.Set<LikeRow>().AsNoTracking().Where(r => r.Sha256 == subject.Sha256 || r.Other == subject.Sha256).ToListAsync(cancel);
        var likes = rows.Select(r => r.Sha256 == subject.Sha256 ? (r.Other, r.Relation, Row: r) : (Other: r.Sha256, Relation: Turned(r.Relation), Row: r))
            .OrderBy(l => l.Row.Log10FalseAlarms ?? 0).ThenByDescending(l => l.Row.ThumbnailLikeness ?? 0).ThenBy(l => l.Other, StringComparer.Ordinal).Take(MostShown).ToList();
        var found = await cases.OfContentsAsync([subject.Sha256, .. likes.Select(l => l.Other)], viewer, cancel);
        return new SimilarCases(state, [.. found[subject.Sha256].Where(c => c.Id != subject.Id).Take(MostShown).Select(RelatedCase.Of)],
            [.. likes.SelectMany(l => found[l.Other].Take(MostShown).Select(c => new SimilarCase(RelatedCase.Of(c), l.Relation, l.Row.Keypoints, l.Row.Log10FalseAlarms, l.Row.ThumbnailLikeness, l.Row.Mirrored)))]);
    }

    /// <summary>The last line of the journal that was looked at for pictures.</summary>
    internal async Task<long> HeardAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<PrintProgressRow>().Where(r => r.Id == Progress).Select(r => r.Heard).SingleOrDefaultAsync(cancel);
    }

    internal Task HearAsync(long sequence, CancellationToken cancel) => journal.WriteAsync(async (database, _) =>
    {
        if (await database.Set<PrintProgressRow>().SingleOrDefaultAsync(r => r.Id == Progress, cancel) is not { } row) database.Add(new PrintProgressRow { Id = Progress, Heard = sequence });
        else row.Heard = Math.Max(row.Heard, sequence);
        return 0;
    }, cancel);

    internal async Task<bool> HoldsAsync(string sha256, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<PrintRow>().AnyAsync(r => r.Sha256 == sha256, cancel);
    }

    /// <summary>Keeps a print with what is like it; false where another came since it was searched for, and it has to be searched for again.</summary>
    /// <param name="sha256">The picture.</param>
    /// <param name="print">Its print; null where it could not be read.</param>
    /// <param name="likes">What is like it among all prints up to the ordinal.</param>
    /// <param name="ordinal">The newest print that was searched.</param>
    /// <param name="cancel">Gives up.</param>
    internal Task<bool> KeepAsync(string sha256, byte[]? print, IReadOnlyList<(string Sha256, LikePicture Like)> likes, long ordinal, CancellationToken cancel) => journal.WriteAsync(async (database, _) =>
    {
        // Deleted meanwhile, or kept by another node: nothing is left to do.
        if (!await Disposal.IsHeldAsync(database, sha256) || await database.Set<PrintRow>().AnyAsync(r => r.Sha256 == sha256, cancel)) return true;
        var newest = await database.Set<PrintRow>().MaxAsync(r => (long?)r.Ordinal, cancel) ?? 0;
        if (print is not null && await database.Set<PrintRow>().AnyAsync(r => r.Ordinal > ordinal && r.Print != null, cancel)) return false;
        database.Add(new PrintRow { Sha256 = sha256, Ordinal = newest + 1, Print = print });
        foreach (var (other, like) in likes)
        {
            if (!await database.Set<PrintRow>().AnyAsync(r => r.Sha256 == other, cancel)) continue;
            database.Add(new LikeRow
            {
                Sha256 = sha256, Other = other, Relation = like.Relation, Keypoints = like.Keypoints, Log10FalseAlarms = like.Log10FalseAlarms, ThumbnailLikeness = like.ThumbnailLikeness, Mirrored = like.Mirrored,
            });
        }
        return true;
    }, cancel);

    /// <summary>Gives up what is known of a picture whose media are deleted.</summary>
    internal static async Task ForgetAsync(Database database, string sha256, CancellationToken cancel)
    {
        await database.Set<PrintRow>().Where(r => r.Sha256 == sha256).ExecuteDeleteAsync(cancel);
        await database.Set<LikeRow>().Where(r => r.Sha256 == sha256 || r.Other == sha256).ExecuteDeleteAsync(cancel);
    }

    private static PictureRelation Turned(PictureRelation relation) => relation switch
    {
        PictureRelation.PartOfStored => PictureRelation.HoldsStored,
        PictureRelation.HoldsStored => PictureRelation.PartOfStored,
        _ => relation,
    };
}
