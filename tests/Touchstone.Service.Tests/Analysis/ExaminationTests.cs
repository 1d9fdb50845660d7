using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Touchstone.Engine.Decisions;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Service.Measures;
using Touchstone.Service.Measures.Jobs;
using Touchstone.Service.Platform;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Service.Tests.Analysis;

/// <summary>What must hold whatever the database: each test with a folder of its own, by the real program where processes are killed or stopped.</summary>
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
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Killed_again_and_again_every_examination_ends_once_and_the_journal_holds()
    {
        const int Jobs = 12;
        var database = await DatabaseAsync();
        var standIn = await StandInAsync(TimeSpan.FromSeconds(0.2));
        Use([.. database, "--workers", "2", .. standIn.Arguments]);
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
        await using var node = await NodeAsync("printf '\\033[31mno such codec' >&2; exit 7");
        var id = await node.AskAsync(1);
        var aside = await node.UntilAsync(id, ExaminationState.SetAside);
        Assert.Equal((2, "worker.crashed", "[31mno such codec"), (aside.Attempts, aside.Code, aside.Diagnostics));

        await node.ExamineByAsync(WorkingNode.Earnest);
        var asked = (await node.Orders.RetryAsync(id, Actors.System, CancellationToken.None))!;
        Assert.Equal((ExaminationState.Queued, 0, null), (asked.State, asked.Attempts, asked.Diagnostics));
        Assert.Null((await node.UntilAsync(id, ExaminationState.Done)).Diagnostics);
    }

    [Fact]
    public async Task A_person_stops_what_runs_and_what_waits()
    {
        await using var node = await NodeAsync("sleep 600");
        var runs = await node.AskAsync(1);
        await node.UntilAsync(runs, ExaminationState.Running);
        var waits = await node.AskAsync(2);
        foreach (var id in (Guid[])[runs, waits]) Assert.Equal(ExaminationState.Cancelled, (await node.Orders.CancelAsync(id, Actors.System, CancellationToken.None))!.State);
        // The process is gone and its place is free: the next file gets an answer.
        await node.ExamineByAsync(WorkingNode.Earnest);
        await node.UntilAsync(await node.AskAsync(3), ExaminationState.Done);
        foreach (var id in (Guid[])[runs, waits]) await node.UntilAsync(id, ExaminationState.Cancelled);
    }

    [Fact]
    public async Task Asked_to_stop_it_says_that_it_is_not_ready_and_hands_nothing_on_unfinished()
    {
        await StartAsync($"sleep 2; {WorkingNode.Earnest}");
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

    private protected Task<StandIn> StandInAsync(TimeSpan pause) =>
        StandIn.MakeAsync(Path.Combine(_folder.FullName, "stand-in"), pause, WorkerCommand.Beside(Path.GetDirectoryName(RunningService.Program)!), CancellationToken.None);

    private protected void Use(IReadOnlyList<string> arguments, params string[] serveArguments) =>
        _program = new ServiceProgram(RunningService.Program, _folder.FullName) { Arguments = arguments, ServeArguments = serveArguments };

    private async Task StartAsync(string examiner)
    {
        var script = Path.Combine(_folder.FullName, "examiner.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\n{examiner}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Use([.. await DatabaseAsync(), "--examiner", script]);
        await Program.ServeAsync();
        await Program.SignInAsync();
        for (var i = 0; i < WorkerNodes; i++) Program.StartWorker();
    }

    private async Task<WorkingNode> NodeAsync(string examiner) => await WorkingNode.StartAsync(_folder.FullName, (await DatabaseAsync()).ElementAtOrDefault(1), examiner, TimeProvider.System);

    private async Task<IReadOnlyList<ExaminationStatus>> ListAsync() => (await Program.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations?count=200", RunningService.Json))!;

    private protected static async Task UntilAsync(Func<Task<bool>> holds)
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

    [Fact]
    public async Task What_a_killed_node_had_begun_goes_on_before_what_waited_behind_it()
    {
        var database = await DatabaseAsync();
        var standIn = await StandInAsync(TimeSpan.FromSeconds(10));
        Use([.. database, .. standIn.Arguments], "--workers", "0");
        await Program.ServeAsync();
        await Program.SignInAsync();
        for (var i = 0; i < 5; i++) await Program.BringAsync(Specimens.Recording(i), $"{i}.wav");
        var killed = Program.StartWorker("--workers", "1");
        await UntilAsync(() => Task.FromResult(standIn.Begun().Count == 1));
        await ServiceProgram.KillAsync(killed);
        // Twenty seconds would pass before another node takes it for dead.
        await using (var connection = new NpgsqlConnection(ConnectionText.Of(database[1])))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("UPDATE qrtz_scheduler_state SET last_checkin_time = 0", connection);
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }
        Program.StartWorker("--workers", "1");
        await UntilAsync(() => Task.FromResult(standIn.Begun().Count == 2));
        Assert.Equal(standIn.Begun()[0].Sha256, standIn.Begun()[1].Sha256);
    }
}
