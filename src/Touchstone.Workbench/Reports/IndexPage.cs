using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Inference;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Reports.Credentials;
using Touchstone.Workbench.Reports.Drawing;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Workbench.Reports;

/// <summary>The index of many reports: one dense, sortable table.</summary>
internal static class IndexPage
{
    private static readonly (string Heading, string? Sort)[] Columns =
        [("Picture", null), ("Name", "text"), ("Decision", "text"), ("Kind", "text"), ("Bytes", "number"), ("Credentials", "number"), ("Questions", null), ("SHA-256", "text")];

    public static string Render(IReadOnlyList<(Examined Examined, string ReportFile)> items) => Page.Render($"Examined: {Words.Count(items.Count, "file")}", html =>
    {
        using var main = html.In("main", ("class", "index"));
        html.Put("h1", $"Examined: {Words.Count(items.Count, "file")}");
        var outcomes = items.GroupBy(i => i.Examined.Examination.Decision.Outcome).OrderByDescending(g => g.Key).Select(g => $"{g.Count():N0} {(g.Key == Outcome.Review ? "for review" : Words.Outcome(g.Key).ToLowerInvariant())}");
        html.Put("p", items.Count == 0 ? "Nothing was examined." : string.Join(" · ", outcomes));
        if (items.Count == 0) return;
        using var scroll = html.In("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Examined files"));
        using var table = html.In("table", ("class", "sortable"));
        using (html.In("thead"))
        using (html.In("tr"))
        {
            foreach (var (heading, sort) in Columns)
                html.Put("th", heading, ("scope", "col"), ("data-sort", sort));
        }
        using (html.In("tbody"))
            foreach (var (examined, file) in items)
                WriteRow(html, examined, file);
    });

    private static void WriteRow(Html html, Examined examined, string file)
    {
        var (specimen, decision) = (examined.Examination.Specimen, examined.Examination.Decision);
        using var row = html.In("tr");
        using (html.In("td", ("class", "thumb")))
            if (examined.Exhibits.FirstOrDefault(e => e.Name == ExhibitNames.Thumbnail) is { } thumbnail)
                html.Put("img", "", ("src", Page.Picture(thumbnail.MediaType, thumbnail.Bytes)), ("alt", ""), ("width", $"{thumbnail.Width}"), ("height", $"{thumbnail.Height}"));
            else if (examined.Exhibits.FirstOrDefault(e => e.Name == ExhibitNames.Waveform) is { } waveform) Timeline.Thumbnail(html, waveform);
        using (html.In("th", ("scope", "row"), ("data-key", specimen.Name)))
        {
            if (file.Length == 0) html.Put("bdi", specimen.Name);
            else
                // "./" and the escape keep a hostile name a relative address: it can be no script and no other site.
                using (html.In("a", ("href", "./" + Uri.EscapeDataString(file)))) html.Put("bdi", specimen.Name);
        }
        using (html.In("td", ("data-key", $"{2 - (int)decision.Outcome}"))) Summary.Badge(html, decision.Outcome);
        html.Put("td", $"{Words.Format(specimen.Format)} {Words.Kind(specimen.Kind)}");
        html.Put("td", $"{specimen.Bytes:N0}", ("class", "number"), ("data-key", $"{specimen.Bytes}"));
        WriteCredentials(html, examined.Examination);
        using (html.In("td"))
        {
            if (examined.Examination.Fault is { } fault) html.Put("code", fault.Code).Text(" " + fault.Message);
            else WriteQuestions(html, examined);
        }
        using (html.In("td")) html.Put("code", specimen.Sha256 is { } hash ? hash[..Math.Min(12, hash.Length)] : "", ("title", specimen.Sha256));
    }

    private static void WriteCredentials(Html html, Examination examination)
    {
        var report = examination.Findings.Select(f => f.Credentials).OfType<ProvenanceReport>().FirstOrDefault();
        using var cell = html.In("td", ("data-key", report is null ? "-1" : $"{(int)report.State}"), ("title", report is null or { State: CredentialState.None } ? null : report.Summary), ("class", report?.State switch { CredentialState.Invalid => "fails", null or CredentialState.None => "soft", _ => null }));
        if (report is null) html.Text("not asked");
        else html.Put("span", CredentialWords.Sign(report.State), ("aria-hidden", "true")).Text(" " + CredentialWords.State(report.State));
    }

    private static void WriteQuestions(Html html, Examined examined)
    {
        using var list = html.In("ul", ("class", "dense"));
        foreach (var answer in Answer.All(examined).Where(a => a.Kind is not (AnswerKind.NotAnswered or AnswerKind.NotApplicable)))
            using (html.In("li", ("class", answer.Kind.ToString().ToLowerInvariant()), ("title", answer.Text)))
            {
                html.Put("span", Answer.Glyph(answer.Kind), ("class", "glyph"), ("aria-hidden", "true")).Text(" " + Sentences.Heading(answer.Question) + " ");
                html.Put("span", Brief(answer), ("class", "soft"));
                var standing = examined.Examination.Findings.Count(f => f.Question == answer.Question && f.StandsOut());
                if (standing > 0) html.Text(", ").Put("strong", standing == 1 ? "1 method stands out" : $"{standing} methods stand out");
            }
    }

    private static string Brief(Answer answer) => answer.Kind switch
    {
        AnswerKind.Calibrated => answer.Assessment!.Strength + (answer.Assessment.Llr is { Value: < 0 } ? " against" : " for"),
        AnswerKind.Contradiction => Words.Count(answer.Assessment!.Contradictions.Count, "contradiction"),
        _ => Answer.Label(answer.Kind),
    };
}
