using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <content>Metrics of decisions at a threshold.</content>
public static partial class MetricCatalog
{
    private static IEnumerable<Metric> OfDecisions()
    {
        yield return new Metric("answer-rate", "Answer rate", "answered cases / all cases; undefined without cases", "trial response rate of NIST MediScore", "0–1", true,
            (cases, _) => Share(cases, _ => true, i => !double.IsNaN(cases.Scores[i]))) { Interval = ExactInterval };
        yield return AtThreshold("fpr", "False-positive rate", "FP / (FP + TN) over answered authentic cases; undefined without any", "elementary", false,
            (answers, i) => !answers.Manipulated(i), (answers, i) => answers.Called(i));
        yield return AtThreshold("fnr", "False-negative rate", "FN / (FN + TP) over answered manipulated cases; undefined without any", "elementary", false,
            (answers, i) => answers.Manipulated(i), (answers, i) => !answers.Called(i));
        yield return AtThreshold("tpr", "True-positive rate", "TP / (TP + FN) over answered manipulated cases; undefined without any", "elementary", true,
            (answers, i) => answers.Manipulated(i), (answers, i) => answers.Called(i));
        yield return AtThreshold("recall", "Recall", "the true-positive rate under its other name", "van Rijsbergen 1979", true,
            (answers, i) => answers.Manipulated(i), (answers, i) => answers.Called(i));
        yield return AtThreshold("specificity", "Specificity", "TN / (TN + FP) over answered authentic cases; undefined without any", "Yerushalmy 1947", true,
            (answers, i) => !answers.Manipulated(i), (answers, i) => !answers.Called(i));
        yield return AtThreshold("precision", "Precision", "TP / (TP + FP) over answered cases called manipulated; undefined when none is called", "van Rijsbergen 1979", true,
            (answers, i) => answers.Called(i), (answers, i) => answers.Manipulated(i));
        yield return AtThreshold("accuracy", "Accuracy", "(TP + TN) / answered cases; undefined without any", "elementary", true,
            (_, _) => true, (answers, i) => answers.Called(i) == answers.Manipulated(i));
        yield return new Metric("balanced-accuracy", "Balanced accuracy", $"(TPR + TNR) / 2; {BothClasses}", "Brodersen et al. 2010", "0–1", true,
            (cases, terms) => ErrorSum(cases, terms.Threshold, 0.5, 0.5).Map(x => 1 - x)) { Needs = MetricNeeds.Threshold, Interval = RecoveredInterval };
        yield return new Metric("f1", "F1", "2TP / (2TP + FP + FN); 1 when nothing is to be found and nothing is called; undefined without cases", "van Rijsbergen 1979", "0–1", true, F1)
        { Needs = MetricNeeds.Threshold, Interval = "that of TP / (TP + FP + FN), of which F1 is a rising function: " + ExactInterval };
        yield return new Metric("mcc", "Matthews correlation", $"(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)); 0 when all, or none, are called; {BothClasses}", "Matthews 1975", "−1–1", true,
            Drawn((t, terms) => t.HasBoth ? t.At(terms.Threshold).Mcc : double.NaN, Scale.Signed)) { Needs = MetricNeeds.Threshold, Interval = BootstrapInterval };
        yield return new Metric("cost", "Expected cost", $"Cmiss·π·FNR + Cfa·(1−π)·FPR; {BothClasses}", "Martin & Przybocki 2000", "0–max(Cmiss·π, Cfa·(1−π))", false,
            Cost) { Needs = MetricNeeds.Threshold | MetricNeeds.Costs, Interval = RecoveredInterval };
        yield return new Metric("cost-normalised", "Expected cost, normalised", $"expected cost / min(Cmiss·π, Cfa·(1−π)); above 1 the system is worse than not looking; {BothClasses}", "NIST SRE plans", "0–∞", false,
            (cases, terms) => Cost(cases, terms).Map(x => x / terms.Costs.Blind)) { Needs = MetricNeeds.Threshold | MetricNeeds.Costs, Interval = RecoveredInterval };
    }

    private static Metric AtThreshold(string name, string title, string formula, string source, bool higherIsBetter, Func<Answers, int, bool> asked, Func<Answers, int, bool> happened) =>
        new(name, title, formula, source, "0–1", higherIsBetter, (cases, terms) =>
        {
            var answers = new Answers(cases, terms.Threshold);
            return Share(cases, i => answers.Answered(i) && asked(answers, i), i => happened(answers, i));
        })
        { Needs = MetricNeeds.Threshold, Interval = ExactInterval };

    private static ConfidenceCurve Cost(CaseSet cases, MetricTerms terms) =>
        ErrorSum(cases, terms.Threshold, terms.Costs.Miss * terms.Costs.Prior, terms.Costs.FalseAlarm * (1 - terms.Costs.Prior));

    // missFactor·FNR + alarmFactor·FPR, the factors not negative.
    private static ConfidenceCurve ErrorSum(CaseSet cases, double threshold, double missFactor, double alarmFactor)
    {
        var answers = new Answers(cases, threshold);
        var misses = ClusterCounts.Of(cases, i => answers.Answered(i) && answers.Manipulated(i), i => !answers.Called(i));
        var alarms = ClusterCounts.Of(cases, i => answers.Answered(i) && !answers.Manipulated(i), answers.Called);
        return Contrast.Sum(misses.Rate(), missFactor, alarms.Rate(), alarmFactor, misses.Correlation(alarms));
    }

    private static ConfidenceCurve F1(CaseSet cases, MetricTerms terms)
    {
        var answers = new Answers(cases, terms.Threshold);
        var jaccard = Share(cases, i => answers.Answered(i) && (answers.Manipulated(i) || answers.Called(i)), i => answers.Manipulated(i) && answers.Called(i));
        if (jaccard.N > 0) return jaccard.Map(j => 2 * j / (1 + j));
        var answered = Enumerable.Range(0, cases.Count).Count(answers.Answered);
        return answered == 0 ? ConfidenceCurve.Undefined : new ConfidenceCurve(1, answered, _ => (0, 1));
    }

    private static ConfidenceCurve Share(CaseSet cases, Func<int, bool> asked, Func<int, bool> happened) => ClusterCounts.Of(cases, asked, happened).Rate();

    private readonly record struct Answers(CaseSet Cases, double Threshold)
    {
        internal bool Answered(int i) => !double.IsNaN(Cases.Scores[i]);

        internal bool Manipulated(int i) => Cases.Manipulated[i];

        internal bool Called(int i) => Cases.Scores[i] >= Threshold;
    }
}
