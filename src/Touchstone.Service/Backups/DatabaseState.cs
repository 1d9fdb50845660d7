using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Backups;

/// <summary>How far a database is, and what it holds.</summary>
/// <param name="Applied">Migrations that were applied.</param>
/// <param name="Missing">Migrations of this version that were not applied yet.</param>
/// <param name="Unknown">Applied migrations that this version does not know: a newer one wrote them.</param>
/// <param name="Rows">Rows by table; empty where the tables are not those of this version.</param>
/// <param name="Media">Contents stored: media, results and pictures.</param>
/// <param name="MediaBytes">Their size.</param>
public sealed record DatabaseState(IReadOnlyList<string> Applied, IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown, IReadOnlyDictionary<string, long> Rows, long Media, long MediaBytes)
{
    /// <summary>Whether this version can work with it as it is.</summary>
    public bool IsCurrent => Missing.Count == 0 && Unknown.Count == 0;

    /// <summary>Looks.</summary>
    /// <exception cref="ServiceException">There is no database.</exception>
    public static async Task<DatabaseState> ReadAsync(ServiceOptions options, CancellationToken cancel)
    {
        await using var service = OpenedService.Existing(options);
        await using var database = await service.Databases.CreateDbContextAsync(cancel);
        var state = await OfAsync(database, cancel);
        if (state.IsCurrent)
        {
            Dictionary<string, long> rows = [];
            foreach (var table in Table.AllOf(database.Model)) rows[table.Name] = await table.CountAsync(database, cancel);
            state = state with { Rows = rows };
        }
        await foreach (var blob in service.Blobs.ListAsync(cancel)) state = state with { Media = state.Media + 1, MediaBytes = state.MediaBytes + blob.Bytes };
        return state;
    }

    /// <summary>Brings the tables to this version; returns the migrations that were applied.</summary>
    /// <exception cref="ServiceException">A newer version wrote the database.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(ServiceOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.DataFolder);
        await using var service = OpenedService.Empty(options);
        await using (var database = await service.Databases.CreateDbContextAsync(cancel)) (await OfAsync(database, cancel)).RefuseNewer();
        return await DatabaseSetup.MigrateAsync(service.Databases, cancel);
    }

    internal static async Task<DatabaseState> OfAsync(Database database, CancellationToken cancel)
    {
        var known = database.Database.GetMigrations().ToList();
        IReadOnlyList<string> applied = [.. await database.Database.GetAppliedMigrationsAsync(cancel)];
        return new DatabaseState(applied, [.. known.Except(applied)], [.. applied.Except(known)], new Dictionary<string, long>(), 0, 0);
    }

    internal void RefuseNewer()
    {
        if (Unknown.Count > 0) throw new ServiceException(Codes.DatabaseVersion, $"A newer version of Touchstone wrote this database ({string.Join(", ", Unknown)}). Use that version.");
    }

    internal void RefuseOthers()
    {
        RefuseNewer();
        if (Missing.Count > 0) throw new ServiceException(Codes.DatabaseVersion, $"The tables are those of an older version ({string.Join(", ", Missing)} not applied). Run touchstone db migrate first.");
    }
}
