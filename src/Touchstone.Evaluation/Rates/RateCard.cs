using System.Globalization;
using System.Text;
using System.Text.Json;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Workbench.Rates;

namespace Touchstone.Evaluation.Rates;

/// <summary>What goes beside a table of error rates: a card for people and the manifest of a model, both made from the table.</summary>
public static class RateCard
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The card, as Markdown.</summary>
    /// <param name="id">Name of the model.</param>
    /// <param name="rates">The table.</param>
    public static string Markdown(string id, ErrorRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {id}\n\nHow often methods err, counted on material of known truth: {rates.Material}.\n\n");
        text.Append("**For** the error rates that reports print: a report takes the finest class of material that its case falls into, format with quality of the last save and size first, and says how it was matched.\nA rate holds for the version of a method that it was counted for. It decides nothing.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**An event** is a finding that stands out: past the method’s own threshold, or an anomaly or contradiction that a rule found. Intervals are 95 %, exact over independent sources and\nclustered otherwise. Files on which a method does not apply count in nothing. A class of fewer than {ErrorRates.FewestGroups} independent sources is counted and not told.\n\n");
        text.Append("**Not for** material unlike that: other cameras, larger pictures, chains of several saves, other ways to manipulate. The authors of the methods knew part of these pictures while they wrote\nthem (the method cards say which), so that the rates are optimistic to that extent. Files that were saved again count as authentic for every question but that of history.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**Licence** Apache-2.0. The file holds counts only, no media. Engine {rates.Engine}.\n");
        Table(text, "Counted from", ["run", "date", "files", "manifest", "trials"], rates.Sources.Select(s => (string[])[s.Name, s.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{s.Files}", s.Data[..12], s.Trials[..12]]));
        var wholes = rates.Cells.Where(c => c.Cell is { Format: null, Quality: null, Size: null }).ToList();
        Table(text, "All material of a kind together", ["method", "question", "kind", "false alarms", "of", "sources", "silent", "stood out where manipulated"], wholes.Select(c => (string[])
        [
            $"{c.Detector} {c.Version}", Sentences.Heading(c.Question), c.Cell.Kind.ToString().ToLowerInvariant(), c.Authentic.Told ? Percent(c.Authentic) : "too few", $"{c.Authentic.Files}", $"{c.Authentic.Groups}", $"{c.Authentic.Silent}",
            string.Join("; ", c.Manipulated.Where(m => m.Value.Told).Select(m => $"{m.Key} {Percent(m.Value)} of {m.Value.Files}")),
        ]));
        return text.ToString();
    }

    /// <summary>The manifest, as JSON.</summary>
    /// <param name="id">Name of the model.</param>
    /// <param name="file">Name of the table's file.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="rates">The table.</param>
    public static string Manifest(string id, string file, byte[] bytes, ErrorRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var detectors = rates.Cells.Select(c => (c.Detector, c.Version)).Distinct().OrderBy(d => d.Detector, StringComparer.Ordinal).ThenBy(d => d.Version, StringComparer.Ordinal).GroupBy(d => d.Detector);
        return JsonSerializer.Serialize(new
        {
            id, kind = "error-rates", file, sha256 = Sha256.Of(bytes).Hex, engine = rates.Engine, trials = rates.Sources.Select(s => s.Trials), data = rates.Sources.Select(s => s.Data),
            detectors = detectors.ToDictionary(g => g.Key, g => string.Join(", ", g.Select(d => d.Version))), licence = "Apache-2.0",
        }, Json) + "\n";
    }

    private static string Percent(RateCount count) => string.Create(CultureInfo.InvariantCulture, $"{100 * count.Rate:0.0} % [{100 * count.Lower:0.0}, {100 * count.Upper:0.0}]");

    private static void Table(StringBuilder text, string title, string[] heads, IEnumerable<string[]> rows)
    {
        // A name from a manifest may hold anything; a bar or a line break would break the table.
        static string Cell(string s) => s.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => "---|"))}\n");
        foreach (var row in rows) text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Cell))} |\n");
    }
}
