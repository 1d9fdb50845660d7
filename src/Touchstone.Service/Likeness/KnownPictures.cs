using Microsoft.EntityFrameworkCore;
using Touchstone.Engine.Likeness;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Likeness;

/// <summary>All prints in memory, searchable; the tables own them, and this follows.</summary>
/// <remarks>
/// Sorting the codes of all pictures for each new one would take longer the more there are. So the newest lie in an index of their own,
/// sorted anew for each, and join the others a few hundred at a time. Each index counts its own pictures against its false alarms.
/// </remarks>
internal sealed class KnownPictures(IDbContextFactory<Database> databases)
{
    // About 9 KB each, and as much again for the search: 50,000 take some 950 MB. Older ones are no longer searched.
    internal const int Most = 50_000;
    private const int MostFresh = 256;
    private const int ReadAtOnce = 1000;

    private readonly List<(string Sha256, PictureRecord Record)> _pictures = [];
    private LikenessIndex? _settled, _fresh;
    private int _settledCount;
    private long _first;

    /// <summary>The newest print that is known here.</summary>
    internal long Ordinal { get; private set; }

    /// <summary>Reads what came since; everything anew where something was deleted, or too many came.</summary>
    internal async Task FollowAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var prints = database.Set<PrintRow>().AsNoTracking().Where(r => r.Print != null);
        if (_pictures.Count > Most + MostFresh || await prints.CountAsync(r => r.Ordinal >= _first && r.Ordinal <= Ordinal, cancel) != _pictures.Count) Clear();
        if (_pictures.Count == 0 && await prints.CountAsync(cancel) - Most is > 0 and var over) _first = await prints.OrderBy(r => r.Ordinal).Skip(over).Select(r => r.Ordinal).FirstAsync(cancel);
        var before = _pictures.Count;
        for (List<PrintRow> read; (read = await prints.Where(r => r.Ordinal > Ordinal && r.Ordinal >= _first).OrderBy(r => r.Ordinal).Take(ReadAtOnce).ToListAsync(cancel)).Count > 0;)
        {
            _pictures.AddRange(read.Select(r => (r.Sha256, PrintBytes.Read(r.Print))));
            Ordinal = read[^1].Ordinal;
        }
        if (_pictures.Count != before) Sort();
    }

    /// <summary>Known pictures that share content with this one, the surest first.</summary>
    internal IReadOnlyList<(string Sha256, LikePicture Like)> Find(PictureRecord asked, CancellationToken cancel) =>
    [
        .. (_settled?.Find(asked, cancel) ?? []).Select(l => (_pictures[l.Place].Sha256, l)),
        .. (_fresh?.Find(asked, cancel) ?? []).Select(l => (_pictures[_settledCount + l.Place].Sha256, l)),
    ];

    private void Clear()
    {
        _pictures.Clear();
        (_settled, _fresh, _settledCount, _first, Ordinal) = (null, null, 0, 0, 0);
    }

    private void Sort()
    {
        if (_pictures.Count - _settledCount > MostFresh) (_settled, _settledCount) = (IndexOf(0), _pictures.Count);
        _fresh = _pictures.Count == _settledCount ? null : IndexOf(_settledCount);
    }

    private LikenessIndex IndexOf(int from)
    {
        PictureRecord[] records = [.. _pictures.Skip(from).Select(p => p.Record)];
        return new LikenessIndex(records, [.. records.Select(r => PicturePrint.OfThumbnail(r.Thumbnail).Hashes[0])]);
    }
}
