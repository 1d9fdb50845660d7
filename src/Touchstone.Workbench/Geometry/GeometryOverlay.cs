using System.Globalization;
using System.Security;
using System.Text;

namespace Touchstone.Workbench.Geometry;

/// <summary>A drawing with what follows from it, as SVG over the frame of the picture.</summary>
public static class GeometryOverlay
{
    // What lies farther out than this many widths is not drawn: the picture would shrink to a dot.
    private const double Reach = 3;

    /// <summary>The overlay; the picture itself is not in it.</summary>
    /// <param name="drawing">The drawing.</param>
    /// <param name="answer">What follows from it.</param>
    public static string Of(GeometryDrawing drawing, GeometryAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(answer);
        var shown = answer.Points.Where(p => Math.Abs(p.X - drawing.Width / 2.0) < Reach * drawing.Width && Math.Abs(p.Y - drawing.Height / 2.0) < Reach * drawing.Height).ToList();
        double left = shown.Select(p => p.X).Append(0).Min() - 20, right = shown.Select(p => p.X).Append(drawing.Width).Max() + 20;
        double top = shown.Select(p => p.Y).Append(0).Min() - 20, bottom = shown.Select(p => p.Y).Append(drawing.Height).Max() + 20;
        var svg = new StringBuilder(Text($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:0.##} {top:0.##} {right - left:0.##} {bottom - top:0.##}" font-family="sans-serif" font-size="{drawing.Width / 60.0:0.##}">""")).Append('\n');
        svg.Append(Text($"""<rect x="0" y="0" width="{drawing.Width}" height="{drawing.Height}" fill="none" stroke="#1a1c1f"/>""")).Append('\n');
        foreach (var set in drawing.Parallels) Lines(svg, set.Name, set.Lines, shown);
        foreach (var set in drawing.Reflections) Lines(svg, set.Name, set.Pairs, shown);
        foreach (var shadow in drawing.Shadows)
            svg.Append(Text($"""<path d="M{shadow.From[0]:0.##} {shadow.From[1]:0.##} L{shadow.Shadow[0]:0.##} {shadow.Shadow[1]:0.##} L{shadow.To[0]:0.##} {shadow.To[1]:0.##}" fill="#b4500a" fill-opacity="0.2" stroke="#b4500a"/>""")).Append('\n');
        foreach (var (name, x, y) in shown)
            svg.Append(Text($"""<circle cx="{x:0.##}" cy="{y:0.##}" r="{drawing.Width / 150.0:0.##}" fill="none" stroke="#1c5f9e"/><text x="{x:0.##}" y="{y:0.##}">{SecurityElement.Escape(name)}</text>""")).Append('\n');
        return svg.Append("</svg>\n").ToString();
    }

    private static void Lines(StringBuilder svg, string name, IReadOnlyList<double[]> rows, List<(string Name, double X, double Y)> shown)
    {
        var point = shown.Find(p => p.Name == name);
        foreach (var row in rows)
        {
            svg.Append(Text($"""<line x1="{row[0]:0.##}" y1="{row[1]:0.##}" x2="{row[2]:0.##}" y2="{row[3]:0.##}" stroke="#1c5f9e" stroke-width="2"/>""")).Append('\n');
            if (point.Name is not null)
                svg.Append(Text($"""<line x1="{row[2]:0.##}" y1="{row[3]:0.##}" x2="{point.X:0.##}" y2="{point.Y:0.##}" stroke="#1c5f9e" stroke-dasharray="8 5"/>""")).Append('\n');
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
