using Touchstone.Evaluation.Drift;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Drift;

public sealed class RunLengthTests
{
    [Theory]
    // Origin: tables of two-sided run lengths for k = ½ (Montgomery, Introduction to Statistical Quality Control, table 9.3).
    [InlineData(4, 0, 168)]
    [InlineData(5, 0, 465)]
    [InlineData(5, 1, 10.4)]
    [InlineData(4, 1, 8.38)]
    public void Gaussian_run_lengths_match_the_tables(double limit, double shift, double length) =>
        Assert.Equal(1, RunLength.TwoSided(RunLength.Gaussian(0.5, limit, shift), RunLength.Gaussian(0.5, limit, -shift)) / length, 0.01);

    [Fact]
    public void The_bernoulli_run_length_is_what_simulation_finds()
    {
        var chance = new Seeded(11);
        double total = 0;
        const int Runs = 600;
        var cusum = new BernoulliCusum("overturned", 0.02, 0.06, 3);
        for (var run = 0; run < Runs;)
        {
            total++;
            if (cusum.Add(chance.NextUnit() < 0.02) is not { } alarm) continue;
            Assert.Equal(cusum.RunLengthInControl, alarm.RunLength);
            run++;
        }
        // A run length is about exponential: the mean of 600 has a deviation of 4 %.
        Assert.Equal(1, total / Runs / cusum.RunLengthInControl, 0.1);
    }

    [Fact]
    public void The_chosen_limit_keeps_its_promise()
    {
        var cusum = new BernoulliCusum("overturned", 0.02, 0.06, 4);
        Assert.True(cusum.RunLengthInControl >= 3500, $"{cusum.RunLengthInControl}");
        Assert.True(cusum.DelayWhenRaised <= 150, $"{cusum.DelayWhenRaised}");
    }

    [Fact]
    public void A_page_hinkley_test_finds_a_rise_and_a_fall_and_goes_on_from_its_state()
    {
        var chance = new Seeded(2);
        var terms = new PageHinkleyTerms(100, 20, 0.25, 8);
        foreach (var sign in new[] { 1, -1 })
        {
            var test = new PageHinkley("seconds", terms);
            for (var i = 0; i < 100; i++) test.Add(100 + 20 * chance.NextNormal());
            DriftAlarm? alarm = null;
            for (var i = 0; i < 100 && alarm is null; i++)
            {
                if (i == 5) test = new PageHinkley("seconds", terms, test.State);
                alarm = test.Add(100 + sign * 25 + 20 * chance.NextNormal());
            }
            Assert.Equal(sign, Math.Sign(alarm!.Value));
            Assert.True(alarm.At < 140 && alarm.RunLength > 300);
        }
        Assert.Null(new PageHinkley("seconds", new PageHinkleyTerms(0, 1)).Add(double.NaN));
    }

    [Fact]
    public void A_cumulative_sum_goes_on_from_its_state()
    {
        var (whole, first) = (new BernoulliCusum("e", 0.02, 0.1, 4), new BernoulliCusum("e", 0.02, 0.1, 4));
        var chance = new Seeded(4);
        bool[] errors = [.. Enumerable.Range(0, 400).Select(_ => chance.NextUnit() < 0.08)];
        var alarms = errors.Select(whole.Add).ToArray();
        var before = errors[..150].Select(first.Add).ToArray();
        var second = new BernoulliCusum("e", 0.02, 0.1, 4, first.State);
        Assert.Equal(alarms, before.Concat(errors[150..].Select(second.Add)));
        Assert.Equal(whole.State, second.State);
    }
}
