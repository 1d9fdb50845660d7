using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Evaluation.Measures;
using Touchstone.Service.Accounts;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Auditing;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Measures;

/// <summary>How long a page of a long journal takes, however it is narrowed; names, cases and the proof of each line are part of it.</summary>
internal static class JournalPageFigures
{
    private const int Pages = 200;

    internal static async Task<IReadOnlyList<Figure>> TakeAsync(ServiceOptions options, long lines, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddSingleton(options).AddSingleton(TimeProvider.System);
        services.AddDatabase(options);
        services.AddSingleton<JournalReader>().AddSingleton<CaseList>().AddSingleton<AccountNames>().AddSingleton<JournalLines>();
        await using var provider = services.BuildServiceProvider();
        var journal = provider.GetRequiredService<JournalLines>();
        var database = options.Database is null ? "SQLite" : "PostgreSQL";
        var day = await FirstDayAsync(provider.GetRequiredService<IDbContextFactory<Database>>(), cancel);
        (string Name, JournalQuery Query)[] ways =
        [
            ("newest", new()), ("a kind that is common", new(KindGroup.Access)), ("a kind that is rare", new(KindGroup.Keys)), ("one person", new(Who: MadeJournal.Person)),
            ("one person, a kind that is rare", new(KindGroup.Keys, MadeJournal.Person)), ("one day", new(From: day, Until: day)), ("before the first day", new(Until: day.AddDays(-1))),
        ];
        List<Figure> figures = [];
        foreach (var (name, query) in ways)
        {
            List<double> times = [];
            // From the newest line to the oldest, in even steps.
            for (var i = 0; i < Pages; i++)
                times.Add((await Times.OfAsync(() => journal.FindAsync(query with { Before = lines - i * (lines / Pages) + 1 }, CaseViewer.System, prove: true, cancel))).Milliseconds);
            figures.Add(Times.P95($"journal: a page of 50 among {lines:N0} lines, {database}, {name}: p95, ms", times, Target.NoMoreThan(150)));
        }
        return figures;
    }

    private static async Task<DateOnly> FirstDayAsync(IDbContextFactory<Database> databases, CancellationToken cancel)
    {
        await foreach (var line in new JournalReader(databases).LinesAsync(1, cancel)) return DateOnly.FromDateTime(line.Columns!.At.UtcDateTime);
        throw new InvalidOperationException("The journal is empty.");
    }
}
