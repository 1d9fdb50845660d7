using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Hosting;

namespace Touchstone.Service.Backups;

/// <summary>A backup put into an empty place: a folder, or PostgreSQL and an object store. Everything is checked before anything is written.</summary>
public static class BackupRestore
{
    /// <summary>Restores.</summary>
    /// <param name="options">The empty place.</param>
    /// <param name="file">The archive.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ServiceException">The archive is damaged, or the place is not empty.</exception>
    public static async Task<RestoreReport> RunAsync(ServiceOptions options, string file, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var reader = BackupReader.Open(file);
        RefuseFull(options);
        await reader.CheckAsync(cancel);
        using var alone = FolderLock.Take(options.DataFolder);
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, $"restore-{Guid.NewGuid():N}.part")).FullName;
        try
        {
            await RestoreTablesAsync(options, reader, folder, cancel);
            await RestoreMediaAsync(options, reader, folder, cancel);
            await RestoreKeysAsync(options, reader, cancel);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
        var journal = await JournalCheck.RunAsync(options, null, cancel);
        var data = new JsonObject { ["made"] = JournalEntry.Text(reader.Manifest.Made), ["lines"] = reader.Manifest.Lines, ["end"] = reader.Manifest.End };
        // A journal that does not hold is left as it is, for whoever looks into it.
        var noted = journal.Holds && await OutsideLine.WriteAsync(options, JournalKinds.BackupRestored, data, time, cancel);
        return new RestoreReport(reader.Manifest, journal, File.Exists(options.JournalKeyFile)) { IsNoted = noted };
    }

    private static void RefuseFull(ServiceOptions options)
    {
        string[] taken =
        [
            .. options.Database is null ? [options.DatabaseFile, options.MovedDatabaseFile] : Array.Empty<string>(),
            .. options.Blobs is null && Directory.Exists(options.BlobFolder) ? Directory.EnumerateFileSystemEntries(options.BlobFolder).Take(1) : [],
            JournalSetup.HeadFile(options),
        ];
        if (taken.FirstOrDefault(Path.Exists) is { } there) throw new ServiceException(Codes.BackupTargetNotEmpty, $"There is {there} already. Restore into an empty folder.");
    }

    private static async Task RestoreTablesAsync(ServiceOptions options, BackupReader reader, string folder, CancellationToken cancel)
    {
        var extracted = new ServiceOptions { DataFolder = folder };
        await reader.ExtractAsync(BackupManifest.Database, extracted.DatabaseFile, cancel);
        // An archive of an older version is brought to this one; one of a newer version is refused.
        await DatabaseState.MigrateAsync(extracted, cancel);
        if (options.Database is null)
        {
            // The log beside it has gone into it with the last connection.
            SqliteConnection.ClearAllPools();
            File.Move(extracted.DatabaseFile, options.DatabaseFile);
            return;
        }
        await DatabaseState.MigrateAsync(options, cancel);
        await using var source = OpenedService.Empty(extracted);
        await using var target = OpenedService.Empty(options);
        await using var from = await source.Databases.CreateDbContextAsync(cancel);
        await using var to = await target.Databases.CreateDbContextAsync(cancel);
        await TableCopy.RunAsync(from, to, cancel);
    }

    private static async Task RestoreMediaAsync(ServiceOptions options, BackupReader reader, string folder, CancellationToken cancel)
    {
        await using var service = OpenedService.Empty(options);
        var path = Path.Combine(folder, "content");
        foreach (var part in reader.Manifest.MediaParts)
        {
            await reader.ExtractAsync(part.Name, path, cancel);
            await service.Blobs.PutAsync(part.Sha256, path, cancel);
            File.Delete(path);
        }
    }

    private static async Task RestoreKeysAsync(ServiceOptions options, BackupReader reader, CancellationToken cancel)
    {
        Directory.CreateDirectory(options.KeyFolder);
        if (reader.Has(BackupManifest.Head)) await reader.ExtractAsync(BackupManifest.Head, JournalSetup.HeadFile(options), cancel);
        // A key that someone put there beforehand stays.
        if (reader.Has(BackupManifest.JournalKey) && !File.Exists(options.JournalKeyFile)) await reader.ExtractAsync(BackupManifest.JournalKey, options.JournalKeyFile, cancel);
        foreach (var key in reader.Manifest.Parts.Where(p => p.Name.StartsWith(BackupManifest.CookieKeys, StringComparison.Ordinal)))
        {
            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(options.KeyFolder, "cookies")).FullName, Path.GetFileName(key.Name));
            if (!File.Exists(path)) await reader.ExtractAsync(key.Name, path, cancel);
        }
    }
}

/// <summary>What was restored.</summary>
/// <param name="Backup">The archive's list.</param>
/// <param name="Journal">The check of the restored journal.</param>
/// <param name="HasJournalKey">Whether the journal's private key is there, so that it can be continued.</param>
public sealed record RestoreReport(BackupManifest Backup, JournalReport Journal, bool HasJournalKey)
{
    /// <summary>Whether the journal goes on with a line about it; not without its key.</summary>
    public bool IsNoted { get; init; }
}
