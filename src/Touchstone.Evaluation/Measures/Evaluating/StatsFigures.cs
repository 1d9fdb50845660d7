using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Slices;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Metrics against their analytic values, intervals against the truth they should cover, and what 50 slices with 1,000 draws cost.</summary>
internal static class StatsFigures
{
    private const int LongStudies = 2000;
    private const int ShortStudies = 100;
    private const int StudyDraws = 500;

    // d of an AUC of 0.95, and thresholds with a false-positive rate of 5 %.
    private static readonly double NearEdge = Math.Sqrt(2) * Normal.Quantile(0.95);
    private static readonly (string Name, SimulatedStudy Study)[] Studies =
    [
        ("100 + 100 independent cases", new SimulatedStudy(NearEdge, 100, 100, 0, 1, 0)),
        ("50 + 50 clusters of 1–19, ρ 0.6", new SimulatedStudy(NearEdge, 50, 50, 0, 10, 0.6)),
        ("100 clusters with both, of 1–11, ρ 0.8", new SimulatedStudy(2, 0, 0, 100, 6, 0.8)),
    ];

    internal static async IAsyncEnumerable<Figure> MeasureAsync(MeasureRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        foreach (var figure in Load(request)) yield return figure;
        foreach (var figure in Parity(request)) yield return figure;
        foreach (var (name, study) in Studies)
        {
            cancel.ThrowIfCancellationRequested();
            request.Progress($"coverage: {name}");
            foreach (var figure in Coverage(request, name, study)) yield return figure;
        }
        yield return Rates(request);
        yield return NoInventedSegments(request);
    }

    private static IEnumerable<Figure> Parity(MeasureRequest request)
    {
        var n = request.Long ? 1_000_000 : 200_000;
        var within = request.Long ? Target.NoMoreThan(0.001) : Target.NoMoreThan(0.003);
        var remark = request.Long ? "N(0,1) against N(2,1)" : "N(0,1) against N(2,1); 10⁶ cases with --long";
        var chance = new Seeded(20261123);
        bool[] manipulated = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0)];
        var tally = ScoreTally.Of(new CaseSet([.. manipulated.Select(m => chance.NextNormal() + (m ? 2 : 0))], manipulated, [.. Enumerable.Range(0, n)]));
        var (auc, eer) = (Ranking.Auc(tally), Ranking.Eer(tally));
        yield return new Figure("AUC, distance from Φ(√2) = 0.92135", Estimate.Point(Math.Abs(auc - Normal.Cdf(Math.Sqrt(2))), n), within, $"{auc:0.00000}; {remark}");
        yield return new Figure("EER, distance from Φ(−1) = 0.15866", Estimate.Point(Math.Abs(eer - Normal.Cdf(-1)), n), within, $"{eer:0.00000}; {remark}");
        var neutral = ScoreTally.Of(new CaseSet(new double[n], manipulated, [.. Enumerable.Range(0, n)]));
        yield return new Figure("Cllr of likelihood ratios that are all 1", Estimate.Point(Evidence.Cllr(neutral), n), Target.Within(1, 1), "exactly");
    }

    private static IEnumerable<Figure> Coverage(MeasureRequest request, string name, SimulatedStudy study)
    {
        var clustered = study.MeanSize > 1;
        string[] asked = ["auc", "eer", "ap", "cllr", "fpr", "tpr"];
        string[] reported = request.Long ? ["tpr@fpr", "brier", "precision", "f1", "balanced-accuracy", "min-cost-normalised", "cllr-min"] : [];
        string[] frames = clustered ? ["auc", "eer", "ap", "cllr", "fpr"] : [];
        var terms = new MetricTerms { Threshold = 0, At = 0.05, Draws = StudyDraws };
        var covered = Covered(request, study, [.. asked.Concat(reported)], frames, terms);
        var remark = request.Long ? "" : $"{ShortStudies} studies; {LongStudies} and a target with --long";
        foreach (var metric in asked)
            yield return new Figure($"coverage of 95 %: {metric}, {name}", covered[metric], request.Long ? Target.Within(0.93, 0.97) : null,
                remark.Length == 0 && metric is ("fpr" or "tpr") ? "Clopper–Pearson covers more than it says where events are few" : remark);
        foreach (var metric in reported)
            yield return new Figure($"coverage of 95 %: {metric}, {name}", covered[metric], null);
        foreach (var metric in frames)
            yield return new Figure($"coverage over frames: {metric}, {name}", covered["frames " + metric], request.Long ? Target.NoMoreThan(0.93) : null,
                remark.Length > 0 ? remark : "drawn over cases instead of clusters: shown to fail");
    }

    private static Dictionary<string, Estimate> Covered(MeasureRequest request, SimulatedStudy study, string[] metrics, string[] frames, MetricTerms terms)
    {
        var truths = metrics.ToDictionary(m => m, m => study.Truth(m, terms));
        var studies = request.Long ? LongStudies : ShortStudies;
        var hits = new bool[studies][];
        // Studies side by side, each with its own stream: the bootstrap inside stays on one thread at this size.
        Parallel.For(0, studies, s =>
        {
            var cases = study.Draw(new Seeded(1000 + (ulong)s * 7919));
            var own = terms with { Seed = (ulong)s + 1 };
            bool Covers(string metric, CaseSet of) => MetricCatalog.Find(metric)!.Measure(of, own) is var e && e.Lower <= truths[metric] && truths[metric] <= e.Upper;
            hits[s] = [.. metrics.Select(m => Covers(m, cases)), .. frames.Select(m => Covers(m, SimulatedStudy.AsFrames(cases)))];
        });
        return metrics.Concat(frames.Select(f => "frames " + f)).Select((name, k) => (name, k)).ToDictionary(p => p.name, p => Rate.Of(hits.Count(h => h[p.k]), studies));
    }

    // Clopper–Pearson guarantees 95 % and gives more where few events make it coarse.
    private static Figure Rates(MeasureRequest request)
    {
        var studies = request.Long ? 20 * LongStudies : 10 * ShortStudies;
        var chance = new Seeded(5);
        var covered = 0;
        for (var s = 0; s < studies; s++)
        {
            var events = 0;
            for (var i = 0; i < 400; i++) if (chance.NextUnit() < 0.05) events++;
            var rate = Rate.Of(events, 400);
            if (rate.Lower <= 0.05 && 0.05 <= rate.Upper) covered++;
        }
        return new Figure("coverage of 95 %: rate of 5 % in 400 independent cases", Rate.Of(covered, studies), Target.Within(0.93, 0.97), request.Long ? "" : "more studies with --long");
    }

    private static Figure NoInventedSegments(MeasureRequest request)
    {
        var studies = request.Long ? LongStudies / 2 : ShortStudies;
        var invented = new bool[studies];
        Parallel.For(0, studies, s =>
        {
            var chance = new Seeded((ulong)s + 77);
            var cases = new SimulatedStudy(2, 100, 100, 0, 3, 0.5).Draw(chance);
            SliceColumn[] columns = [.. Enumerable.Range(0, 8).Select(k => SliceColumn.Of($"c{k}", ColumnRole.Control,
                [.. cases.Clusters.Select(_ => k % 2 == 0 ? "v" + chance.NextInt(4) : chance.NextNormal().ToString("R", CultureInfo.InvariantCulture))]))];
            invented[s] = WeakSegments.Find(new SlicedCases(cases, columns), new SegmentSearch { Loss = SegmentLoss.Errors, Threshold = 0, Seed = (ulong)s }).Any(w => w.Weak);
        });
        return new Figure("weak segments found in noise, share of studies", Rate.Of(invented.Count(i => i), studies), Target.NoMoreThan(request.Long ? 0.06 : 0.10), "eight columns, none with an effect; α 0.05");
    }

    private static IEnumerable<Figure> Load(MeasureRequest request)
    {
        var (cases, draws) = (request.Long ? 100_000 : 20_000, request.Long ? 1000 : 200);
        request.Progress($"{cases} scores × 50 slices × {draws} draws");
        var sliced = Wide(cases);
        string[] metrics = ["auc", "eer", "cllr", "fpr"];
        GC.Collect();
        var watch = Stopwatch.StartNew();
        using var peak = new PeakMemory();
        var first = Report(sliced, metrics, draws);
        var (seconds, bytes) = (watch.Elapsed.TotalSeconds, peak.HighestBytes());
        var again = Report(sliced, metrics, draws);
        var remark = $"{string.Join(", ", metrics)} with gaps; ten columns of five groups, 20 cases a cluster{(request.Long ? "" : $"; {cases} scores and {draws} draws, the full size with --long")}";
        yield return new Figure("100k scores × 50 slices × 1,000 draws, s", Estimate.Point(seconds, cases), Target.NoMoreThan(60), remark);
        yield return new Figure("  memory of the process meanwhile, highest, MB", Estimate.Point(bytes / 1e6, cases), Target.NoMoreThan(1000));
        yield return new Figure("  bytes that differ on the second run", Estimate.Point(first.Zip(again).Count(p => p.First != p.Second) + Math.Abs(first.Length - again.Length), first.Length), Target.NoMoreThan(0), $"{first.Length} bytes");
    }

    internal static SlicedCases Wide(int count)
    {
        var chance = new Seeded(11);
        bool[] manipulated = [.. Enumerable.Range(0, count).Select(_ => chance.NextInt(2) == 0)];
        double[] scores = [.. manipulated.Select(m => 2 * (chance.NextNormal() + (m ? 2 : 0)) - 2)];
        int[] clusters = [.. Enumerable.Range(0, count).Select(i => i / 20)];
        SliceColumn[] columns = [.. Enumerable.Range(0, 10).Select(k => new SliceColumn($"column{k}", k < 3 ? ColumnRole.Sensitive : ColumnRole.Control,
            [.. Enumerable.Range(0, count).Select(_ => "g" + chance.NextInt(5))]))];
        return new SlicedCases(new CaseSet(scores, manipulated, clusters), columns);
    }

    private static byte[] Report(SlicedCases cases, string[] metrics, int draws)
    {
        var text = new StringBuilder();
        foreach (var name in metrics)
        {
            var report = SliceReport.Of(cases, MetricCatalog.Find(name)!, new MetricTerms { Threshold = 0, Draws = draws }, new SlicePlan { Pairs = false });
            foreach (var row in report.Rows) text.Append(CultureInfo.InvariantCulture, $"{name} {row.Slice.Name} {row.Value} {row.Joint}\n");
            foreach (var gap in report.Gaps) text.Append(CultureInfo.InvariantCulture, $"{name} {gap.Column} {gap.First} {gap.Second} {gap.Difference} {gap.Ratio} {gap.AdjustedP:R}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed class PeakMemory : IDisposable
    {
        private readonly Process _process = Process.GetCurrentProcess();
        private readonly Timer _timer;
        private long _highest;

        internal PeakMemory() => _timer = new Timer(_ => Look(), null, 0, 50);

        internal long HighestBytes()
        {
            Look();
            return Interlocked.Read(ref _highest);
        }

        public void Dispose()
        {
            _timer.Dispose();
            _process.Dispose();
        }

        private void Look()
        {
            lock (_process)
            {
                _process.Refresh();
                Interlocked.Exchange(ref _highest, Math.Max(Interlocked.Read(ref _highest), _process.WorkingSet64));
            }
        }
    }
}
