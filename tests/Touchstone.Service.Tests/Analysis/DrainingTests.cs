using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Journal;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;

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
        using var node = await StartAsync("sleep 600");
        var id = await AskAsync(node);
        await UntilAsync(node, id, ExaminationState.Running);
        var stopping = Stopwatch.StartNew();
        await node.StopAsync();
        Assert.True(stopping.Elapsed < TimeSpan.FromSeconds(20), $"{stopping.Elapsed}: the hurried clock was not asked.");
        var left = (await Queue(node).FindAsync(id, CancellationToken.None))!;
        Assert.Equal((ExaminationState.Queued, 0), (left.State, left.Attempts));

        using var next = await StartAsync($"exec {RunningService.Program} worker-child");
        await UntilAsync(next, id, ExaminationState.Done);
        await next.StopAsync();
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

    private async Task<IHost> StartAsync(string examiner)
    {
        var script = Path.Combine(_folder.FullName, "examiner.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\n{examiner}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new ServiceOptions { DataFolder = _folder.FullName, Examiner = [script] };
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(options).AddSingleton<TimeProvider>(new HurriedClock());
        builder.Services.AddPlatform(options);
        builder.Services.AddJournal(options);
        builder.Services.AddAnalysis(options);
        var host = builder.Build();
        await DatabaseSetup.MigrateAsync(host.Services.GetRequiredService<IDbContextFactory<Database>>(), CancellationToken.None);
        await host.StartAsync();
        return host;
    }

    private async Task<Guid> AskAsync(IHost node)
    {
        var content = Path.Combine(_folder.FullName, "recording");
        await File.WriteAllBytesAsync(content, Specimens.Recording(1));
        await node.Services.GetRequiredService<IBlobStore>().PutAsync(Sha256, content, CancellationToken.None);
        var request = new ExaminationRequest(Sha256, MediaKind.Audio, Guid.CreateVersion7(), Actors.System);
        var asked = await node.Services.GetRequiredService<JournalStore>().WriteAsync((database, pen) => Queue(node).RequestAsync(database, pen, request, CancellationToken.None), CancellationToken.None);
        await Queue(node).ScheduleAsync(asked, CancellationToken.None);
        return asked.Id;
    }

    private static async Task UntilAsync(IHost node, Guid id, ExaminationState state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await Queue(node).FindAsync(id, CancellationToken.None))!.State != state) await Task.Delay(50, patience.Token);
    }

    private static ExaminationQueue Queue(IHost node) => node.Services.GetRequiredService<ExaminationQueue>();

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
