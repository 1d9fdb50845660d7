using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Journal.Auditing;
using Touchstone.Service.Platform;
using Touchstone.Service.Telemetry;

namespace Touchstone.Service.Journal;

/// <summary>The journal, its key and the file of its end.</summary>
internal static class JournalSetup
{
    internal static void AddJournal(this IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(_ => JournalKey.Open(options.JournalKeyFile));
        services.AddSingleton(_ => new JournalHeadFile(HeadFile(options)));
        services.AddSingleton<JournalStore>().AddSingleton<JournalReader>().AddSingleton<IReadings, JournalReadings>();
    }

    /// <summary>What those need who read it.</summary>
    internal static void AddJournalReading(this IServiceCollection services) => services.AddSingleton<JournalLines>().AddSingleton<JournalExport>().AddSingleton<BackgroundCheck>();

    internal static string HeadFile(ServiceOptions options) => Path.Combine(options.KeyFolder, "journal-head.json");
}
