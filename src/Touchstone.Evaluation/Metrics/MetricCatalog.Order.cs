using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <content>Metrics of the order of scores.</content>
public static partial class MetricCatalog
{
    private static IEnumerable<Metric> OfOrder()
    {
        yield return new Metric("auc", "Area under the ROC curve", $"P(manipulated > authentic) + ½ P(equal); ½ when all are tied; {BothClasses}",
            "Mann & Whitney 1947; Hanley & McNeil 1982", "0–1", true, Drawn((t, _) => Ranking.Auc(t), Scale.Unit)) { Interval = BootstrapInterval };
        yield return new Metric("eer", "Equal error rate", $"FPR = FNR on the ROC joined by straight lines; ½ when all are tied; {BothClasses}",
            "Fawcett 2006 for the ROC; linear interpolation", "0–1", false, Drawn((t, _) => Ranking.Eer(t), Scale.Unit, Statistic.Stepped)) { Interval = BootstrapInterval };
        yield return new Metric("eer-nist", "Equal error rate, NIST", $"(FPR + FNR) / 2 at the highest threshold where |FPR − FNR| is least; {BothClasses}",
            "NIST MediScore, OpenMFC", "0–1", false, Drawn((t, _) => Ranking.EerNist(t), Scale.Unit, Statistic.Stepped)) { Interval = BootstrapInterval };
        yield return new Metric("eer-argmin", "Equal error rate, nearest FPR", $"FPR at the highest threshold where |FPR − FNR| is least; {BothClasses}",
            "DeepfakeBench (Yan et al. 2023)", "0–1", false, Drawn((t, _) => Ranking.EerArgMin(t), Scale.Unit, Statistic.Stepped)) { Interval = BootstrapInterval };
        yield return new Metric("tpr@fpr", "True-positive rate at a false-positive rate",
            $"TPR on the ROC joined by straight lines where FPR is the stated rate, the highest where the ROC rises there; {BothClasses}",
            "Fawcett 2006; CDR@FAR of NIST MediScore", "0–1", true, Drawn((t, terms) => Ranking.TprAt(t, terms.At), Scale.Unit)) { Needs = MetricNeeds.At, Interval = BootstrapInterval };
        yield return new Metric("ap", "Average precision", "Σ (Rₖ − Rₖ₋₁)·Pₖ from the highest score down; the share of manipulated cases when all are tied; undefined without manipulated cases",
            "Manning et al. 2008; scikit-learn average_precision_score", "0–1", true, Drawn((t, _) => Ranking.AveragePrecision(t), Scale.Unit)) { Interval = BootstrapInterval };
        yield return new Metric("min-cost", "Least expected cost", $"min over thresholds of Cmiss·π·FNR + Cfa·(1−π)·FPR; {BothClasses}",
            "Martin & Przybocki 2000", "0–min(Cmiss·π, Cfa·(1−π))", false, (cases, terms) => Normalised(cases, terms).Map(x => x * terms.Costs.Blind)) { Needs = MetricNeeds.Costs, Interval = BootstrapInterval };
        yield return new Metric("min-cost-normalised", "Least expected cost, normalised", $"least expected cost / min(Cmiss·π, Cfa·(1−π)); {BothClasses}",
            "Martin & Przybocki 2000; NIST SRE plans", "0–1", false, Normalised) { Needs = MetricNeeds.Costs, Interval = BootstrapInterval };
    }

    private static ConfidenceCurve Normalised(CaseSet cases, MetricTerms terms) =>
        ScoreBootstrap.Of(cases, tally => Ranking.MinCost(tally, terms.Costs) / terms.Costs.Blind, Scale.Unit, terms, Statistic.Minimised);
}
