using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Tests.Numerics.Geometry;

/// <summary>Origin of the vectors: outlines of a matt sphere lit from a known direction, brightness with seeded normal errors.</summary>
public sealed class ContourLightTests
{
    private static ContourSample[] Outline(double angle, double from, double to, double noise, Seeded chance, double second = 0, int count = 60)
    {
        var samples = new ContourSample[count];
        for (var i = 0; i < samples.Length; i++)
        {
            var a = from + (to - from) * i / (samples.Length - 1);
            samples[i] = new(Math.Cos(a), Math.Sin(a), 100 + 40 * Math.Cos(a - angle) + second * Math.Sin(2 * a) + noise * chance.NextNormal());
        }
        return samples;
    }

    [Fact]
    public void The_direction_of_clean_brightness_is_exact()
    {
        var light = ContourLight.Of(Outline(0.7, 0, 3, 0, new Seeded(1)));
        Assert.Equal((0.7, 100.0, 1.0), (Math.Round(light.Angle, 9), Math.Round(light.Ambient, 6), Math.Round(light.Explained, 9)));
    }

    [Theory]
    [InlineData(-2.0, 0.0, 6.28)]
    [InlineData(0.4, -1.0, 1.2)]
    public void The_interval_holds_the_true_direction_as_often_as_stated(double angle, double from, double to)
    {
        var (chance, tries, held) = (new Seeded(7), 1000, 0);
        for (var t = 0; t < tries; t++)
        {
            var light = ContourLight.Of(Outline(angle, from, to, 6, chance));
            if (Math.Abs(Math.IEEERemainder(light.Angle - angle, 2 * Math.PI)) <= light.HalfWidth) held++;
        }
        // 1000 tries: three standard deviations about 0.95 are 0.0207.
        Assert.InRange(held / (double)tries, 0.929, 0.971);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(8, 8)]
    [InlineData(12, 12)]
    [InlineData(5, 60)]
    public void Objects_lit_alike_are_told_apart_no_more_often_than_stated(int one, int other)
    {
        var (chance, tries, alarms, strong) = (new Seeded(15), 10_000, 0, 0);
        for (var t = 0; t < tries; t++)
        {
            var apart = ContourLight.Of(Outline(0.4, 0, 6.2, 6, chance, count: one)).ChanceOfDifference(ContourLight.Of(Outline(0.4, 0, 6.2, 6, chance, count: other)));
            if (apart < 0.01) alarms++;
            if (apart < 1e-4) strong++;
        }
        // 10,000 tries: three standard deviations above 0.01 are 0.013; 7 or more of an expected 1 have a chance below 0.0001.
        Assert.InRange(alarms, 0, 130);
        Assert.InRange(strong, 0, 6);
    }

    [Fact]
    public void The_chance_is_that_of_Student_with_the_fewer_degrees()
    {
        var (one, other) = (new ContourLight(0.5, 0.03, 0, 1, 0) { Degrees = 2 }, new ContourLight(0.75, 0.04, 0, 1, 0) { Degrees = 57 });
        // t = 0.25 / 0.05 = 5 with 2 degrees: 1 − t / √(t² + 2) (closed form of Student's law with 2 degrees).
        Assert.Equal(1 - 5 / Math.Sqrt(27), one.ChanceOfDifference(other), 12);
        Assert.Equal((1.0, 0.0), ((one with { Deviation = 0 }).ChanceOfDifference(one with { Deviation = 0 }), (one with { Deviation = 0 }).ChanceOfDifference(other with { Deviation = 0 })));
    }

    [Fact]
    public void Light_from_all_around_needs_the_second_order()
    {
        var samples = Outline(0.5, -0.6, 2.0, 0, new Seeded(1), second: 15);
        Assert.Equal(0.5, ContourLight.Of(samples, withSecondOrder: true).Angle, 6);
        Assert.True(Math.Abs(ContourLight.Of(samples).Angle - 0.5) > 0.02);
    }

    [Fact]
    public void Two_directions_are_told_apart_by_their_uncertainty()
    {
        var chance = new Seeded(12);
        var (one, same, other) = (ContourLight.Of(Outline(0.5, 0, 3, 4, chance)), ContourLight.Of(Outline(0.5, 1, 4, 4, chance)), ContourLight.Of(Outline(1.6, 0, 3, 4, chance)));
        Assert.True(one.ChanceOfDifference(same) > 0.01);
        Assert.True(one.ChanceOfDifference(other) < 1e-6);
        Assert.Throws<ArgumentException>(() => ContourLight.Of(Outline(0.5, 1, 1, 4, chance)));
    }
}
