using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Numerics;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Service.Likeness;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Measures;

/// <summary>A case that the service made, to be copied.</summary>
internal sealed record CaseTemplate(CaseSummary Case, ExaminationStatus Examination);

/// <summary>Very many cases, as the service would have left them: each row is a copy of one that it wrote itself, with an id, a number and a content of its own, and its lines in the journal.</summary>
/// <remarks>The contents are not stored and have no prints; a case's result is the one of its template. The service must not run meanwhile.</remarks>
internal static class MadeCases
{
    // Of one transaction.
    private const int AtOnce = 500;

    /// <summary>Copies the templates in turn; returns the ids of cases and examinations in that order.</summary>
    internal static async Task<IReadOnlyList<(Guid Case, Guid Examination)>> MakeAsync(ServiceOptions options, IReadOnlyList<CaseTemplate> templates, int count, Action<string> progress, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddSingleton(options).AddSingleton(TimeProvider.System);
        services.AddDatabase(options);
        services.AddJournal(options);
        services.AddSingleton<CaseList>().AddSingleton<LikenessBook>();
        await using var provider = services.BuildServiceProvider();
        var journal = provider.GetRequiredService<JournalStore>();
        var chance = new Seeded(1);
        List<(Guid, Guid)> made = [];
        while (made.Count < count)
        {
            var many = Math.Min(AtOnce, count - made.Count);
            made.AddRange(await journal.WriteAsync((database, pen) => CopyAsync(database, pen, templates, (made.Count, many), chance, cancel), cancel));
            if (made.Count % 10_000 == 0) progress($"{made.Count:N0} of {count:N0} cases made");
        }
        // Prints of contents that are not stored cannot be taken; the service would try while its answers are timed.
        var end = await provider.GetRequiredService<JournalReader>().LastAsync(cancel);
        await provider.GetRequiredService<LikenessBook>().HearAsync(end.Sequence, cancel);
        return made;
    }

    private static async Task<IReadOnlyList<(Guid, Guid)>> CopyAsync(Database database, JournalPen pen, IReadOnlyList<CaseTemplate> templates, (int From, int Many) range, Seeded chance, CancellationToken cancel)
    {
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        var rows = new Dictionary<Guid, object[]>();
        foreach (var (of, examination) in templates)
            rows[of.Id] = [await RowAsync(database, "Specimens", of.Sha256, cancel), await RowAsync(database, "Examinations", examination.Id, cancel), await RowAsync(database, "Cases", of.Id, cancel)];
        List<(Guid, Guid)> made = [];
        for (var i = range.From; i < range.From + range.Many; i++)
        {
            var (of, examination) = templates[i % templates.Count];
            var ids = (Case: Guid.CreateVersion7(pen.Now), Examination: Guid.CreateVersion7(pen.Now));
            var sha256 = string.Concat(Enumerable.Range(0, 4).Select(_ => chance.NextBits().ToString("x16", System.Globalization.CultureInfo.InvariantCulture)));
            var ordinal = templates.Count + 1 + i;
            Add(database, rows[of.Id][0], ("Sha256", sha256), ("ReceivedAt", pen.Now));
            Add(database, rows[of.Id][1], ("Id", ids.Examination), ("Sha256", sha256), ("RequestedAt", pen.Now), ("StartedAt", pen.Now), ("EndedAt", pen.Now));
            Add(database, rows[of.Id][2], ("Id", ids.Case), ("Ordinal", ordinal), ("Sha256", sha256), ("OpenedAt", pen.Now), ("Title", $"file {i:000000}.bmp"));
            Write(pen, of with { Id = ids.Case, Number = CaseBook.NumberOf(pen.Now.Year, ordinal), Sha256 = sha256 }, examination with { Id = ids.Examination, Sha256 = sha256 });
            made.Add(ids);
        }
        return made;
    }

    private static void Write(JournalPen pen, CaseSummary made, ExaminationStatus examination)
    {
        const string by = "account:01990000-0000-7000-8000-000000000001";
        var subject = made.Id.ToString();
        pen.Write(by, JournalKinds.CaseOpened, subject, new JsonObject { ["number"] = made.Number, ["sha256"] = made.Sha256 });
        pen.Write(by, JournalKinds.SpecimenReceived, subject, new JsonObject { ["sha256"] = made.Sha256, ["bytes"] = made.Bytes, ["format"] = made.Format, ["known"] = false });
        pen.Write(by, JournalKinds.ExaminationRequested, subject, new JsonObject { ["examination"] = examination.Id.ToString(), ["sha256"] = made.Sha256, ["state"] = "Queued", ["document"] = null });
        pen.Write(Actors.System, JournalKinds.ExaminationDone, subject, new JsonObject
        {
            ["examination"] = examination.Id.ToString(), ["sha256"] = made.Sha256, ["document"] = examination.DocumentSha256, ["outcome"] = examination.Outcome?.ToString(), ["code"] = null,
        });
    }

    private static async Task<object> RowAsync(Database database, string table, object key, CancellationToken cancel) =>
        (await database.FindAsync(database.Model.GetEntityTypes().Single(t => t.GetTableName() == table).ClrType, [key], cancel))!;

    // Known by nothing but the model, so that no table of another feature is named here.
    private static void Add(Database database, object template, params (string Property, object Value)[] changed)
    {
        var values = database.Model.FindEntityType(template.GetType())!.GetProperties().ToDictionary(p => p.Name, p => p.PropertyInfo!.GetValue(template));
        foreach (var (property, value) in changed) values[property] = value;
        var entry = database.Entry(RuntimeHelpers.GetUninitializedObject(template.GetType()));
        entry.CurrentValues.SetValues(values);
        entry.State = EntityState.Added;
    }
}
