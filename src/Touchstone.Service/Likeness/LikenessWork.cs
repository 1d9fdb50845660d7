using Microsoft.Extensions.Logging;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Likeness;

/// <summary>Takes prints of pictures after their examination, and looks for them among all others. The journal says which; a stop at any place costs one picture done again.</summary>
internal sealed class LikenessWork(LikenessBook book, KnownPictures known, PrintMaker prints, JournalStore journal, CaseList cases, TimeProvider time, ILogger<LikenessWork> log)
    : RepeatedWork(TimeSpan.FromSeconds(2), time, log)
{
    private const int LinesAtOnce = 200;

    protected override async Task OnceAsync(CancellationToken cancel)
    {
        while (await journal.AfterAsync(await book.HeardAsync(cancel), LinesAtOnce, cancel) is { Count: > 0 } lines)
        {
            foreach (var line in lines.Where(l => l.Kind == JournalKinds.ExaminationDone))
                if (line.DataText("sha256") is { } sha256 && await cases.FindAsync(Guid.Parse(line.Subject!), CaseViewer.System, cancel) is { Kind: MediaKind.Image }) await AddAsync(sha256, cancel);
            await book.HearAsync(lines[^1].Sequence, cancel);
        }
    }

    private async Task AddAsync(string sha256, CancellationToken cancel)
    {
        if (await book.HoldsAsync(sha256, cancel)) return;
        var record = await prints.OfAsync(sha256, cancel);
        do
        {
            await known.FollowAsync(cancel);
        }
        while (!await book.KeepAsync(sha256, record is null ? null : PrintBytes.Of(record), record is null ? [] : known.Find(record, cancel), known.Ordinal, cancel));
    }
}
