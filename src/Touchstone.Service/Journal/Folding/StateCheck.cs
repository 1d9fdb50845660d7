using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;
using Touchstone.Service.Reports;
using IDbContextTransaction = Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction;

namespace Touchstone.Service.Journal.Folding;

/// <summary>Holds the tables against the fold of the journal: who edits a table and leaves the journal alone is noticed here.</summary>
internal static class StateCheck
{
    /// <summary>Every difference, in the order of subjects and names.</summary>
    internal static async Task<IReadOnlyList<JournalFault>> RunAsync(IDbContextFactory<Database> databases, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        // Journal and tables of one moment, without keeping anybody from writing.
        await using var moment = await MomentAsync(database, cancel);
        var fold = new CaseFold();
        await foreach (var body in database.Set<JournalRow>().AsNoTracking().OrderBy(r => r.Sequence).Select(r => r.Body).AsAsyncEnumerable().WithCancellation(cancel)) fold.Add(JournalEntry.Read(body));
        var said = fold.Facts.ToDictionary(f => (f.Subject, f.Name), f => f.Value);
        var held = new Dictionary<(string Subject, string Name), string>();
        await foreach (var fact in TablesAsync(database, cancel)) held[(fact.Subject, fact.Name)] = fact.Value;
        return [.. said.Keys.Union(held.Keys).Where(k => said.GetValueOrDefault(k) != held.GetValueOrDefault(k)).OrderBy(k => k.Subject, StringComparer.Ordinal).ThenBy(k => k.Name, StringComparer.Ordinal)
            .Select(k => new JournalFault(0, Codes.JournalState, $"{Named(k.Subject, said)}, {k.Name}: the journal says “{said.GetValueOrDefault(k, "nothing")}”, the tables say “{held.GetValueOrDefault(k, "nothing")}”."))];
    }

    private static async IAsyncEnumerable<StateFact> TablesAsync(Database database, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var facts in new[]
        {
            CaseBook.FactsAsync(database), CaseNotes.FactsAsync(database), OpinionBook.FactsAsync(database), SignedReports.FactsAsync(database),
            RightsRegister.FactsAsync(database), ExaminationQueue.FactsAsync(database), Disposal.FactsAsync(database),
        })
            await foreach (var fact in facts.WithCancellation(cancel)) yield return fact;
    }

    private static string Named(string subject, Dictionary<(string Subject, string Name), string> said) => said.TryGetValue((subject, "number"), out var number) ? $"case {number}" : subject;

    private static async Task<IDbContextTransaction> MomentAsync(Database database, CancellationToken cancel)
    {
        if (database is PostgresDatabase) return await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await database.Database.OpenConnectionAsync(cancel);
        return (await database.Database.UseTransactionAsync(((SqliteConnection)database.Database.GetDbConnection()).BeginTransaction(deferred: true), cancel))!;
    }
}
