using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.Calibrating;

/// <summary>Trials made ready for a fit, or refused.</summary>
internal static class FitCases
{
    private const int Draws = 400;

    /// <summary>The trials with a finite or infinite score, after every reason to refuse them.</summary>
    internal static IReadOnlyList<Trial> Answered(IReadOnlyList<Trial> trials, FitTerms terms)
    {
        if (trials.Count == 0) throw new CalibrationException(Codes.CalibrationUnanswered, "There are no trials.");
        var id = trials[0].DetectorId;
        if (trials.Select(t => (t.DetectorId, t.DetectorVersion, t.Question)).Distinct().Count() > 1)
            throw new CalibrationException(Codes.CalibrationMixed, $"The trials of {id} are of several versions ({string.Join(", ", trials.Select(t => $"{t.DetectorId} {t.DetectorVersion}").Distinct())}); a calibrator fits one.");
        Trial[] measured = [.. trials.Where(t => t is { State: FindingState.Measured, ScoreName: not null })];
        Trial[] answered = [.. measured.Where(t => t.Score is { } s && !double.IsNaN(s))];
        if (answered.Length == 0)
            throw measured.Length > 0
                ? new CalibrationException(Codes.CalibrationDescriptive, $"The main score of {id} only describes; it says nothing about the question, whatever its distribution.")
                : new CalibrationException(Codes.CalibrationUnanswered, $"{id} measured nothing on these {trials.Count} files.");
        // Where a method reports now one score and now another as its main one, a calibrator maps the commonest; the engine leaves the others uncalibrated too.
        var name = answered.GroupBy(t => t.ScoreName!, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        answered = [.. answered.Where(t => t.ScoreName == name)];
        Require(Count(answered, 0), id, terms);
        return answered;
    }

    internal static void Require(FitCounts counts, string id, FitTerms terms)
    {
        if (counts.Authentic == 0 || counts.Manipulated == 0)
            throw new CalibrationException(Codes.CalibrationOneClass, $"{id} answered {counts.Authentic} authentic and {counts.Manipulated} manipulated cases; a likelihood ratio needs both.");
        if (Math.Min(counts.Authentic, counts.Manipulated) < terms.FewestCases || Math.Min(counts.AuthenticClusters, counts.ManipulatedClusters) < terms.FewestClusters)
            throw new CalibrationException(Codes.CalibrationTooFew,
                $"{id} answered {counts.Authentic} authentic cases of {counts.AuthenticClusters} clusters and {counts.Manipulated} manipulated ones of {counts.ManipulatedClusters}; at least {terms.FewestCases} cases of {terms.FewestClusters} clusters are needed of each.");
    }

    internal static FitCounts Count(IReadOnlyList<Trial> answered, int silent)
    {
        int Clusters(bool manipulated) => answered.Where(t => t.Manipulated == manipulated).Select(t => t.Cluster).Distinct(StringComparer.Ordinal).Count();
        return new FitCounts(answered.Count(t => !t.Manipulated), answered.Count(t => t.Manipulated), Clusters(false), Clusters(true), silent);
    }

    /// <summary>The cases with infinite scores drawn in to the outermost finite ones.</summary>
    internal static CaseSet Of(IReadOnlyList<Trial> answered)
    {
        double[] finite = [.. answered.Select(t => t.Score!.Value).Where(double.IsFinite)];
        if (finite.Length == 0) throw new CalibrationException(Codes.CalibrationUnanswered, $"No score of {answered[0].DetectorId} is finite.");
        var (least, most) = (finite.Min(), finite.Max());
        return CaseSet.Of(answered, t => Math.Clamp(t.Score!.Value, least, most));
    }

    /// <summary>Refuses scores that point the wrong way beyond chance: the upper end of a 95 % cluster-bootstrap interval of the area under the curve is below one half.</summary>
    internal static void RequireRightWay(CaseSet cases, string id, FitTerms terms)
    {
        int[] order = [.. Enumerable.Range(0, cases.Count).OrderBy(i => cases.Scores[i])];
        var clusters = cases.Clusters.Max() + 1;
        var chance = new Seeded(terms.Seed);
        var areas = new List<double>(Draws);
        for (var d = 0; d < Draws; d++)
        {
            var counts = new double[clusters];
            for (var c = 0; c < clusters; c++) counts[chance.NextInt(clusters)]++;
            if (Area(cases, order, counts) is { } area) areas.Add(area);
        }
        areas.Sort();
        if (areas.Count > 0 && areas[(int)(0.975 * areas.Count)] is var upper && upper < 0.5)
            throw new CalibrationException(Codes.CalibrationWrongWay,
                $"The score of {id} is higher on authentic material than on manipulated (area under the curve at most {upper:0.00}): it points the wrong way here, and turning it round would fit this data set and nothing else.");
    }

    private static double? Area(CaseSet cases, int[] order, double[] counts)
    {
        double wins = 0, positives = 0, negatives = 0;
        for (var start = 0; start < order.Length;)
        {
            var score = cases.Scores[order[start]];
            double tiedPositives = 0, tiedNegatives = 0;
            for (; start < order.Length && cases.Scores[order[start]] == score; start++)
            {
                if (cases.Manipulated[order[start]]) tiedPositives += counts[cases.Clusters[order[start]]];
                else tiedNegatives += counts[cases.Clusters[order[start]]];
            }
            wins += tiedPositives * (negatives + tiedNegatives / 2);
            positives += tiedPositives;
            negatives += tiedNegatives;
        }
        return positives > 0 && negatives > 0 ? wins / (positives * negatives) : null;
    }
}
