using System.Globalization;
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
        Assert.Contains("marked to 1 pixel: marks would stray so far with a chance of at most", answer.Lines[0]);
        Assert.Equal(1, answer.Contradictions);
    }

    [Fact]
    public void Shadows_that_miss_by_no_more_than_marks_do_are_no_contradiction()
    {
        GeometryAnswer Shadows(double sigma) => Answer($$"""{"width":800,"height":600,"sigma":{{sigma.ToString(CultureInfo.InvariantCulture)}},"shadows":[{"name":"a","shadow":[0,0],"from":[100,31],"to":[100,35]},{"name":"b","shadow":[300,0],"from":[400,42],"to":[400,47]},{"name":"c","shadow":[150,100],"from":[250,110],"to":[250,114]}]}""");
        var (rough, fine) = (Shadows(40), Shadows(0.1));
        Assert.Equal((0, 1), (rough.Contradictions, fine.Contradictions));
        Assert.Contains("not to be told from errors of marking: marks of 40 pixels", rough.Lines[0]);
        Assert.Contains("no one light can cast them all, marked to 0.1 pixels", fine.Lines[0]);
        Assert.Equal(rough.Lines[1], fine.Lines[1]);
    }

    [Fact]
    public void Objects_lit_from_two_sides_are_told_apart()
    {
        string Outline(string name, double from) => $$"""{"name":"{{name}}","samples":[{{string.Join(",", Enumerable.Range(0, 12).Select(i => FormattableString.Invariant($"[{Math.Cos(i * 0.3)},{Math.Sin(i * 0.3)},{100 + 50 * Math.Cos(i * 0.3 - from) + i % 3}]")))}}]}""";
        var answer = Answer($$"""{"width":8,"height":6,"outlines":[{{Outline("face", 0.5)}},{{Outline("hand", 2.0)}}]}""");
        Assert.Equal((3, 1), (answer.Lines.Count, answer.Contradictions));
        Assert.StartsWith("face and hand: 8", answer.Lines[2]);
        Assert.Matches(@"with a chance of at most \d(\.\d)?e-\d+\.$", answer.Lines[2]);
    }

    [Fact]
    public void The_overlay_draws_every_mark_and_the_point()
    {
        var drawing = Read("""{"width":800,"height":600,"parallels":[{"name":"a<b","lines":[[0,0,100,50],[0,400,100,350]]}],"shadows":[{"name":"s","shadow":[300,300],"from":[200,290],"to":[200,310]},{"name":"t","shadow":[300,400],"from":[200,390],"to":[200,410]}]}""");
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
    [InlineData("""{"width":8,"height":6,"shadows":[{"name":"a","shadow":[0,0],"from":[1,1],"to":[2,2]},{"name":"b","shadow":[0,0],"from":[1,1],"to":[2,3]}]}""")]
    [InlineData("""{"width":8,"height":6,"shadows":[{"name":"a","shadow":[0,0],"from":[1,1],"to":[2,3]}]}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[null]}""")]
    [InlineData("""{"width":8,"height":6,"parallels":null}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[{"name":"a","lines":[null,null]}]}""")]
    [InlineData("""{"width":8,"height":6,"shadows":[null,null]}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[{"name":"a","lines":[[0,0,1,1],[0,1,1,3]]}],"reflections":[{"name":"a","pairs":[[0,0,1,1],[0,1,1,3]]}]}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[{"name":" ","lines":[[0,0,1,1],[0,1,1,3]]}]}""")]
    [InlineData("""{"width":8,"height":6,"outlines":[{"name":"a","samples":[[5,0,1],[0,5,2],[-5,0,3],[0,-5,4],[3,4,5]]}]}""")]
    public void What_is_no_drawing_is_refused(string json) => Assert.Equal(Codes.GeometryMalformed, Assert.Throws<GeometryException>(() => Answer(json)).Code);

    [Theory]
    [InlineData("""{"width":8,"height":6,"lines":[]}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[{"name":"a","lines":"x"}]}""")]
    [InlineData("""{"height":6}""")]
    [InlineData("""{"width":8,"height":6,"parallels":[{"name":"a","lines":[[0,0,0,0],[0,1,1,3]]}]}""")]
    public void What_is_wrong_is_told_without_names_of_the_program(string json)
    {
        var told = Assert.Throws<GeometryException>(() => Answer(json)).Message;
        Assert.DoesNotMatch("Touchstone|System|Drawn|Parameter", told);
    }

    [Fact]
    public void Normals_rounded_to_few_digits_count_as_of_length_1()
    {
        string Lit(int digits) => Answer($$"""{"width":8,"height":6,"outlines":[{"name":"a","samples":[{{string.Join(",", Enumerable.Range(0, 9).Select(i => FormattableString.Invariant($"[{Math.Round(Math.Cos(i * 0.4), digits)},{Math.Round(Math.Sin(i * 0.4), digits)},{100 + 50 * Math.Cos(i * 0.4 - 1)}]")))}}]}]}""").Lines[0];
        Assert.StartsWith("a: lit from 57.3° ", Lit(15));
        Assert.Matches(@"^a: lit from 5[5-9](\.\d)?° ", Lit(1));
    }
}
