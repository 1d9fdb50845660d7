namespace Touchstone.Workbench.Reports;

/// <summary>A column of a table; numbers stand right.</summary>
internal readonly record struct Column(string Heading, bool IsNumber = false)
{
    public static implicit operator Column(string heading) => new(heading);

    public static Column Number(string heading) => new(heading, true);
}

/// <summary>Plain tables that scroll sideways on a narrow screen instead of the page.</summary>
internal static class Tables
{
    public static void Write<T>(Html html, string caption, IReadOnlyList<Column> headings, IEnumerable<T> rows, Action<T> row)
    {
        using var scroll = html.In("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption));
        using var table = html.In("table");
        html.Put("caption", caption);
        using (html.In("thead"))
        using (html.In("tr"))
            foreach (var heading in headings)
                html.Put("th", heading.Heading, ("scope", "col"), ("class", heading.IsNumber ? "number" : null));
        using (html.In("tbody"))
            foreach (var item in rows)
                using (html.In("tr"))
                    row(item);
    }

    /// <summary>Names and values.</summary>
    public static void Pairs(Html html, string caption, IEnumerable<(string Name, string Value)> pairs)
    {
        using var scroll = html.In("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption));
        using var table = html.In("table", ("class", "pairs"));
        html.Put("caption", caption);
        using (html.In("tbody"))
            foreach (var (name, value) in pairs)
                using (html.In("tr"))
                    html.Put("th", name, ("scope", "row")).Put("td", value);
    }

    /// <summary>A value with its definition on hover and on focus.</summary>
    public static void Tip(Html html, string value, string? meaning)
    {
        if (meaning is null)
        {
            html.Text(value);
            return;
        }
        using var tip = html.In("span", ("class", "tip"), ("tabindex", "0"));
        html.Text(value).Put("span", meaning, ("role", "tooltip"));
    }
}
