using System.Globalization;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Workbench.Reports;

namespace Touchstone.Workbench.Rates;

/// <summary>The part of a report that says how often the methods err on material like its case's: one table, each rate with its interval as a bar.</summary>
internal static class RateSection
{
    public static void Write(Html html, Examination examination, ErrorRates? table)
    {
        var measured = examination.Findings.Where(f => f.State == FindingState.Measured).OrderByDescending(Pointers.Rank).ToList();
        using var section = html.In("section", ("id", "error-rates"), ("class", "rates"));
        html.Put("h2", "Error rates on material like this");
        if (measured.Count == 0)
        {
            html.Put("p", "No method measured anything in this file.");
            return;
        }
        var material = Material.Of(examination.Specimen);
        var all = measured.Select(f => (Finding: f, Rates: RateMatch.Of(table, f, material))).ToList();
        var known = all.Where(r => r.Rates.Authentic is not null || r.Rates.Manipulated.Count > 0).ToList();
        WriteIntroduction(html, material, table, known.Count > 0);
        if (known.Any(r => r.Rates.All.Any(rate => rate.Outside.Length > 0)))
            html.Put("p", "Where it says “Outside”, this file is unlike what was counted, in what stands there: the rate is the nearest that is known, and may not hold.");
        if (known.Count > 0) WriteTable(html, known);
        var unknown = all.Except(known).Where(r => !r.Finding.IsDescription).ToList();
        if (unknown.Count > 0)
            Tables.Write(html, "Error rates that are not known", ["Method", "Here", "Why"], unknown, row =>
            {
                WriteMethod(html, row.Finding);
                html.Put("td", row.Rates.Remark);
            });
        if (all.Where(r => r.Finding.IsDescription).Select(r => MethodCard.NameOf(r.Finding.DetectorId)).ToList() is [_, ..] describing)
            html.Put("p", $"Describe only, raise no alarm and so have no such rate: {string.Join(", ", describing)}.", ("class", "small"));
    }

    private static void WriteIntroduction(Html html, Material material, ErrorRates? table, bool known)
    {
        if (table is null)
        {
            html.Put("p", "Not known for material like this: no table of error rates is loaded.");
            return;
        }
        var span = table.Sources.Count == 0 ? "" : $", {table.Sources.Max(s => s.At).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        html.Put("p", $"This file: {material}. Counted on {Words.Count(table.Sources.Sum(s => s.Files), "file")} of known truth ({table.Material}), engine {table.Engine}{span}. An alarm is a finding that stands out."
            + (known ? " Each rate is taken from the finest class that this file falls into and that holds at least " + $"{ErrorRates.FewestGroups} independent sources; in brackets and as bars its 95 % interval." : ""));
        html.Put("p", "The rates hold for material like that. The camera and the history of this file were not measured, and a rate says nothing about how probable it is that this file was manipulated.", ("class", "small"));
    }

    private static void WriteTable(Html html, List<(Finding Finding, KnownRates Rates)> known) =>
        Tables.Write(html, "How often the methods that measured something here err; bars from 0 to 100 %", ["Method", "Here", "False alarms, authentic files", "Stands out, manipulated files"], known, row =>
        {
            WriteMethod(html, row.Finding);
            using (html.In("td"))
            {
                if (row.Rates.Authentic is { } authentic)
                {
                    WriteRate(html, "", authentic.Count);
                    WriteCell(html, authentic);
                }
                else html.Text(row.Rates.Remark);
            }
            using (html.In("td"))
            {
                if (row.Rates.Manipulated.Count == 0) html.Text("not known for material like this");
                foreach (var cell in row.Rates.Manipulated.GroupBy(m => (m.Value.Cell, m.Value.Outside)))
                {
                    foreach (var (kind, rate) in cell) WriteRate(html, Plain(kind), rate.Count);
                    WriteCell(html, cell.First().Value with { Count = cell.First().Value.Count with { Files = 0 } });
                }
            }
        });

    private static void WriteMethod(Html html, Finding finding)
    {
        using (html.In("th", ("scope", "row"))) html.Put("a", MethodCard.NameOf(finding.DetectorId), ("href", "#f-" + finding.DetectorId)).Put("span", $" {finding.DetectorId} {finding.DetectorVersion}", ("class", "id"));
        html.Put("td", finding.StandsOut() ? "stands out" : "nothing");
    }

    private static void WriteRate(Html html, string kind, RateCount count)
    {
        using var line = html.In("div", ("class", "rate"));
        html.Put("span", $"{(kind.Length > 0 ? kind + ": " : "")}{Percent(count.Rate)} [{Bound(count.Lower)}, {Bound(count.Upper)}], {count.Events} of {count.Files}");
        double At(double share) => 1 + 118 * share;
        using var svg = html.In("svg", ("viewBox", "0 0 120 8"), ("class", "bar-of-rate"), ("aria-hidden", "true"));
        html.Put("line", "", ("x1", "1"), ("x2", "119"), ("y1", "4"), ("y2", "4"), ("class", "rail"));
        foreach (var x in new[] { 0, 0.5, 1 }) html.Put("line", "", ("x1", Words.Coordinate(At(x))), ("x2", Words.Coordinate(At(x))), ("y1", "2"), ("y2", "6"), ("class", "rail"));
        html.Put("rect", "", ("x", Words.Coordinate(At(count.Lower))), ("width", Words.Coordinate(Math.Max(1, At(count.Upper) - At(count.Lower)))), ("y", "2"), ("height", "4"), ("class", "interval"));
        html.Put("line", "", ("x1", Words.Coordinate(At(count.Rate))), ("x2", Words.Coordinate(At(count.Rate))), ("y1", "0"), ("y2", "8"), ("class", "tick"));
    }

    private static void WriteCell(Html html, MatchedRate rate)
    {
        var count = rate.Count.Files > 0 ? $": {Words.Count(rate.Count.Files, "file")} of {Words.Count(rate.Count.Groups, "source")}{(rate.Count.Silent > 0 ? $"; {rate.Count.Silent:N0} more on which it does not apply" : "")}" : "";
        using var line = html.In("p", ("class", "small"));
        html.Text($"{rate.Cell}{count}.");
        if (rate.Outside.Length > 0) html.Text(" ").Put("strong", $"Outside: {rate.Outside}.");
    }

    /// <summary>The word of a manifest for a manipulation, for people: "splice-feathered" is "splice feathered".</summary>
    internal static string Plain(string kind) => kind.Replace('-', ' ').Replace('_', ' ');

    private static string Percent(double share) => Bound(share) + " %";

    private static string Bound(double share) => (100 * share).ToString(share is > 0 and < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
