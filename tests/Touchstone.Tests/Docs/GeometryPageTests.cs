using System.Text;
using Touchstone.Tests.Rooms;
using Touchstone.Workbench.Geometry;

namespace Touchstone.Tests.Docs;

/// <summary>Origin of the vectors: the drawing that docs/geometry.md shows.</summary>
public sealed class GeometryPageTests
{
    [Fact]
    public void The_drawing_on_the_page_is_answered_in_every_part()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "geometry.md"));
        var shown = page.Split("```json\n")[1].Split("```")[0];
        var answer = GeometryAnswer.Of(GeometryDrawing.Parse(Encoding.UTF8.GetBytes(shown)));
        foreach (var start in (string[])["window edges: 3 lines meet", "shop window: 3 lines from points", "2 shadows: one light", "face: lit from", "hand: lit from", "face and hand: "])
            Assert.Contains(answer.Lines, line => line.StartsWith(start, StringComparison.Ordinal));
        Assert.Equal(0, answer.Contradictions);
    }
}
