using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Tests.Numerics.Geometry;

/// <summary>Origin of the vectors: segments of lines through a known point, their ends moved by seeded normal errors.</summary>
public sealed class VanishingPointTests
{
    private static LineSegment[] Through(double x, double y, int lines, double sigma, Seeded chance)
    {
        var segments = new LineSegment[lines];
        for (var i = 0; i < lines; i++)
        {
            var (ax, ay) = (100 + 800 * chance.NextUnit(), 100 + 500 * chance.NextUnit());
            var length = 80 + 120 * chance.NextUnit();
            var far = Math.Sqrt((x - ax) * (x - ax) + (y - ay) * (y - ay));
            var (bx, by) = (ax + length * (x - ax) / far, ay + length * (y - ay) / far);
            segments[i] = new(ax + sigma * chance.NextNormal(), ay + sigma * chance.NextNormal(), bx + sigma * chance.NextNormal(), by + sigma * chance.NextNormal());
        }
        return segments;
    }

    [Fact]
    public void Lines_that_meet_exactly_meet_there()
    {
        var point = VanishingPoint.Of([new(0, 0, 10, 10), new(0, 40, 10, 30), new(0, 20, 30, 20)], 1);
        Assert.Equal((20.0, 20.0), (Math.Round(point.Point.X, 6), Math.Round(point.Point.Y, 6)));
        Assert.Equal(1, point.Consistency!.Value, 6);
        Assert.Null(VanishingPoint.Of([new(0, 0, 10, 10), new(0, 40, 10, 30)], 1).Consistency);
    }

    [Fact]
    public void Parallels_meet_at_infinity()
    {
        var point = VanishingPoint.Of([new(0, 0, 100, 50), new(0, 40, 100, 90), new(0, 90, 100, 140)], 1);
        Assert.False(point.IsFinite);
        Assert.Equal(Math.Atan2(1, 2), Math.Atan(Math.Tan(point.Direction)), 6);
        Assert.Equal(1, point.ChanceOfDirection(Math.Atan2(1, 2)), 6);
        Assert.True(point.ChanceOfDirection(0.2) < 0.01);
    }

    [Theory]
    [InlineData(1500, 300, 5)]
    [InlineData(400, -200, 8)]
    [InlineData(9000, 2000, 12)]
    public void The_region_of_95_percent_holds_the_true_point_as_often_as_stated(double x, double y, int lines)
    {
        var (chance, tries, held, alarms) = (new Seeded(5), 1000, 0, 0);
        for (var t = 0; t < tries; t++)
        {
            var point = VanishingPoint.Of(Through(x, y, lines, 1, chance), 1);
            if (point.ChanceOf(x, y) >= 0.05) held++;
            if (point.Consistency < 0.05) alarms++;
        }
        // 1000 tries: three standard deviations about 0.95 and 0.05 are 0.0207.
        Assert.InRange(held / (double)tries, 0.929, 0.971);
        Assert.InRange(alarms / (double)tries, 0.029, 0.071);
    }

    [Fact]
    public void The_covariance_is_that_of_repeated_estimates()
    {
        var (chance, tries) = (new Seeded(8), 600);
        var places = new Seeded(3);
        var clean = Through(1200, 300, 6, 0, places);
        double xx = 0, stated = 0;
        for (var t = 0; t < tries; t++)
        {
            LineSegment[] noisy = [.. clean.Select(s => new LineSegment(s.X1 + chance.NextNormal(), s.Y1 + chance.NextNormal(), s.X2 + chance.NextNormal(), s.Y2 + chance.NextNormal()))];
            var point = VanishingPoint.Of(noisy, 1);
            xx += (point.Point.X - 1200) * (point.Point.X - 1200) / tries;
            stated += point.PointCovariance.XX / tries;
        }
        Assert.InRange(xx / stated, 0.8, 1.25);
    }

    [Fact]
    public void A_line_that_misses_the_point_is_told_apart()
    {
        var lines = Through(1500, 300, 14, 1, new Seeded(2));
        lines[3] = new(lines[3].X1, lines[3].Y1, lines[3].X2 + 15, lines[3].Y2 - 25);
        var point = VanishingPoint.Of(lines, 1);
        Assert.True(point.Consistency < 1e-4, $"{point.Consistency}");
        Assert.Equal(3, Array.IndexOf(point.Residuals, point.Residuals.MaxBy(Math.Abs)));
    }

    [Fact]
    public void What_determines_no_point_is_refused()
    {
        Assert.Throws<ArgumentException>(() => VanishingPoint.Of([new(0, 0, 1, 1)], 1));
        Assert.Throws<ArgumentException>(() => VanishingPoint.Of([new(0, 0, 1, 1), new(3, 3, 3, 3)], 1));
        Assert.Throws<ArgumentException>(() => VanishingPoint.Of([new(0, 0, 1, 1), new(2, 2, 5, 5)], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => VanishingPoint.Of([new(0, 0, 1, 1), new(2, 0, 5, 5)], 0));
    }
}
