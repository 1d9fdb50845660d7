using System.Diagnostics;
using System.Runtime.CompilerServices;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;
using Touchstone.Numerics;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Checking;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Measures;

/// <summary>Whether the journal is checked fast enough, and whether any change of it is missed.</summary>
internal static class JournalFigures
{
    private const int LongLines = 1_000_000;
    private const int ShortLines = 100_000;
    private const int Trials = 10_000;

    // Each trial checks all of them; more would only take longer.
    private const int TrialLines = 48;

    internal static async IAsyncEnumerable<Figure> TakeAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var figure in await TamperAsync(request, cancel)) yield return figure;
        var lines = request.Long ? LongLines : ShortLines;
        var options = new ServiceOptions { DataFolder = Path.Combine(request.Scratch, "journal-long") };
        request.Progress($"{lines:N0} lines written");
        var started = Stopwatch.GetTimestamp();
        await MadeJournal.WriteAsync(options, lines, TimeProvider.System, cancel);
        yield return new Figure("journal: lines written and signed, a second", Estimate.Point(lines / Stopwatch.GetElapsedTime(started).TotalSeconds, lines), null, "5,000 in a transaction, SQLite");
        request.Progress($"{lines:N0} lines checked");
        started = Stopwatch.GetTimestamp();
        var report = await JournalCheck.RunAsync(options, null, cancel);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        yield return new Figure($"journal: {lines:N0} lines verified, s", Estimate.Point(seconds, lines), Target.NoMoreThan(60), $"from SQLite, every signature, {Environment.ProcessorCount} cores");
        yield return new Figure("journal: faults found in an untouched journal", Rate.Of((int)report.FaultCount, lines), Target.NoMoreThan(0));
        foreach (var figure in await JournalPageFigures.TakeAsync(options, lines, cancel)) yield return figure;
        if (TemporaryPostgres.Missing is { } missing)
        {
            request.Progress($"no pages of the journal from PostgreSQL: {missing}");
            yield break;
        }
        request.Progress($"{lines:N0} lines written to PostgreSQL");
        await using var cluster = await TemporaryPostgres.StartAsync(durable: false);
        var other = new ServiceOptions { DataFolder = Path.Combine(request.Scratch, "journal-postgres"), Database = await cluster.CreateDatabaseAsync("journal") };
        await MadeJournal.WriteAsync(other, lines, TimeProvider.System, cancel);
        foreach (var figure in await JournalPageFigures.TakeAsync(other, lines, cancel)) yield return figure;
    }

    private static async Task<IReadOnlyList<Figure>> TamperAsync(MeasureRequest request, CancellationToken cancel)
    {
        var options = new ServiceOptions { DataFolder = Path.Combine(request.Scratch, "journal-short") };
        await MadeJournal.WriteAsync(options, TrialLines, TimeProvider.System, cancel);
        var (lines, head) = await MadeJournal.ReadAsync(options, cancel);
        using var forger = JournalKey.Open(Path.Combine(request.Scratch, "forger.pem"));
        var chance = new Seeded(1);
        var tried = Tampering.Kinds.ToDictionary(k => k, _ => (Missed: 0, Trials: 0));
        for (var trial = 0; trial < Trials; trial++)
        {
            var kind = Tampering.Kinds[trial % Tampering.Kinds.Count];
            var report = await new JournalVerifier(null).VerifyAsync(Tampering.Make(kind, lines, forger, chance).Lines.ToAsyncEnumerable(), head, cancel);
            tried[kind] = (tried[kind].Missed + (report.Holds ? 1 : 0), tried[kind].Trials + 1);
            if (trial % 1000 == 999) request.Progress($"{trial + 1:N0} of {Trials:N0} changes tried");
        }
        return
        [
            new Figure("journal: changes that went unnoticed", Rate.Of(tried.Values.Sum(t => t.Missed), Trials), Target.NoMoreThan(0), $"each kind below, journals of {TrialLines} lines with their head file"),
            .. tried.Select(t => new Figure($"  {t.Key}", Rate.Of(t.Value.Missed, t.Value.Trials), null)),
        ];
    }
}
