using Touchstone.Service.Journal;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Journal.Checking;

/// <summary>A journal of forty lines in a folder, written the way the service writes.</summary>
public sealed class WrittenJournal : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-journal-");

    public ServiceOptions Options => new() { DataFolder = _folder.FullName };

    public IReadOnlyList<JournalLine> Lines { get; private set; } = [];

    public SignedHead Head { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await MadeJournal.WriteAsync(Options, 40, TimeProvider.System, CancellationToken.None);
        (Lines, Head) = await MadeJournal.ReadAsync(Options, CancellationToken.None);
    }

    public JournalKey PublicKey() => JournalKey.OpenPublic(File.ReadAllText(Path.Combine(Options.KeyFolder, "journal.pem")));

    public JournalKey Stranger() => JournalKey.Open(Path.Combine(_folder.FullName, "stranger.pem"));

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
