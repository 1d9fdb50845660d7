using System.Text;
using Touchstone.Workbench.Reports;

namespace Touchstone.Evaluation.GateReports;

/// <summary>Writes the pieces of a report as one self-contained HTML page, and as Markdown with its plots beside it.</summary>
internal static class ReportWriter
{
    /// <summary>Writes NAME.html, NAME.md and the plots; nothing in them depends on when or where.</summary>
    internal static void Write(string folder, string name, string title, IReadOnlyList<ReportBlock> blocks)
    {
        File.WriteAllText(Path.Combine(folder, name + ".html"), Html(title, blocks));
        File.WriteAllText(Path.Combine(folder, name + ".md"), Markdown(title, blocks));
        var plots = blocks.OfType<PlotsBlock>().SelectMany(p => p.Plots).ToList();
        if (plots.Count == 0) return;
        Directory.CreateDirectory(Path.Combine(folder, "plots"));
        foreach (var plot in plots) File.WriteAllBytes(Path.Combine(folder, "plots", plot.Name + ".svg"), plot.Svg);
    }

    internal static string Html(string title, IReadOnlyList<ReportBlock> blocks) => Page.Render(title, html =>
    {
        using (html.In("header", ("class", "bar"))) html.Put("span", "Touchstone", ("class", "mark")).Put("span", title, ("class", "name"));
        using var main = html.In("main", ("class", "study"));
        html.Put("h1", title);
        foreach (var block in blocks) Put(html, block);
    });

    private static void Put(Html html, ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                html.Put("h" + heading.Level, heading.Text).Line();
                break;
            case TextBlock text:
                html.Put("p", text.Text, ("class", text.Small ? "small" : null)).Line();
                break;
            case OutcomeBlock outcome:
                using (html.In("div", ("class", "decision")))
                using (html.In("p", ("class", "sentence")))
                    html.Put("span", outcome.Word, ("class", "badge " + outcome.Look)).Text(" " + outcome.Sentence);
                break;
            case ListBlock list:
                using (html.In("ul"))
                    foreach (var item in list.Items) html.Put("li", item);
                break;
            case PairsBlock pairs:
                Tables.Pairs(html, pairs.Caption, pairs.Pairs);
                break;
            case TableBlock { IsFolded: true } table:
                using (html.In("details", ("class", "more")))
                {
                    html.Put("summary", $"{table.Caption}: {table.Rows.Count:N0} rows");
                    Put(html, table);
                }
                break;
            case TableBlock table:
                Put(html, table);
                break;
            case PlotsBlock plots:
                using (html.In("div", ("class", "plots")))
                    foreach (var plot in plots.Plots)
                        using (html.In("figure"))
                            html.Put("img", "", ("src", Page.Picture("image/svg+xml", plot.Svg)), ("alt", plot.Caption)).Put("figcaption", plot.Caption);
                break;
        }
    }

    private static void Put(Html html, TableBlock table)
    {
        Column[] columns = [.. table.Headings.Select(h => h.StartsWith('#') ? Column.Number(h[1..]) : new Column(h))];
        Tables.Write(html, table.Caption, columns, table.Rows, row =>
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i == 0) html.Put("th", row[i], ("scope", "row"));
                else if (columns[i].IsNumber && row[i].Split(" [", 2) is [var value, var interval])
                    using (html.In("td", ("class", "number"))) html.Text(value).Put("span", "[" + interval, ("class", "interval"));
                else html.Put("td", row[i], ("class", columns[i].IsNumber ? "number" : row[i] switch { "Fail" => "fail", "Pass" => "pass", _ => null }));
            }
        });
    }

    internal static string Markdown(string title, IReadOnlyList<ReportBlock> blocks)
    {
        var text = new StringBuilder($"# {Inline(title)}\n");
        foreach (var block in blocks) text.Append('\n').Append(Markdown(block));
        return text.ToString();
    }

    private static string Markdown(ReportBlock block) => block switch
    {
        HeadingBlock heading => $"{new string('#', heading.Level)} {Inline(heading.Text)}\n",
        TextBlock text => Inline(text.Text) + "\n",
        OutcomeBlock outcome => $"**{outcome.Word}.** {Inline(outcome.Sentence)}\n",
        ListBlock list => string.Concat(list.Items.Select(i => $"- {Inline(i)}\n")),
        PairsBlock pairs => Rows(["", pairs.Caption], pairs.Pairs.Select(p => (IReadOnlyList<string>)[p.Name, p.Value])),
        TableBlock table => Inline(table.Caption) + "\n\n" + Rows(table.Headings, table.Rows),
        PlotsBlock plots => string.Concat(plots.Plots.Select(p => $"![{Inline(p.Caption)}](plots/{p.Name}.svg)\n")),
        _ => "",
    };

    private static string Rows(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        $"| {string.Join(" | ", headings.Select(h => Inline(h.TrimStart('#'))))} |\n|{string.Concat(headings.Select(h => h.StartsWith('#') ? "---:|" : "---|"))}\n"
        + string.Concat(rows.Select(r => $"| {string.Join(" | ", r.Select(Inline))} |\n"));

    // What comes from manifests and gate files is text in Markdown too.
    private static string Inline(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\') safe.Append('\\');
            safe.Append(letter is '\n' or '\r' ? ' ' : letter);
        }
        return safe.ToString();
    }
}
