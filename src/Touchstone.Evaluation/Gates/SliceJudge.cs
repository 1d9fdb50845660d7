using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Metrics;

namespace Touchstone.Evaluation.Gates;

/// <summary>Judges one criterion over its slices; the rule is stated at <see cref="GateJudge"/>.</summary>
internal sealed class SliceJudge(Gate gate, Criterion criterion, double threshold)
{
    private const double Rounding = 1e-9;

    // Bootstrapped bounds of ranks exclude the truth a little more often than they say: an AUC exactly at its target passed 5.7 % of 4,000
    // simulated gates of 300 cases a class at 95 %. Measured again by the measure "evaluation".
    private const double BootstrapShare = 0.8;

    private readonly Metric _metric = GateMetrics.Find(criterion.Metric) ?? throw new GateException($"There is no metric {criterion.Metric}.");

    internal IEnumerable<CriterionVerdict> Judge(IReadOnlyList<(string Name, CaseSet? Cases)> slices)
    {
        var verdicts = new CriterionVerdict[slices.Count];
        // The data are read once; a corrected confidence is another reading of the same curve.
        var curves = new ConfidenceCurve[slices.Count];
        Parallel.For(0, slices.Count, i => curves[i] = Curve(slices[i].Cases));
        List<int> left = [.. Enumerable.Range(0, slices.Count)];
        while (left.Count > 0)
        {
            var level = 1 - (GateMetrics.IsRate(criterion.Metric) ? 1 : BootstrapShare) * (1 - criterion.Confidence) / (gate.Correction == Correction.Holm ? left.Count : slices.Count);
            foreach (var i in left) verdicts[i] = One(slices[i].Name, curves[i], level);
            var passed = left.RemoveAll(i => verdicts[i].Outcome == GateOutcome.Pass);
            if (passed == 0 || gate.Correction == Correction.Bonferroni) break;
        }
        return verdicts;
    }

    private CriterionVerdict One(string slice, ConfidenceCurve curve, double level)
    {
        var figure = curve.At(2 * level - 1);
        var (bound, other) = criterion.IsUpper ? (figure.Upper, figure.Lower) : (figure.Lower, figure.Upper);
        bool Reaches(double value) => criterion.IsUpper ? value <= criterion.Target : value >= criterion.Target;
        // A bound that lies on the target excludes nothing, whatever its last digit says.
        bool Excludes(double value) => !Reaches(value) && Math.Abs(value - criterion.Target) > Rounding;
        var outcome = figure.N == 0 || double.IsNaN(bound) || double.IsNaN(other) ? GateOutcome.InsufficientEvidence
            : Excludes(other) ? GateOutcome.Fail
            : Reaches(bound) && figure.N >= criterion.Minimum ? GateOutcome.Pass
            : GateOutcome.InsufficientEvidence;
        return new CriterionVerdict(criterion, slice, figure, threshold, level, outcome, outcome == GateOutcome.InsufficientEvidence ? Needed(figure, level) : null);
    }

    private ConfidenceCurve Curve(CaseSet? cases) => cases is null || _metric.Needs.HasFlag(MetricNeeds.Threshold) && double.IsNaN(threshold)
        ? ConfidenceCurve.Undefined
        : _metric.Distribution(cases, new MetricTerms { Threshold = threshold, At = criterion.At, Costs = gate.Costs, Draws = gate.Draws, Seed = gate.Seed });

    private int? Needed(Estimate figure, double level)
    {
        // Nothing was seen yet: what it takes if no error is ever made.
        var total = figure.N == 0
            ? GateMetrics.IsRate(criterion.Metric) && Limit() is > 0 and < 1 ? SampleNeed.ForErrors(0, Limit(), level) : null
            : GateMetrics.IsRate(criterion.Metric) ? SampleNeed.OfRate(figure, criterion.Target, criterion.IsUpper, level) : SampleNeed.ByWidth(figure, criterion.Target, criterion.IsUpper);
        return total is { } cases ? Math.Max(0, Math.Max(cases, criterion.Minimum) - figure.N) : null;
    }

    private double Limit() => criterion.IsUpper ? criterion.Target : 1 - criterion.Target;
}
