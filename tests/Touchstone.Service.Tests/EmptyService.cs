using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Tests;

/// <summary>Parts of the service in this process, over a fresh database and a clock that stands still until it is moved.</summary>
internal sealed class EmptyService : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-parts-");
    private readonly ServiceProvider _services;

    private EmptyService(Action<IServiceCollection> further, string? database, string? journalKey)
    {
        var options = Options = new ServiceOptions { DataFolder = _folder.FullName, Database = database, JournalKey = journalKey };
        var services = new ServiceCollection();
        services.AddSingleton(options).AddSingleton<TimeProvider>(Clock).AddLogging();
        services.AddDatabase(options);
        services.AddJournal(options);
        services.AddSingleton<IBlobStore>(new FolderBlobs(options.BlobFolder));
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        further(services);
        _services = services.BuildServiceProvider();
    }

    internal MovedClock Clock { get; } = new();

    internal ServiceOptions Options { get; }

    /// <summary>Starts one.</summary>
    /// <param name="further">What it is made of beside the platform and the journal.</param>
    /// <param name="database">The address of an empty PostgreSQL database; null for a SQLite file.</param>
    /// <param name="journalKey">The key of a node on the same database; null for a new one.</param>
    internal static async Task<EmptyService> StartAsync(Action<IServiceCollection> further, string? database = null, string? journalKey = null)
    {
        var service = new EmptyService(further, database, journalKey);
        await DatabaseSetup.MigrateAsync(service.Get<IDbContextFactory<Database>>(), CancellationToken.None);
        return service;
    }

    internal T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>A clock that shows what it was set to.</summary>
    internal sealed class MovedClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        internal void Move(TimeSpan by) => _now += by;
    }
}
