using Touchstone.Evaluation.Metrics;

namespace Touchstone.Tests.Evaluation.Metrics;

// Origin of every value here: tests/peers/scikit-learn/metrics.py.
public sealed class MetricReferenceTests
{
    [Theory]
    [InlineData("auc", 0.645885416667)]
    [InlineData("ap", 0.589288826178)]
    [InlineData("eer", 0.410000000000)]
    [InlineData("eer-nist", 0.410416666667)]
    [InlineData("eer-argmin", 0.408333333333)]
    [InlineData("tpr@fpr", 0.162500000000)]
    [InlineData("min-cost", 0.765000000000)]
    [InlineData("precision", 0.489795918367)]
    [InlineData("recall", 0.600000000000)]
    [InlineData("f1", 0.539325842697)]
    [InlineData("mcc", 0.179665184435)]
    [InlineData("accuracy", 0.590000000000)]
    [InlineData("balanced-accuracy", 0.591666666667)]
    [InlineData("cllr", 1.886580703995)]
    [InlineData("cllr-min", 0.857010496562)]
    [InlineData("cllr-cal", 1.886580703995 - 0.857010496562)]
    public void Values_agree_with_scikit_learn_and_SciPy(string name, double expected)
    {
        var terms = new MetricTerms { Threshold = 1, At = 0.033, Costs = new CostTerms(10, 1, 0.1), Draws = 50 };
        var estimate = MetricCatalog.Find(name)!.Measure(ReferenceCases.Tied, terms);
        Assert.Equal(expected, estimate.Value, 1e-10);
    }

    [Fact]
    public void The_confusion_agrees_with_scikit_learn()
    {
        var confusion = ScoreTally.Of(ReferenceCases.Tied).At(1);
        Assert.Equal(new Confusion(48, 50, 32, 70), confusion);
        Assert.Equal(0.369230769231, confusion.Iou, 1e-10);
    }

    [Fact]
    public void The_Brier_score_at_the_classes_own_share_is_the_plain_mean() =>
        Assert.Equal(0.350111666784, Evidence.Brier(ScoreTally.Of(ReferenceCases.Tied), double.NaN), 1e-10);

    [Fact]
    public void The_calibration_error_agrees_over_ten_bins_of_ten()
    {
        var table = ReliabilityTable.Of(ScoreTally.Of(ReferenceCases.Distinct), double.NaN);
        Assert.All(table.Bins, b => Assert.Equal(10, b.Cases));
        Assert.Equal(0.370154565633, table.Error, 1e-10);
    }
}
