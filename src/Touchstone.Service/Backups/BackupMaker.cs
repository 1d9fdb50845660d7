using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Touchstone.Engine;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Backups;

/// <summary>One archive of everything a service has: a SQLite file with all tables (PostgreSQL's as well), the journal's end, the media. The service may run meanwhile.</summary>
public static class BackupMaker
{
    /// <summary>Makes a backup.</summary>
    /// <param name="options">The service.</param>
    /// <param name="file">The archive; it must not exist yet.</param>
    /// <param name="content">What goes into it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up; no archive is left.</param>
    /// <exception cref="ServiceException">The file exists, there is no database, or its tables are those of another version.</exception>
    public static async Task<BackupManifest> RunAsync(ServiceOptions options, string file, BackupContent content, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(time);
        if (Path.Exists(file)) throw new ServiceException(Codes.BackupTargetNotEmpty, $"There is a file {file} already. Name one that does not exist.");
        // The tables on their own lie beside the archive while it is written: there is room, and it is as private as the archive.
        var folder = Directory.CreateDirectory($"{file}.{Guid.NewGuid():N}.part").FullName;
        try
        {
            await using var service = OpenedService.Existing(options);
            var archive = Path.Combine(folder, "archive");
            var manifest = await WriteAsync(options, service, folder, content, time, cancel);
            File.Move(archive, file);
            return manifest;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BackupManifest> WriteAsync(ServiceOptions options, OpenedService service, string folder, BackupContent content, TimeProvider time, CancellationToken cancel)
    {
        await using (var tables = await service.Databases.CreateDbContextAsync(cancel)) (await DatabaseState.OfAsync(tables, cancel)).RefuseOthers();
        // Before anything is copied: whoever has a copy is in the journal, and in the copy.
        var noted = await OutsideLine.WriteAsync(options, JournalKinds.BackupMade, new JsonObject { ["media"] = content.Media, ["keys"] = content.Keys }, time, cancel);
        // The end first, then the tables, then the media: what is written in between is newer than the end, never missing from it.
        var head = JournalSetup.HeadFile(options);
        var headCopy = Path.Combine(folder, "head");
        if (File.Exists(head)) File.Copy(head, headCopy);
        var copy = await SnapshotAsync(service, folder, cancel);
        await using var stream = BackupArchive.NewFile(Path.Combine(folder, "archive"));
        using var archive = new BackupArchive(stream);
        var manifest = await DescribeAsync(copy, time, cancel) with { KeysIncluded = content.Keys, IsNoted = noted };
        await archive.AddAsync(BackupManifest.Database, copy.DatabaseFile, CompressionLevel.Fastest, cancel);
        if (File.Exists(headCopy)) await archive.AddAsync(BackupManifest.Head, headCopy, CompressionLevel.NoCompression, cancel);
        if (content.Keys) await AddKeysAsync(options, archive, cancel);
        var (elsewhere, damaged) = await AddMediaAsync(service.Blobs, content.Media, archive, cancel);
        manifest = manifest with { Parts = archive.Parts, MediaElsewhere = elsewhere, MediaDamaged = damaged };
        await archive.CloseAsync(manifest, cancel);
        return manifest;
    }

    /// <summary>All tables as they are at one moment, in a SQLite file of its own.</summary>
    private static async Task<ServiceOptions> SnapshotAsync(OpenedService service, string folder, CancellationToken cancel)
    {
        var copy = new ServiceOptions { DataFolder = folder };
        await using var from = await service.Databases.CreateDbContextAsync(cancel);
        await using var opened = OpenedService.Empty(copy);
        await using var to = await opened.Databases.CreateDbContextAsync(cancel);
        if (from is PostgresDatabase)
        {
            await to.Database.MigrateAsync(cancel);
            await TableCopy.RunAsync(from, to, cancel);
        }
        else
        {
            await from.Database.OpenConnectionAsync(cancel);
            await to.Database.OpenConnectionAsync(cancel);
            ((SqliteConnection)from.Database.GetDbConnection()).BackupDatabase((SqliteConnection)to.Database.GetDbConnection());
        }
        // One file, without a log beside it.
        await to.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE", cancel);
        return copy;
    }

    private static async Task<BackupManifest> DescribeAsync(ServiceOptions copy, TimeProvider time, CancellationToken cancel)
    {
        await using var service = OpenedService.Empty(copy);
        await using var database = await service.Databases.CreateDbContextAsync(cancel);
        Dictionary<string, long> rows = [];
        foreach (var table in Table.AllOf(database.Model)) rows[table.Name] = await table.CountAsync(database, cancel);
        var reader = new JournalReader(service.Databases);
        var end = await reader.LastAsync(cancel);
        var keys = await reader.KeysAsync(cancel);
        return new BackupManifest(BackupManifest.CurrentForm, time.GetUtcNow(), Examination.CurrentEngineVersion, rows, end.Sequence, end.Hash, keys.Count > 0 ? JournalKey.IdOf(keys[^1]) : null, false, [], [], []);
    }

    private static async Task AddKeysAsync(ServiceOptions options, BackupArchive archive, CancellationToken cancel)
    {
        if (File.Exists(options.JournalKeyFile)) await archive.AddAsync(BackupManifest.JournalKey, options.JournalKeyFile, CompressionLevel.NoCompression, cancel);
        var cookies = Path.Combine(options.KeyFolder, "cookies");
        if (!Directory.Exists(cookies)) return;
        foreach (var key in Directory.EnumerateFiles(cookies, "*.xml").Order(StringComparer.Ordinal))
            await archive.AddAsync(BackupManifest.CookieKeys + Path.GetFileName(key), key, CompressionLevel.NoCompression, cancel);
    }

    private static async Task<(IReadOnlyList<string> Elsewhere, IReadOnlyList<string> Damaged)> AddMediaAsync(IBlobStore blobs, bool include, BackupArchive archive, CancellationToken cancel)
    {
        List<string> elsewhere = [], damaged = [];
        await foreach (var blob in blobs.ListAsync(cancel))
        {
            if (!include)
            {
                elsewhere.Add(blob.Sha256);
                continue;
            }
            using var file = await blobs.GetAsync(blob.Sha256, cancel);
            // Deleted since it was listed.
            if (file is null) continue;
            if (await DigestAsync(file.Path, cancel) != blob.Sha256) damaged.Add(blob.Sha256);
            // Media are compressed already.
            else await archive.AddAsync(BackupManifest.Media + blob.Sha256, file.Path, CompressionLevel.NoCompression, cancel);
        }
        return (elsewhere, damaged);
    }

    private static async Task<string> DigestAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}

/// <summary>What goes into a backup beside the tables.</summary>
/// <param name="Media">Whether the media go in, or stay in their store and are listed by digest.</param>
/// <param name="Keys">Whether the private keys go in.</param>
public sealed record BackupContent(bool Media, bool Keys);
