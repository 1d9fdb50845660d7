using Touchstone.Workbench.Reports.Drawing;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Reports;

/// <summary>The evidence as large as the page allows: the image, the frames, the waveform; said with it is what was done to show it.</summary>
internal static class Overview
{
    public static void Write(Html html, Examined examined)
    {
        using var part = html.In("div", ("class", "overview"));
        var exhibits = examined.Exhibits;
        if (exhibits.FirstOrDefault(e => e.Name == ExhibitNames.Preview) is { } preview) WriteImage(html, preview);
        WriteFrames(html, [.. exhibits.Where(e => e.Name.StartsWith(ExhibitNames.Frame, StringComparison.Ordinal))]);
        WriteTime(html, examined);
        if (exhibits.Count == 0)
            html.Put("p", examined.Examination.Fault is null ? "No picture of the evidence was asked for or could be made." : "There is no picture: the file could not be examined.", ("class", "empty"));
    }

    /// <summary>The end of the time axis: what the exhibits show, or what the findings speak of.</summary>
    public static double Duration(Examined examined) =>
        examined.Exhibits.Select(e => e.EndSeconds ?? 0)
            .Concat(examined.Examination.Findings.SelectMany(f => f.Intervals).Select(i => i.EndSeconds))
            .Concat(examined.Examination.Findings.SelectMany(f => f.Series).SelectMany(s => s.TimesSeconds))
            .Where(double.IsFinite).DefaultIfEmpty(0).Max();

    private static void WriteImage(Html html, Exhibit preview)
    {
        if (Page.Picture(preview.MediaType, preview.Bytes) is not { } address) return;
        using var figure = html.In("figure");
        var (width, height) = ($"{Math.Max(1, preview.SourceWidth)}", $"{Math.Max(1, preview.SourceHeight)}");
        using (html.In("svg", ("class", "evidence"), ("viewBox", $"0 0 {width} {height}"), ("data-width", $"{preview.Width}"), ("role", "img"), ("aria-label", "The image under examination")))
            // Once in the file: the findings show this same picture under their maps.
            html.Put("image", "", ("id", "evidence"), ("href", address), ("width", width), ("height", height), ("preserveAspectRatio", "none"));
        html.Put("figcaption", preview.Derivation);
    }

    private static void WriteFrames(Html html, IReadOnlyList<Exhibit> frames)
    {
        if (frames.Count == 0) return;
        using var figure = html.In("figure");
        using (html.In("ol", ("class", "strip")))
            foreach (var frame in frames)
                using (html.In("li"))
                {
                    var time = Words.Time(frame.StartSeconds ?? 0);
                    html.Put("img", "", ("src", Page.Picture(frame.MediaType, frame.Bytes)), ("alt", $"Frame at {time}"), ("width", $"{frame.Width}"), ("height", $"{frame.Height}"));
                    html.Put("span", time);
                }
        html.Put("figcaption", frames[0].Derivation);
    }

    private static void WriteTime(Html html, Examined examined)
    {
        var duration = Duration(examined);
        if (duration <= 0 || examined.Examination.Specimen.Kind is MediaKind.Image) return;
        var marked = examined.Examination.Findings.Where(f => f.Intervals.Count > 0).ToList();
        Exhibit? Named(string name) => examined.Exhibits.FirstOrDefault(e => e.Name == name);
        var (shots, waveform, spectrogram) = (Named(ExhibitNames.Shots), Named(ExhibitNames.Waveform), Named(ExhibitNames.Spectrogram));
        using var figure = html.In("figure");
        using (html.In("div", ("class", "timeline scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Timeline")))
        {
            var timeline = new Timeline(html, duration);
            if (shots is not null) timeline.Shots(shots);
            if (waveform is not null) timeline.Waveform(waveform, [.. marked.SelectMany(f => f.Intervals)]);
            if (spectrogram is not null) timeline.Spectrogram(spectrogram, [.. marked.SelectMany(f => f.Intervals)]);
            foreach (var finding in marked) timeline.Marks(MethodCard.NameOf(finding.DetectorId), finding.Intervals);
            timeline.Axis();
        }
        foreach (var exhibit in new[] { shots, waveform, spectrogram })
            if (exhibit is not null) html.Put("figcaption", exhibit.Derivation);
    }
}
