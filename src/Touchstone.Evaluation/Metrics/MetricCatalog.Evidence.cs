using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <content>Metrics of scores that are natural-log likelihood ratios.</content>
public static partial class MetricCatalog
{
    private static IEnumerable<Metric> OfEvidence()
    {
        yield return new Metric("cllr", "Log-likelihood-ratio cost",
            $"½ [mean over manipulated of log₂(1 + e⁻ˡ) + mean over authentic of log₂(1 + eˡ)]; 1 when every ratio is 1; +∞ when one case is infinitely misleading; {BothClasses}",
            "Brümmer & du Preez 2006", "0–∞ bits", false, Drawn((t, _) => Evidence.Cllr(t), Scale.Positive)) { Needs = MetricNeeds.Llr, Interval = BootstrapInterval };
        yield return new Metric("cllr-min", "Log-likelihood-ratio cost after the best recalibration",
            $"Cllr of the likelihood ratios that pool-adjacent-violators gives on the same cases; 0 when the classes separate, 1 when all are tied; {BothClasses}",
            "Brümmer & du Preez 2006", "0–1 bits", false, Drawn((t, _) => Evidence.CllrMin(t), Scale.Unit, Statistic.Minimised)) { Interval = BootstrapInterval };
        yield return new Metric("cllr-cal", "Calibration loss", $"Cllr − Cllr_min; {BothClasses}",
            "Brümmer & du Preez 2006", "0–∞ bits", false, Drawn((t, _) => Evidence.CllrCal(t), Scale.Positive)) { Needs = MetricNeeds.Llr, Interval = BootstrapInterval };
        yield return new Metric("brier", "Brier score", $"π·mean over manipulated of (1 − p)² + (1−π)·mean over authentic of p², p = 1/(1 + e⁻ˡ(1−π)/π); {BothClasses}",
            "Brier 1950, weighted to the prior", "0–1", false, Drawn((t, terms) => Evidence.Brier(t, terms.Costs.Prior), Scale.Unit)) { Needs = MetricNeeds.Llr | MetricNeeds.Costs, Interval = BootstrapInterval };
        yield return new Metric("ece", "Expected calibration error", $"Σ mass·|mean p − share manipulated| over 10 bins of equal mass, weighted to the prior; equal scores share a bin; {BothClasses}",
            "Naeini et al. 2015; Nixon et al. 2019", "0–1", false, Drawn((t, terms) => ReliabilityTable.Of(t, terms.Costs.Prior).Error, Scale.Unit)) { Needs = MetricNeeds.Llr | MetricNeeds.Costs, Interval = BootstrapInterval };
        yield return new Metric("cost-bayes", "Expected cost at the Bayes threshold", $"Cmiss·π·FNR + Cfa·(1−π)·FPR at the threshold ln(Cfa·(1−π) / (Cmiss·π)); {BothClasses}",
            "Brümmer & du Preez 2006; actual DCF of NIST SRE", "0–max(Cmiss·π, Cfa·(1−π))", false,
            (cases, terms) => Cost(cases, terms with { Threshold = Evidence.BayesThreshold(terms.Costs) })) { Needs = MetricNeeds.Llr | MetricNeeds.Costs, Interval = RecoveredInterval };
    }
}
