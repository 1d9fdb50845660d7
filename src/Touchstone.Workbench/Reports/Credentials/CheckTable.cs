using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>The coded results of all checks, folded: for those who look codes up.</summary>
internal static class CheckTable
{
    private const int MaximumRows = 400;

    private static readonly IReadOnlyList<Column> Columns = ["Result", "Code", "Meaning", "About", "What was found"];

    public static void Write(Html html, ProvenanceReport report, CheckGroups checks)
    {
        var groups = report.Manifests.Select((m, i) => (Name: $"{i + 1} · {m.Title ?? m.Label}", Rows: checks.For(m))).Append((Name: "Named by no manifest", Rows: checks.Elsewhere)).Where(g => g.Rows.Count > 0).ToList();
        var all = groups.Sum(g => g.Rows.Count);
        if (all == 0) return;
        using var fold = html.In("details", ("class", "checks"));
        html.Put("summary", $"All {Words.Count(all, "check")} by code");
        var left = MaximumRows;
        foreach (var (name, rows) in groups)
        {
            if (left <= 0) break;
            // Failures first: whoever opens this looks for them.
            Tables.Write(html, name, Columns, rows.OrderByDescending(s => s.Kind == StatusKind.Failure).Take(left), status => WriteRow(html, status));
            left -= rows.Count;
        }
        if (left < 0) html.Put("p", $"And {-left:N0} more, in the JSON document.", ("class", "small"));
    }

    private static void WriteRow(Html html, Status status)
    {
        using (html.In("td", ("class", CredentialWords.Fails(status) ? "level bad" : "level")))
            html.Text(status.Kind switch { StatusKind.Success => "✓ passed", StatusKind.Failure when CredentialWords.Fails(status) => "✗ failed", StatusKind.Failure => "▲ unlisted", _ => "• note" });
        using (html.In("td")) html.Put("code", status.Code, ("class", "wraps"));
        html.Put("td", StatusCatalog.Find(status.Code)?.Meaning ?? "a code of other software");
        using (html.In("td")) html.Put("code", CheckGroups.Within(status.Url), ("class", "wraps"), ("title", status.Url));
        html.Put("td", status.Explanation);
    }
}
