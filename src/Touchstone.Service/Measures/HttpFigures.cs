using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;
using Touchstone.Numerics;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Measures;

/// <summary>How quickly the service answers while it holds very many cases.</summary>
internal static class HttpFigures
{
    private const int Cases = 100_000;

    // More than are kept in memory: visited in turn, each page reads its result anew.
    private const int Templates = 24;
    private const int Connections = 64;
    private const int Pages = 200;

    // A service runs for months: what is timed is not the first seconds of its compiler.
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(10), Loaded = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromMinutes(5);

    internal static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var figure in await TryAsync(request, "SQLite", null, cancel)) yield return figure;
        if (!request.Long) yield break;
        if (TemporaryPostgres.Missing is { } why)
        {
            yield return Figure.Skipped($"{Cases:N0} cases, PostgreSQL: list of cases, p95, ms", why, Target.NoMoreThan(50));
            yield break;
        }
        await using var postgres = await TemporaryPostgres.StartAsync(durable: true);
        foreach (var figure in await TryAsync(request, "PostgreSQL", await postgres.CreateDatabaseAsync("http"), cancel)) yield return figure;
    }

    private static async Task<IReadOnlyList<Figure>> TryAsync(MeasureRequest request, string name, string? database, CancellationToken cancel)
    {
        var options = new ServiceOptions { DataFolder = Directory.CreateDirectory(Path.Combine(request.Scratch, $"http-{name}")).FullName, Database = database };
        string[] shared = database is null ? [] : ["--database", database];
        IReadOnlyList<CaseTemplate> templates;
        request.Progress($"{Templates} pictures examined, {name}");
        await using (var making = new ServiceProgram(request.Command.FileName, options.DataFolder) { Arguments = [.. shared, "--workers", "2"] }) templates = await TemplatesAsync(making);
        var made = await MadeCases.MakeAsync(options, templates, Cases, request.Progress, cancel);
        var journal = await JournalCheck.RunAsync(options, null, cancel);
        await using var program = new ServiceProgram(request.Command.FileName, options.DataFolder) { Arguments = [.. shared, "--workers", "0"], ServeArguments = ["--requests-per-minute", "10000000"] };
        await program.ServeAsync();
        await program.SignInAsync();
        List<Figure> figures = [new($"{Cases:N0} cases made, {name}: faults of the journal", Estimate.Point(journal.FaultCount, (int)journal.End.Sequence), Target.NoMoreThan(0))];
        using var client = await program.WithKeyAsync(Permissions.Read);
        (string Name, Func<Seeded, string> Path)[] endpoints =
        [
            ("list of 50 cases", _ => "/api/v1/cases"),
            ("one case", chance => $"/api/v1/cases/{made[chance.NextInt(made.Count)].Case}"),
            ("status of an examination", chance => $"/api/v1/examinations/{made[chance.NextInt(made.Count)].Examination}"),
        ];
        foreach (var endpoint in endpoints)
        {
            request.Progress($"{endpoint.Name}, {Connections} connections, {name}");
            await LoadAsync(client, endpoint.Path, Warming, cancel);
            var (taken, failed) = await LoadAsync(client, endpoint.Path, Loaded, cancel);
            figures.Add(Times.P95($"  {endpoint.Name}, {Connections} connections, p95, ms", taken, Target.NoMoreThan(50), $"{taken.Count / Loaded.TotalSeconds:0} a second, {failed} failed; asked from the same {Environment.ProcessorCount} cores"));
        }
        // The frame of a page comes at once; what fills it, the case with its findings, is read when its circuit asks.
        figures.Add(await PageAsync(program.Client, "frame of a case page", i => $"/cases/{made[^(i + 1)].Case}", cancel));
        figures.Add(await PageAsync(program.Client, "findings of a case, its result read anew", i => $"/api/v1/cases/{made[^(i + 1)].Case}/findings", cancel));
        figures.Add(await PageAsync(program.Client, "a case found by part of its file name", i => $"/api/v1/cases?text=file%20{i * 499:000000}", cancel));
        return figures;
    }

    private static async Task<IReadOnlyList<CaseTemplate>> TemplatesAsync(ServiceProgram program)
    {
        await program.ServeAsync();
        await program.SignInAsync();
        List<Intake.Receipt> receipts = [];
        for (var i = 0; i < Templates; i++) receipts.Add(await program.BringAsync(Specimens.CopiedPicture(i), $"{i}.bmp"));
        List<CaseTemplate> templates = [];
        foreach (var receipt in receipts)
        {
            var ended = await program.EndOfAsync(receipt, Patience);
            var examinations = (await program.Client.GetFromJsonAsync<ExaminationStatus[]>("/api/v1/examinations?count=200", ServiceProgram.Json))!;
            templates.Add(new CaseTemplate(ended, examinations.Single(e => e.Sha256 == receipt.Sha256)));
        }
        return templates;
    }

    /// <summary>Asks over and over on all connections; each asks again as soon as it is answered.</summary>
    private static async Task<(IReadOnlyList<double> Milliseconds, int Failed)> LoadAsync(HttpClient client, Func<Seeded, string> path, TimeSpan length, CancellationToken cancel)
    {
        var failed = 0;
        var started = Stopwatch.GetTimestamp();
        var connections = Enumerable.Range(0, Connections).Select(async number =>
        {
            var chance = new Seeded((ulong)number);
            List<double> taken = [];
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                var (answer, milliseconds) = await Times.OfAsync(() => client.GetAsync(path(chance), cancel));
                using (answer)
                    if (!answer.IsSuccessStatusCode) Interlocked.Increment(ref failed);
                taken.Add(milliseconds);
            }
            return taken;
        }).ToList();
        return ([.. (await Task.WhenAll(connections)).SelectMany(t => t)], failed);
    }

    private static async Task<Figure> PageAsync(HttpClient client, string name, Func<int, string> path, CancellationToken cancel)
    {
        List<double> taken = [];
        var bytes = 0;
        for (var i = 0; i < Pages; i++)
        {
            var (page, milliseconds) = await Times.OfAsync(() => client.GetByteArrayAsync(path(i), cancel));
            bytes = page.Length;
            taken.Add(milliseconds);
        }
        return Times.P95($"  {name}, p95, ms", taken, Target.NoMoreThan(150), $"one after the other, to the last of {bytes / 1000:N0} kB");
    }
}
