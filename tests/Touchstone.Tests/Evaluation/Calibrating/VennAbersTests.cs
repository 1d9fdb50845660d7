using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Metrics;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Calibrating;

public sealed class VennAbersTests
{
    [Theory]
    // Origin: sklearn.isotonic.isotonic_regression 1.2.1 on the cases with the score added under either label.
    [InlineData(-2, 0, 0.25)]
    [InlineData(0.1, 1.0 / 3, 0.5)]
    [InlineData(0.2, 1.0 / 3, 0.5)]
    [InlineData(3, 0.75, 1)]
    public void Probabilities_match_reference_values(double score, double p0, double p1)
    {
        double[] scores = [-1.2, -0.7, -0.3, 0.1, 0.4, 0.6, -0.2, 0.3, 0.9, 1.4, 2.0];
        var abers = new VennAbers(new CaseSet(scores, [.. scores.Select((_, i) => i >= 6)], [.. Enumerable.Range(0, 11)]));
        var (least, most) = abers.Probabilities(score);
        Assert.Equal(p0, least, 12);
        Assert.Equal(p1, most, 12);
        Assert.InRange(abers.Probability(score), least, most);
    }

    [Fact]
    public void The_share_of_manipulated_cases_lies_between_the_mean_probabilities()
    {
        // Validity (Vovk & Petej 2014, theorem 1): one of the two is calibrated, so the means enclose the share up to chance.
        var chance = new Seeded(9);
        double low = 0, high = 0, manipulated = 0;
        const int Studied = 60, Tested = 20;
        for (ulong study = 0; study < Studied; study++)
        {
            var abers = new VennAbers(Studies.Gaussian(100, 1, 100 + study));
            for (var t = 0; t < Tested; t++)
            {
                var truth = chance.NextUnit() < 0.5;
                // A monotone distortion of the score changes nothing.
                var (p0, p1) = abers.Probabilities(chance.NextNormal() + (truth ? 1 : 0));
                (low, high, manipulated) = (low + p0, high + p1, manipulated + (truth ? 1 : 0));
            }
        }
        const double Slack = 2 * 0.5 / 34.6;
        Assert.InRange(manipulated / (Studied * Tested), low / (Studied * Tested) - Slack, high / (Studied * Tested) + Slack);
    }

    [Fact]
    public void More_cases_narrow_the_gap()
    {
        var (few, many) = (new VennAbers(Studies.Gaussian(50, 1, 1)), new VennAbers(Studies.Gaussian(2000, 1, 1)));
        double Gap(VennAbers abers) => Enumerable.Range(0, 20).Average(i => abers.Probabilities(-1 + 0.15 * i) is var (p0, p1) ? p1 - p0 : 0);
        Assert.True(Gap(many) < Gap(few) / 2);
    }
}
