using System.Text;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;

namespace Touchstone.Workbench.Reports;

/// <summary>The pages of docs/methods, generated from the detectors and their method cards.</summary>
public static class MethodPages
{
    /// <summary>Every page by file name.</summary>
    public static IReadOnlyDictionary<string, string> All() =>
        DetectorCatalog.All.ToDictionary(d => d.Id + ".md", Page).Append(new("README.md", Index())).ToDictionary();

    private static string Index()
    {
        var page = new StringBuilder("# Methods\n\nGenerated from the method cards by `touchstone detectors --write docs/methods`. Do not edit.\n\n");
        page.Append("| method | question | media | reads |\n|---|---|---|---|\n");
        foreach (var detector in DetectorCatalog.All)
            page.Append($"| [{detector.Id}]({detector.Id}.md) {detector.Version} | {Sentences.Heading(detector.Question)} | {Media(detector)} | {FirstSentence(MethodCard.Load(detector.Id)["Reads"])} |\n");
        return page.ToString();
    }

    private static string Page(IDetector detector)
    {
        var card = MethodCard.Load(detector.Id);
        var page = new StringBuilder($"# {card.Title}\n\n`{detector.Id}` version {detector.Version} · {Sentences.Heading(detector.Question)} · {Media(detector)}\n");
        foreach (var section in MethodCard.RequiredSections) page.Append($"\n## {section}\n\n{card[section]}\n");
        return page.ToString();
    }

    private static string Media(IDetector detector) => string.Join(", ", detector.Kinds.Select(k => k.ToString().ToLowerInvariant()));

    private static string FirstSentence(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace("|", "\\|");
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? line : line[..(end + 1)];
    }
}
