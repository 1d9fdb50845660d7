using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Tests.Numerics.Geometry;

/// <summary>Origin of the vectors: outlines of a matt sphere lit from a known direction, brightness with seeded normal errors.</summary>
public sealed class ContourLightTests
{
    private static ContourSample[] Outline(double angle, double from, double to, double noise, Seeded chance, double second = 0)
    {
        var samples = new ContourSample[60];
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
