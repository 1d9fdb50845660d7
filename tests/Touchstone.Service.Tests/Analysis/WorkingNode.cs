using System.Security.Cryptography;
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

/// <summary>A node in this process: database, media, journal and one worker, without pages. Its examiner is a script in the folder.</summary>
internal sealed class WorkingNode : IAsyncDisposable
{
    internal static readonly string Earnest = $"exec {RunningService.Program} worker-child";

    private readonly string _folder;
    private readonly IHost _host;
    private bool _stopped;

    private WorkingNode(string folder, IHost host) => (_folder, _host) = (folder, host);

    internal ExaminationQueue Queue => _host.Services.GetRequiredService<ExaminationQueue>();

    internal ExaminationOrders Orders => _host.Services.GetRequiredService<ExaminationOrders>();

    internal static async Task<WorkingNode> StartAsync(string folder, string? database, string examiner, TimeProvider clock)
    {
        await WriteAsync(folder, examiner);
        var options = new ServiceOptions { DataFolder = folder, Database = database, Examiner = [ScriptIn(folder)], Attempts = 2 };
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(options).AddSingleton(clock);
        builder.Services.AddPlatform(options);
        builder.Services.AddJournal(options);
        builder.Services.AddAnalysis(options);
        var host = builder.Build();
        await DatabaseSetup.MigrateAsync(host.Services.GetRequiredService<IDbContextFactory<Database>>(), CancellationToken.None);
        await host.StartAsync();
        return new WorkingNode(folder, host);
    }

    /// <summary>Puts another script into the examiner's place; processes that run go on with theirs.</summary>
    internal Task ExamineByAsync(string examiner) => WriteAsync(_folder, examiner);

    /// <summary>Stores a small recording and asks for its examination.</summary>
    internal async Task<Guid> AskAsync(int number)
    {
        var bytes = Specimens.Recording(number);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var content = Path.Combine(_folder, $"recording-{number}");
        await File.WriteAllBytesAsync(content, bytes);
        await _host.Services.GetRequiredService<IBlobStore>().PutAsync(sha256, content, CancellationToken.None);
        var request = new ExaminationRequest(sha256, MediaKind.Audio, Guid.CreateVersion7(), Actors.System);
        var asked = await _host.Services.GetRequiredService<JournalStore>().WriteAsync((database, pen) => Queue.RequestAsync(database, pen, request, CancellationToken.None), CancellationToken.None);
        await Queue.ScheduleAsync(asked, CancellationToken.None);
        return asked.Id;
    }

    /// <summary>The examination once it stands so.</summary>
    internal async Task<ExaminationStatus> UntilAsync(Guid id, ExaminationState state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var found = (await Queue.FindAsync(id, patience.Token))!;
            if (found.State == state) return found;
            await Task.Delay(50, patience.Token);
        }
    }

    internal Task StopAsync()
    {
        _stopped = true;
        return _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped) await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task WriteAsync(string folder, string examiner)
    {
        await File.WriteAllTextAsync(ScriptIn(folder), $"#!/bin/sh\n{examiner}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(ScriptIn(folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string ScriptIn(string folder) => Path.Combine(folder, "examiner.sh");
}
