using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>
/// Fits the fusion of a question: regularised logistic regression over the likelihood ratios of its detectors (Brümmer et al. 2007), with
/// an indicator for each detector's silence and no negative weight, so that stronger evidence for never becomes evidence against.
/// </summary>
public static class FusionFit
{
    // Determines the offset where the indicators sum to it; far below any penalty that is chosen from.
    private const double Slight = 1e-6;

    /// <summary>Evidence of one specimen.</summary>
    private sealed record Specimen(string Path, bool Manipulated, string Cluster, double?[] Llr);

    /// <summary>Fits; the penalty on weights and silence is the one with the lowest Cllr under cross-validation over clusters, and the held-out ratios bound the fusion.</summary>
    /// <param name="question">The question.</param>
    /// <param name="trials">Trials of the split to be fitted, of this question; trials of detectors without held-out ratios are left out.</param>
    /// <param name="heldOut">By detector, then by path: likelihood ratios from fits that have not seen their case, so that a detector that fits its own data too well gets no weight for it.</param>
    /// <param name="terms">How.</param>
    /// <exception cref="CalibrationException">There are fewer than two detectors, or too few specimens.</exception>
    public static FittedFusion Fit(Question question, IReadOnlyList<Trial> trials, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> heldOut, FitTerms terms)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(terms);
        string[] detectors = [.. heldOut.Keys.Order(StringComparer.Ordinal)];
        if (detectors.Length < 2) throw new CalibrationException(Codes.CalibrationTooFew, $"{detectors.Length} detector of this question is calibrated; a fusion needs two.");
        var specimens = Specimens([.. trials.Where(t => heldOut.ContainsKey(t.DetectorId))], detectors, heldOut, out var silent);
        var counts = Count(specimens, silent);
        FitCases.Require(counts, "the fusion", terms);
        var cases = Cases(specimens);
        var folds = CrossValidation.Folds(cases, Math.Min(terms.Folds, Math.Min(counts.AuthenticClusters, counts.ManipulatedClusters)), terms.Seed);
        var all = new Curve.Sample(cases, [.. specimens.Select(_ => 1.0)]);
        var tried = terms.Penalties.Select(p => (Penalty: p, Llr: HeldOut(specimens, cases, folds, p))).ToArray();
        var (penalty, predicted) = tried.MinBy(t => Curve.Cost(all, t.Llr));
        var bounds = EvidenceBounds.Of(cases with { Scores = predicted });
        var solution = Solve(specimens, all, penalty);
        var k = detectors.Length;
        var model = new FusionModel("", question, solution[2 * k], [.. detectors.Select((d, j) => new FusionTerm(d, solution[j], solution[k + j]))], bounds.Lowest, bounds.Highest);
        var costs = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["fused"] = Curve.Cost(all, predicted) };
        for (var j = 0; j < k; j++) costs[detectors[j]] = Curve.Cost(all, [.. specimens.Select(s => s.Llr[j] ?? 0)]);
        string[] warnings = Math.Min(counts.Authentic, counts.Manipulated) < terms.EnoughCases
            ? [$"Fitted to {counts.Authentic} authentic and {counts.Manipulated} manipulated specimens, fewer than {terms.EnoughCases} of each."] : [];
        return new FittedFusion(Identify(model), penalty, counts, new Dictionary<string, double>(costs), warnings, null);
    }

    /// <summary>The same fusion under the name that its content gives it.</summary>
    internal static FusionModel Identify(FusionModel model) =>
        model with { Id = $"{char.ToLowerInvariant(model.Question.ToString()[0])}{model.Question.ToString()[1..]}-fusion@{CanonicalJson.Hash(model with { Id = "" })[..12]}" };

    private static Specimen[] Specimens(IReadOnlyList<Trial> trials, string[] detectors, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> heldOut, out int silent)
    {
        Specimen[] all = [.. trials.GroupBy(t => t.Path, StringComparer.Ordinal).Select(g => new Specimen(g.Key, g.First().Manipulated, g.First().Cluster,
            [.. detectors.Select(d => heldOut[d].TryGetValue(g.Key, out var llr) ? llr : (double?)null)]))];
        Specimen[] heard = [.. all.Where(s => s.Llr.Any(l => l is not null))];
        silent = all.Length - heard.Length;
        return heard;
    }

    private static FitCounts Count(Specimen[] specimens, int silent)
    {
        int Clusters(bool manipulated) => specimens.Where(s => s.Manipulated == manipulated).Select(s => s.Cluster).Distinct(StringComparer.Ordinal).Count();
        return new FitCounts(specimens.Count(s => !s.Manipulated), specimens.Count(s => s.Manipulated), Clusters(false), Clusters(true), silent);
    }

    private static CaseSet Cases(Specimen[] specimens)
    {
        var numbers = specimens.Select(s => s.Cluster).Distinct(StringComparer.Ordinal).Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        return new CaseSet(new double[specimens.Length], [.. specimens.Select(s => s.Manipulated)], [.. specimens.Select(s => numbers[s.Cluster])]);
    }

    private static double[] HeldOut(Specimen[] specimens, CaseSet cases, int[] folds, double penalty)
    {
        var llr = new double[specimens.Length];
        foreach (var fold in folds.Distinct().Order())
        {
            var solution = Solve(specimens, new Curve.Sample(cases, [.. folds.Select(f => f == fold ? 0.0 : 1.0)]), penalty);
            for (var i = 0; i < llr.Length; i++)
                if (folds[i] == fold) llr[i] = Row(specimens[i].Llr).Zip(solution, (x, b) => x * b).Sum();
        }
        return llr;
    }

    /// <summary>Weights, what silence adds, offset [2k + 1].</summary>
    private static double[] Solve(Specimen[] specimens, Curve.Sample sample, double penalty)
    {
        var k = specimens[0].Llr.Length;
        var regression = new LogisticRegression(2 * k + 1);
        for (var j = 0; j < k; j++)
        {
            regression.Restrain(j, penalty, 0, nonNegative: true);
            regression.Restrain(k + j, penalty);
        }
        regression.Restrain(2 * k, Slight);
        var solution = new double[2 * k + 1];
        regression.Fit([.. specimens.SelectMany(s => Row(s.Llr))], sample.Cases.Manipulated, sample.Balanced(), [], solution);
        return solution;
    }

    // [likelihood ratio or 0 …, 1 where silent …, 1]
    private static double[] Row(double?[] llr) => [.. llr.Select(l => l ?? 0), .. llr.Select(l => l is null ? 1.0 : 0), 1];
}
