using Touchstone.Engine.Findings;
using Touchstone.Media.Pixels;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Reports.Drawing;

namespace Touchstone.Tests.Workbench.Reports;

public sealed class MapSheetTests
{
    private static EvidenceMap Map(int width = 40, int height = 20) => new()
    {
        Name = "made up", Unit = "−log10 NFA", Width = width, Height = height, CellSize = 8, ScaleMinimum = 0, ScaleMaximum = 20, Threshold = 3,
        Direction = Direction.HigherSupportsManipulation, Values = [.. Enumerable.Repeat(20f, width * height)], Reliability = [.. Enumerable.Repeat(1f, width * height)],
    };

    private static (byte, byte, byte) At(RgbImage image, int x, int y) => (image.Samples[(y * image.Width + x) * 3], image.Samples[(y * image.Width + x) * 3 + 1], image.Samples[(y * image.Width + x) * 3 + 2]);

    [Fact]
    public void A_cell_has_the_colour_of_its_value_and_the_scale_ends_with_the_same()
    {
        var sheet = MapSheet.Of(Map(), "a.jpg: Method")!;
        var top = ColourScale.At(1);
        Assert.Equal(top, At(sheet, sheet.Width / 2, 300));
        Assert.Contains(Enumerable.Range(0, sheet.Height), y => At(sheet, sheet.Width - 17, y) == top);
    }

    [Fact]
    public void Cells_that_may_not_be_trusted_are_hatched()
    {
        var map = Map() with { Reliability = new float[800] };
        var sheet = MapSheet.Of(map, "a.jpg: Method")!;
        Assert.Contains((255, 255, 255), Enumerable.Range(300, 8).Select(y => ((int, int, int))At(sheet, sheet.Width / 2, y)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2000)]
    [InlineData(3000, 2)]
    public void Maps_of_any_shape_are_drawn(int width, int height) => Assert.InRange(MapSheet.Of(Map(width, height), new string('x', 300))!.Height, 100, 3000);

    [Fact]
    public void A_map_that_does_not_fit_its_size_is_not_drawn() => Assert.Null(MapSheet.Of(Map() with { Values = [1] }, ""));

    [Fact]
    public void Signs_without_a_letter_are_spelled() => Assert.Equal("-log10 x -> 3x3 ?", Glyphs.Spelled("−log10 × → 3×3 é"));
}
