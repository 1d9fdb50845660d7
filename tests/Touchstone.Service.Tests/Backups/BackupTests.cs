using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Touchstone.Media;
using Touchstone.Service.Backups;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Tests.Backups;

/// <summary>Archives of a small service that does not run.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private static readonly byte[] Content = "some media"u8.ToArray();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-backup-");

    private ServiceOptions Source => new() { DataFolder = Path.Combine(_folder.FullName, "source") };

    private string Archive => Path.Combine(_folder.FullName, "backup.zip");

    public async ValueTask InitializeAsync()
    {
        await DatabaseState.MigrateAsync(Source, CancellationToken.None);
        await using var service = OpenedService.Empty(Source);
        await PutAsync(service.Blobs, Content);
        using var key = JournalKey.Open(Source.JournalKeyFile);
        using var journal = new JournalStore(service.Databases, key, new JournalHeadFile(JournalSetup.HeadFile(Source)), TimeProvider.System);
        for (var i = 0; i < 5; i++) await journal.WriteAsync((_, pen) => pen.Write(Actors.System, JournalKinds.CaseViewed, null, []), CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_backed_up_is_there_after_restoring()
    {
        var backup = await BackUpAsync(keys: true);
        var report = await BackupRestore.RunAsync(Target, Archive, TimeProvider.System, CancellationToken.None);
        Assert.True(report.Journal.Holds);
        // With the line about the backup itself.
        Assert.Equal(7, report.Journal.End.Sequence);
        Assert.True(report.HasJournalKey);
        var (before, after) = (await DatabaseState.ReadAsync(Source, CancellationToken.None), await DatabaseState.ReadAsync(Target, CancellationToken.None));
        Assert.Equal(before.Rows, backup.Rows);
        // And the one about restoring.
        Assert.Equal(8, after.Rows["Journal"]);
        Assert.Equal(before.Rows.Where(r => r.Key != "Journal"), after.Rows.Where(r => r.Key != "Journal"));
        Assert.Equal([JournalKinds.BackupMade], await KindsAsync(Source));
        Assert.Equal([JournalKinds.BackupMade, JournalKinds.BackupRestored], await KindsAsync(Target));
        Assert.True((await JournalCheck.RunAsync(Target, null, CancellationToken.None)).Holds);
        Assert.Equal(await File.ReadAllTextAsync(Source.JournalKeyFile), await File.ReadAllTextAsync(Target.JournalKeyFile));
        using var stored = await new FolderBlobs(Target.BlobFolder).GetAsync(DigestOf(Content), CancellationToken.None);
        Assert.Equal(Content, await File.ReadAllBytesAsync(stored!.Path));
    }

    [Fact]
    public async Task Private_keys_stay_out_unless_asked_for_and_their_want_is_said()
    {
        await BackUpAsync(keys: false);
        using (var zip = ZipFile.OpenRead(Archive)) Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith("keys/", StringComparison.Ordinal));
        var (code, output) = await Command.RunAsync("db", "restore", Archive, "--data", Target.DataFolder);
        Assert.Equal(0, code);
        Assert.Contains("NOT restored", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Target.JournalKeyFile));
    }

    [Fact]
    public async Task Without_the_key_of_the_journal_there_is_a_backup_and_no_line_which_is_said()
    {
        File.Move(Source.JournalKeyFile, Source.JournalKeyFile + ".elsewhere");
        var (code, output) = await Command.RunAsync("db", "backup", Archive, "--data", Source.DataFolder);
        Assert.Equal(0, code);
        Assert.Contains("NOT in the journal", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Source.JournalKeyFile));
        Assert.Empty(await KindsAsync(Source));
    }

    [Fact]
    public async Task Only_its_owner_may_read_a_backup()
    {
        await BackUpAsync(keys: true);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
    }

    [Fact]
    public async Task A_damaged_archive_is_refused_and_nothing_is_written_whichever_part_it_is()
    {
        await BackUpAsync(keys: true);
        foreach (var part in Names().Where(n => n != "manifest.json"))
        {
            Assert.Equal(Codes.BackupDigest, await RefusalAsync(Rewrite(part, bytes => bytes[bytes.Length / 2] ^= 1)));
            Assert.Equal(Codes.BackupPart, await RefusalAsync(Rewrite(part, _ => { }, leaveOut: true)));
        }
        Assert.False(Directory.Exists(Target.DataFolder));
    }

    [Fact]
    public async Task What_is_no_backup_is_refused()
    {
        await BackUpAsync(keys: false);
        Assert.Equal(Codes.BackupMalformed, await RefusalAsync(Rewrite("manifest.json", bytes => bytes.AsSpan().Clear())));
        Assert.Equal(Codes.BackupMalformed, await RefusalAsync(Rewrite("manifest.json", _ => { }, leaveOut: true)));
        var garbage = Path.Combine(_folder.FullName, "garbage");
        await File.WriteAllBytesAsync(garbage, Encoding.UTF8.GetBytes("not an archive"));
        Assert.Equal(Codes.BackupMalformed, await RefusalAsync(garbage));
    }

    [Fact]
    public async Task A_part_whose_name_leads_elsewhere_is_refused()
    {
        await BackUpAsync(keys: false);
        var changed = Path.Combine(_folder.FullName, "elsewhere.zip");
        File.Copy(Archive, changed);
        using (var zip = ZipFile.Open(changed, ZipArchiveMode.Update))
        {
            const string Name = "media/../../elsewhere";
            using (var part = zip.CreateEntry(Name).Open()) part.Write(Content);
            var entry = zip.GetEntry("manifest.json")!;
            JsonNode manifest;
            using (var stream = entry.Open()) manifest = JsonNode.Parse(stream)!;
            manifest["parts"]!.AsArray().Add(new JsonObject { ["name"] = Name, ["bytes"] = Content.Length, ["sha256"] = DigestOf(Content) });
            entry.Delete();
            using var written = new StreamWriter(zip.CreateEntry("manifest.json").Open());
            written.Write(manifest.ToJsonString());
        }
        Assert.Equal(Codes.BackupPart, await RefusalAsync(changed));
        Assert.Empty(Directory.GetFiles(_folder.FullName, "elsewhere"));
    }

    [Fact]
    public async Task A_place_that_is_not_empty_is_refused()
    {
        await BackUpAsync(keys: false);
        var refused = await Assert.ThrowsAsync<ServiceException>(() => BackupRestore.RunAsync(Source, Archive, TimeProvider.System, CancellationToken.None));
        Assert.Equal(Codes.BackupTargetNotEmpty, refused.Code);
        refused = await Assert.ThrowsAsync<ServiceException>(() => BackUpAsync(keys: false));
        Assert.Equal(Codes.BackupTargetNotEmpty, refused.Code);
    }

    [Fact]
    public async Task Stored_media_that_were_changed_are_named_and_left_out()
    {
        var path = Path.Combine(Source.BlobFolder, DigestOf(Content)[..2], DigestOf(Content));
        await File.WriteAllBytesAsync(path, "other media"u8.ToArray());
        var backup = await BackUpAsync(keys: false);
        Assert.Equal([DigestOf(Content)], backup.MediaDamaged);
        Assert.Empty(backup.MediaParts);
    }

    [Fact]
    public async Task A_service_keeps_its_folder_to_itself()
    {
        using var alone = Service.Platform.Hosting.FolderLock.Take(Source.DataFolder);
        var (code, output) = await Command.RunAsync("serve", "--data", Source.DataFolder, "--url", "http://127.0.0.1:9");
        Assert.Equal(2, code);
        Assert.Contains($"({Codes.ServiceFolderInUse})", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_of_a_database_says_what_it_lacks()
    {
        var (code, output) = await Command.RunAsync("db", "status", "--data", Source.DataFolder);
        Assert.Equal(0, code);
        Assert.Contains("6  Journal", output, StringComparison.Ordinal);
        Assert.Contains("1 content, 10 bytes", output, StringComparison.Ordinal);
        (code, output) = await Command.RunAsync("db", "status", "--data", Target.DataFolder);
        Assert.Equal(2, code);
        Assert.Contains($"({Codes.DatabaseMissing})", output, StringComparison.Ordinal);
        Directory.CreateDirectory(Target.DataFolder);
        await File.WriteAllBytesAsync(Target.DatabaseFile, []);
        (code, output) = await Command.RunAsync("db", "status", "--data", Target.DataFolder);
        Assert.Equal(1, code);
        Assert.Contains("touchstone db migrate", output, StringComparison.Ordinal);
        Assert.Equal(0, (await Command.RunAsync("db", "migrate", "--data", Target.DataFolder)).Code);
        Assert.Equal(0, (await Command.RunAsync("db", "status", "--data", Target.DataFolder)).Code);
    }

    private ServiceOptions Target => new() { DataFolder = Path.Combine(_folder.FullName, "target") };

    private Task<BackupManifest> BackUpAsync(bool keys) => BackupMaker.RunAsync(Source, Archive, new BackupContent(Media: true, keys), TimeProvider.System, CancellationToken.None);

    private async Task<string> RefusalAsync(string archive) => (await Assert.ThrowsAsync<ServiceException>(() => BackupRestore.RunAsync(Target, archive, TimeProvider.System, CancellationToken.None))).Code;

    private static async Task<List<string>> KindsAsync(ServiceOptions options)
    {
        await using var service = OpenedService.Existing(options);
        return [.. (await new JournalReader(service.Databases).LinesAsync(7, CancellationToken.None).ToListAsync()).Select(l => l.Columns!.Kind)];
    }

    private List<string> Names()
    {
        using var zip = ZipFile.OpenRead(Archive);
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    private string Rewrite(string part, Action<byte[]> change, bool leaveOut = false)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.zip");
        using var from = ZipFile.OpenRead(Archive);
        using var to = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in from.Entries.Where(e => !leaveOut || e.FullName != part))
        {
            using var bytes = new MemoryStream();
            using (var stream = entry.Open()) stream.CopyTo(bytes);
            var content = bytes.ToArray();
            if (entry.FullName == part) change(content);
            using var written = to.CreateEntry(entry.FullName).Open();
            written.Write(content);
        }
        return path;
    }

    private async Task PutAsync(IBlobStore blobs, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, "content");
        await File.WriteAllBytesAsync(path, content);
        await blobs.PutAsync(DigestOf(content), path, CancellationToken.None);
    }

    private static string DigestOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
