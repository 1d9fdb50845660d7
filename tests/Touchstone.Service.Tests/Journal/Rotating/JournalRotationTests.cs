using System.Text.Json.Nodes;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Journal.Rotating;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Hosting;

namespace Touchstone.Service.Tests.Journal.Rotating;

public sealed class JournalRotationTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-rotation-");

    private ServiceOptions Options => new() { DataFolder = _folder.FullName };

    public async ValueTask InitializeAsync() => await MadeJournal.WriteAsync(Options, 5, TimeProvider.System, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_journal_goes_on_with_the_new_key_and_holds_against_either()
    {
        using var old = JournalKey.Open(Options.JournalKeyFile);
        var (code, output) = await Command.RunAsync("journal", "rotate", "--data", Options.DataFolder);
        Assert.True(code == 0, output);
        await MadeJournal.WriteAsync(Options, 5, TimeProvider.System, CancellationToken.None);
        using var now = JournalKey.Open(Options.JournalKeyFile);
        Assert.NotEqual(old.Id, now.Id);
        Assert.Contains(now.PublicPem, output, StringComparison.Ordinal);
        foreach (var key in new[] { old, now })
        {
            var report = await JournalCheck.RunAsync(Options, key.PublicPem, CancellationToken.None);
            Assert.Empty(report.Faults);
            Assert.Equal([old.Id, now.Id], report.Keys);
        }
        // Nothing of the old private key stays; its public part does.
        var kept = Path.Combine(Options.KeyFolder, $"journal-{old.Id}.public.pem");
        Assert.Equal(old.PublicPem, (await File.ReadAllTextAsync(kept)).TrimEnd());
        Assert.Single(Directory.GetFiles(Options.KeyFolder, "*.pem*"), f => File.ReadAllText(f).Contains("PRIVATE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rotation_that_broke_off_is_ended_by_the_next_with_one_line()
    {
        var before = await File.ReadAllTextAsync(Options.JournalKeyFile);
        var rotation = await JournalRotation.RunAsync(Options, TimeProvider.System, CancellationToken.None);
        // As it is when the machine stops after the line was stored and before the files were exchanged.
        File.Move(Options.JournalKeyFile, Options.JournalKeyFile + ".next");
        await File.WriteAllTextAsync(Options.JournalKeyFile, before);
        Assert.Equal(rotation.New, (await JournalRotation.RunAsync(Options, TimeProvider.System, CancellationToken.None)).New);
        var (lines, _) = await MadeJournal.ReadAsync(Options, CancellationToken.None);
        Assert.Single(lines, l => l.Columns!.Kind == JournalKinds.KeyChanged);
        await MadeJournal.WriteAsync(Options, 2, TimeProvider.System, CancellationToken.None);
        Assert.True((await JournalCheck.RunAsync(Options, null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task A_rotation_waits_for_the_service_to_stop()
    {
        using var alone = FolderLock.Take(Options.DataFolder);
        Assert.Equal(Codes.ServiceFolderInUse, (await Assert.ThrowsAsync<ServiceException>(() => JournalRotation.RunAsync(Options, TimeProvider.System, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task A_rotation_that_the_old_key_did_not_sign_is_noticed()
    {
        var (lines, head) = await MadeJournal.ReadAsync(Options, CancellationToken.None);
        using var thief = JournalKey.Open(Path.Combine(_folder.FullName, "thief.pem"));
        // Someone with the database appends a line that names their key, and goes on with it.
        var forged = Append([.. lines], thief, JournalKinds.KeyChanged, JournalKeys.Naming(thief), thief);
        forged = Append(forged, thief, JournalKinds.CaseViewed, [], thief);
        Assert.Equal([(lines.Count + 1L, Codes.JournalKey), (lines.Count + 1L, Codes.JournalSignature)], (await FaultsAsync(forged, head, null)).Order());
    }

    [Fact]
    public async Task Whoever_has_a_retired_key_cannot_go_on_from_the_rotation_unnoticed_by_the_newest_key()
    {
        using var retired = JournalKey.Open(Options.JournalKeyFile);
        await JournalRotation.RunAsync(Options, TimeProvider.System, CancellationToken.None);
        await MadeJournal.WriteAsync(Options, 5, TimeProvider.System, CancellationToken.None);
        using var newest = JournalKey.Open(Options.JournalKeyFile);
        var (lines, head) = await MadeJournal.ReadAsync(Options, CancellationToken.None);
        var at = lines.ToList().FindIndex(l => l.Columns!.Kind == JournalKinds.KeyChanged);

        // Lines after the rotation signed by the key before it.
        var goesOn = Append([.. lines.Take(at + 1)], retired, JournalKinds.CaseViewed, [], retired);
        Assert.Contains((at + 2L, Codes.JournalSignature), await FaultsAsync(goesOn, HeadOf(goesOn, retired), null));
        // The rotation cut off, and the end signed by the key that was the journal's then: a whole older journal, but not the newest key's.
        List<JournalLine> cut = [.. lines.Take(at)];
        Assert.Contains((0L, Codes.JournalKey), await FaultsAsync(cut, HeadOf(cut, retired), newest));
        // The end of the whole journal signed by the retired key.
        Assert.Equal([(0L, Codes.JournalHead)], await FaultsAsync([.. lines], HeadOf([.. lines], retired), newest));
        Assert.Empty(await FaultsAsync([.. lines], head, newest));
    }

    private static List<JournalLine> Append(List<JournalLine> lines, JournalKey signs, string kind, JsonObject data, JournalKey named)
    {
        var last = JournalEntry.Read(lines[^1].Body);
        var entry = new JournalEntry(last.Sequence + 1, last.At, Actors.System, kind, null, data, named.Id);
        var (body, link) = (entry.ToBody(), JournalLink.Of(lines[^1].Hash, entry.ToBody()));
        return [.. lines, new JournalLine(body, link, signs.Sign(link)) { Columns = new JournalColumns(entry.Sequence, entry.At, entry.Actor, kind, null) }];
    }

    private static SignedHead HeadOf(List<JournalLine> lines, JournalKey key)
    {
        var last = JournalEntry.Read(lines[^1].Body);
        return SignedHead.Of(new JournalHead(last.Sequence, Convert.ToHexStringLower(lines[^1].Hash), last.At), key);
    }

    private static async Task<IReadOnlyList<(long, string)>> FaultsAsync(List<JournalLine> lines, SignedHead head, JournalKey? key) =>
        [.. (await new JournalVerifier(key).VerifyAsync(lines.ToAsyncEnumerable(), head, CancellationToken.None)).Faults.Select(f => (f.Line, f.Code))];
}
