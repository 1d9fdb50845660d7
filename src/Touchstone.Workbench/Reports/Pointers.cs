using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Workbench.Reports.Credentials;

namespace Touchstone.Workbench.Reports;

/// <summary>What stands out, and where: the sentence a reader in a hurry needs first.</summary>
public static class Pointers
{
    private const int MostIntervals = 3;

    /// <summary>Said where at least one method could read the file and none stands out.</summary>
    public const string Nothing = "Nothing stands out to the methods that could read this file. That clears nothing.";

    /// <summary>For each finding that stands out, its detector and what it points at: "points at 2 places, the larger 320×256 px at (96, 640)".</summary>
    public static IReadOnlyList<(string DetectorId, string Points)> Of(Examination examination)
    {
        ArgumentNullException.ThrowIfNull(examination);
        return [.. examination.Findings.Where(f => f.State == FindingState.Measured && f.StandsOut()).OrderByDescending(Rank).Select(f => (f.DetectorId, Points(f)))];
    }

    /// <summary>All of it in one sentence; empty where no method could read the file.</summary>
    public static string Sentence(Examination examination)
    {
        var all = Of(examination);
        if (all.Count > 0) return $"{string.Join("; ", all.Select(p => $"{MethodCard.NameOf(p.DetectorId)} {p.Points}"))}.";
        return examination.Findings.Any(f => f.State == FindingState.Measured) ? Nothing : "";
    }

    /// <summary>What to read first: contradictions, then what is past its threshold, then anomalies, then the rest.</summary>
    internal static int Rank(Finding finding) =>
        finding.Observations.Any(o => o.Weight == Weight.Contradiction) ? 3
        : finding.Scores is [var main, ..] && main.PassesThreshold() == true ? 2
        : finding.StandsOut() ? 1 : 0;

    /// <summary>Where a finding is, in a few words; empty where it names no place.</summary>
    public static string Where(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        string?[] parts =
        [
            finding.Regions.Count == 0 ? null : finding.Regions.Count == 1 ? Largest(finding) : $"{finding.Regions.Count} places, the largest {Largest(finding)}",
            Intervals(finding.Intervals),
            finding.Regions.Count == 0 ? Maps(finding.Maps) : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string Points(Finding finding)
    {
        if (finding.Credentials is { } report) return $"says: credentials {CredentialWords.State(report.State)}" + (finding.Observations.Where(o => o.Weight > Weight.Note).Select(o => o.Rule).Distinct().Count() is > 0 and var axes ? $", {Words.Count(axes, "answer")} to look at" : "");
        int Weighing(Weight weight) => finding.Observations.Count(o => o.Weight == weight);
        var said = Weighing(Weight.Contradiction) is > 0 and var contradictions ? $"finds {Words.Count(contradictions, "contradiction")}"
            : finding.Scores is [var main, ..] && main.PassesThreshold() == true ? Counts(main) ? $"finds {Words.Count((int)main.Value, main.Unit.TrimEnd('s'))}" : ""
            : Weighing(Weight.Anomaly) is var anomalies && anomalies == 1 ? "finds 1 anomaly" : $"finds {anomalies} anomalies";
        var where = finding.Regions.Count == 1 ? "1 place, " + Largest(finding) : Where(finding);
        if (where.Length == 0) return said.Length > 0 ? said : "is past its own threshold";
        return said.Length > 0 ? $"{said} ({where})" : $"points at {where}";
    }

    /// <summary>Whether a score counts what its finding lists, so that the list says it already.</summary>
    internal static bool Counts(Score score) => score.Unit is "anomalies" or "marks" or "traces";

    private static string Largest(Finding finding)
    {
        var largest = finding.Regions.MaxBy(r => r.Width * r.Height)!;
        return $"{largest.Width:#,0}×{largest.Height:#,0} px at ({largest.X:0}, {largest.Y:0})";
    }

    private static string? Intervals(IReadOnlyList<Interval> intervals)
    {
        if (intervals.Count == 0) return null;
        var shown = intervals.Take(MostIntervals).Select(i => i.EndSeconds > i.StartSeconds ? $"{i.StartSeconds:0.00}–{i.EndSeconds:0.00} s" : $"{i.StartSeconds:0.00} s");
        return string.Join(", ", shown) + (intervals.Count > MostIntervals ? $" and {intervals.Count - MostIntervals} more" : "");
    }

    /// <summary>Share of the judged cells that pass the detector's own threshold.</summary>
    private static string? Maps(IReadOnlyList<EvidenceMap> maps)
    {
        if (maps.FirstOrDefault(m => m is { Threshold: not null, Values.Length: > 0 }) is not { } map) return null;
        int judged = 0, passed = 0;
        for (var i = 0; i < map.Values.Length; i++)
        {
            if (float.IsNaN(map.Values[i]) || map.Reliability[i] <= 0) continue;
            judged++;
            if (map.Direction == Direction.LowerSupportsManipulation ? map.Values[i] <= map.Threshold : map.Values[i] >= map.Threshold) passed++;
        }
        return passed == 0 ? null : $"{100.0 * passed / judged:0.#} % of the judged area";
    }
}
