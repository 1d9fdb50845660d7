using System.Diagnostics;
using Touchstone.Evaluation.Drift;
using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Power, false alarms, run lengths, speed and steadiness of the drift statistics.</summary>
internal static class DriftFigures
{
    private const int Window = 500;

    internal static IEnumerable<Figure> Take(MeasureRequest request, CancellationToken cancel)
    {
        request.Progress("drift statistics");
        yield return Psi("χ²-PSI finds a shift of 0.3σ in 500 events", 0.3, request.Long ? 4000 : 1000, Target.NoLessThan(0.95), cancel);
        yield return Psi("χ²-PSI false alarms in 500 events", 0, request.Long ? 40_000 : 4000, Target.NoMoreThan(0.005), cancel);
        foreach (var figure in Cusum(request.Long ? 4000 : 300, cancel)) yield return figure;
        yield return Tripwire(request.Long ? 1000 : 100, cancel);
        request.Progress("a million drift events");
        foreach (var figure in Stream(1_000_000, cancel)) yield return figure;
    }

    private static Figure Psi(string name, double shift, int windows, Target target, CancellationToken cancel)
    {
        var chance = new Seeded(shift > 0 ? 5UL : 6UL);
        var alarms = 0;
        var reference = Reference(chance);
        for (var w = 0; w < windows; w++)
        {
            cancel.ThrowIfCancellationRequested();
            // A new reference now and then, so that the figure is not that of one lucky one.
            if (w % 50 == 49) reference = Reference(chance);
            var counts = new int[reference.Counts.Length];
            for (var i = 0; i < Window; i++) counts[NumberReference.Bin(reference.Edges, chance.NextNormal() + shift)]++;
            var psi = Distances.Psi(reference.Counts, counts);
            if (psi > Math.Max(0.02, Distances.PsiLimit(counts.Length, reference.Sorted.Length, Window, new DriftTerms().PsiAlpha))) alarms++;
        }
        return new Figure(name, Rate.Of(alarms, windows), target, "reference of 5,000, 10 bins, α = 0.2 %");
    }

    private static NumberReference Reference(Seeded chance) => NumberReference.Of("x", Enumerable.Range(0, 5000).Select(_ => chance.NextNormal()));

    private static IEnumerable<Figure> Cusum(int runs, CancellationToken cancel)
    {
        var cusum = new BernoulliCusum("errors", 0.02, 0.06, 4);
        yield return new Figure("CUSUM h = 4, 2→6 %: events to a false alarm (ARL₀), by Markov chain", Estimate.Point(cusum.RunLengthInControl, 1), Target.NoLessThan(3500));
        yield return new Figure("the same by simulation", Runs(0.02, runs, cancel), Target.NoLessThan(3500));
        yield return new Figure("CUSUM h = 4, 2→6 %: events to the alarm, by Markov chain", Estimate.Point(cusum.DelayWhenRaised, 1), Target.NoMoreThan(150));
        yield return new Figure("the same by simulation", Runs(0.06, runs, cancel), Target.NoMoreThan(150));
    }

    private static Estimate Runs(double rate, int runs, CancellationToken cancel)
    {
        var cusum = new BernoulliCusum("errors", 0.02, 0.06, 4);
        var chance = new Seeded(12);
        var lengths = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            cancel.ThrowIfCancellationRequested();
            do lengths[run]++;
            while (cusum.Add(chance.NextUnit() < rate) is null);
        }
        return Bootstrap.Mean(lengths);
    }

    private static Figure Tripwire(int studies, CancellationToken cancel)
    {
        var chance = new Seeded(14);
        var errors = new List<double>();
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var stated = new double[Window];
            double right = 0, flagged = 0, manipulated = 0;
            for (var i = 0; i < Window; i++)
            {
                var truth = chance.NextUnit() < 0.3;
                stated[i] = 1 / (1 + Math.Exp(-(2 * (chance.NextNormal() + (truth ? 2 : 0)) - 2 + Math.Log(0.3 / 0.7))));
                var flags = stated[i] >= 0.5;
                (right, flagged, manipulated) = (right + (flags && truth ? 1 : 0), flagged + (flags ? 1 : 0), manipulated + (truth ? 1 : 0));
            }
            var estimate = PerformanceTripwire.Estimate(stated, 0.3, 0.5);
            errors.Add(Math.Abs(estimate.Precision.Value - right / flagged));
            errors.Add(Math.Abs(estimate.Recall.Value - right / manipulated));
        }
        return new Figure("label-free precision and recall, mean absolute error at n = 500", Bootstrap.Mean(errors), Target.NoMoreThan(0.03), "while calibration holds; a tripwire, no proof");
    }

    /// <summary>Events of eight numbers and a category.</summary>
    private sealed class Source(ulong seed)
    {
        private const int Features = 8;
        private readonly Seeded _chance = new(seed);
        private NumberReference[] _numbers = [];
        private CategoryReference[] _categories = [];

        internal double[] Values { get; } = new double[Features];

        internal string[] Category { get; } = [""];

        internal DriftMonitor Monitor(DriftState? state = null)
        {
            if (_numbers.Length == 0) (_numbers, _categories) = ([.. Enumerable.Range(0, Features).Select(_ => Reference(_chance))], [CategoryReference.Of("camera", Enumerable.Range(0, 5000).Select(i => $"camera {i % 7}"))]);
            return new DriftMonitor(_numbers, _categories, new DriftTerms { Window = Window }, state);
        }

        internal void Next()
        {
            for (var f = 0; f < Features; f++) Values[f] = _chance.NextNormal();
            Category[0] = _categories[0].Categories[_chance.NextInt(7)];
        }
    }

    private static IEnumerable<Figure> Stream(int events, CancellationToken cancel)
    {
        var source = new Source(15);
        var monitor = source.Monitor();
        long early = 0;
        var watch = new Stopwatch();
        for (var i = 0; i < events; i++)
        {
            source.Next();
            watch.Start();
            monitor.Add(source.Values, source.Category);
            watch.Stop();
            if (i % 10_000 == 0) cancel.ThrowIfCancellationRequested();
            if (i == events / 10) early = GC.GetTotalMemory(forceFullCollection: true);
        }
        var late = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(monitor);
        yield return new Figure("a million drift events, 8 numbers and a category each, seconds", Estimate.Point(watch.Elapsed.TotalSeconds, events), Target.NoMoreThan(60));
        yield return new Figure("memory grown from a tenth of the events to all, bytes per event", Estimate.Point((late - early) / (0.9 * events), events), Target.NoMoreThan(0.5), $"{early:N0} and {late:N0} bytes in all");
        yield return Restarts(events / 10, cancel);
    }

    private static Figure Restarts(int events, CancellationToken cancel)
    {
        const int Every = 4_999;
        var source = new Source(16);
        var (whole, other) = (source.Monitor(), source.Monitor());
        var differing = 0;
        for (var i = 1; i <= events; i++)
        {
            source.Next();
            whole.Add(source.Values, source.Category);
            other.Add(source.Values, source.Category);
            if (i % Every != 0) continue;
            cancel.ThrowIfCancellationRequested();
            other = source.Monitor(DriftState.Restore(other.State.Save()));
            if (!other.State.Save().AsSpan().SequenceEqual(whole.State.Save())) differing++;
        }
        return new Figure("restarts after which the state differs by a byte", Rate.Of(differing, events / Every), Target.NoMoreThan(0));
    }
}
