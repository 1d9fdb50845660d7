using SkiaSharp;
using Touchstone.Engine.Findings;
using Touchstone.Workbench.Reports.Drawing;

namespace Touchstone.Tests.Workbench.Reports;

public sealed class MapPictureTests
{
    // Ends of cividis as published (Nuñez et al. 2018): 0, 34, 78 and 254, 232, 56.
    private static readonly SKColor Dark = new(0, 34, 78), Bright = new(254, 232, 56);

    [Fact]
    public void The_ends_of_the_scale_have_the_end_colours_and_values_beyond_are_clamped()
    {
        using var picture = SKBitmap.Decode(MapPicture.Values(Map(4, 1, [-2, 8, -99, 99])));

        Assert.Equal([Dark, Bright, Dark, Bright], Enumerable.Range(0, 4).Select(x => picture.GetPixel(x, 0)));
    }

    [Fact]
    public void Where_lower_supports_manipulation_the_low_end_is_bright()
    {
        using var picture = SKBitmap.Decode(MapPicture.Values(Map(2, 1, [-2, 8]) with { Direction = Direction.LowerSupportsManipulation }));

        Assert.Equal([Bright, Dark], [picture.GetPixel(0, 0), picture.GetPixel(1, 0)]);
    }

    [Fact]
    public void A_cell_without_a_value_is_clear_and_hatched()
    {
        var map = Map(2, 1, [float.NaN, 8]);
        using var values = SKBitmap.Decode(MapPicture.Values(map));
        using var hatch = SKBitmap.Decode(MapPicture.Hatch(map));

        Assert.Equal((0, 255), (values.GetPixel(0, 0).Alpha, values.GetPixel(1, 0).Alpha));
        Assert.Equal((255, 0), (hatch.GetPixel(0, 0).Alpha, hatch.GetPixel(1, 0).Alpha));
    }

    [Fact]
    public void A_reduced_map_keeps_the_cell_that_speaks_most_for_manipulation()
    {
        var values = new float[2048];
        values[1001] = 8;
        using var picture = SKBitmap.Decode(MapPicture.Values(Map(2048, 1, values)));

        Assert.Equal(1024, picture.Width);
        Assert.Equal(Bright, picture.GetPixel(500, 0));
    }

    [Theory]
    [InlineData(0, 1), InlineData(1, 0), InlineData(-1, -1), InlineData(65536, 65536), InlineData(2, 1)]
    public void A_map_whose_arrays_do_not_fit_its_size_is_not_drawn(int width, int height) =>
        Assert.False(MapPicture.IsSound(Map(1, 1, [0]) with { Width = width, Height = height }));

    private static EvidenceMap Map(int width, int height, float[] values) => new()
    {
        Name = "map", Width = width, Height = height, CellSize = 8, Unit = "dB", ScaleMinimum = -2, ScaleMaximum = 8,
        Direction = Direction.HigherSupportsManipulation, Values = values, Reliability = [.. values.Select(v => float.IsNaN(v) ? 0f : 1f)],
    };
}
