using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Measures.Jobs;

/// <summary>What is left of the jobs when processes are killed again and again.</summary>
internal static class KillFigures
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    internal static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var plan = new KillPlan(Jobs: 200, Kills: 20, Nodes: 0, Seed: 1);
        const string stands = "a stand-in takes 0.5 s for each";
        foreach (var figure in await TryAsync(request, "SQLite, one process with two workers", stands, plan, null, cancel)) yield return figure;
        var real = new KillPlan(Jobs: 40, Kills: 6, Nodes: 0, Seed: 2);
        foreach (var figure in await TryAsync(request, "SQLite, examined in earnest", "recordings of 0.1 s", real, null, cancel, inEarnest: true)) yield return figure;
        if (TemporaryPostgres.Missing is { } why)
        {
            yield return Figure.Skipped("kills, PostgreSQL: files with a result", why, Target.NoLessThan(plan.Jobs));
            yield break;
        }
        await using var postgres = await TemporaryPostgres.StartAsync(durable: false);
        foreach (var nodes in request.Long ? (int[])[2, 3, 4] : [3])
        {
            var address = await postgres.CreateDatabaseAsync($"kills{nodes}");
            foreach (var figure in await TryAsync(request, $"PostgreSQL, {nodes} worker nodes", stands, plan with { Nodes = nodes, Seed = (ulong)nodes }, address, cancel)) yield return figure;
        }
    }

    private static async Task<IReadOnlyList<Figure>> TryAsync(MeasureRequest request, string name, string how, KillPlan plan, string? database, CancellationToken cancel, bool inEarnest = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(request.Scratch, $"kills-{plan.Seed}-{plan.Nodes}")).FullName;
        var options = new ServiceOptions { DataFolder = folder, Database = database };
        var standIn = inEarnest ? null : await StandIn.MakeAsync(Path.Combine(folder, "stand-in"), Pause, request.Command, cancel);
        await using var program = new ServiceProgram(request.Command.FileName, folder)
        {
            Arguments = [.. database is null ? ["--workers", "2"] : (string[])["--workers", "1", "--database", database], .. standIn?.Arguments ?? []],
        };
        request.Progress($"{plan.Jobs} jobs, {plan.Kills} kills, {name}");
        var outcome = await new KillTrial(program, options, plan, standIn).RunAsync(request.Progress, cancel);
        return
        [
            new Figure($"{plan.Kills} kills, {name}: files with a result", Estimate.Point(outcome.Results, plan.Jobs), Target.NoLessThan(plan.Jobs), how),
            new Figure("  results, cases or ends in the journal too many", Estimate.Point(outcome.Surplus, plan.Jobs), Target.NoMoreThan(0)),
            new Figure("  files taken in and lost", Estimate.Point(outcome.Lost, plan.Jobs), Target.NoMoreThan(0)),
            new Figure("  faults of the journal afterwards", Estimate.Point(outcome.Journal.FaultCount, plan.Kills), Target.NoMoreThan(0)),
            .. outcome.Recoveries.Count == 0 ? [] : (Figure[])
            [
                new Figure("  from a kill until what it cut off is examined again, worst, s", Estimate.Point(outcome.Recoveries.Max(), outcome.Recoveries.Count), Target.NoMoreThan(30), $"median {outcome.Recoveries.Order().ElementAt(outcome.Recoveries.Count / 2):0.0} s; n = what was cut off"),
            ],
        ];
    }
}
