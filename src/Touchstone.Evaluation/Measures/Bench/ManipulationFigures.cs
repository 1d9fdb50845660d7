using System.Runtime.CompilerServices;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>Where each detector points on self-made manipulations with exact masks, at the fixed threshold of its map, per condition.</summary>
internal static class ManipulationFigures
{
    private const int Short = 4, Many = 80;

    private const string Nothing = "no --data folder with authentic photographs";

    /// <summary>What one detector made of one picture.</summary>
    internal sealed record Located(string DetectorId, Finding Finding, string Cluster, string Note, double F1, double Mcc);

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hosts = BenchPhoto.Hosts(BenchPhoto.Read(request));
        if (hosts.Count == 0)
        {
            yield return Figure.Skipped("localisation of self-made manipulations", Nothing);
            foreach (var figure in BenchConditions.All.Where(c => request.WantsCondition(c.Name)).SelectMany(c => Missing(c, Nothing))) yield return figure;
            yield break;
        }
        BenchTable.Add(request, "localisation.csv", $"condition,detector,picture,group,state,alarm,score,f1,mcc,made");
        BenchTable.Add(request, "localisation.md", $"| condition | detector | n | abstains | alarms | F1 | MCC |\n|---|---|---|---|---|---|---|");
        await using var pool = BenchDetectors.Pool(request);
        foreach (var condition in BenchConditions.All.Where(c => request.WantsCondition(c.Name)))
        {
            var folder = Path.Combine(request.Scratch, "condition");
            var count = (int)Math.Ceiling((request.Long ? Many : Short) * condition.Share);
            var cases = await BenchMaking.MakeAsync(condition, hosts, count, folder, cancel);
            if (cases.Count == 0)
            {
                foreach (var figure in Missing(condition, "no photograph of --data is large enough")) yield return figure;
                continue;
            }
            var run = await BenchDetectors.ExamineAsync(request, pool, [.. cases.Select(c => c.Path)], condition.Name, cancel);
            foreach (var figure in Figures(request, condition, cases, run)) yield return figure;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Figure> Missing(BenchCondition condition, string why) =>
        condition.Targets.Select(t => Figure.Skipped($"{condition.Name}: {t.Detector} {(condition.Untouched ? "false alarms" : "found")}, share", why, condition.Found(t)));

    private static IEnumerable<Figure> Figures(MeasureRequest request, BenchCondition condition, IReadOnlyList<BenchCase> cases, IReadOnlyList<Examination> run)
    {
        var located = cases.Zip(run).SelectMany(p => p.Second.Findings.Select(f => Locate(f, p.First))).ToLookup(l => l.DetectorId);
        foreach (var id in BenchDetectors.Ids)
        {
            Located[] all = [.. located[id]];
            if (all.Length == 0) continue;
            var tally = new AlarmTally();
            foreach (var one in all) tally.Add(one.Finding, one.Cluster);
            var (f1, mcc) = (Bootstrap.Mean(all.Select(l => l.F1)), Bootstrap.Mean(all.Select(l => l.Mcc)));
            Write(request, condition, id, all, tally, f1, mcc);
            var target = condition.Targets.FirstOrDefault(t => t.Detector == id);
            // What nobody expects and nobody found stays in the table of --out.
            if (target is null && f1.Value < 0.1 && tally.Rate().Value < 0.1) continue;
            var found = target is null ? null : condition.Found(target);
            yield return new Figure($"{condition.Name}: {id} {(condition.Untouched ? "false alarms" : "found")}, share", tally.Rate(), found, tally.Coverage());
            if (condition.Untouched) continue;
            yield return new Figure($"{condition.Name}: {id} pixel F1, mean", f1, target?.F1 is { } least ? Target.NoLessThan(least) : null, "missed ones count 0");
            yield return new Figure($"{condition.Name}: {id} pixel MCC, mean", mcc, null);
        }
        yield return Any(request, condition, cases, run);
    }

    // The bench is judged as a whole, too: an alarm of any detector sends a picture to a person.
    private static Figure Any(MeasureRequest request, BenchCondition condition, IReadOnlyList<BenchCase> cases, IReadOnlyList<Examination> run)
    {
        var tally = new AlarmTally();
        foreach (var (made, examination) in cases.Zip(run)) tally.AddAny(examination.Findings, made.Cluster);
        var rate = tally.Rate();
        BenchTable.Add(request, "localisation.md", $"| {condition.Name} | {BenchDetectors.Any} | {cases.Count} | {tally.Abstained} | {rate.Value:0.00} [{rate.Lower:0.00}, {rate.Upper:0.00}] | – | – |");
        var target = condition.Targets.FirstOrDefault(t => t.Detector == BenchDetectors.Any);
        return new Figure($"{condition.Name}: {BenchDetectors.Any} {(condition.Untouched ? "false alarms" : "found")}, share", rate,
            target is null ? null : condition.Found(target), tally.Coverage());
    }

    private static void Write(MeasureRequest request, BenchCondition condition, string id, Located[] all, AlarmTally tally, Estimate f1, Estimate mcc)
    {
        var rate = tally.Rate();
        BenchTable.Add(request, "localisation.md", $"| {condition.Name} | {id} | {all.Length} | {tally.Abstained} | {rate.Value:0.00} [{rate.Lower:0.00}, {rate.Upper:0.00}] | {(condition.Untouched ? "–" : $"{f1.Value:0.00} [{f1.Lower:0.00}, {f1.Upper:0.00}]")} | {(condition.Untouched ? "–" : $"{mcc.Value:0.00}")} |");
        foreach (var (one, i) in all.Select((l, i) => (l, i)))
            BenchTable.Add(request, "localisation.csv", $"\"{condition.Name}\",{id},{i},\"{one.Cluster}\",{one.Finding.State},{(MaterialFigures.Alarms(one.Finding) == true ? 1 : 0)},{(one.Finding.Scores is [var main, ..] ? main.Value : double.NaN):0.###},{one.F1:0.###},{one.Mcc:0.###},{one.Note}");
    }

    internal static Located Locate(Finding finding, BenchCase made)
    {
        // A finding without a map marks nothing.
        var said = new bool[made.Mask.Length];
        if (finding.Maps.FirstOrDefault(m => m.Threshold is not null) is { } map)
        {
            var sign = map.Direction == Direction.LowerSupportsManipulation ? -1f : 1f;
            var values = MaskReader.Spread(map, made.Width, made.Mask.Length / made.Width, sign > 0 ? float.NegativeInfinity : float.PositiveInfinity);
            for (var i = 0; i < said.Length; i++) said[i] = sign * values[i] >= sign * map.Threshold!.Value;
        }
        var confusion = Confusion.Of(said, made.Mask);
        return new Located(finding.DetectorId, finding, made.Cluster, made.Note, confusion.F1, confusion.Mcc);
    }
}
