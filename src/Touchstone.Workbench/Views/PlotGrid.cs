using System.Globalization;
using Touchstone.Engine.Views;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Reports.Drawing;

namespace Touchstone.Workbench.Views;

/// <summary>Draws small plots of counts side by side.</summary>
internal static class PlotGrid
{
    private const int Gap = 16, PlotHeight = 96, FewestPixels = 128, LargePlotHeight = 256, LargePlot = 256, LetterHeight = Glyphs.Height + 3;

    private static readonly (byte R, byte G, byte B) _ink = (0, 0, 0), _rail = (200, 200, 200), _bar = ColourScale.At(0.15);

    internal static (int Width, int Height) Size(PlotPicture plot)
    {
        var (wide, high, letters) = Cell(plot);
        var rows = (plot.Plots.Count + plot.Columns - 1) / plot.Columns;
        return (plot.Columns * (wide + Gap), rows * (high + 2 * LetterHeight * letters + Gap));
    }

    internal static void Draw(Canvas canvas, PlotPicture plot, int left, int top)
    {
        var (wide, high, letters) = Cell(plot);
        for (var i = 0; i < plot.Plots.Count; i++)
        {
            var (x, y) = (left + i % plot.Columns * (wide + Gap), top + i / plot.Columns * (high + 2 * LetterHeight * letters + Gap));
            One(canvas, plot.Plots[i], (x, y), (wide, high), letters);
        }
    }

    // A bar is a whole number of pixels wide; few large plots get large letters.
    private static (int Wide, int High, int Letters) Cell(PlotPicture plot)
    {
        var counts = plot.Plots.Max(p => p.Counts.Length);
        return counts >= LargePlot ? (2 * counts, LargePlotHeight, 2) : (counts * Math.Max(1, FewestPixels / counts), PlotHeight, 1);
    }

    private static void One(Canvas canvas, CountPlot plot, (int X, int Y) at, (int Wide, int High) size, int letters)
    {
        var most = plot.Counts.Max();
        var head = LetterHeight * letters;
        var text = $"{plot.Title}, top {most.ToString(CultureInfo.InvariantCulture)}";
        // A title too long for its plot is written small rather than into the next.
        canvas.Write(Glyphs.Spelled(text), at.X, at.Y, Canvas.Measure(Glyphs.Spelled(text), letters) <= size.Wide + Gap / 2 ? letters : 1, _ink);
        var floor = at.Y + head + size.High;
        canvas.Fill(at.X, at.Y + head, at.X + size.Wide, at.Y + head + 1, _rail);
        var bar = size.Wide / plot.Counts.Length;
        for (var i = 0; i < plot.Counts.Length; i++)
        {
            var high = most == 0 ? 0 : (int)Math.Round((double)size.High * plot.Counts[i] / most);
            // One count is seen, however many another value has.
            if (plot.Counts[i] > 0) high = Math.Max(high, 1);
            canvas.Fill(at.X + i * bar, floor - high, at.X + (i + 1) * bar - (bar > 2 ? 1 : 0), floor, _bar);
        }
        canvas.Fill(at.X, floor, at.X + size.Wide, floor + 1, _ink);
        for (var tick = 0; tick <= 2; tick++)
        {
            var place = (plot.Counts.Length - 1) * tick / 2;
            var value = (plot.First + place).ToString(CultureInfo.InvariantCulture);
            var wide = Canvas.Measure(value, letters);
            canvas.Write(value, Math.Clamp(at.X + place * bar + bar / 2 - wide / 2, at.X, at.X + size.Wide - wide), floor + 3, letters, _ink);
        }
    }
}
