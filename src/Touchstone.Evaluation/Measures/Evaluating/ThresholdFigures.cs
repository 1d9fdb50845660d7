using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Numerics;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>How often promised thresholds break their promise, where the true error rate above a threshold is known.</summary>
internal static class ThresholdFigures
{
    private const double Promised = 0.05;
    private const double Risk = 0.1;
    private const int Size = 10;

    internal static IEnumerable<Figure> Take(MeasureRequest request, CancellationToken cancel)
    {
        var studies = request.Long ? 10_000 : 2000;
        foreach (var cases in new[] { 100, 300, 1000 })
        {
            request.Progress($"thresholds on {cases} cases");
            var (learned, naive) = OneSided(cases, studies, cancel);
            yield return new Figure($"learn-then-test promises broken, n = {cases}, δ = 10 %", learned, Target.NoMoreThan(Risk));
            yield return new Figure($"naive threshold promises broken, n = {cases}", naive, null, "the lowest threshold that keeps it on the cases themselves");
        }
        request.Progress("two-sided thresholds");
        yield return TwoSided(request.Long ? 4000 : 500, 300, 1, cancel);
        request.Progress("thresholds on clustered cases");
        yield return TwoSided(request.Long ? 4000 : 300, 300, Size, cancel);
        yield return Uncounted(request.Long ? 4000 : 300, cancel);
        yield return Conformal(request.Long ? 2000 : 200, cancel);
    }

    private static (Estimate Learned, Estimate Naive) OneSided(int cases, int studies, CancellationToken cancel)
    {
        var chance = new Seeded((ulong)cases);
        var (learned, naive) = (0, 0);
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            double[] scores = [.. Enumerable.Range(0, cases).Select(_ => chance.NextNormal())];
            if (Normal.Cdf(-LearnThenTest.Threshold(scores, Promised, Risk)) > Promised) learned++;
            Array.Sort(scores);
            // The lowest threshold whose share on these cases is still within the promise lies just above the next score.
            if (Normal.Cdf(-scores[cases - 1 - (int)(Promised * cases)]) > Promised) naive++;
        }
        return (Rate.Of(learned, studies), Rate.Of(naive, studies));
    }

    /// <summary>Either promise broken; half of the variance of clustered cases lies between clusters.</summary>
    private static Figure TwoSided(int studies, int clusters, int size, CancellationToken cancel)
    {
        var chance = new Seeded((ulong)(7 * size));
        var broken = 0;
        var terms = new RoutingTerms { FalseFlagRate = Promised, MissRate = Promised, Risk = Risk };
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var cases = Draw(clusters, size, chance);
            var routing = LearnThenTest.Choose(cases, cases, terms with { Seed = (ulong)s });
            if (Normal.Cdf(-routing.FlagFrom) > Promised || Normal.Cdf(routing.ClearUpTo - 2) > Promised) broken++;
        }
        return new Figure($"either of two promises broken, {clusters} clusters of {size} a class, δ = 10 %", Rate.Of(broken, studies), Target.NoMoreThan(Risk));
    }

    private static Figure Uncounted(int studies, CancellationToken cancel)
    {
        var chance = new Seeded(70);
        var broken = 0;
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var cases = Draw(100, Size, chance);
            if (Normal.Cdf(-LearnThenTest.Threshold([.. cases.Scores.Where((_, i) => !cases.Manipulated[i])], Promised, Risk)) > Promised) broken++;
        }
        return new Figure($"promises broken when 100 clusters count as {100 * Size} cases", Rate.Of(broken, studies), null, "shown to fail");
    }

    private static CaseSet Draw(int clusters, int size, Seeded chance)
    {
        var n = 2 * clusters * size;
        var (scores, manipulated, cluster) = (new double[n], new bool[n], new int[n]);
        double own = 0;
        for (var i = 0; i < n; i++)
        {
            if (i % size == 0) own = chance.NextNormal();
            (manipulated[i], cluster[i]) = (i >= n / 2, i / size);
            scores[i] = (size == 1 ? own : Math.Sqrt(0.5) * (own + chance.NextNormal())) + (manipulated[i] ? 2 : 0);
        }
        return new CaseSet(scores, manipulated, cluster);
    }

    private static Figure Conformal(int studies, CancellationToken cancel)
    {
        var chance = new Seeded(90);
        var (excluded, tested) = (0, 0);
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var conformal = new ConformalAbstention(Draw(100, 1, chance), Promised, Promised);
            for (var t = 0; t < 20; t++, tested++)
                if (conformal.Answer(chance.NextNormal()) is ConformalAnswer.Manipulated or ConformalAnswer.Strange) excluded++;
        }
        return new Figure("conformal answers that exclude the truth, promised 5 %", Rate.Of(excluded, tested), Target.NoMoreThan(Promised + 2 * Math.Sqrt(Promised / tested * 3)));
    }
}
