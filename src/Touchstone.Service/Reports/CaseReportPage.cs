using System.Globalization;
using Touchstone.Workbench.Reports;

namespace Touchstone.Service.Reports;

/// <summary>The report to read and to print: what people say on a page of its own, then the program's findings, then custody and signature.</summary>
internal static class CaseReportPage
{
    // A case that is looked at every day for a year; the JSON has all.
    private const int MostLines = 400;

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it says.</param>
    /// <param name="json">SHA-256 of the JSON that says the same; printed on every page of a signed report.</param>
    internal static string Write(CaseReport report, string json)
    {
        var found = report.Case;
        var foot = report.Signer is null ? $"{found.Number}, draft of {Time(report.MadeAt)}, not signed" : $"{found.Number}, signed {Time(report.Signer.At)}, SHA-256 of the JSON: {json[..32]}";
        var title = $"{found.Number}: {(report.Signer is null ? "draft report" : "signed report")}";
        return HtmlReport.Render(report.Examined, null, null, report.Rates, new ReportFrame(title, foot, html => WriteCover(html, report, json), html => WriteClosing(html, report, json)));
    }

    private static void WriteCover(Html html, CaseReport report, string json)
    {
        var found = report.Case;
        using var cover = html.In("section", ("id", "case"), ("class", "cover"));
        html.Put("h1", $"Report of case {found.Number}");
        using (html.In("p", ("class", "standing"))) html.Put("strong", report.Signer is { } signer
            ? $"Signed by {signer.Name}, {Time(signer.At)}, confirmed by {signer.Confirmed}."
            : "Draft. Nobody has signed this report.");
        var examination = report.Examined.Examination;
        Tables.Pairs(html, "The case", [
            ("File, as it was named", found.Title), ("SHA-256 of the file", found.Sha256), ("Length", Words.Bytes(found.Bytes)), ("Format, by content", found.Format), ("Case opened", Time(found.OpenedAt)),
            ("Report made", Time(report.MadeAt)), ("Examined by", $"Touchstone engine {examination.EngineVersion}, policy {examination.Decision.PolicyName} {examination.Decision.PolicyVersion}"),
            .. report.Signer is null ? Array.Empty<(string, string)>() : [("SHA-256 of the JSON", json)]]);
        WriteOpinion(html, report.People);
        WriteRights(html, report.People);
        html.Put("h2", "What stands where");
        using (html.In("ul"))
            foreach (var (anchor, name, what) in new[]
            {
                ("summary", "Findings of the program", "decision, questions, each method with its pictures, what was not answered, versions, limits"), ("error-rates", "Error rates", "how often the methods err on material like this, where that was measured"),
                ("custody", "Custody", "what happened to the file and the case, by whom"), ("signature", "Signature", "how to check this report without the program that made it"),
            })
                using (html.In("li")) html.Put("a", name, ("href", "#" + anchor)).Text($": {what}.");
    }

    private static void WriteOpinion(Html html, Statements people)
    {
        html.Put("h2", "Examiner’s opinion");
        if (people.Opinion is not { Texts: { } texts } opinion)
        {
            html.Put("p", people.Opinion is null ? "No examiner has given an opinion. Everything that follows is output of the program." : "The opinion was erased together with the media.");
            return;
        }
        using var box = html.In("div", ("class", "opinion"));
        html.Put("p", $"Written by {people.Examiner ?? opinion.Author}, {Time(opinion.WrittenAt)}, version {opinion.Version}. A person’s words, not output of the program.", ("class", "small"));
        foreach (var (heading, text) in new[] { ("What was asked", texts.Asked), ("Opinion", texts.Text), ("What it does not cover", texts.Limits) })
            if (text.Length > 0) html.Put("h3", heading).Put("p", text);
    }

    private static void WriteRights(Html html, Statements people)
    {
        html.Put("h2", "Rights and consent");
        if (people.Rights is not { } rights)
        {
            html.Put("p", "Nothing was recorded.");
            return;
        }
        Tables.Pairs(html, "As recorded", [
            ("Ground", rights.Basis.ToString()), ("Source", Or(rights.Source)), ("Who agreed", Or(rights.ConsentedBy)),
            ("Ends", rights.ExpiresAt is { } end ? Time(end) : "not by itself"), ("Restrictions", Or(rights.Restrictions))]);
    }

    private static void WriteClosing(Html html, CaseReport report, string json)
    {
        using var closing = html.In("div", ("class", "record closing"));
        WriteCustody(html, report.Custody);
        WriteSignature(html, report, json);
    }

    private static void WriteCustody(Html html, IReadOnlyList<CustodyLine> lines)
    {
        using var section = html.In("section", ("id", "custody"), ("class", "custody"));
        html.Put("h2", "Custody");
        html.Put("p", "From the journal of the service: each line is signed and tied to all before it. A case package holds the lines themselves, to be checked without the service.");
        Tables.Write(html, "Lines about this case", [Column.Number("Line"), "Time (UTC)", "Who", "What"], lines.Take(MostLines), line =>
        {
            html.Put("td", line.Sequence.ToString("N0", CultureInfo.InvariantCulture), ("class", "number")).Put("td", line.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            html.Put("td", line.Name ?? line.Actor).Put("td", line.Text);
        });
        if (lines.Count > MostLines) html.Put("p", $"And {lines.Count - MostLines:N0} more, in the JSON report.");
    }

    private static void WriteSignature(Html html, CaseReport report, string json)
    {
        using var section = html.In("section", ("id", "signature"));
        html.Put("h2", "Signature");
        if (report.Signer is not { } signer)
        {
            html.Put("p", "This is a draft. An examiner signs a report on the case page; what is signed is stored and never made anew.");
            return;
        }
        html.Put("p", $"{signer.Name} ({signer.Actor}) signed on {Time(signer.At)} and was confirmed by {signer.Confirmed}. The signature is made by the key of the service, {report.JournalKey}, over a statement that names the digests of the JSON, the page and the printed form. It lies in a file of its own, signature.json.");
        Tables.Pairs(html, "Bound by it", [("SHA-256 of the JSON", json), ("Key", report.JournalKey)]);
        using (html.In("pre", ("tabindex", "0"))) html.Put("code", "touchstone report check report.pdf --signature signature.json --key LABORATORY.pem");
        html.Put("p", "A signature shows that this account was confirmed at the service and that nothing was changed since. Whose key it is, ask the laboratory by another way than this report.");
    }

    private static string Or(string text) => text.Length > 0 ? text : "nothing said";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
