using System.Text;
using Touchstone.Media;
using Touchstone.Workbench.Geometry;

namespace Touchstone.Tests.Workbench.Geometry;

/// <summary>Origin of the vectors: drawings made by hand whose answers follow by construction.</summary>
public sealed class GeometryAnswerTests
{
    private static GeometryDrawing Read(string json) => GeometryDrawing.Parse(Encoding.UTF8.GetBytes(json));

    private static GeometryAnswer Answer(string json) => GeometryAnswer.Of(Read(json));

    [Fact]
    public void Parallels_that_meet_are_told_with_the_point_and_those_that_do_not_as_a_contradiction()
    {
        var meet = Answer("""{"width":800,"height":600,"parallels":[{"name":"edges","lines":[[0,0,100,50],[0,400,100,350],[0,200,300,200]]}]}""");
        Assert.StartsWith("edges: 3 lines meet at (400, 200)", meet.Lines[0]);
        Assert.Equal((0, "edges"), (meet.Contradictions, meet.Points[0].Name));
        var apart = Answer("""{"width":800,"height":600,"parallels":[{"name":"edges","lines":[[0,0,100,50],[0,400,100,350],[0,200,300,240]]}]}""");
        Assert.Contains("they do not meet in one point", apart.Lines[1]);
        Assert.Equal(1, apart.Contradictions);
    }

    [Fact]
    public void Shadows_that_no_light_can_cast_are_named()
    {
        var answer = Answer("""{"width":800,"height":600,"shadows":[{"name":"tree","shadow":[300,300],"from":[400,290],"to":[400,310]},{"name":"man","shadow":[400,250],"from":[399,240],"to":[401,240]}]}""");
        Assert.Contains("“tree”, “man” contradict each other", answer.Lines[0]);
        Assert.Equal(1, answer.Contradictions);
    }

    [Fact]
    public void Objects_lit_from_two_sides_are_told_apart()
    {
        string Outline(string name, double from) => $$"""{"name":"{{name}}","samples":[{{string.Join(",", Enumerable.Range(0, 12).Select(i => FormattableString.Invariant($"[{Math.Cos(i * 0.3)},{Math.Sin(i * 0.3)},{100 + 50 * Math.Cos(i * 0.3 - from) + i % 3}]")))}}]}""";
        var answer = Answer($$"""{"width":8,"height":6,"outlines":[{{Outline("face", 0.5)}},{{Outline("hand", 2.0)}}]}""");
        Assert.Equal((3, 1), (answer.Lines.Count, answer.Contradictions));
        Assert.StartsWith("face and hand: 8", answer.Lines[2]);
    }

    [Fact]
    public void The_overlay_draws_every_mark_and_the_point()
    {
        var drawing = Read("""{"width":800,"height":600,"parallels":[{"name":"a<b","lines":[[0,0,100,50],[0,400,100,350]]}],"shadows":[{"name":"s","shadow":[300,300],"from":[200,290],"to":[200,310]}]}""");
        var svg = GeometryOverlay.Of(drawing, GeometryAnswer.Of(drawing));
        Assert.Equal(4, svg.Split("<line ").Length - 1);
        Assert.Contains("a&lt;b", svg);
        Assert.Contains("<path ", svg);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"width":8,"height":6}""")]
    [InlineData("""{"width":8,"height":6,"sigma":0,"parallels":[{"name":"a","lines":[[0,0,1,1],[0,1,1,3]]}]}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[{"name":"a","lines":[[0,0,1],[0,1,1,3]]}]}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[{"name":"a","lines":[[0,0,0,0],[0,1,1,3]]}]}""")]
    [InlineData("""{"width":8,"height":6,"shadows":[{"name":"a","shadow":[0,0],"from":[1,1],"to":[2,2]}]}""")]
    public void What_is_no_drawing_is_refused(string json) => Assert.Equal(Codes.GeometryMalformed, Assert.Throws<GeometryException>(() => Answer(json)).Code);
}
