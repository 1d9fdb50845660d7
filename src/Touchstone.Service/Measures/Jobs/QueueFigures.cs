using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;

namespace Touchstone.Service.Measures.Jobs;

/// <summary>Whether the service stays quick and small while very many jobs wait.</summary>
internal static class QueueFigures
{
    private const int Waiting = 10_000;
    private const int Refused = 100;

    // Of those that wait, so many are carried out while the memory is watched; all of them with --long.
    private const int CarriedOut = 3000;

    // Meanwhile code is still compiled and the heap finds its size: whether memory stays flat is asked of the rest.
    private const int WarmUp = 1000;
    private const int Block = 100;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    internal static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var figure in await TryAsync(request, "SQLite", null, cancel)) yield return figure;
        if (TemporaryPostgres.Missing is { } why)
        {
            yield return Figure.Skipped($"{Waiting:N0} wait, PostgreSQL: a file taken in, p95, ms", why, Target.NoMoreThan(20));
            yield break;
        }
        // The figures are of a database that really writes.
        await using var postgres = await TemporaryPostgres.StartAsync(durable: true);
        foreach (var figure in await TryAsync(request, "PostgreSQL", await postgres.CreateDatabaseAsync("queue"), cancel)) yield return figure;
    }

    private static async Task<IReadOnlyList<Figure>> TryAsync(MeasureRequest request, string name, string? database, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(request.Scratch, $"queue-{name}")).FullName;
        var standIn = await StandIn.MakeAsync(Path.Combine(folder, "stand-in"), TimeSpan.Zero, request.Command, cancel);
        ServiceProgram Program(int workers) => new(request.Command.FileName, folder)
        {
            Arguments = [.. database is null ? [] : (string[])["--database", database], .. standIn.Arguments],
            ServeArguments = ["--workers", $"{workers}", "--queue-limit", $"{Waiting}", "--requests-per-minute", "1000000"],
        };
        List<Figure> figures = [];
        HashSet<Guid> accepted;
        await using (var filling = Program(workers: 0))
        {
            await filling.ServeAsync();
            await filling.SignInAsync();
            accepted = await FillAsync(filling, figures, name, request.Progress);
        }
        // The SQLite file belongs to one process, so there the serving one works; with PostgreSQL a node of its own does.
        await using var working = Program(database is null ? 2 : 0);
        await working.ServeAsync();
        await working.SignInAsync();
        var worker = database is null ? working.Serving : working.StartWorker("--workers", "2");
        figures.Add(await WatchAsync(worker, standIn, request.Long ? Waiting : CarriedOut, name, request.Progress, cancel));
        var kept = await KeptAsync(working, cancel);
        figures.Add(new Figure("  files taken in and lost", Estimate.Point(accepted.Count(a => !kept.Contains(a)), accepted.Count), Target.NoMoreThan(0), "accepted, then neither waiting, running nor done"));
        return figures;
    }

    private static async Task<HashSet<Guid>> FillAsync(ServiceProgram program, List<Figure> figures, string name, Action<string> progress)
    {
        HashSet<Guid> accepted = [];
        List<double> taken = [];
        for (var i = 0; i < Waiting; i++)
        {
            var (receipt, milliseconds) = await Times.OfAsync(() => program.BringAsync(Specimens.Recording(i), $"{i}.wav"));
            accepted.Add(receipt.Case);
            taken.Add(milliseconds);
            if (i % 1000 == 999) progress($"{i + 1:N0} of {Waiting:N0} files wait, {name}");
        }
        figures.Add(Times.P95($"{Waiting:N0} wait, {name}: a file taken in, p95, ms", taken, Target.NoMoreThan(20), "one connection; hashed, stored, case and journal written, the schedule beside the answer"));
        figures.Add(Times.P95("  the last thousand of them, p95, ms", taken[^1000..], Target.NoMoreThan(20)));
        var refused = new List<double>();
        var otherwise = 0;
        for (var i = 0; i < Refused; i++)
        {
            var (answer, milliseconds) = await Times.OfAsync(() => ServiceProgram.UploadAsync(program.Client, Specimens.Recording(Waiting + i), "one more.wav"));
            using (answer) otherwise += answer is { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter: not null } ? 0 : 1;
            refused.Add(milliseconds);
        }
        figures.Add(new Figure("  one more refused with 429, slowest, ms", Estimate.Point(refused.Max(), refused.Count), Target.NoMoreThan(100)));
        figures.Add(new Figure("  one more answered otherwise, or without Retry-After", Rate.Of(otherwise, Refused), Target.NoMoreThan(0)));
        return accepted;
    }

    /// <summary>Whether the memory of a worker grows with what it carries out: a line through the medians of every hundred jobs after the warm-up, its end against its beginning.</summary>
    private static async Task<Figure> WatchAsync(Process worker, StandIn standIn, int jobs, string name, Action<string> progress, CancellationToken cancel)
    {
        List<(int Ended, double Megabytes)> seen = [];
        for (var told = 0; seen is not [.., { } last] || last.Ended < jobs; await Task.Delay(Look, cancel))
        {
            worker.Refresh();
            seen.Add((standIn.Ended(), worker.WorkingSet64 / 1e6));
            if (seen[^1].Ended >= told + 500) progress($"{told = seen[^1].Ended:N0} of {jobs:N0} jobs carried out, {name}, {seen[^1].Megabytes:0} MB");
        }
        var blocks = seen.GroupBy(s => s.Ended / Block).Select(g => (Ended: (double)g.Key * Block, Megabytes: Bootstrap.Quantile(g.Select(s => s.Megabytes), 0.5))).ToList();
        var rest = blocks.Where(b => b.Ended >= WarmUp).ToList();
        var grown = Bootstrap.Statistic(rest, drawn => At(drawn, jobs) / At(drawn, WarmUp));
        var remark = $"{At(rest, WarmUp):0} MB and {At(rest, jobs):0} MB resident by a line through every hundred after the first {WarmUp:N0} of {jobs:N0} jobs, {blocks[0].Megabytes:0} MB among the first; a stand-in that takes no time";
        return new Figure("  memory of the worker, at the end / after the warm-up", grown, Target.Within(0.9, 1.1), remark);
    }

    /// <summary>The height of the line of least squares at a place.</summary>
    private static double At(IReadOnlyList<(double Ended, double Megabytes)> blocks, double place)
    {
        var (ended, megabytes) = (blocks.Average(b => b.Ended), blocks.Average(b => b.Megabytes));
        var spread = blocks.Sum(b => (b.Ended - ended) * (b.Ended - ended));
        // A draw may be one block again and again: a level.
        return spread == 0 ? megabytes : megabytes + (place - ended) * blocks.Sum(b => (b.Ended - ended) * (b.Megabytes - megabytes)) / spread;
    }

    private static async Task<HashSet<Guid>> KeptAsync(ServiceProgram program, CancellationToken cancel)
    {
        HashSet<Guid> kept = [];
        string? next = null;
        do
        {
            var page = (await program.Client.GetFromJsonAsync<CaseListPage>($"/api/v1/cases?count=200{(next is null ? "" : $"&cursor={next}")}", ServiceProgram.Json, cancel))!;
            kept.UnionWith(page.Items.Where(c => c.Progress is ExaminationState.Queued or ExaminationState.Running or ExaminationState.Done).Select(c => c.Id));
            next = page.Next;
        }
        while (next is not null);
        return kept;
    }
}
