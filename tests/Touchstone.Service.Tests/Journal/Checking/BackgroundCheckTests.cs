using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Journal.Checking;

public sealed class BackgroundCheckTests
{
    [Fact]
    public async Task The_newest_stretch_is_held_against_the_line_before_it_and_all_lines_from_the_first()
    {
        await using var service = await WrittenAsync(30);
        var newest = await RunAsync(service, 10);
        Assert.Equal((22L, 31L, 10L, true), (newest.From, newest.Until, newest.Done, newest.Report!.Holds));
        var all = await RunAsync(service, null);
        Assert.Equal((1L, 31L, 31L, true), (all.From, all.Until, all.Done, all.Report!.Holds));
    }

    [Fact]
    public async Task A_changed_line_is_found_in_its_stretch_and_a_stretch_behind_it_says_nothing_of_it()
    {
        await using var service = await WrittenAsync(30);
        await ChangeAsync(service, "UPDATE Journal SET Body = x'7b7d' WHERE Sequence = 15");
        Assert.True((await RunAsync(service, 10)).Report!.Holds);
        var found = (await RunAsync(service, 20)).Report!;
        Assert.Contains(found.Faults, f => f is { Line: 15, Code: Codes.JournalLink });
        Assert.False((await RunAsync(service, null)).Report!.Holds);
    }

    [Fact]
    public async Task Lines_cut_off_the_end_are_missed_by_the_stretch_too()
    {
        await using var service = await WrittenAsync(30);
        await ChangeAsync(service, "DELETE FROM Journal WHERE Sequence > 25");
        Assert.Contains((await RunAsync(service, 5)).Report!.Faults, f => f.Code == Codes.JournalTruncated);
    }

    [Fact]
    public async Task An_end_file_older_than_the_stretch_makes_the_stretch_longer()
    {
        await using var service = await WrittenAsync(10);
        var file = Path.Combine(service.Options.KeyFolder, "journal-head.json");
        var old = await File.ReadAllBytesAsync(file);
        await WriteAsync(service, 20);
        await File.WriteAllBytesAsync(file, old);
        var state = await RunAsync(service, 5);
        Assert.Equal((11L, 20L, true), (state.From, state.Report!.Newer, state.Report.Holds));
    }

    [Fact]
    public async Task A_damaged_end_file_is_said_and_ends_the_check()
    {
        await using var service = await WrittenAsync(3);
        await File.WriteAllTextAsync(Path.Combine(service.Options.KeyFolder, "journal-head.json"), "{");
        Assert.Contains("damaged", (await RunAsync(service, null)).Failure);
    }

    private static async Task<EmptyService> WrittenAsync(int lines)
    {
        var service = await EmptyService.StartAsync(s => s.AddSingleton<BackgroundCheck>());
        await WriteAsync(service, lines);
        return service;
    }

    private static Task WriteAsync(EmptyService service, int lines) =>
        service.Get<JournalStore>().WriteAsync((_, pen) => { for (var i = 0; i < lines; i++) pen.Write(Actors.System, JournalKinds.PasswordChanged, null, []); }, CancellationToken.None);

    private static async Task ChangeAsync(EmptyService service, string sql)
    {
        await using var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync();
        await database.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task<CheckState> RunAsync(EmptyService service, long? newest)
    {
        var check = service.Get<BackgroundCheck>();
        Assert.True(check.Start(newest));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (check.State is { EndedAt: null }) await Task.Delay(10, patience.Token);
        return check.State!;
    }
}
