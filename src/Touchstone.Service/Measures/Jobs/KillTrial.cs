using System.Diagnostics;
using System.Net.Http.Json;
using Touchstone.Numerics;
using Touchstone.Service.Analysis;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Measures.Jobs;

/// <summary>How a trial goes.</summary>
/// <param name="Jobs">Files brought, each another content; 200 at most, which is what a list of examinations holds.</param>
/// <param name="Kills">How often a process is killed meanwhile.</param>
/// <param name="Nodes">Worker nodes beside the serving process.</param>
/// <param name="Seed">Of the moments and the victims.</param>
internal sealed record KillPlan(int Jobs, int Kills, int Nodes, ulong Seed);

/// <summary>What was left after it.</summary>
/// <param name="Results">Contents with a result.</param>
/// <param name="Surplus">Results, cases or journal lines of an end beyond one for each file.</param>
/// <param name="Lost">Files that were taken in and have no result.</param>
/// <param name="Recoveries">Seconds from each kill until the stand-in examined again what was cut off; empty without one.</param>
/// <param name="Journal">What a check of the journal found.</param>
internal sealed record KillOutcome(int Results, int Surplus, int Lost, IReadOnlyList<double> Recoveries, JournalReport Journal);

/// <summary>Brings files, kills processes without warning while they are examined, starts others in their place, and counts what is left.</summary>
internal sealed class KillTrial(ServiceProgram program, ServiceOptions options, KillPlan plan, StandIn? witness)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private const int LatestMs = 500;

    private readonly Seeded _chance = new(plan.Seed);
    private readonly List<DateTimeOffset> _kills = [];

    internal async Task<KillOutcome> RunAsync(Action<string> progress, CancellationToken cancel)
    {
        await program.ServeAsync();
        await program.SignInAsync();
        for (var i = 0; i < plan.Nodes; i++) program.StartWorker();
        var bringing = BringAllAsync(cancel);
        // So many results are there when a process is killed: all kills fall among the jobs, however fast these are.
        foreach (var moment in Enumerable.Range(0, plan.Kills).Select(_ => _chance.NextInt(plan.Jobs * 19 / 20)).Order())
        {
            await UntilDoneAsync(moment, cancel);
            await KillOneAsync(cancel);
            progress($"{_kills.Count} of {plan.Kills} processes killed, {moment} of {plan.Jobs} results there");
        }
        var brought = await bringing;
        await UntilDoneAsync(plan.Jobs, cancel);
        return await CountAsync(brought, cancel);
    }

    // As a system that sends files does: again, under the same key, until there is an answer.
    private async Task<IReadOnlyList<Receipt>> BringAllAsync(CancellationToken cancel)
    {
        var receipts = new List<Receipt>();
        for (var i = 0; i < plan.Jobs;)
        {
            try
            {
                receipts.Add(await program.BringAsync(Specimens.Recording(i), $"{i}.wav", ("Idempotency-Key", $"file-{i}")));
                i++;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                await Task.Delay(Look, cancel);
            }
        }
        return receipts;
    }

    private async Task KillOneAsync(CancellationToken cancel)
    {
        await Task.Delay(_chance.NextInt(LatestMs), cancel);
        var victim = _chance.NextInt(1 + plan.Nodes);
        _kills.Add(TimeProvider.System.GetUtcNow());
        if (victim == 0)
        {
            await ServiceProgram.KillAsync(program.Serving);
            await program.ServeAsync();
        }
        else
        {
            await ServiceProgram.KillAsync(program.Workers.Where(w => !w.HasExited).ElementAt(victim - 1));
            program.StartWorker();
        }
    }

    private async Task UntilDoneAsync(int count, CancellationToken cancel)
    {
        for (var since = Stopwatch.StartNew(); (await ListAsync(cancel)).Count(e => e.State == ExaminationState.Done) < count; await Task.Delay(Look, cancel))
            if (since.Elapsed > Patience) return;
    }

    private async Task<IReadOnlyList<ExaminationStatus>> ListAsync(CancellationToken cancel) =>
        (await program.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations?count=200", ServiceProgram.Json, cancel))!;

    private async Task<KillOutcome> CountAsync(IReadOnlyList<Receipt> brought, CancellationToken cancel)
    {
        var done = (await ListAsync(cancel)).Where(e => e is { State: ExaminationState.Done, DocumentSha256: not null }).ToList();
        var results = done.Select(e => e.Sha256).ToHashSet();
        var (lines, _) = await MadeJournal.ReadAsync(options, cancel);
        int Lines(string kind) => lines.Count(l => l.Columns!.Kind == kind);
        var surplus = done.Count - results.Count + Lines(JournalKinds.CaseOpened) - brought.Count + Lines(JournalKinds.ExaminationDone) - results.Count;
        var lost = brought.Count(b => !results.Contains(b.Sha256));
        var report = await JournalCheck.RunAsync(options, null, cancel);
        return new KillOutcome(results.Count, surplus, lost, Recoveries(), report);
    }

    /// <summary>Whatever was begun twice was cut off in between, by the first kill since: an earlier one than its own makes the time longer, never shorter.</summary>
    private List<double> Recoveries() =>
    [
        .. from attempts in (witness?.Begun() ?? []).GroupBy(b => b.Sha256)
           from pair in attempts.Zip(attempts.Skip(1))
           let kill = _kills.FirstOrDefault(k => k > pair.First.At && k < pair.Second.At)
           where kill != default
           select (pair.Second.At - kill).TotalSeconds,
    ];
}
