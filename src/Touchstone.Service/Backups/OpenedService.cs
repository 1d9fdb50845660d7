using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Backups;

/// <summary>Database and media of a service, opened from outside it.</summary>
internal sealed class OpenedService : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OpenedService(ServiceOptions options)
    {
        var services = new ServiceCollection().AddSingleton(options);
        services.AddPlatform(options);
        _services = services.BuildServiceProvider();
    }

    internal IDbContextFactory<Database> Databases => _services.GetRequiredService<IDbContextFactory<Database>>();

    internal IBlobStore Blobs => _services.GetRequiredService<IBlobStore>();

    /// <summary>Opens what may not be there yet.</summary>
    internal static OpenedService Empty(ServiceOptions options) => new(options);

    /// <summary>Opens what must be there.</summary>
    /// <exception cref="ServiceException">There is no database.</exception>
    internal static OpenedService Existing(ServiceOptions options)
    {
        RefuseMissing(options);
        return new OpenedService(options);
    }

    /// <exception cref="ServiceException">There is no database.</exception>
    internal static void RefuseMissing(ServiceOptions options)
    {
        // Opening would make an empty file.
        if (options.Database is null && !File.Exists(options.DatabaseFile)) throw new ServiceException(Codes.DatabaseMissing, $"There is no database {options.DatabaseFile}. Name the folder of the service with --data, or its PostgreSQL with --database.");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        // Pooled connections would keep a file open that is about to be moved.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
