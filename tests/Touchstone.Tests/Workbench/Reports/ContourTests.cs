using Touchstone.Engine.Findings;
using Touchstone.Workbench.Reports.Drawing;

namespace Touchstone.Tests.Workbench.Reports;

public sealed class ContourTests
{
    [Fact]
    public void The_border_runs_along_the_edges_of_the_cells_beyond_the_threshold() =>
        // Two cells side by side, the lower left one at (8, 8): a rectangle from (8, 8) to (24, 16).
        Assert.Equal("M8 8H24M8 16H24M8 8V16M24 8V16", Contour.Of(Map([0, 0, 0, 0, 0, 5, 9, 0, 0, 0, 0, 0])));

    [Fact]
    public void Where_lower_supports_manipulation_the_cells_below_are_enclosed() =>
        Assert.Equal("M0 0H8M0 8H8M0 0V8M8 0V8", Contour.Of(Map([0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]) with { Direction = Direction.LowerSupportsManipulation }));

    [Fact]
    public void A_map_that_describes_encloses_nothing() =>
        Assert.Empty(Contour.Of(Map([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]) with { Direction = Direction.Descriptive }));

    private static EvidenceMap Map(float[] values) => new()
    {
        Name = "map", Width = 4, Height = 3, CellSize = 8, Unit = "dB", ScaleMinimum = 0, ScaleMaximum = 10, Threshold = 5,
        Direction = Direction.HigherSupportsManipulation, Values = values, Reliability = new float[12],
    };
}
