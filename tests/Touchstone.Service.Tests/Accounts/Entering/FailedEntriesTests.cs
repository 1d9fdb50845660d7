using Microsoft.Extensions.DependencyInjection;
using Touchstone.Service.Accounts.Entering;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Tests.Accounts.Entering;

public sealed class FailedEntriesTests
{
    [Fact]
    public async Task What_was_only_counted_is_written_as_a_number_once_it_has_been_quiet()
    {
        await using var service = await EmptyService.StartAsync(s => s.AddSingleton<FailedEntries>());
        var (failed, account) = (service.Get<FailedEntries>(), Guid.NewGuid());
        for (var i = 0; i < 4; i++) await failed.NoteAsync(account, Entrance.Password, locked: false, CancellationToken.None);
        await failed.NoteAsync(null, Entrance.Passkey, locked: false, CancellationToken.None);
        await failed.WriteCountsAsync(CancellationToken.None);
        Assert.Equal([1, 1], await AttemptsAsync(service));

        service.Clock.Move(FailedEntries.Quiet);
        await failed.WriteCountsAsync(CancellationToken.None);
        // The three that were counted; nothing of the address that was tried once.
        Assert.Equal([1, 1, 3], await AttemptsAsync(service));
        await failed.WriteCountsAsync(CancellationToken.None);
        Assert.Equal([1, 1, 3], await AttemptsAsync(service));
        await failed.NoteAsync(account, Entrance.Password, locked: false, CancellationToken.None);
        Assert.Equal([1, 1, 3, 1], await AttemptsAsync(service));
        var counted = (await LinesAsync(service))[2];
        Assert.Equal((account.ToString(), null, Actors.Nobody), (counted.DataText("account"), counted.DataText("by"), counted.Actor));
    }

    private static async Task<IReadOnlyList<JournalEntry>> LinesAsync(EmptyService service) =>
        [.. (await service.Get<JournalStore>().AfterAsync(0, 100, CancellationToken.None)).Where(l => l.Kind == JournalKinds.SignInFailed)];

    private static async Task<IEnumerable<int>> AttemptsAsync(EmptyService service) => (await LinesAsync(service)).Select(l => (int)l.Data["attempts"]!);
}
