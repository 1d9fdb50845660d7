using Touchstone.Service.Accounts;
using Touchstone.Service.Cases;
using Touchstone.Service.Consent;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Auditing;
using Touchstone.Workbench;

namespace Touchstone.Service.Reports;

/// <summary>Gathers what a report says from the features that know it.</summary>
public sealed class CaseReports(JournalStore journal, JournalKey key, RightsRegister rights, OpinionBook opinions, AccountNames names)
{
    /// <summary>Gathers a report.</summary>
    /// <param name="found">The case.</param>
    /// <param name="examined">Its newest result.</param>
    /// <param name="now">The moment it is made.</param>
    /// <param name="signer">Who is to sign it, or null for a draft; the name is filled in here.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<CaseReport> GatherAsync(CaseSummary found, Examined examined, DateTimeOffset now, Signer? signer, CancellationToken cancel)
    {
        var lines = await journal.OfAsync(found.Id.ToString(), cancel);
        var opinion = await opinions.OfAsync(found.Id, cancel) is [var newest, ..] ? newest : null;
        var known = await names.OfAsync([.. lines.Select(l => l.Actor), .. opinion is null ? Array.Empty<string>() : [opinion.Author], .. signer is null ? Array.Empty<string>() : [signer.Actor]], cancel);
        var people = new Statements(await rights.OfAsync(found.Id, cancel), opinion, opinion is null ? null : known.GetValueOrDefault(opinion.Author));
        return new CaseReport(found, Named(examined, found.Title), people,
            [.. lines.Select(l => new CustodyLine(l.Sequence, l.At, l.Actor, known.GetValueOrDefault(l.Actor), l.Kind, JournalWords.WithoutNames.Of(l)))], key.Id, now,
            signer is null ? null : signer with { Name = known.GetValueOrDefault(signer.Actor, signer.Actor) });
    }

    // Stored media have no name but their digest; a person knows them by the name they came with.
    private static Examined Named(Examined examined, string title) =>
        examined with { Examination = examined.Examination with { Specimen = examined.Examination.Specimen with { Name = title } } };
}
