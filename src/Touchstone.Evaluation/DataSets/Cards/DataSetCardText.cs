using System.Globalization;
using System.Text;

namespace Touchstone.Evaluation.DataSets.Cards;

/// <summary>A card as a Markdown page.</summary>
public static class DataSetCardText
{
    /// <summary>The page.</summary>
    /// <param name="card">The card.</param>
    public static string Markdown(DataSetCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var text = new StringBuilder();
        Line(text, $"# Data set {Cell(card.Name)}");
        Line(text, $"{card.Files:N0} files: {card.Authentic:N0} authentic, {card.Manipulated:N0} manipulated, {card.Files - card.Authentic - card.Manipulated:N0} without a label.");
        Line(text, $"{card.Independent.Subjects:N0} subjects, {card.Independent.Sessions:N0} sessions, {card.Independent.Clusters:N0} clusters that are independent of each other.");
        Line(text, $"SHA-256 of the manifest: `{card.Hash}`");
        Line(text, $"\n## Intended use\n{Cell(card.IntendedUse)}");
        Line(text, "\n## Gaps");
        foreach (var gap in card.Gaps.DefaultIfEmpty("None that the numbers show.")) Line(text, $"- {Cell(gap)}");
        Leaks(text, card);
        Line(text, "\n## Manifest");
        foreach (var (code, count) in card.Issues) Line(text, $"- `{code}`: {count:N0}");
        if (card.Issues.Count == 0) Line(text, "No issues.");
        if (card.Spreads.Count > 0) Line(text, "\n## Files\n| | files | sum | least | median | most |\n|---|--:|--:|--:|--:|--:|");
        foreach (var s in card.Spreads) Line(text, $"| {s.Name} | {s.Files:N0} | {(double.IsNaN(s.Sum) ? "" : Number(s.Sum))} | {Number(s.Least)} | {Number(s.Median)} | {Number(s.Most)} |");
        foreach (var column in card.Columns) Column(text, column);
        return text.ToString();
    }

    private static void Leaks(StringBuilder text, DataSetCard card)
    {
        Line(text, "\n## Leaks");
        if (card.Leaks is not { } leaks)
        {
            Line(text, "Not looked for.");
            return;
        }
        Line(text, $"{(leaks.Blocks ? "**They block every gate on this data.**" : "Nothing blocks.")} {leaks.Compared:N0} of {leaks.Files:N0} files were compared.");
        foreach (var (code, count) in leaks.Counts.OrderBy(c => c.Key, StringComparer.Ordinal))
            Line(text, $"- `{code}`: {count:N0}. First: {Cell(leaks.Findings.First(f => f.Code == code).Message)}");
        if (leaks.Shortcuts.Count > 0) Line(text, "\n| shortcut | cue | AUC | 95 % interval | files |\n|---|---|--:|---|--:|");
        foreach (var shortcut in leaks.Shortcuts)
            foreach (var cue in shortcut.Cues.Take(5).Prepend(shortcut.All))
                Line(text, $"| {shortcut.Kind} | {cue.Name} | {cue.Auc.Value:0.000} | [{cue.Auc.Lower:0.000}, {cue.Auc.Upper:0.000}] | {cue.Auc.N:N0} |");
    }

    private static void Column(StringBuilder text, CardColumn column)
    {
        Line(text, $"\n## {Cell(column.Name)}\n| {Cell(column.Name)} | files | authentic | manipulated |\n|---|--:|--:|--:|");
        foreach (var c in column.Counts) Line(text, $"| {(c.Value.Length == 0 ? "(not stated)" : Cell(c.Value))} | {c.Files:N0} | {c.Authentic:N0} | {c.Manipulated:N0} |");
        if (column.Values > column.Counts.Count) Line(text, $"\n{column.Values - column.Counts.Count:N0} more values.");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture);

    // What stands in a manifest may not become a table, a heading or HTML.
    private static string Cell(string value) => value.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ');
}
