using System.Diagnostics;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Journal;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Analysis;

/// <summary>A node of its own in this process, with a clock on which the patience of twenty seconds is over soon.</summary>
public sealed class DrainingTests : IDisposable
{
    private static readonly string Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Specimens.Recording(1)));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-draining-");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_runs_longer_than_the_patience_is_handed_back_as_if_it_had_not_begun()
    {
        await using var node = await WorkingNode.StartAsync(_folder.FullName, null, "sleep 600", new HurriedClock());
        var id = await node.AskAsync(1);
        await node.UntilAsync(id, ExaminationState.Running);
        var stopping = Stopwatch.StartNew();
        await node.StopAsync();
        Assert.True(stopping.Elapsed < TimeSpan.FromSeconds(20), $"{stopping.Elapsed}: the hurried clock was not asked.");
        var left = (await node.Queue.FindAsync(id, CancellationToken.None))!;
        Assert.Equal((ExaminationState.Queued, 0), (left.State, left.Attempts));

        await using var next = await WorkingNode.StartAsync(_folder.FullName, null, WorkingNode.Earnest, new HurriedClock());
        await next.UntilAsync(id, ExaminationState.Done);
    }

    [Fact]
    public async Task A_file_at_which_so_many_workers_died_is_set_aside_and_a_person_may_ask_again()
    {
        await using var service = await EmptyService.StartAsync(services => services.AddAnalysis(new ServiceOptions { DataFolder = _folder.FullName }));
        var request = new ExaminationRequest(Sha256, MediaKind.Audio, Guid.CreateVersion7(), Actors.System);
        var asked = await service.Get<JournalStore>().WriteAsync((database, pen) => service.Get<ExaminationQueue>().RequestAsync(database, pen, request, CancellationToken.None), CancellationToken.None);
        var record = service.Get<ExaminationRecord>();
        // The first beginning is no death; every further one says that whoever began before is gone.
        for (var begun = 0; begun < ExaminationRecord.MostDeaths; begun++) Assert.NotNull(await record.BeginAsync(asked.Id, $"node {begun}", CancellationToken.None));
        Assert.Null(await record.BeginAsync(asked.Id, "the last", CancellationToken.None));
        var aside = (await service.Get<ExaminationQueue>().FindAsync(asked.Id, CancellationToken.None))!;
        Assert.Equal((ExaminationState.SetAside, Codes.ServiceSetAside, 0), (aside.State, aside.Code, aside.Attempts));
        Assert.Null(await record.BeginAsync(asked.Id, "another", CancellationToken.None));
    }

    /// <summary>Goes forty times as fast: fast enough to wait for, and slow enough for a short examination to keep its limit of time.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private const int Times = 40;

        private readonly long _started = System.GetTimestamp();

        public override long GetTimestamp() => _started + (System.GetTimestamp() - _started) * Times;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

        private static TimeSpan Shortened(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Times;
    }
}
