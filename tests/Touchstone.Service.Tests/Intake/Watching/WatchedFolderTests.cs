using Microsoft.Extensions.Logging.Abstractions;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake;
using Touchstone.Service.Intake.Watching;

namespace Touchstone.Service.Tests.Intake.Watching;

public sealed class WatchedFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("touchstone-watched-");
    private readonly List<(Arrival Arrival, string Content)> _taken = [];
    private Func<Task> _happens = () => Task.CompletedTask;

    public void Dispose() => _root.Delete(recursive: true);

    private WatchedFolder Folder() => new(new WatchTerms(_root.FullName, new Rights(RightsBasis.Contract, "scanner")), ReceiveAsync, NullLogger.Instance);

    private async Task<Receipt> ReceiveAsync(Stream content, Arrival arrival, CancellationToken cancel)
    {
        using var reader = new StreamReader(content);
        _taken.Add((arrival, await reader.ReadToEndAsync(cancel)));
        await _happens();
        return new Receipt(Guid.NewGuid(), "C-2026-0001", new string('a', 64), 1, false);
    }

    private static async Task LookTwiceAsync(WatchedFolder folder)
    {
        await folder.LookAsync(CancellationToken.None);
        await folder.LookAsync(CancellationToken.None);
    }

    private void Put(string name, string content) => File.WriteAllText(Path.Combine(_root.FullName, name), content);

    private string[] In(string folder) => Directory.Exists(Path.Combine(_root.FullName, folder)) ? [.. Directory.GetFiles(Path.Combine(_root.FullName, folder)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)] : [];

    [Fact]
    public async Task A_file_is_taken_in_once_it_no_longer_grows_and_moved_away()
    {
        var folder = Folder();
        Put("a.jpg", "half");
        await folder.LookAsync(CancellationToken.None);
        Put("a.jpg", "half and whole");
        await folder.LookAsync(CancellationToken.None);
        Assert.Empty(_taken);
        await folder.LookAsync(CancellationToken.None);
        await folder.LookAsync(CancellationToken.None);
        var (arrival, content) = Assert.Single(_taken);
        Assert.Equal(("a.jpg", "half and whole", "system", new Rights(RightsBasis.Contract, "scanner")), (arrival.Name, content, arrival.Actor, arrival.Rights));
        Assert.Equal(["a.jpg"], In("done"));
        Assert.Empty(In(""));
    }

    [Fact]
    public async Task A_record_of_rights_beside_the_file_counts_and_goes_with_it()
    {
        Put("a.jpg.rights.json", "{\"basis\":\"consent\",\"consentedBy\":\"J\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
        Put("a.jpg", "x");
        await LookTwiceAsync(Folder());
        Assert.Equal(new Rights(RightsBasis.Consent, "watched folder", "J", new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)), Assert.Single(_taken).Arrival.Rights);
        Assert.Equal(["a.jpg", "a.jpg.rights.json"], In("done"));
    }

    [Theory]
    [InlineData("{\"basis\":\"because\"}")]
    [InlineData("{\"basis\":\"own\",\"expires\":\"2099-01-01\"}")] // A field that there is not: whoever wrote it meant something.
    [InlineData("null")]
    [InlineData("not json")]
    public async Task A_record_that_cannot_be_read_keeps_its_file_out(string record)
    {
        Put("a.jpg.rights.json", record);
        Put("a.jpg", "x");
        await LookTwiceAsync(Folder());
        Assert.Empty(_taken);
        Assert.Equal(["a.jpg", "a.jpg.reason.txt", "a.jpg.rights.json"], In("refused"));
        Assert.Contains(Codes.ServiceInvalid, File.ReadAllText(Path.Combine(_root.FullName, "refused", "a.jpg.reason.txt")));
    }

    [Fact]
    public async Task What_is_refused_lies_aside_with_the_reason_and_the_others_are_taken()
    {
        _happens = () => _taken[^1].Arrival.Name == "a.txt" ? throw new IntakeException(Codes.IntakeUnknownFormat, "No known format.") : Task.CompletedTask;
        Put("a.txt", "x");
        Put("b.jpg", "y");
        await LookTwiceAsync(Folder());
        Assert.Equal(["a.txt", "a.txt.reason.txt"], In("refused"));
        Assert.Contains("No known format. (intake.unknown-format)", File.ReadAllText(Path.Combine(_root.FullName, "refused", "a.txt.reason.txt")));
        Assert.Equal(["b.jpg"], In("done"));
    }

    [Fact]
    public async Task A_stop_in_the_middle_loses_nothing_and_the_next_start_sends_the_same_key()
    {
        _happens = () => throw new OperationCanceledException();
        Put("a.jpg.rights.json", "{\"basis\":\"own\"}");
        Put("a.jpg", "x");
        await Assert.ThrowsAsync<OperationCanceledException>(() => LookTwiceAsync(Folder()));
        Assert.Single(In(".taking"), f => f.EndsWith(" a.jpg", StringComparison.Ordinal));
        // And the record of rights was not claimed yet, as if the stop had come a moment earlier.
        File.Move(Path.Combine(_root.FullName, ".taking", In(".taking").Single(f => f.EndsWith(".json", StringComparison.Ordinal))), Path.Combine(_root.FullName, "a.jpg.rights.json"));

        _happens = () => Task.CompletedTask;
        await Folder().LookAsync(CancellationToken.None);
        Assert.Equal(2, _taken.Count);
        Assert.Equal(_taken[0].Arrival.IdempotencyKey, _taken[1].Arrival.IdempotencyKey);
        Assert.Equal(RightsBasis.Own, _taken[1].Arrival.Rights!.Basis);
        Assert.Equal(["a.jpg", "a.jpg.rights.json"], In("done"));
        Assert.Empty(In(".taking"));
    }

    [Fact]
    public async Task While_the_queue_is_full_files_wait()
    {
        var folder = Folder();
        _happens = () => throw new QueueFullException(1);
        Put("a.jpg", "x");
        Put("b.jpg", "y");
        await LookTwiceAsync(folder);
        Assert.Equal(("a.jpg", 1), (_taken[0].Arrival.Name, _taken.Count));
        _happens = () => Task.CompletedTask;
        await LookTwiceAsync(folder);
        Assert.Equal(["a.jpg", "b.jpg"], In("done"));
    }

    [Fact]
    public async Task What_changes_while_it_is_read_is_taken_again_when_it_is_whole()
    {
        var folder = Folder();
        _happens = () => { File.AppendAllText(Directory.GetFiles(Path.Combine(_root.FullName, ".taking")).Single(), "more"); return Task.CompletedTask; };
        Put("a.jpg", "first");
        await LookTwiceAsync(folder);
        Assert.Equal(["a.jpg"], In(""));
        _happens = () => Task.CompletedTask;
        await LookTwiceAsync(folder);
        Assert.Equal(["first", "firstmore"], _taken.Select(t => t.Content));
        Assert.NotEqual(_taken[0].Arrival.IdempotencyKey, _taken[1].Arrival.IdempotencyKey);
    }

    [Fact]
    public async Task Links_hidden_and_unfinished_files_are_left_alone_and_names_are_never_written_over()
    {
        var folder = Folder();
        Put(".hidden", "x");
        Put("a.jpg.part", "x");
        File.CreateSymbolicLink(Path.Combine(_root.FullName, "link.jpg"), "/etc/passwd");
        await LookTwiceAsync(folder);
        Assert.Empty(_taken);
        for (var i = 0; i < 2; i++)
        {
            Put("a.jpg", $"{i}");
            await LookTwiceAsync(folder);
        }
        Assert.Equal(["a (2).jpg", "a.jpg"], In("done"));
    }
}
