using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Measures;

/// <summary>A journal in a folder, written the way the service writes, with lines like those of cases.</summary>
internal static class MadeJournal
{
    /// <summary>Who opens and looks at all cases.</summary>
    internal const string Person = "account:01990000-0000-7000-8000-000000000001";

    // Of one transaction; the service writes one to three, and its rate is another figure's matter.
    private const int AtOnce = 5000;

    /// <summary>Writes until the journal has so many lines.</summary>
    internal static async Task WriteAsync(ServiceOptions options, long lines, TimeProvider time, CancellationToken cancel)
    {
        Directory.CreateDirectory(options.DataFolder);
        var services = new ServiceCollection().AddSingleton(options).AddSingleton(time);
        services.AddDatabase(options);
        services.AddJournal(options);
        await using var provider = services.BuildServiceProvider();
        await DatabaseSetup.MigrateAsync(provider.GetRequiredService<IDbContextFactory<Database>>(), cancel);
        var journal = provider.GetRequiredService<JournalStore>();
        for (long written = 1; written < lines;)
        {
            var many = Math.Min(AtOnce, lines - written);
            // The first transaction also writes the line that names the key.
            await journal.WriteAsync((_, pen) => { for (var i = 0; i < many; i++) Write(pen, written + i); }, cancel);
            written += many;
        }
    }

    /// <summary>All its lines.</summary>
    internal static async Task<(IReadOnlyList<JournalLine> Lines, SignedHead Head)> ReadAsync(ServiceOptions options, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddSingleton(options);
        services.AddDatabase(options);
        await using var provider = services.BuildServiceProvider();
        var lines = await new JournalReader(provider.GetRequiredService<IDbContextFactory<Database>>()).LinesAsync(1, cancel).ToListAsync(cancel);
        return (lines, new JournalHeadFile(JournalSetup.HeadFile(options)).Read()!);
    }

    private static void Write(JournalPen pen, long number)
    {
        var subject = $"01990000-0000-7000-8000-{number / 3:x12}";
        var sha256 = number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
        if (number % 3 == 0) pen.Write(Person, JournalKinds.CaseOpened, subject, new JsonObject { ["number"] = $"C-2026-{number:0000}", ["sha256"] = sha256 });
        else if (number % 3 == 1) pen.Write(Person, JournalKinds.CaseViewed, subject, []);
        else pen.Write(Actors.System, JournalKinds.ExaminationDone, subject, new JsonObject { ["examination"] = subject, ["sha256"] = sha256, ["document"] = sha256, ["outcome"] = "Review", ["code"] = null });
    }
}
