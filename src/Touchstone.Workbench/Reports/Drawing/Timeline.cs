using System.Buffers.Binary;
using System.Text;
using Touchstone.Engine.Findings;
using Touchstone.Workbench.Exhibits;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports.Drawing;

/// <summary>Tracks over one common time axis, each a small drawing of the same width, so that they line up when stacked.</summary>
internal sealed class Timeline(Html html, double durationSeconds)
{
    /// <summary>Width of a track, and where its axis begins and ends, in its own units.</summary>
    public const double Width = 1120, Left = 128, Right = 1104;

    /// <summary>Most marks drawn in a track; more would be a wall of ink.</summary>
    private const int MaximumMarks = 400;

    private double X(double seconds) => Left + (Right - Left) * Math.Clamp(double.IsFinite(seconds) ? seconds / durationSeconds : 0, 0, 1);

    public void Axis()
    {
        using var svg = Track(24, "Time axis");
        html.Put("line", "", ("x1", Coordinate(Left)), ("x2", Coordinate(Right)), ("y1", "1"), ("y2", "1"), ("class", "rail"));
        var step = Step(durationSeconds / 8);
        for (var i = 0; i * step <= durationSeconds * 1.0001; i++)
        {
            var x = Coordinate(X(i * step));
            html.Put("line", "", ("x1", x), ("x2", x), ("y1", "1"), ("y2", "6"), ("class", "rail"));
            html.Put("text", TickLabel(i * step, step), ("x", x), ("y", "20"), ("text-anchor", "middle"));
        }
    }

    public void Shots(Exhibit shots)
    {
        var spans = Spans(shots);
        if (spans.Count == 0) return;
        using var svg = Track(28, $"{spans.Count} shots");
        Label(Count(spans.Count, "shot"), 18);
        for (var i = 0; i < spans.Count; i++)
        {
            var (from, to) = (X(spans[i].Start), X(spans[i].End));
            html.Put("rect", "", ("x", Coordinate(from)), ("width", Coordinate(Math.Max(1, to - from - 1))), ("y", "4"), ("height", "20"), ("class", i % 2 == 0 ? "shot" : "shot odd"));
            if (to - from > 28) html.Put("text", $"{i + 1}", ("x", Coordinate(from + 6)), ("y", "18"));
        }
    }

    public void Waveform(Exhibit waveform, IReadOnlyList<Interval> marks)
    {
        using var svg = Track(96, "Waveform");
        Label("Waveform", 44);
        Label("±1 = full scale", 60);
        var (from, to) = (waveform.StartSeconds ?? 0, waveform.EndSeconds ?? durationSeconds);
        html.Put("line", "", ("x1", Coordinate(Left)), ("x2", Coordinate(Right)), ("y1", "48"), ("y2", "48"), ("class", "rail"));
        html.Put("path", "", ("d", Envelope(waveform, X(from), X(to), 48, 44)), ("class", "wave"));
        Spanning(marks, 1, 94, "span bracket");
    }

    /// <summary>The waveform alone, small, for a table.</summary>
    public static void Thumbnail(Html html, Exhibit waveform)
    {
        using var svg = html.In("svg", ("class", "thumb-wave"), ("viewBox", "0 0 96 40"), ("aria-hidden", "true"));
        html.Put("path", "", ("d", Envelope(waveform, 0, 96, 20, 19)), ("class", "wave"));
    }

    public void Spectrogram(Exhibit spectrogram, IReadOnlyList<Interval> marks)
    {
        if (Page.Picture(spectrogram.MediaType, spectrogram.Bytes) is not { } address) return;
        using var svg = Track(176, "Spectrogram");
        Label("Spectrogram", 84);
        var (from, to) = (X(spectrogram.StartSeconds ?? 0), X(spectrogram.EndSeconds ?? durationSeconds));
        html.Put("image", "", ("href", address), ("x", Coordinate(from)), ("width", Coordinate(to - from)), ("y", "8"), ("height", "160"), ("preserveAspectRatio", "none"));
        var top = (spectrogram.HighestHz ?? 0) / 1000;
        foreach (var share in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            var y = Coordinate(168 - 160 * share);
            html.Put("line", "", ("x1", Coordinate(Left - 5)), ("x2", Coordinate(Left)), ("y1", y), ("y2", y), ("class", "rail"));
            html.Put("text", share == 1 ? $"{Number(top)} kHz" : Number(top * share), ("x", Coordinate(Left - 8)), ("y", Coordinate(172 - 160 * share)), ("text-anchor", "end"));
        }
        Spanning(marks, 4, 168, "span bracket");
    }

    public void Marks(string name, IReadOnlyList<Interval> marks)
    {
        using var svg = Track(24, $"{name}: {Count(marks.Count, "mark")}");
        Label(name, 16);
        html.Put("line", "", ("x1", Coordinate(Left)), ("x2", Coordinate(Right)), ("y1", "12"), ("y2", "12"), ("class", "rail"));
        Spanning(marks, 4, 16);
    }

    public void Series(EvidenceSeries series, IReadOnlyList<Interval> marks)
    {
        var count = Math.Min(series.TimesSeconds.Length, series.Values.Length);
        var range = new PlotRange(series.Values.Take(count).Append(series.Threshold ?? float.NaN));
        using var svg = Track(120, $"{series.Name} over time, {Number(range.Low)} to {Number(range.High)} {series.Unit}");
        double Y(double value) => 108 - 96 * range.Share(value);
        foreach (var value in new[] { range.Low, (range.Low + range.High) / 2, range.High })
        {
            html.Put("line", "", ("x1", Coordinate(Left)), ("x2", Coordinate(Right)), ("y1", Coordinate(Y(value))), ("y2", Coordinate(Y(value))), ("class", "grid"));
            html.Put("text", Number(value), ("x", Coordinate(Left - 8)), ("y", Coordinate(Y(value) + 4)), ("text-anchor", "end"));
        }
        Spanning(marks, 12, 96);
        html.Put("path", "", ("d", Line(series, count, Y)), ("class", "line"));
        if (series.Threshold is not { } threshold || !float.IsFinite(threshold)) return;
        html.Put("line", "", ("x1", Coordinate(Left)), ("x2", Coordinate(Right)), ("y1", Coordinate(Y(threshold))), ("y2", Coordinate(Y(threshold))), ("class", "threshold"));
        html.Put("text", $"threshold {Number(threshold)}", ("x", Coordinate(Right)), ("y", Coordinate(Y(threshold) - 4)), ("text-anchor", "end"), ("class", "halo"));
    }

    /// <summary>An outline from the highest sample of each column down to the lowest.</summary>
    private static string Envelope(Exhibit waveform, double left, double right, double middle, double height)
    {
        var path = new StringBuilder();
        if (waveform.MediaType != ExhibitNames.Envelope) return "";
        var columns = waveform.Bytes.Length / 2;
        // No more columns than the drawing has pixels; joined ones keep their extremes.
        var group = Math.Max(1, (int)Math.Ceiling(columns / (right - left)));
        for (var i = 0; i < columns; i += group)
        {
            var (low, high) = (127, -127);
            for (var k = i; k < Math.Min(i + group, columns); k++)
                (low, high) = (Math.Min(low, (sbyte)waveform.Bytes[2 * k]), Math.Max(high, (sbyte)waveform.Bytes[2 * k + 1]));
            path.Append('M').Append(Coordinate(left + (right - left) * (i + 0.5) / columns)).Append(' ').Append(Coordinate(middle - height * high / 127));
            path.Append('V').Append(Coordinate(middle - height * low / 127 + 0.5));
        }
        return path.ToString();
    }

    /// <summary>The line, broken where there is no value, and thinned to its lowest and highest point per drawn column.</summary>
    private string Line(EvidenceSeries series, int count, Func<double, double> y)
    {
        var path = new StringBuilder();
        var broken = true;
        var group = Math.Max(1, count / 1000);
        for (var i = 0; i < count; i += group)
        {
            var part = Enumerable.Range(i, Math.Min(group, count - i)).Where(k => float.IsFinite(series.Values[k])).ToList();
            if (part.Count == 0) { broken = true; continue; }
            int[] ends = [part.MinBy(k => series.Values[k]), part.MaxBy(k => series.Values[k])];
            foreach (var k in ends.Distinct().Order())
            {
                path.Append(broken ? 'M' : 'L').Append(Coordinate(X(series.TimesSeconds[k]))).Append(' ').Append(Coordinate(y(series.Values[k])));
                // A value alone between gaps still shows, as a dot.
                if (broken) path.Append("h0.01");
                broken = false;
            }
        }
        return path.ToString();
    }

    private void Spanning(IReadOnlyList<Interval> marks, double top, double height, string look = "span")
    {
        foreach (var mark in marks.Take(MaximumMarks))
        {
            var (from, to) = (X(mark.StartSeconds), X(mark.EndSeconds));
            var width = Math.Max(2, to - from);
            using var group = html.In("g", ("data-at", Coordinate(mark.StartSeconds)));
            html.Put("rect", "", ("x", Coordinate(from)), ("width", Coordinate(width)), ("y", Coordinate(top)), ("height", Coordinate(height)), ("class", look));
            html.Put("title", $"{Time(mark.StartSeconds)} to {Time(mark.EndSeconds)}: {mark.Label}");
        }
    }

    private Html.Scope Track(double height, string label) =>
        html.In("svg", ("class", "track"), ("viewBox", $"0 0 {Width} {height}"), ("role", "img"), ("aria-label", label));

    private void Label(string text, double y) => html.Put("text", text, ("x", "0"), ("y", Coordinate(y)));

    /// <summary>Start and end of each shot, seconds.</summary>
    public static IReadOnlyList<(double Start, double End)> Spans(Exhibit exhibit)
    {
        var spans = new List<(double, double)>();
        if (exhibit.MediaType != ExhibitNames.Spans) return spans;
        for (var i = 0; i + 16 <= exhibit.Bytes.Length && spans.Count < MaximumMarks; i += 16)
            spans.Add((BinaryPrimitives.ReadDoubleLittleEndian(exhibit.Bytes.AsSpan(i)), BinaryPrimitives.ReadDoubleLittleEndian(exhibit.Bytes.AsSpan(i + 8))));
        return spans;
    }

    /// <summary>The next round step at or above what is wanted, in the steps of a clock.</summary>
    private static double Step(double wanted)
    {
        foreach (var step in new[] { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800 })
            if (step >= wanted) return step;
        return 3600 * Math.Ceiling(wanted / 3600);
    }

    private static string TickLabel(double seconds, double step) =>
        step < 1 ? $"{Number(Math.Round(seconds, 2))} s" : Time(seconds)[..^4];
}
