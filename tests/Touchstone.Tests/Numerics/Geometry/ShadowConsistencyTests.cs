using Touchstone.Numerics;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Tests.Numerics.Geometry;

/// <summary>Origin of the vectors: a ground, posts and a light in space, seen by a pinhole camera; where the light's projection lies is known.</summary>
public sealed class ShadowConsistencyTests
{
    // Camera at the origin, looking along +z, y down; ground at y = 1; focal length 1000 pixels about (500, 400).
    private static (double X, double Y) Project(double x, double y, double z) => (500 + 1000 * x / z, 400 + 1000 * y / z);

    // Posts of random places and heights, lit from a point; each wedge holds the true direction somewhere within its opening.
    private static ShadowWedge[] Posts(int posts, (double X, double Y, double Z) light, double opening, Seeded chance)
    {
        var wedges = new ShadowWedge[posts];
        for (var i = 0; i < posts; i++)
        {
            var (x, z, height) = (-1.5 + 3 * chance.NextUnit(), 4 + 3 * chance.NextUnit(), 0.3 + 0.4 * chance.NextUnit());
            // From the light through the top (x, 1 − height, z) down to the ground y = 1.
            var t = (1 - light.Y) / (1 - height - light.Y);
            var shadow = Project(light.X + t * (x - light.X), 1, light.Z + t * (z - light.Z));
            var top = Project(x, 1 - height, z);
            var angle = Math.Atan2(top.Y - shadow.Y, top.X - shadow.X);
            var share = chance.NextUnit();
            wedges[i] = new(shadow.X, shadow.Y, shadow.X + Math.Cos(angle - share * opening), shadow.Y + Math.Sin(angle - share * opening),
                shadow.X + Math.Cos(angle + (1 - share) * opening), shadow.Y + Math.Sin(angle + (1 - share) * opening));
        }
        return wedges;
    }

    [Fact]
    public void Shadows_of_one_light_in_front_are_consistent_and_the_light_lies_among_the_corners()
    {
        var chance = new Seeded(4);
        for (var i = 0; i < 60; i++)
        {
            var light = (X: -2 + 4 * chance.NextUnit(), Y: -6.0, Z: 9.0);
            var wedges = Posts(2 + i % 6, light, 0.2, chance);
            var found = ShadowConsistency.Of(wedges);
            Assert.True(found.InFront, $"{i}");
            var seen = Project(light.X, light.Y, light.Z);
            // Where the region is closed, the light's projection lies within its bounds.
            if (!found.Behind && found.Corners.Count > 2)
            {
                Assert.InRange(seen.X, found.Corners.Min(c => c.X) - 1e-6, found.Corners.Max(c => c.X) + 1e-6);
                Assert.InRange(seen.Y, found.Corners.Min(c => c.Y) - 1e-6, found.Corners.Max(c => c.Y) + 1e-6);
            }
        }
    }

    [Fact]
    public void A_light_behind_the_camera_is_found_behind()
    {
        var chance = new Seeded(6);
        for (var i = 0; i < 40; i++) Assert.True(ShadowConsistency.Of(Posts(5, (-1 + 2 * chance.NextUnit(), -5, -4), 0.1, chance)).Behind, $"{i}");
    }

    [Fact]
    public void A_shadow_from_elsewhere_contradicts_and_the_widening_tells_by_how_much()
    {
        var chance = new Seeded(9);
        var wedges = Posts(6, (1, -6, 9), 0.06, chance);
        Assert.Equal(0, ShadowConsistency.Widening(wedges));
        var turned = wedges[2];
        var (from, by) = (Math.Atan2(turned.Y1 - turned.Y, turned.X1 - turned.X), 0.7);
        wedges[2] = new(turned.X, turned.Y, turned.X + Math.Cos(from + by), turned.Y + Math.Sin(from + by), turned.X + Math.Cos(from + by + 0.06), turned.Y + Math.Sin(from + by + 0.06));
        Assert.False(ShadowConsistency.Of(wedges).IsConsistent);
        Assert.Contains(2, ShadowConsistency.Contradicting(wedges));
        Assert.InRange(ShadowConsistency.Contradicting(wedges).Count, 2, 4);
        var widening = ShadowConsistency.Widening(wedges)!.Value;
        Assert.InRange(widening, 0.05, 0.7);
        Assert.True(ShadowConsistency.Of([.. wedges.Select(w => w.Widened(widening + 1e-6))]).IsConsistent);
        Assert.False(ShadowConsistency.Of([.. wedges.Select(w => w.Widened(widening - 1e-4))]).IsConsistent);
    }

    [Theory]
    [InlineData(40.0, 0.2, 1.0)]
    [InlineData(0.1, 0.0, 1e-6)]
    public void How_far_marks_stray_is_held_against_their_error(double sigma, double least, double most)
    {
        // Two of three posts of one light, each wedge 100 pixels long, the third turned past its border by 1.15°: the same marks at two sigmas.
        ShadowWedge[] wedges = [Wedge(0, 0, 0.30, 0.34), Wedge(300, 0, 0.40, 0.44), Wedge(150, 100, 0.10, 0.14)];
        Assert.False(ShadowConsistency.Of(wedges).IsConsistent);
        Assert.InRange(ShadowConsistency.ChanceOfMarking(wedges, sigma), least, most);
        static ShadowWedge Wedge(double x, double y, double from, double to) => new(x, y, x + 100 * Math.Cos(from), y + 100 * Math.Sin(from), x + 100 * Math.Cos(to), y + 100 * Math.Sin(to));
    }

    [Fact]
    public void Marks_with_errors_of_shadows_of_one_light_are_denied_it_no_more_often_than_stated()
    {
        var (chance, tries, alarms) = (new Seeded(31), 300, 0);
        for (var t = 0; t < tries; t++)
        {
            var marked = Posts(4, (-2 + 4 * chance.NextUnit(), -6, 9), 0.02, chance).Select(w => Marked(w, 80, 2, chance)).ToArray();
            if (ShadowConsistency.ChanceOfMarking(marked, 2) < 0.05) alarms++;
        }
        // 300 tries: three standard deviations above 0.05 are 0.088.
        Assert.InRange(alarms, 0, 26);
        Assert.Throws<ArgumentOutOfRangeException>(() => ShadowConsistency.ChanceOfMarking([new(0, 0, 10, -1, 10, 1)], 0));
    }

    // The wedge with its ends so many pixels from the shadow, each coordinate moved by an error.
    private static ShadowWedge Marked(ShadowWedge w, double length, double sigma, Seeded chance)
    {
        var (a, b) = (length / Math.Sqrt((w.X1 - w.X) * (w.X1 - w.X) + (w.Y1 - w.Y) * (w.Y1 - w.Y)), length / Math.Sqrt((w.X2 - w.X) * (w.X2 - w.X) + (w.Y2 - w.Y) * (w.Y2 - w.Y)));
        return new(w.X + Error(), w.Y + Error(), w.X + a * (w.X1 - w.X) + Error(), w.Y + a * (w.Y1 - w.Y) + Error(), w.X + b * (w.X2 - w.X) + Error(), w.Y + b * (w.Y2 - w.Y) + Error());
        double Error() => sigma * chance.NextNormal();
    }

    [Fact]
    public void Wedges_that_meet_before_or_behind_the_camera_agree_and_those_that_meet_before_for_one_and_behind_for_the_other_do_not()
    {
        // Apexes 100 apart; both open to the right: a light far right, in front.
        Assert.True(ShadowConsistency.Of([new(0, 0, 10, -1, 10, 1), new(100, 0, 110, -1, 110, 1)]).InFront);
        // One opens left, one right, away from each other: a light behind the camera, whose image lies between them.
        var apart = ShadowConsistency.Of([new(0, 0, -10, -1, -10, 1), new(100, 0, 110, -1, 110, 1)]);
        Assert.Equal((false, true), (apart.InFront, apart.Behind));
        // One opens to the right; the other stands above that way and opens upwards: they cross before the first and behind the second.
        Assert.False(ShadowConsistency.Of([new(0, 0, 10, -1, 10, 1), new(100, -50, 99, -60, 101, -60)]).IsConsistent);
        Assert.Throws<ArgumentException>(() => ShadowConsistency.Of([new(0, 0, 1, 1, 2, 2)]));
    }
}
