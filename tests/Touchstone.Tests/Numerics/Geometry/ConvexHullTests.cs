using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Tests.Numerics.Geometry;

// Origin of the vectors: areas of a square and a triangle by hand; drawn points.
public sealed class ConvexHullTests
{
    [Fact]
    public void The_outline_of_a_square_with_points_inside_is_the_square()
    {
        var hull = ConvexHull.Of([(0, 0), (4, 0), (4, 4), (0, 4), (1, 2), (2, 2), (4, 2)]);
        Assert.Equal(16, hull.Area, 12);
        Assert.True(hull.Holds(4, 3) && hull.Holds(2, 1) && hull.Holds(0, 0));
        Assert.False(hull.Holds(4.01, 3) || hull.Holds(-0.01, 0));
    }

    [Fact]
    public void A_triangle_does_not_hold_the_rest_of_its_box()
    {
        var hull = ConvexHull.Of([(6, 0), (0, 0), (0, 4)]);
        Assert.Equal(12, hull.Area, 12);
        Assert.False(hull.Holds(5, 3));
    }

    [Fact]
    public void Every_point_lies_in_the_outline_of_all_however_they_are_ordered()
    {
        var chance = new Seeded(5);
        (double X, double Y)[] points = [.. Enumerable.Range(0, 200).Select(_ => (100 * chance.NextUnit(), 60 * chance.NextUnit()))];
        var hull = ConvexHull.Of(points);
        Assert.All(points, p => Assert.True(hull.Holds(p.X, p.Y)));
        Assert.Equal(hull.Area, ConvexHull.Of(points.Reverse()).Area, 9);
        Assert.InRange(hull.Area, 5000, 6000);
    }

    [Fact]
    public void Points_on_a_line_enclose_nothing() => Assert.Equal(0, ConvexHull.Of([(0, 0), (1, 1), (3, 3), (1, 1)]).Area);
}
