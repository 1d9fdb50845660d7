using System.Text.RegularExpressions;
using Spectre.Console;
using Spectre.Console.Rendering;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;

namespace Touchstone.Cli.Rendering;

/// <summary>Method cards on the terminal.</summary>
internal static partial class CardView
{
    internal static IRenderable List(IReadOnlyList<IDetector> detectors)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var heading in (string[])["Detector", "Version", "Question", "Media", "Reads"])
            table.AddColumn(new TableColumn(new Text(heading, Styles.Quiet)) { Padding = new Padding(0, 0, 2, 0), NoWrap = heading != "Reads" });
        foreach (var detector in detectors)
        {
            var reads = Plain(MethodCard.Load(detector.Id)["Reads"]);
            table.AddRow(new Text(detector.Id, Styles.Strong), new Text(detector.Version), new Text(Sentences.Heading(detector.Question)), new Text(Kinds(detector)), new Text(FirstSentence(reads)));
        }
        return table;
    }

    internal static IRenderable Whole(IDetector detector)
    {
        var card = MethodCard.Load(detector.Id);
        var rows = new List<IRenderable>
        {
            new Text($"{detector.Id} {detector.Version}", Styles.Strong),
            new Text($"{card.Title}. Answers: {Sentences.Heading(detector.Question)} Media: {Kinds(detector)}.", Styles.Quiet),
        };
        foreach (var (heading, text) in card.Sections)
        {
            rows.Add(Text.Empty);
            rows.Add(new Text(heading, Styles.Strong));
            rows.AddRange(Paragraphs(text).Select(p => new Padder(new Text(p), new Padding(2, 0, 0, 0))));
        }
        return new Rows(rows);
    }

    private static string Kinds(IDetector detector) => string.Join(", ", detector.Kinds.Select(k => k.ToString().ToLowerInvariant()));

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    /// <summary>Lines of a paragraph are joined so that the terminal breaks them; list items and table rows keep their own line.</summary>
    private static IEnumerable<string> Paragraphs(string markdown)
    {
        var current = "";
        foreach (var line in markdown.Split('\n').Select(l => l.TrimEnd()))
        {
            var own = line.Length == 0 || line.TrimStart().StartsWith("- ", StringComparison.Ordinal) || line.StartsWith('|') || line.StartsWith("```", StringComparison.Ordinal);
            if (own && current.Length > 0)
            {
                yield return Plain(current);
                current = "";
            }
            if (line.StartsWith('|')) yield return line;
            else if (line.Length > 0) current += (current.Length > 0 ? " " : "") + line.Trim();
        }
        if (current.Length > 0) yield return Plain(current);
    }

    private static string Plain(string markdown) => Printable.Clean(Emphasis().Replace(Link().Replace(markdown, "$1 ($2)"), "$1")).Replace("`", "");

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Emphasis();
}
