using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Touchstone.Evaluation.Plots;

/// <summary>How a line is drawn: colour and pattern say the same thing twice, so that a grey print keeps it.</summary>
internal sealed record Stroke(string Colour, LinePattern Pattern, float Width, string Dashes)
{
    internal static Stroke Manipulated { get; } = new("#b4500a", LinePattern.Solid, 2, "");
    internal static Stroke Authentic { get; } = new("#1c5f9e", LinePattern.Dashed, 2, "8 5");
    internal static Stroke Plain { get; } = new("#1a1c1f", LinePattern.Solid, 2, "");
    internal static Stroke Second { get; } = new("#55595f", LinePattern.Dashed, 1.5f, "8 5");
    internal static Stroke Reference { get; } = new("#85878b", LinePattern.Dotted, 1.5f, "2 3");
}

/// <summary>One plot as SVG: the plotting library draws the data, this class the words.</summary>
/// <remarks>
/// Words are written as text and not drawn from a font of this machine, so that the same numbers give the same bytes everywhere and a
/// reader's own font shows them. Everything stands in a frame of fixed measures.
/// </remarks>
internal sealed partial class PlotSheet : IDisposable
{
    private const int Left = 64, Right = 16, Top = 30, Bottom = 76;

    private readonly Plot _plot = new();
    private readonly PlotAxis _x, _y;
    private readonly int _width, _height, _left;
    private readonly string _title;
    private readonly List<(string Text, Stroke Stroke)> _legend = [];
    private readonly List<(double X, double Y, string Text)> _notes = [];

    internal PlotSheet(string title, PlotAxis x, PlotAxis y, int width = 520, int height = 420, int left = Left)
    {
        (_title, _x, _y, _width, _height, _left) = (title, x, y, width, height, left);
        _plot.FigureBackground.Color = Colors.White;
        _plot.DataBackground.Color = Colors.White;
        _plot.Layout.Fixed(new PixelPadding(left, Right, Bottom, Top));
        _plot.Axes.Bottom.TickGenerator = Ticks(x);
        _plot.Axes.Left.TickGenerator = Ticks(y);
        foreach (var axis in _plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.IsVisible = false;
            axis.FrameLineStyle.Color = Color.FromHex("#85878b");
            axis.MajorTickStyle.Color = Color.FromHex("#85878b");
            axis.MinorTickStyle.Length = 0;
        }
        _plot.Grid.MajorLineColor = Color.FromHex("#e4e4df");
        _plot.Axes.SetLimits(x.From, x.To, y.From, y.To);
    }

    /// <summary>A line, named in the legend unless the name is empty.</summary>
    internal void Line(double[] xs, double[] ys, Stroke stroke, string name = "")
    {
        if (xs.Length == 0) return;
        var line = _plot.Add.ScatterLine(xs, ys);
        line.Color = Color.FromHex(stroke.Colour);
        line.LineWidth = stroke.Width;
        line.LinePattern = stroke.Pattern;
        if (name.Length > 0) _legend.Add((name, stroke));
    }

    /// <summary>A filled box.</summary>
    internal void Box(double left, double right, double bottom, double top, Stroke stroke, bool filled)
    {
        var box = _plot.Add.Rectangle(left, right, bottom, top);
        box.FillColor = Color.FromHex(stroke.Colour).WithAlpha(filled ? 0.35 : 0);
        box.LineColor = Color.FromHex(stroke.Colour);
        box.LineWidth = 1;
        box.LinePattern = stroke.Pattern;
    }

    /// <summary>A dot.</summary>
    internal void Dot(double x, double y, Stroke stroke, float size = 7) => _plot.Add.Marker(x, y, MarkerShape.FilledCircle, size, Color.FromHex(stroke.Colour));

    /// <summary>A name in the legend for what is no line.</summary>
    internal void Name(string text, Stroke stroke) => _legend.Add((text, stroke));

    /// <summary>Words in the plot, starting at a place of it.</summary>
    internal void Note(double x, double y, string text) => _notes.Add((x, y, text));

    /// <summary>The plot.</summary>
    internal byte[] Svg()
    {
        var drawn = _plot.GetSvgXml(_width, _height);
        var start = drawn.IndexOf("<svg", StringComparison.Ordinal);
        var end = drawn.LastIndexOf("</svg>", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Renumbered(drawn[start..end]) + Words() + "</svg>\n");
    }

    // The drawing library numbers what it refers to over the whole process; a plot must not depend on what was drawn before it.
    private static string Renumbered(string svg)
    {
        var ids = Id().Matches(svg).Select(m => m.Groups[1].Value).Distinct().ToList();
        for (var i = 0; i < ids.Count; i++) svg = svg.Replace($"\"{ids[i]}\"", $"\"p{i}\"", StringComparison.Ordinal).Replace($"#{ids[i]})", $"#p{i})", StringComparison.Ordinal);
        return svg;
    }

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    public void Dispose() => _plot.Dispose();

    private string Words()
    {
        var words = new StringBuilder("<g font-family=\"Inter, system-ui, 'Segoe UI', Roboto, Arial, sans-serif\" font-size=\"12\" fill=\"#55595f\">\n");
        void Put(double x, double y, string text, string anchor = "start", string extra = "") => words.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\"{extra}>{Escape(text)}</text>\n");
        Put(_left, 18, _title, extra: " font-size=\"13\" font-weight=\"600\" fill=\"#1a1c1f\"");
        foreach (var (at, text) in _x.Ticks) Put(X(at), _height - Bottom + 18, text, "middle");
        foreach (var (at, text) in _y.Ticks) Put(_left - 8, Y(at) + 4, text, "end");
        Put((_left + _width - Right) / 2.0, _height - Bottom + 38, _x.Label, "middle");
        if (_y.Label.Length > 0)
        {
            var middle = (Top + _height - Bottom) / 2.0;
            Put(16, middle, _y.Label, "middle", string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 16 {middle:0.##})\""));
        }
        foreach (var (x, y, text) in _notes) Put(X(x) + 4, Y(y) - 4, text);
        double offset = _left;
        foreach (var (text, stroke) in _legend)
        {
            words.Append(CultureInfo.InvariantCulture, $"<path d=\"M{offset:0.##} {_height - 16}h24\" stroke=\"{stroke.Colour}\" stroke-width=\"{stroke.Width}\"{(stroke.Dashes.Length > 0 ? $" stroke-dasharray=\"{stroke.Dashes}\"" : "")}/>\n");
            Put(offset + 30, _height - 12, text);
            offset += 44 + text.Length * 6.4;
        }
        return words.Append("</g>\n").ToString();
    }

    private double X(double value) => _left + (value - _x.From) / (_x.To - _x.From) * (_width - _left - Right);

    private double Y(double value) => _height - Bottom - (value - _y.From) / (_y.To - _y.From) * (_height - Bottom - Top);

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private static NumericManual Ticks(PlotAxis axis) => new([.. axis.Ticks.Select(t => t.At)], [.. axis.Ticks.Select(_ => "")]);
}
