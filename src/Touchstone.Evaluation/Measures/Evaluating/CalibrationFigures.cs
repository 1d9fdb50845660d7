using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Measures.Evaluating;

/// <summary>Calibration on N(0,1) against N(2,1), where the likelihood ratio is 2s − 2 and Cllr 0.5141 by quadrature.</summary>
internal static class CalibrationFigures
{
    private const double Distance = 2;
    private const double Theory = 0.5140558458670649;

    internal static IEnumerable<Figure> Take(MeasureRequest request, CancellationToken cancel)
    {
        request.Progress("calibration against theory");
        foreach (var kind in new[] { CurveKind.Logistic, CurveKind.BiGaussian, CurveKind.Isotonic }) yield return Excess(kind, request.Long ? 200 : 20, cancel);
        yield return Coverage(request.Long ? 1000 : 40, cancel);
        yield return Overstated(request.Long ? 1000 : 100, cancel);
        yield return Validity(request.Long ? 2000 : 100, cancel);
    }

    private static CaseSet Draw(int perClass, Seeded chance)
    {
        bool[] manipulated = [.. Enumerable.Range(0, 2 * perClass).Select(i => i >= perClass)];
        return new CaseSet([.. manipulated.Select(m => chance.NextNormal() + (m ? Distance : 0))], manipulated, [.. Enumerable.Range(0, 2 * perClass)]);
    }

    private static Curve.Sample Sample(CaseSet cases) => new(cases, [.. cases.Scores.Select(_ => 1.0)]);

    private static Figure Excess(CurveKind kind, int studies, CancellationToken cancel)
    {
        var chance = new Seeded(21);
        var excess = new double[studies];
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var curve = Curve.Fit(kind, Sample(Draw(500, chance)));
            var test = Draw(4000, chance);
            // The same cases under the true ratio are subtracted: what remains is the curve's.
            excess[s] = Curve.Cost(Sample(test), [.. test.Scores.Select(curve.Llr)]) - Curve.Cost(Sample(test), [.. test.Scores.Select(x => Distance * x - Distance * Distance / 2)]) + Theory;
        }
        return new Figure($"Cllr of a {CalibratorFit.Name(kind)} curve, 500 cases a class, bits", Bootstrap.Mean(excess), Target.NoMoreThan(Theory + 0.02), $"{Theory:0.000} in theory");
    }

    private static Figure Coverage(int studies, CancellationToken cancel)
    {
        var (inside, asked) = (0, 0);
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var fitted = CalibratorFit.Fit(Trials(Draw(150, new Seeded(500 + (ulong)s))), new FitTerms(), out _);
            for (var at = 0.25; at <= 1.75; at += 0.25)
            {
                var llr = fitted.Calibrator.Apply(at)!.Value;
                asked++;
                // Beyond what the data carry the interval claims nothing about the true value, only that it is no nearer.
                var truth = Math.Clamp(Distance * at - Distance * Distance / 2, fitted.Lowest, fitted.Highest);
                if (llr.Lower <= truth && truth <= llr.Upper) inside++;
            }
        }
        return new Figure("intervals of calibrated LLRs that hold the true one, 150 a class", Rate.Of(inside, asked), Target.NoLessThan(0.95));
    }

    private static Trial[] Trials(CaseSet cases) => [.. Enumerable.Range(0, cases.Count).Select(i => new Trial
    {
        Path = $"{i}", Sha256 = "", Manipulated = cases.Manipulated[i], Cluster = $"{i}", Split = "fit", Question = Question.LocallyEdited,
        DetectorId = "simulated", DetectorVersion = "1.0", State = FindingState.Measured, Code = "", ScoreName = "score", Score = cases.Scores[i],
    })];

    // With N authentic cases that are all right, a ratio above N + 1 has nothing behind it.
    private static Figure Overstated(int studies, CancellationToken cancel)
    {
        var (beyond, chance) = (0, new Seeded(33));
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var cases = Draw(100, chance);
            var bounds = EvidenceBounds.Of(cases with { Scores = [.. cases.Scores.Select((x, i) => x * 8 + (cases.Manipulated[i] ? 40 : -40))] });
            if (bounds.Highest > Math.Log(101) || bounds.Lowest < -Math.Log(101)) beyond++;
        }
        return new Figure("ratios carried beyond the number of cases, separated classes", Rate.Of(beyond, studies), Target.NoMoreThan(0));
    }

    private static Figure Validity(int studies, CancellationToken cancel)
    {
        var chance = new Seeded(44);
        double low = 0, high = 0, manipulated = 0;
        const int Tested = 20;
        for (var s = 0; s < studies; s++)
        {
            cancel.ThrowIfCancellationRequested();
            var abers = new VennAbers(Draw(100, chance));
            for (var t = 0; t < Tested; t++)
            {
                var truth = chance.NextUnit() < 0.5;
                var (p0, p1) = abers.Probabilities(chance.NextNormal() + (truth ? Distance : 0));
                (low, high, manipulated) = (low + p0, high + p1, manipulated + (truth ? 1 : 0));
            }
        }
        var n = studies * Tested;
        var gap = Math.Max(0, Math.Max(low - manipulated, manipulated - high)) / n;
        return new Figure("Venn–Abers: share of manipulated outside the mean [p0, p1]", Estimate.Point(gap, n), Target.NoMoreThan(2 * 0.5 / Math.Sqrt(n)), $"share {manipulated / n:0.000} in [{low / n:0.000}, {high / n:0.000}]");
    }
}
