using Touchstone.Engine.Views;
using Touchstone.Media;
using Touchstone.Media.Pixels;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Reports.Drawing;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Views;

/// <summary>Draws one picture of a view with its scale and its words, so that it can be passed on by itself.</summary>
internal static class ViewSheet
{
    // Small pictures are enlarged in whole steps until they can be seen; no sample is drawn larger than this.
    private const int SmallEdge = 640, LargestCell = 32;
    private const int Margin = 16, LetterSize = 2, LineHeight = (Glyphs.Height + 4) * LetterSize, ScaleHeight = 20, LeastWidth = 800;

    private static readonly (byte R, byte G, byte B) _paper = (255, 255, 255), _ink = (0, 0, 0), _quiet = (90, 90, 90), _none = (225, 225, 225);

    internal static DrawnView Of(ViewMethod view, ViewPicture picture, Specimen specimen, ViewTerms terms)
    {
        var drawn = new DrawnView(view.Id, picture.Name.Length == 0 ? view.Id : $"{view.Id}-{picture.Name}", picture.Title, picture.Note);
        return picture switch
        {
            RasterPicture raster => OfRaster(view, raster, specimen, terms, drawn),
            ColourPicture colour => OfColour(view, colour, specimen, terms, drawn),
            PlotPicture plot => OfPlots(view, plot, specimen, drawn),
            _ => throw new ArgumentOutOfRangeException(nameof(picture)),
        };
    }

    private static DrawnView OfRaster(ViewMethod view, RasterPicture raster, Specimen specimen, ViewTerms terms, DrawnView drawn)
    {
        var grid = CellGrid.Of(raster, terms.Edge);
        drawn = drawn with { Unit = raster.Unit, Ramp = raster.Ramp, Low = raster.Low, High = raster.High, Width = raster.Width, Height = raster.Height, CellSize = raster.CellSize, Reduction = grid.Reduction, Beyond = grid.Beyond };
        if (terms.Bare) return drawn with { Png = PictureFile.Encode(Cells(raster, grid), lossless: true) };
        var cell = Math.Clamp(SmallEdge / Math.Max(grid.Width, grid.Height), 1, LargestCell);
        var sheet = new Frame(view, drawn, specimen, (grid.Width * cell, grid.Height * cell), ScaleHeight + LineHeight);
        for (var y = 0; y < grid.Height; y++)
            for (var x = 0; x < grid.Width; x++)
                sheet.Canvas.Fill(Margin + x * cell, sheet.Top + y * cell, Margin + (x + 1) * cell, sheet.Top + (y + 1) * cell, InkOf(raster, grid.Values[y * grid.Width + x]));
        DrawScale(sheet, raster);
        return drawn with { Png = sheet.Png };
    }

    private static (byte R, byte G, byte B) InkOf(RasterPicture raster, float value) =>
        float.IsNaN(value) ? _none : Inks.At(raster.Ramp, (value - raster.Low) / (raster.High - raster.Low));

    private static RgbImage Cells(RasterPicture raster, CellGrid grid)
    {
        var samples = new byte[grid.Values.Length * 3];
        for (var i = 0; i < grid.Values.Length; i++) (samples[3 * i], samples[3 * i + 1], samples[3 * i + 2]) = InkOf(raster, grid.Values[i]);
        return new RgbImage(grid.Width, grid.Height, samples);
    }

    private static void DrawScale(Frame sheet, RasterPicture raster)
    {
        for (var x = 0; x < sheet.Width; x++)
            sheet.Canvas.Fill(Margin + x, sheet.Bottom, Margin + x + 1, sheet.Bottom + ScaleHeight, Inks.At(raster.Ramp, (double)x / (sheet.Width - 1)));
        var line = sheet.Bottom + ScaleHeight + 6;
        // Five ticks, so that a shade between the ends can be read.
        for (var tick = 0; tick <= 4; tick++)
        {
            var text = Glyphs.Spelled(Number(raster.Low + (raster.High - raster.Low) * tick / 4.0) + (tick == 4 ? $" {raster.Unit}" : ""));
            var wide = Canvas.Measure(text, LetterSize);
            var at = Margin + (sheet.Width - 1) * tick / 4;
            sheet.Canvas.Fill(at, sheet.Bottom + ScaleHeight, at + 1, sheet.Bottom + ScaleHeight + 4, _ink);
            sheet.Canvas.Write(text, Math.Clamp(at - wide / 2, Margin, Margin + sheet.Width - wide), line, LetterSize, _ink);
        }
    }

    private static DrawnView OfColour(ViewMethod view, ColourPicture colour, Specimen specimen, ViewTerms terms, DrawnView drawn)
    {
        var shown = AreaAverage.Shrink(colour.Image, terms.Edge, CancellationToken.None);
        drawn = drawn with
        {
            Unit = "bit", Low = 0, High = 1, Width = colour.Image.Width, Height = colour.Image.Height, CellSize = 1,
            Reduction = (int)Math.Ceiling((double)colour.Image.Width / shown.Width),
        };
        if (terms.Bare) return drawn with { Png = PictureFile.Encode(shown, lossless: true) };
        var cell = Math.Clamp(SmallEdge / Math.Max(shown.Width, shown.Height), 1, LargestCell);
        var sheet = new Frame(view, drawn, specimen, (shown.Width * cell, shown.Height * cell), ScaleHeight + LineHeight);
        for (var y = 0; y < shown.Height; y++)
            for (var x = 0; x < shown.Width; x++)
            {
                var at = (y * shown.Width + x) * 3;
                sheet.Canvas.Fill(Margin + x * cell, sheet.Top + y * cell, Margin + (x + 1) * cell, sheet.Top + (y + 1) * cell, (shown.Samples[at], shown.Samples[at + 1], shown.Samples[at + 2]));
            }
        DrawColours(sheet, colour);
        return drawn with { Png = sheet.Png };
    }

    private static void DrawColours(Frame sheet, ColourPicture colour)
    {
        string[] names = [$"{colour.Dark}", "red", "green", "blue", "r+g", "r+b", "g+b", $"all: {colour.Bright}"];
        (byte, byte, byte)[] inks = [(0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255), (0, 255, 255), (255, 255, 255)];
        for (var i = 0; i < names.Length; i++)
        {
            var (left, right) = (Margin + sheet.Width * i / names.Length, Margin + sheet.Width * (i + 1) / names.Length);
            sheet.Canvas.Fill(left, sheet.Bottom, right, sheet.Bottom + ScaleHeight, _ink);
            sheet.Canvas.Fill(left + 1, sheet.Bottom + 1, right - 1, sheet.Bottom + ScaleHeight - 1, inks[i]);
            var size = Canvas.Measure(names[i], LetterSize) <= right - left ? LetterSize : 1;
            sheet.Canvas.Write(names[i], left, sheet.Bottom + ScaleHeight + 6, size, _ink);
        }
    }

    private static DrawnView OfPlots(ViewMethod view, PlotPicture plot, Specimen specimen, DrawnView drawn)
    {
        drawn = drawn with { Unit = plot.Unit };
        var size = PlotGrid.Size(plot);
        var sheet = new Frame(view, drawn, specimen, size, 0);
        PlotGrid.Draw(sheet.Canvas, plot, Margin, sheet.Top);
        return drawn with { Png = sheet.Png };
    }

    /// <summary>Paper with the words above and below, and room between them.</summary>
    private sealed class Frame
    {
        internal Frame(ViewMethod view, DrawnView drawn, Specimen specimen, (int Width, int Height) room, int below)
        {
            Width = Math.Max(room.Width, LeastWidth);
            string[] head = [.. Canvas.Wrapped($"{specimen.Name}: {drawn.Title}{(drawn.Unit.Length > 0 ? $", {drawn.Unit}" : "")}", Width, LetterSize)];
            string[] words = [.. Words(view, drawn, specimen).SelectMany(line => Canvas.Wrapped(line, Width, LetterSize))];
            Top = Margin + head.Length * LineHeight + Margin / 2;
            Bottom = Top + room.Height + Margin / 2;
            var text = Bottom + below + Margin;
            Canvas = new Canvas(Width + 2 * Margin, text + words.Length * LineHeight + Margin);
            Canvas.Fill(0, 0, Canvas.Width, int.MaxValue, _paper);
            Write(head, Margin, _ink);
            Write(words, text, _quiet);
        }

        internal Canvas Canvas { get; }

        internal int Width { get; }

        /// <summary>First line below the heading.</summary>
        internal int Top { get; }

        /// <summary>First line below the picture.</summary>
        internal int Bottom { get; }

        internal byte[] Png => PictureFile.Encode(Canvas.Image, lossless: true);

        private void Write(string[] lines, int top, (byte, byte, byte) ink)
        {
            for (var i = 0; i < lines.Length; i++) Canvas.Write(lines[i], Margin, top + i * LineHeight, LetterSize, ink);
        }
    }

    private static IEnumerable<string> Words(ViewMethod view, DrawnView drawn, Specimen specimen)
    {
        yield return "A view, never a score: it supports nothing by itself.";
        if (drawn.Note.Length > 0) yield return drawn.Note;
        if (drawn.CellSize > 0) yield return $"One value is {Number(drawn.CellSize)} x {Number(drawn.CellSize)} px of the specimen. {Shown(drawn)}".TrimEnd();
        else if (drawn.Reduction > 1) yield return Shown(drawn);
        if (drawn.Beyond > 0) yield return $"{Number(100 * drawn.Beyond)} % of values lie beyond the scale and are drawn at its end.";
        yield return $"Look for: {view.LookFor}.";
        yield return $"Ignore: {view.Ignore}.";
        yield return $"Source: {view.Source}.";
        yield return $"SHA-256 {specimen.Hash}";
    }

    private static string Shown(DrawnView drawn) => drawn.Reduction > 1 ? $"Shown reduced: each point is the mean of {drawn.Reduction} x {drawn.Reduction} values." : "Every value is drawn.";
}
