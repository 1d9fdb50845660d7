using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Folding;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Cases;

/// <summary>Opens cases and keeps them up to date.</summary>
public static class CaseBook
{
    internal static async Task<OpenedCase> OpenAsync(Database database, JournalPen pen, NewCase asked, CancellationToken cancel)
    {
        // Under the journal's lock: nobody else takes the same number.
        var year = pen.Now.Year;
        var ordinal = 1 + (await database.Set<CaseRow>().Where(c => c.Year == year).MaxAsync(c => (int?)c.Ordinal, cancel) ?? 0);
        var row = new CaseRow
        {
            Id = Guid.CreateVersion7(pen.Now), Year = year, Ordinal = ordinal, Title = asked.Name, Sha256 = asked.Sha256, Bytes = asked.Bytes, Kind = asked.Kind, Format = asked.Format,
            OpenedBy = asked.Actor, OpenedAt = pen.Now, Progress = ExaminationState.Queued,
        };
        database.Add(row);
        var number = NumberOf(year, ordinal);
        pen.Write(asked.Actor, JournalKinds.CaseOpened, row.Id.ToString(), new JsonObject { ["number"] = number, ["sha256"] = asked.Sha256 });
        return new OpenedCase(row.Id, number);
    }

    /// <summary>Tells the cases on a specimen how its examination stands; returns them.</summary>
    internal static async Task<IReadOnlyList<Guid>> TellAsync(Database database, ExaminationStatus examination, CancellationToken cancel)
    {
        // A case opened in this very transaction is not stored yet, but it is among the local ones.
        await database.Set<CaseRow>().Where(c => c.Sha256 == examination.Sha256).LoadAsync(cancel);
        var cases = database.Set<CaseRow>().Local.Where(c => c.Sha256 == examination.Sha256).ToList();
        foreach (var row in cases)
            (row.Progress, row.Outcome, row.Sentence, row.StandsOut, row.Code) = (examination.State, examination.Outcome, examination.Sentence, examination.StandsOut, examination.Code);
        return [.. cases.Select(c => c.Id)];
    }

    /// <summary>The cases on a specimen.</summary>
    internal static async Task<IReadOnlyList<Guid>> OnAsync(Database database, string sha256, CancellationToken cancel) =>
        await database.Set<CaseRow>().Where(c => c.Sha256 == sha256).Select(c => c.Id).ToListAsync(cancel);

    /// <summary>What the tables say of every case.</summary>
    internal static async IAsyncEnumerable<StateFact> FactsAsync(Database database)
    {
        var grants = (await database.Set<CaseGrantRow>().AsNoTracking().ToListAsync()).ToLookup(g => g.Case, g => g.Grantee);
        await foreach (var row in database.Set<CaseRow>().AsNoTracking().AsAsyncEnumerable())
        {
            var subject = row.Id.ToString();
            yield return new StateFact(subject, "number", NumberOf(row.Year, row.Ordinal));
            yield return new StateFact(subject, "specimen", row.Sha256);
            yield return new StateFact(subject, "access", row.IsRestricted ? string.Join(' ', grants[row.Id].Order(StringComparer.Ordinal)) : "all");
            yield return new StateFact(subject, "standing", row.Progress switch
            {
                ExaminationState.Done => $"done {row.Outcome?.ToString() ?? "none"}", ExaminationState.SetAside => "set-aside", ExaminationState.Cancelled => "cancelled", _ => "open",
            });
        }
    }

    internal static string NumberOf(int year, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"C-{year}-{ordinal:0000}");
}

/// <summary>A case to be opened.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Sha256">Its digest.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Kind">Kind of the media.</param>
/// <param name="Format">Name of the format.</param>
/// <param name="Actor">Who opens it.</param>
internal sealed record NewCase(string Name, string Sha256, long Bytes, MediaKind Kind, string Format, string Actor);

/// <summary>A case that was opened.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number, for people.</param>
internal sealed record OpenedCase(Guid Id, string Number);
