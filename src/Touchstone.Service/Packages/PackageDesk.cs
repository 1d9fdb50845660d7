using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Consent;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Reports;

namespace Touchstone.Service.Packages;

/// <summary>Makes packages from a data folder or database, from outside the service; it may run meanwhile.</summary>
public static class PackageDesk
{
    /// <summary>Packs a case, named by its number.</summary>
    /// <param name="options">Where the service keeps what it has.</param>
    /// <param name="number">Number of the case, as in "C-2026-0001".</param>
    /// <param name="withSpecimen">Whether the specimen goes along.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="PackageException">There is no such case, or its examination has not ended.</exception>
    public static async Task<PackageManifest> MakeAsync(ServiceOptions options, string number, bool withSpecimen, string path, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Database is null && !File.Exists(options.DatabaseFile)) throw new PackageException(Codes.PackageUnfinished, $"There is no database {options.DatabaseFile}. Name the folder of the service with --data.");
        // A key made here would be another than the journal's.
        if (!File.Exists(options.JournalKeyFile)) throw new PackageException(Codes.PackageUnfinished, $"There is no journal key {options.JournalKeyFile}; a package is signed with it. Name it with --journal-key.");
        var services = new ServiceCollection().AddSingleton(options).AddSingleton(TimeProvider.System).AddLogging(l => l.ClearProviders());
        services.AddPlatform(options);
        services.AddJournal(options);
        services.AddAnalysis(options);
        services.AddSingleton<CaseList>().AddSingleton<RightsRegister>();
        services.AddReports();
        services.AddPackages();
        await using var provider = services.BuildServiceProvider();
        var found = await provider.GetRequiredService<CaseList>().FindAsync(number, CaseViewer.System, cancel) ?? throw new PackageException(Codes.PackageUnfinished, $"There is no case {number}.");
        return await provider.GetRequiredService<PackageMaker>().MakeAsync(new PackageRequest(found.Id, withSpecimen, Actors.System, CaseViewer.System), path, cancel);
    }
}
