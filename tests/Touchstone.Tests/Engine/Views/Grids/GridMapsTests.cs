using Touchstone.Engine.Views;
using Touchstone.Engine.Views.Grids;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Views.Grids;

/// <summary>Origin of the vectors: pictures whose lines are drawn at known places, worked out by hand where they stand.</summary>
public sealed class GridMapsTests
{
    private const int Edge = 192;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Blocks of alternating brightness, two levels apart, from an origin; inside a square from another one.
    private static Plane Blocks(int right, int down, int otherRight, int otherDown)
    {
        var samples = new float[Edge * Edge];
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, y) = (i % Edge, i / Edge);
            var inside = x is >= 96 and < 176 && y is >= 96 and < 176;
            var (u, v) = (x + 8 - (inside ? otherRight : right), y + 8 - (inside ? otherDown : down));
            samples[i] = 100 + 2 * ((u / 8 + v / 8) % 2);
        }
        return new Plane(Edge, Edge, samples);
    }

    [Fact]
    public void Lines_lie_on_both_sides_of_a_border_and_nowhere_else()
    {
        var lines = GridLines.Of(Blocks(3, 5, 3, 5), Cancel);
        // Steps of 2 levels: a second difference of 2 on both sides, pooled over 33 pixels; the median across is 0.
        for (var x = 24; x < 160; x++)
        {
            Assert.Equal((x & 7) is 2 or 3 ? 66 : 0, lines.Down[100 * Edge + x]);
            Assert.Equal((x & 7) is 4 or 5 ? 66 : 0, lines.Across[x * Edge + 100]);
        }
    }

    [Fact]
    public void An_edge_of_the_content_leaves_no_line()
    {
        var samples = Enumerable.Range(0, Edge * Edge).Select(i => i % Edge < 90 ? 20f : 220f).ToArray();
        Assert.All(GridLines.Of(new Plane(Edge, Edge, samples), Cancel).Down, v => Assert.Equal(0, v));
    }

    [Fact]
    public void Blocks_with_their_lines_at_the_border_are_below_zero_and_those_with_lines_inside_above()
    {
        var values = BlockBorders.Of(GridLines.Of(Blocks(0, 0, 4, 3), Cancel), default, Cancel);
        // Both directions: lines of 2 levels at the border, none inside, −4; inside, none at the border, 4.
        Assert.Equal(-4, values[4 * (Edge / 8) + 4], 1e-4);
        Assert.Equal(4, values[17 * (Edge / 8) + 17], 1e-4);
    }

    [Fact]
    public void The_own_grid_is_named_and_another_one_stands_out_where_it_is()
    {
        var (values, own) = GridShares.Of(GridLines.Of(Blocks(3, 6, 7, 2), Cancel), Cancel);
        Assert.Equal(new GridShares.Origin(3, 6), own);
        Assert.True(values[17 * (Edge / 8) + 17] > 0.5 && values[4 * (Edge / 8) + 4] < -0.5, $"{values[17 * (Edge / 8) + 17]:0.00} inside, {values[4 * (Edge / 8) + 4]:0.00} outside.");
    }

    [Fact]
    public void A_crop_off_its_grid_is_low_all_over_and_only_the_foreign_part_is_high()
    {
        using var specimen = Open(Blocks(3, 6, 7, 2));
        RasterPicture[] pictures = [.. GridMaps.View.Pictures(new ViewSubject(specimen, null, new ViewSettings()), Cancel).Cast<RasterPicture>()];
        var blocks = pictures[0];
        Assert.Contains("starts at (3,6)", blocks.Note, StringComparison.Ordinal);
        Assert.Equal(-4, blocks.Values[4 * blocks.Width + 4], 0.1);
        Assert.Equal(4, blocks.Values[16 * blocks.Width + 16], 0.1);
        // The last block of a line and the last line of blocks are cut off by the edge.
        Assert.True(float.IsNaN(blocks.Values[4 * blocks.Width + 23]) && float.IsNaN(blocks.Values[23 * blocks.Width + 4]));
        Assert.Equal(23 * 23, Array.FindAll(blocks.Values, v => !float.IsNaN(v)).Length);
    }

    [Fact]
    public void The_scale_of_the_shares_holds_every_value()
    {
        using var specimen = Open(Blocks(3, 6, 7, 2));
        var grids = GridMaps.View.Pictures(new ViewSubject(specimen, null, new ViewSettings()), Cancel).Cast<RasterPicture>().Last();
        Assert.Equal((-2, 2), (grids.Low, grids.High));
        Assert.All(grids.Values, v => Assert.InRange(v, grids.Low, grids.High));
        Assert.True(grids.Values.Min() < -1, $"{grids.Values.Min()}");
    }

    private static Specimen Open(Plane luma) =>
        Detectors.Image.JpegScenes.Open(Detectors.Image.JpegScenes.Png(new RgbImage(luma.Width, luma.Height, [.. luma.Samples.SelectMany(s => new[] { (byte)s, (byte)s, (byte)s })])));

    [Fact]
    public void A_sliding_median_equals_a_sorted_one()
    {
        var chance = new Seeded(5);
        var plane = new Plane(70, 65, [.. Enumerable.Range(0, 70 * 65).Select(_ => (float)chance.NextInt(40))]);
        var lines = GridLines.Of(plane, Cancel);
        foreach (var (x, y) in ((int, int)[])[(0, 0), (9, 30), (35, 32), (69, 64)])
            Assert.Equal(Slow(plane, x, y), lines.Down[y * 70 + x], 1e-4);
    }

    // The paper's formulas one by one.
    private static double Slow(Plane plane, int x, int y)
    {
        double Difference(int u, int v) => u is 0 or 69 ? 0 : Bounded(Math.Abs(2 * plane.Row(v)[u] - plane.Row(v)[u - 1] - plane.Row(v)[u + 1]));
        static double Bounded(double d) => d > 50 ? 0 : d;
        double Pooled(int u) => Enumerable.Range(Math.Max(0, y - 16), Math.Min(65, y + 17) - Math.Max(0, y - 16)).Sum(v => Difference(u, v));
        double Equal(int u)
        {
            double[] near = [.. Enumerable.Range(Math.Max(0, u - 16), Math.Min(70, u + 17) - Math.Max(0, u - 16)).Select(Pooled).Order()];
            return Pooled(u) - near[near.Length / 2];
        }
        double[] places = [.. ((int[])[x - 16, x - 8, x, x + 8, x + 16]).Where(u => u is >= 0 and < 70).Select(Equal).Order()];
        return places[(places.Length - 1) / 2];
    }
}
