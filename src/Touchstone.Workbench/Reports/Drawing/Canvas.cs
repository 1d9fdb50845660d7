using Touchstone.Media.Pixels;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>Pixels to draw on. What lies outside is cut off.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _samples = new byte[width * height * 3];

    public int Width => width;

    public RgbImage Image => new(width, height, _samples);

    public void Fill(int left, int top, int right, int bottom, (byte R, byte G, byte B) colour)
    {
        for (var y = Math.Max(top, 0); y < Math.Min(bottom, height); y++)
            for (var x = Math.Max(left, 0); x < Math.Min(right, width); x++) Put(x, y, colour);
    }

    /// <summary>Sets a pixel that lies inside.</summary>
    public void Put(int x, int y, (byte R, byte G, byte B) colour)
    {
        var at = (y * width + x) * 3;
        (_samples[at], _samples[at + 1], _samples[at + 2]) = colour;
    }

    /// <summary>Writes a line of letters.</summary>
    /// <param name="text">Letters that <see cref="Glyphs"/> knows.</param>
    /// <param name="left">Left edge of the first.</param>
    /// <param name="top">Their upper edge.</param>
    /// <param name="size">Pixels to each pixel of a letter.</param>
    /// <param name="colour">Ink.</param>
    public void Write(string text, int left, int top, int size, (byte R, byte G, byte B) colour)
    {
        for (var i = 0; i < text.Length; i++)
            for (var x = 0; x < Glyphs.Width; x++)
                for (var y = 0; y < Glyphs.Height; y++)
                {
                    if (!Glyphs.IsInked(text[i], x, y)) continue;
                    var (at, line) = (left + (i * (Glyphs.Width + 1) + x) * size, top + y * size);
                    Fill(at, line, at + size, line + size, colour);
                }
    }

    /// <summary>Pixels a text is wide.</summary>
    public static int Measure(string text, int size) => Math.Max(0, text.Length * (Glyphs.Width + 1) - 1) * size;

    /// <summary>A text in lines of letters that fit a width in pixels, spelled with the letters there are.</summary>
    public static IEnumerable<string> Wrapped(string text, int width, int size)
    {
        var room = (width / size + 1) / (Glyphs.Width + 1);
        var line = "";
        foreach (var word in Glyphs.Spelled(text).Split(' ').SelectMany(w => w.Chunk(room).Select(c => new string(c))))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }
        if (line.Length > 0) yield return line;
    }
}
