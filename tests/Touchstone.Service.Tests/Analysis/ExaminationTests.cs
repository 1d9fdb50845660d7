using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Engine.Decisions;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;
using Touchstone.Service.Measures.Jobs;
using Touchstone.Service.Platform;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Service.Tests.Analysis;

/// <summary>What must hold whatever the database: each test starts the real program with a folder of its own.</summary>
public abstract class ExaminationTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-examinations-");
    private ServiceProgram? _program;

    private protected ServiceProgram Program => _program!;

    /// <summary>Arguments that name the database.</summary>
    protected abstract Task<string[]> DatabaseAsync();

    /// <summary>Whether examinations are carried out by nodes of their own.</summary>
    protected abstract int WorkerNodes { get; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_program is not null) await _program.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Killed_again_and_again_every_examination_ends_once_and_the_journal_holds()
    {
        const int Jobs = 12;
        var database = await DatabaseAsync();
        var standIn = await StandIn.MakeAsync(Path.Combine(_folder.FullName, "stand-in"), TimeSpan.FromSeconds(0.2), WorkerCommand.Beside(Path.GetDirectoryName(RunningService.Program)!), CancellationToken.None);
        _program = new ServiceProgram(RunningService.Program, _folder.FullName) { Arguments = [.. database, "--workers", "2", .. standIn.Arguments] };
        var options = new ServiceOptions { DataFolder = _folder.FullName, Database = database.ElementAtOrDefault(1) };
        var outcome = await new KillTrial(Program, options, new KillPlan(Jobs, Kills: 3, WorkerNodes, Seed: 1), standIn).RunAsync(_ => { }, CancellationToken.None);
        Assert.Equal((Jobs, 0, 0), (outcome.Results, outcome.Surplus, outcome.Lost));
        Assert.Equal(Jobs, standIn.Begun().Select(b => b.Sha256).Distinct().Count());
        Assert.True(outcome.Journal.Holds);
        Assert.True(outcome.Journal.End.Sequence > 4 * Jobs, $"{outcome.Journal.End.Sequence} lines");
        Assert.All(await ListAsync(), e => Assert.Equal((ExaminationState.Done, 0, Outcome.Review), (e.State, e.Attempts, e.Outcome)));
    }

    [Fact]
    public async Task A_process_that_breaks_down_is_tried_again_then_set_aside_with_its_last_words_until_a_person_asks_again()
    {
        // \u001b[31m would colour a terminal: it must not reach a person.
        var examiner = await ScriptAsync("printf '\\033[31mno such codec' >&2; exit 7");
        await StartAsync("--examiner", examiner, "--attempts", "2");
        var receipt = await Program.BringAsync(Specimens.Recording(1), "breaks.wav");
        Assert.Equal(ExaminationState.SetAside, (await EndOfAsync(receipt)).Progress);
        var aside = Assert.Single(await ListAsync());
        Assert.Equal((2, "worker.crashed", "[31mno such codec"), (aside.Attempts, aside.Code, aside.Diagnostics));

        await File.WriteAllTextAsync(examiner, $"#!/bin/sh\nexec {RunningService.Program} worker-child\n");
        var asked = await OrderAsync(aside.Id, "retry");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(ExaminationState.Done, (await EndOfAsync(receipt)).Progress);
        var refused = await OrderAsync(aside.Id, "retry");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("service.examination-state", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_person_stops_what_runs_and_what_waits()
    {
        var examiner = await ScriptAsync("sleep 600");
        await StartAsync("--examiner", examiner, "--workers", "1");
        var runs = await Program.BringAsync(Specimens.Recording(1), "runs.wav");
        await UntilAsync(async () => (await ListAsync()).Single().State == ExaminationState.Running);
        var waits = await Program.BringAsync(Specimens.Recording(2), "waits.wav");
        foreach (var examination in await ListAsync()) (await OrderAsync(examination.Id, "cancel")).EnsureSuccessStatusCode();
        Assert.Equal(ExaminationState.Cancelled, (await EndOfAsync(runs)).Progress);
        Assert.Equal(ExaminationState.Cancelled, (await EndOfAsync(waits)).Progress);
        // The process is gone and its place is free: the next file gets an answer.
        await File.WriteAllTextAsync(examiner, $"#!/bin/sh\nexec {RunningService.Program} worker-child\n");
        Assert.Equal(ExaminationState.Done, (await EndOfAsync(await Program.BringAsync(Specimens.Recording(3), "next.wav"))).Progress);
    }

    [Fact]
    public async Task Asked_to_stop_it_says_that_it_is_not_ready_and_hands_nothing_on_unfinished()
    {
        await StartAsync("--examiner", await ScriptAsync($"sleep 2; exec {RunningService.Program} worker-child"));
        var receipt = await Program.BringAsync(Specimens.Recording(1), "slow.wav");
        await UntilAsync(async () => (await ListAsync()).Single().State == ExaminationState.Running);
        var serving = Program.Serving;
        foreach (var node in Program.Workers.Append(serving)) ServiceProgram.Terminate(node);
        if (WorkerNodes == 0)
        {
            using var stranger = Program.NewClient(follow: false);
            await UntilAsync(async () => (await stranger.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable);
        }
        foreach (var node in Program.Workers.Append(serving)) await node.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        Assert.All(Program.Workers.Append(serving), node => Assert.Equal(0, node.ExitCode));
        await Program.ServeAsync();
        // Ended while it drained: no worker is there any more that could have done it since.
        Assert.Equal(ExaminationState.Done, (await Program.Client.GetFromJsonAsync<CaseSummary>($"/api/v1/cases/{receipt.Case}", RunningService.Json))!.Progress);
    }

    private async Task StartAsync(params string[] arguments)
    {
        _program = new ServiceProgram(RunningService.Program, _folder.FullName) { Arguments = [.. await DatabaseAsync(), .. arguments.Length == 0 ? ["--workers", "2"] : arguments] };
        await Program.ServeAsync();
        await Program.SignInAsync();
        for (var i = 0; i < WorkerNodes; i++) Program.StartWorker();
    }

    private async Task<string> ScriptAsync(string line)
    {
        var path = Path.Combine(_folder.FullName, "examiner.sh");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private async Task<IReadOnlyList<ExaminationStatus>> ListAsync() => (await Program.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations?count=200", RunningService.Json))!;

    private Task<HttpResponseMessage> OrderAsync(Guid id, string order) => Program.Client.PostAsync($"/api/v1/examinations/{id}/{order}", null);

    private async Task<CaseSummary> EndOfAsync(Receipt receipt)
    {
        CaseSummary? found = null;
        await UntilAsync(async () => (found = await Program.Client.GetFromJsonAsync<CaseSummary>($"/api/v1/cases/{receipt.Case}", RunningService.Json))!.Progress is not (ExaminationState.Queued or ExaminationState.Running));
        return found!;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds()) await Task.Delay(100, patience.Token);
    }
}

/// <summary>One process and its file.</summary>
public sealed class SqliteExaminationTests : ExaminationTests
{
    protected override int WorkerNodes => 0;

    protected override Task<string[]> DatabaseAsync() => Task.FromResult<string[]>([]);
}

/// <summary>PostgreSQL with two worker nodes beside the serving one.</summary>
public sealed class PostgresExaminationTests(PostgresCluster cluster) : ExaminationTests
{
    protected override int WorkerNodes => 2;

    protected override async Task<string[]> DatabaseAsync() => ["--database", await cluster.DatabaseAsync()];
}
