using Microsoft.AspNetCore.Components;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Views;
using Touchstone.Workbench;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Reports;
using Touchstone.Workbench.Reports.Credentials;
using Touchstone.Workbench.Reports.Drawing;

namespace Touchstone.Service.Cases.Viewing;

/// <summary>Drawings and words that the report and the console share, as the report writes them: every value in them is escaped text.</summary>
internal static class CaseMarkup
{
    internal static MarkupString Bar(Llr llr) => Written(html => Scale.Write(html, llr));

    internal static MarkupString Prose(string markdown) => Written(html => Workbench.Reports.Prose.Write(html, markdown));

    /// <summary>What lies over the evidence, as SVG in its pixels.</summary>
    internal static MarkupString Overlay(Finding finding, EvidenceMap? map, double extent) =>
        Written(html => Stage.WriteLayers(html, "over", finding, map is not null && MapPicture.IsSound(map) ? map : null, extent));

    internal static MarkupString MapScale(EvidenceMap map) => MapPicture.IsSound(map) ? Written(html => Legend.Write(html, "key", map)) : default;

    internal static MarkupString Credentials(Finding finding, Examined examined) => Written(html => CredentialSection.Write(html, finding, finding.Credentials!, examined));

    /// <summary>Length of the axis of time, seconds.</summary>
    internal static double Duration(Examined examined) => Math.Max(1e-3, Overview.Duration(examined));

    /// <summary>Shots, outline of the sound, spectrogram and the marks of all findings over one axis of time.</summary>
    internal static MarkupString Times(Examined examined, Finding? chosen, bool withWaveform)
    {
        var marked = examined.Examination.Findings.Where(f => f.Intervals.Count > 0).ToList();
        Exhibit? Named(string name) => examined.Exhibits.FirstOrDefault(e => e.Name == name);
        IReadOnlyList<Interval> shown = chosen is null ? [.. marked.SelectMany(f => f.Intervals)] : chosen.Intervals;
        return Written(html =>
        {
            var timeline = new Timeline(html, Duration(examined));
            if (Named(ExhibitNames.Shots) is { } shots) timeline.Shots(shots);
            if (withWaveform && Named(ExhibitNames.Waveform) is { } waveform) timeline.Waveform(waveform, shown);
            if (Named(ExhibitNames.Spectrogram) is { } spectrogram) timeline.Spectrogram(spectrogram, shown);
            foreach (var series in chosen?.Series.Take(4) ?? []) timeline.Series(series, chosen!.Intervals);
            foreach (var finding in marked) timeline.Marks(MethodCard.NameOf(finding.DetectorId), finding.Intervals);
            timeline.Axis();
        });
    }

    /// <summary>The colours of a layer from its low end to its high end, as CSS.</summary>
    internal static string Gradient(Ramp ramp) =>
        $"linear-gradient(to right, {string.Join(", ", Enumerable.Range(0, 17).Select(i => Workbench.Views.Inks.At(ramp, i / 16.0)).Select(c => $"rgb({c.R} {c.G} {c.B})"))})";

    private static MarkupString Written(Action<Html> write)
    {
        var html = new Html();
        write(html);
        return new MarkupString(html.ToString());
    }
}
