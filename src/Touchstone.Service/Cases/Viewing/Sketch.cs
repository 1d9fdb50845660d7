using System.Globalization;
using System.Security;
using System.Text;
using Microsoft.AspNetCore.Components;
using Touchstone.Workbench.Geometry;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>What is marked by the next clicks.</summary>
public enum SketchTool
{
    /// <summary>Lines that are parallel in the scene: two clicks each.</summary>
    Parallels,
    /// <summary>Shadows of one light: a point in the shadow, then the two ends of where its caster may be.</summary>
    Shadows,
}

/// <summary>Marks of a person in one picture, in pixels of the evidence, and what follows from them.</summary>
/// <param name="width">Width of the picture, pixels.</param>
/// <param name="height">Height of the picture, pixels.</param>
public sealed class Sketch(int width, int height)
{
    /// <summary>Most sets of lines, and most lines or shadows together: more than a person draws.</summary>
    internal const int MostSets = 8, MostMarks = 60;

    // Each an ordered list of points; the last of all may be unfinished.
    private readonly List<(SketchTool Tool, int Set, List<(double X, double Y)> Points)> _marks = [];

    /// <summary>What the next click belongs to.</summary>
    internal SketchTool Tool { get; set; }

    /// <summary>Number of the set of lines that is drawn, from 0.</summary>
    internal int Set { get; private set; }

    /// <summary>Standard deviation of each marked coordinate, pixels.</summary>
    internal double Sigma { get; set; } = 2;

    /// <summary>Whether anything is marked.</summary>
    internal bool IsEmpty => _marks.Count == 0;

    /// <summary>Clicks still missing to the mark that is drawn.</summary>
    internal int Missing => _marks.Count > 0 && _marks[^1] is var (tool, _, points) && points.Count < Needed(tool) ? Needed(tool) - points.Count : 0;

    /// <summary>Finished lines of a set.</summary>
    internal int LinesOf(int set) => Finished(SketchTool.Parallels).Count(m => m.Set == set);

    /// <summary>Finished shadows.</summary>
    internal int Shadows => Finished(SketchTool.Shadows).Count();

    /// <summary>Adds a point; false outside the picture or where there are as many marks as may be.</summary>
    internal bool Pick(double x, double y)
    {
        if (!(x >= 0 && y >= 0 && x <= width && y <= height)) return false;
        if (Missing > 0 && _marks[^1].Tool == Tool)
        {
            _marks[^1].Points.Add((x, y));
            return true;
        }
        if (Missing > 0) _marks.RemoveAt(_marks.Count - 1);
        if (_marks.Count >= MostMarks) return false;
        _marks.Add((Tool, Set, [(x, y)]));
        return true;
    }

    /// <summary>Begins another set of lines, once this one has two.</summary>
    internal void NewSet()
    {
        if (Set + 1 < MostSets && LinesOf(Set) >= 2) Set++;
    }

    /// <summary>Takes the last mark back.</summary>
    internal void Undo()
    {
        if (_marks.Count == 0) return;
        Set = _marks[^1].Set;
        _marks.RemoveAt(_marks.Count - 1);
    }

    /// <summary>Takes everything back.</summary>
    internal void Clear()
    {
        _marks.Clear();
        Set = 0;
    }

    /// <summary>What follows; null while there is too little. A problem stands in the place of an answer.</summary>
    internal (GeometryAnswer? Answer, string? Problem) Follows()
    {
        List<DrawnParallels> parallels = [.. Finished(SketchTool.Parallels).GroupBy(m => m.Set).Where(g => g.Count() >= 2)
            .Select(g => new DrawnParallels($"Set {g.Key + 1}", [.. g.Select(m => new[] { m.Points[0].X, m.Points[0].Y, m.Points[1].X, m.Points[1].Y })]))];
        List<DrawnShadow> shadows = [.. Finished(SketchTool.Shadows).Select((m, i) => new DrawnShadow($"Shadow {i + 1}", [m.Points[0].X, m.Points[0].Y], [m.Points[1].X, m.Points[1].Y], [m.Points[2].X, m.Points[2].Y]))];
        if (parallels.Count == 0 && shadows.Count < 2) return (null, null);
        try
        {
            return (GeometryAnswer.Of(new GeometryDrawing(width, height) { Sigma = Sigma, Parallels = parallels, Shadows = shadows.Count < 2 ? [] : shadows }), null);
        }
        catch (GeometryException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>The marks and where the lines meet, as SVG in pixels of the evidence.</summary>
    internal MarkupString ToSvg()
    {
        var svg = new StringBuilder();
        var met = Follows().Answer?.Points.ToDictionary(p => p.Name) ?? [];
        foreach (var (tool, set, points) in _marks)
        {
            if (tool == SketchTool.Shadows && points.Count == 3) svg.Append(Text($"""<path class="mark-wedge" d="M{points[0].X:0.#} {points[0].Y:0.#} L{points[1].X:0.#} {points[1].Y:0.#} L{points[2].X:0.#} {points[2].Y:0.#} Z"/>"""));
            foreach (var end in points.Skip(1)) Line(svg, points[0], end);
            foreach (var (x, y) in points) svg.Append(Text($"""<circle class="mark-point" cx="{x:0.#}" cy="{y:0.#}" r="{width / 300.0:0.##}"/>"""));
            if (tool == SketchTool.Parallels && points.Count == 2 && met.TryGetValue($"Set {set + 1}", out var at))
                svg.Append(Text($"""<path class="mark-to" d="M{points[1].X:0.#} {points[1].Y:0.#} L{at.X:0.#} {at.Y:0.#}"/>"""));
        }
        foreach (var (name, x, y) in met.Values)
            svg.Append(Text($"""<circle class="mark-point" cx="{x:0.#}" cy="{y:0.#}" r="{width / 150.0:0.##}"><title>{SecurityElement.Escape(name)}</title></circle>"""));
        return new MarkupString(svg.ToString());
    }

    private IEnumerable<(SketchTool Tool, int Set, List<(double X, double Y)> Points)> Finished(SketchTool tool) => _marks.Where(m => m.Tool == tool && m.Points.Count == Needed(tool));

    private static int Needed(SketchTool tool) => tool == SketchTool.Parallels ? 2 : 3;

    private static void Line(StringBuilder svg, (double X, double Y) from, (double X, double Y) to)
    {
        var path = Text($"M{from.X:0.#} {from.Y:0.#} L{to.X:0.#} {to.Y:0.#}");
        svg.Append($"""<path class="mark-back" d="{path}"/><path class="mark-line" d="{path}"/>""");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
