using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;

namespace Touchstone.Service.Measures.Jobs;

/// <summary>How much more two workers carry out than one, where the jobs wait for something else than the processor.</summary>
internal static class WorkerFigures
{
    private const string Name = "jobs a second, two worker nodes / one, PostgreSQL";
    private const int Rounds = 3;
    private const int SideBySide = 4;
    private const int Jobs = 120;

    // At the beginning nodes are still starting, at the end some of them have nothing left: neither counts.
    private const int Edge = 24;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    internal static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (TemporaryPostgres.Missing is { } why)
        {
            yield return Figure.Skipped(Name, why, Target.NoLessThan(1.7));
            yield break;
        }
        await using var postgres = await TemporaryPostgres.StartAsync(durable: true);
        List<double> one = [], two = [];
        for (var round = 1; round <= Rounds; round++)
        {
            request.Progress($"round {round} of {Rounds}: one worker node, then two");
            one.Add(await RateAsync(request, await postgres.CreateDatabaseAsync($"one{round}"), 1, $"one-{round}", cancel));
            two.Add(await RateAsync(request, await postgres.CreateDatabaseAsync($"two{round}"), 2, $"two-{round}", cancel));
        }
        var ratios = two.Zip(one, (t, o) => t / o).ToList();
        yield return new Figure(Name, Bootstrap.Mean(ratios), Target.NoLessThan(1.7), $"{string.Join(", ", two.Select(r => $"{r:0.0}"))} against {string.Join(", ", one.Select(r => $"{r:0.0}"))} a second; {SideBySide} jobs side by side a node, a stand-in waits 0.5 s for each");
    }

    private static async Task<double> RateAsync(MeasureRequest request, string database, int nodes, string name, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(request.Scratch, $"workers-{name}")).FullName;
        var standIn = await StandIn.MakeAsync(Path.Combine(folder, "stand-in"), Pause, request.Command, cancel);
        await using var program = new ServiceProgram(request.Command.FileName, folder) { Arguments = ["--database", database, .. standIn.Arguments], ServeArguments = ["--workers", "0"] };
        await program.ServeAsync();
        await program.SignInAsync();
        for (var i = 0; i < Jobs; i++) await program.BringAsync(Specimens.Recording(i), $"{i}.wav");
        for (var i = 0; i < nodes; i++) program.StartWorker("--workers", $"{SideBySide}");
        while (standIn.Ended() < Jobs) await Task.Delay(100, cancel);
        var begun = standIn.Begun().Select(b => b.At).Order().ToList();
        return (Jobs - 2 * Edge) / (begun[^(Edge + 1)] - begun[Edge - 1]).TotalSeconds;
    }
}
