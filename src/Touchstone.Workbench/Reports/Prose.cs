namespace Touchstone.Workbench.Reports;

/// <summary>Sets the plain Markdown of a method card: paragraphs, lists, tables, code spans and bold; anything else stays text.</summary>
public static class Prose
{
    private const int LongList = 12;

    /// <summary>A section of a card for a page made elsewhere.</summary>
    public static string ToHtml(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var html = new Html();
        Write(html, markdown);
        return html.ToString();
    }

    internal static void Write(Html html, string markdown)
    {
        var lines = markdown.Split('\n').Select(l => l.TrimEnd()).ToList();
        for (var i = 0; i < lines.Count;)
        {
            if (lines[i].Length == 0) i++;
            else if (IsItem(lines[i])) i = List(html, lines, i);
            else if (lines[i].StartsWith('|')) i = Table(html, lines, i);
            else i = Paragraph(html, lines, i);
        }
    }

    /// <summary>One run of text with `code` and **bold**.</summary>
    internal static void Inline(Html html, string text)
    {
        var rest = text;
        while (rest.Length > 0)
        {
            var code = rest.IndexOf('`', StringComparison.Ordinal);
            var bold = rest.IndexOf("**", StringComparison.Ordinal);
            var (mark, tag, at) = bold >= 0 && (code < 0 || bold < code) ? ("**", "strong", bold) : ("`", "code", code);
            var end = at < 0 ? -1 : rest.IndexOf(mark, at + mark.Length, StringComparison.Ordinal);
            if (end < 0) break;
            html.Text(rest[..at]).Put(tag, rest[(at + mark.Length)..end]);
            rest = rest[(end + mark.Length)..];
        }
        html.Text(rest);
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal);

    private static int Paragraph(Html html, List<string> lines, int from)
    {
        var to = from + 1;
        while (to < lines.Count && lines[to].Length > 0 && !IsItem(lines[to]) && !lines[to].StartsWith('|')) to++;
        using (html.In("p")) Inline(html, string.Join(' ', lines[from..to].Select(l => l.TrimStart('#', ' '))));
        return to;
    }

    private static int List(Html html, List<string> lines, int from)
    {
        var end = from;
        while (end < lines.Count && (IsItem(lines[end]) || lines[end].StartsWith("  ", StringComparison.Ordinal))) end++;
        var entries = lines[from..end].Count(IsItem);
        if (entries <= LongList) Items(html, lines[from..end]);
        else
            // A long list is looked up, not read: it would push the evidence of the next finding out of sight.
            using (html.In("details"))
            {
                html.Put("summary", $"{entries} entries");
                Items(html, lines[from..end]);
            }
        return end;
    }

    private static void Items(Html html, List<string> lines)
    {
        using var list = html.In("ul");
        for (var at = 0; at < lines.Count;)
        {
            var to = at + 1;
            while (to < lines.Count && !IsItem(lines[to])) to++;
            using (html.In("li")) Inline(html, string.Join(' ', lines[at..to].Select(l => l.Trim()))[2..]);
            at = to;
        }
    }

    private static int Table(Html html, List<string> lines, int from)
    {
        using var scroll = html.In("div", ("class", "scroll"), ("tabindex", "0"));
        using var table = html.In("table");
        var cell = "th";
        for (; from < lines.Count && lines[from].StartsWith('|'); from++)
        {
            if (lines[from].All(c => c is '|' or '-' or ':' or ' ')) continue;
            using var row = html.In("tr");
            foreach (var text in lines[from].Trim('|').Split('|'))
                using (html.In(cell)) Inline(html, text.Trim());
            cell = "td";
        }
        return from;
    }
}
