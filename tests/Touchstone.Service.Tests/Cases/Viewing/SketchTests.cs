using Touchstone.Service.Cases.Viewing;

namespace Touchstone.Service.Tests.Cases.Viewing;

public sealed class SketchTests
{
    [Fact]
    public void Lines_meet_where_they_were_drawn_to_meet_and_three_of_them_are_tested()
    {
        var sketch = new Sketch(400, 300);
        Draw(sketch, (20, 10), (110, 55));
        Assert.Null(sketch.Follows().Answer);
        Draw(sketch, (20, 190), (110, 145));
        Assert.Contains("2 lines meet at (200, 100)", sketch.Follows().Answer!.Lines[0], StringComparison.Ordinal);
        Draw(sketch, (20, 100), (110, 100));
        Assert.Contains("they can meet in one point", sketch.Follows().Answer!.Lines[1], StringComparison.Ordinal);
        Draw(sketch, (20, 280), (110, 280));
        Assert.Contains("they do not meet in one point", sketch.Follows().Answer!.Lines[1], StringComparison.Ordinal);
        sketch.Undo();
        Assert.Equal(0, sketch.Follows().Answer!.Contradictions);
        Assert.Contains("""<circle class="mark-point" cx="200" cy="100" """, sketch.ToSvg().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_set_begins_once_the_first_has_two_lines_and_is_left_again_by_undoing()
    {
        var sketch = new Sketch(400, 300);
        Draw(sketch, (20, 10), (110, 55));
        sketch.NewSet();
        Assert.Equal(0, sketch.Set);
        Draw(sketch, (20, 190), (110, 145));
        sketch.NewSet();
        Assert.Equal(1, sketch.Set);
        Draw(sketch, (300, 10), (310, 200));
        Assert.Equal((2, 1), (sketch.LinesOf(0), sketch.LinesOf(1)));
        sketch.Undo();
        sketch.Undo();
        Assert.Equal((0, 1), (sketch.Set, sketch.LinesOf(0)));
    }

    [Fact]
    public void Shadows_take_three_points_each_and_what_is_unfinished_or_outside_counts_for_nothing()
    {
        var sketch = new Sketch(400, 300) { Tool = SketchTool.Shadows };
        Draw(sketch, (50, 250), (90, 150), (110, 150), (250, 250), (210, 150), (190, 150), (10, 10));
        Assert.Equal((2, 2), (sketch.Shadows, sketch.Missing));
        Assert.Contains("2 shadows", sketch.Follows().Answer!.Lines[0], StringComparison.Ordinal);
        Assert.False(sketch.Pick(401, 10));
        Assert.False(sketch.Pick(double.NaN, 10));
        // The other tool begins anew: the unfinished mark is dropped.
        sketch.Tool = SketchTool.Parallels;
        Draw(sketch, (1, 1), (2, 2));
        Assert.Equal((2, 1, 0), (sketch.Shadows, sketch.LinesOf(0), sketch.Missing));
    }

    [Fact]
    public void No_more_marks_are_taken_than_a_person_draws()
    {
        var sketch = new Sketch(400, 300);
        for (var i = 0; i < Sketch.MostMarks; i++) Draw(sketch, (i, 1), (i, 200));
        Assert.False(sketch.Pick(5, 5));
        sketch.Clear();
        Assert.True(sketch.IsEmpty);
    }

    private static void Draw(Sketch sketch, params (double X, double Y)[] points)
    {
        foreach (var (x, y) in points) Assert.True(sketch.Pick(x, y));
    }
}
