using Touchstone.Workbench.Reports.Credentials;
using Touchstone.Workbench.Reports.Drawing;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using static Touchstone.Workbench.Reports.Words;

namespace Touchstone.Workbench.Reports;

/// <summary>One finding: what was found and where, how to read it, and by which method.</summary>
internal static class FindingSection
{
    private const int MaximumRows = 40;

    public static void Write(Html html, Finding finding, Examined examined)
    {
        var card = CardOf(finding.DetectorId);
        var kind = Answer.Of(finding);
        var id = "f-" + finding.DetectorId;
        using var section = html.In("section", ("id", id), ("class", $"finding {kind.ToString().ToLowerInvariant()}"), ("tabindex", "-1"));
        using (html.In("header"))
        {
            html.Put("h2", card is { Title.Length: > 0 } ? card.Title : finding.DetectorId);
            Summary.Chip(html, kind);
            using (html.In("p", ("class", "small"))) html.Text(Sentences.Heading(finding.Question) + " · ").Put("span", $"{finding.DetectorId} {finding.DetectorVersion}", ("class", "id"));
        }
        WriteBody(html, finding, examined, card);
    }

    /// <summary>Whether a method measured and has nothing to point at: nothing stands out, nothing is calibrated, no credentials are there.</summary>
    public static bool IsQuiet(Finding finding) => finding is { State: FindingState.Measured, Evidence: null, Credentials: null } && !finding.StandsOut();

    /// <summary>Methods that measured and have nothing to point at: a line each, with the whole finding folded behind it, which stays away from paper.</summary>
    public static void WriteQuiet(Html html, IReadOnlyList<Finding> findings, Examined examined)
    {
        if (findings.Count == 0) return;
        using var section = html.In("section", ("id", "quiet"), ("class", "quiet-list"));
        html.Put("h2", "Measured, and nothing stands out");
        html.Put("p", $"{Count(findings.Count, "method")} measured and {(findings.Count == 1 ? "points" : "point")} at nothing. That clears nothing. Each line unfolds on a screen; paper has the lines alone, the JSON document has all numbers.", ("class", "small"));
        foreach (var finding in findings)
            using (html.In("details", ("id", "f-" + finding.DetectorId), ("class", "finding quiet"), ("tabindex", "-1")))
            {
                using (html.In("summary"))
                {
                    html.Put("strong", MethodCard.NameOf(finding.DetectorId)).Put("span", Sentences.Heading(finding.Question)).Put("span", Phrase(finding));
                    html.Put("span", $"{finding.DetectorId} {finding.DetectorVersion}", ("class", "id"));
                }
                WriteBody(html, finding, examined, CardOf(finding.DetectorId));
            }
    }

    /// <summary>What a method measured, in a phrase: its main number against its own threshold, else how much it noted, else what it says.</summary>
    private static string Phrase(Finding finding)
    {
        if (finding.Scores is not [var main, ..]) return finding.Observations.Count > 0 ? Count(finding.Observations.Count, "note") : finding.Reason.Text;
        return $"{main.Name}: {ScoreText.Phrase(main)}{(ScoreText.Threshold(main) is { } threshold ? $", own threshold {threshold}" : "")}";
    }

    private static void WriteBody(Html html, Finding finding, Examined examined, MethodCard? card)
    {
        var id = "f-" + finding.DetectorId;
        html.Put("p", finding.Reason.Text, ("class", "said"));
        if (finding.State == FindingState.Failed)
        {
            using var box = html.In("p", ("class", "failure"));
            html.Text("Failed with ").Put("code", finding.Reason.Code).Text(". This says nothing about the material: a person looks. Try a complete copy of the file; if it fails again, report the hash above.");
        }
        // Credentials say more than scores and observations hold, which are drawn from them.
        if (finding.Credentials is { } report) CredentialSection.Write(html, finding, report, examined);
        else WriteMeasured(html, id, finding, examined);
        if (card is not null) WriteReading(html, card);
        WriteMethod(html, finding, card);
    }

    private static void WriteMeasured(Html html, string id, Finding finding, Examined examined)
    {
        WriteEvidence(html, finding);
        WriteScores(html, finding.Scores);
        WritePlaces(html, id, finding, examined);
        WriteTimes(html, finding, examined);
        WriteObservations(html, finding.Observations);
    }

    /// <summary>The card of a detector, or null for one this version does not know.</summary>
    public static MethodCard? CardOf(string detectorId)
    {
        try
        {
            return MethodCard.Load(detectorId);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void WriteEvidence(Html html, Finding finding)
    {
        if (finding.Evidence is { } evidence)
        {
            using var box = html.In("div", ("class", "evidence-value"));
            Scale.Write(html, evidence.Llr);
            html.Put("p", $"{Scale.Words(evidence.Llr)}: {VerbalScale.Words(evidence.Llr.Value)}. Bounds are what the calibration data can carry; calibrator {evidence.CalibratorId}.", ("class", "small"));
        }
        else if (finding.Observations.Any(o => o.Weight == Weight.Contradiction))
            html.Put("p", "A contradiction needs no calibration: a policy may flag the file for it alone. The numbers below count for nothing in the decision.", ("class", "only"));
        else if (finding.State == FindingState.Measured && finding.Scores.Count > 0)
            html.Put("p", "Measurement only: not validated for material like this. It counts for nothing in the decision.", ("class", "only"));
    }

    private static void WriteScores(Html html, IReadOnlyList<Score> scores)
    {
        if (scores.Count == 0) return;
        Tables.Write(html, "Measurements", ["Measured", Column.Number("Value"), "Unit", "Reads", "Own threshold"], scores.Take(MaximumRows), score =>
        {
            html.Put("th", score.Name, ("scope", "row"));
            using (html.In("td", ("class", "number"))) Tables.Tip(html, ScoreText.Value(score), Meaning(score.Unit));
            html.Put("td", ScoreText.Unit(score)).Put("td", Pointing(score.Direction));
            html.Put("td", ScoreText.Threshold(score) is { } t ? $"{t}{score.PassesThreshold() switch { true => ", passed", false => ", not passed", null => "" }}" : "none", ("class", score.PassesThreshold() == true ? "passed" : null));
        });
    }

    private static void WritePlaces(Html html, string id, Finding finding, Examined examined)
    {
        if (finding.Maps.Count == 0 && finding.Regions.Count == 0) return;
        using (html.In("div", ("class", finding.Maps.Count > 1 ? "stages many" : "stages")))
        {
            if (finding.Maps.Count == 0) Stage.Write(html, id + "-0", finding, null, examined);
            for (var i = 0; i < Math.Min(finding.Maps.Count, 8); i++) Stage.Write(html, $"{id}-{i}", finding, finding.Maps[i], examined);
        }
        if (finding.Regions.Count == 0) return;
        Tables.Write(html, "Marked places", ["Mark", "What is there", Column.Number("Left"), Column.Number("Top"), Column.Number("Width"), Column.Number("Height")], Enumerable.Range(0, Math.Min(finding.Regions.Count, Stage.MaximumRegions)), i =>
        {
            var region = finding.Regions[i];
            html.Put("th", Stage.Name(finding.Regions, i), ("scope", "row")).Put("td", region.Label);
            foreach (var value in new[] { region.X, region.Y, region.Width, region.Height }) html.Put("td", Number(value) + " px", ("class", "number"));
        });
        More(html, finding.Regions.Count - Stage.MaximumRegions);
    }

    private static void WriteTimes(Html html, Finding finding, Examined examined)
    {
        if (finding.Intervals.Count == 0 && finding.Series.Count == 0) return;
        using (html.In("div", ("class", "timeline scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "Timeline")))
        {
            var timeline = new Timeline(html, Math.Max(1e-3, Overview.Duration(examined)));
            foreach (var series in finding.Series.Take(8))
            {
                using (html.In("p", ("class", "small"))) html.Put("strong", series.Name).Text($", {series.Unit}");
                timeline.Series(series, finding.Intervals);
            }
            if (finding.Intervals.Count > 0) timeline.Marks("Marked", finding.Intervals);
            timeline.Axis();
        }
        if (finding.Intervals.Count == 0) return;
        Tables.Write(html, "Marked times", [Column.Number("From"), Column.Number("To"), "What is there"], finding.Intervals.Take(MaximumRows), interval =>
        {
            html.Put("td", Time(interval.StartSeconds), ("class", "number"));
            html.Put("td", interval.EndSeconds > interval.StartSeconds ? Time(interval.EndSeconds) : "a moment", ("class", "number")).Put("td", interval.Label);
        });
        More(html, finding.Intervals.Count - MaximumRows);
    }

    private static void WriteObservations(Html html, IReadOnlyList<Observation> observations)
    {
        if (observations.Count == 0) return;
        // Notes need no excuse: without anything weightier the column would stand empty.
        var excused = observations.Any(o => o.Weight != Weight.Note || o.Innocent.Length > 0);
        Column[] columns = ["Weight", "What was found", .. excused ? new Column[] { "Innocent explanation" } : [], "Rule", Column.Number("At byte")];
        Tables.Write(html, "Observations", columns, observations.OrderByDescending(o => o.Weight).Take(2 * MaximumRows), observation =>
        {
            using (html.In("td", ("class", "weight " + observation.Weight.ToString().ToLowerInvariant()))) html.Text(observation.Weight.ToString());
            html.Put("td", observation.Text);
            if (excused) html.Put("td", observation is { Innocent.Length: 0, Weight: not Weight.Note } ? "none known" : observation.Innocent);
            using (html.In("td")) html.Put("code", observation.Rule);
            html.Put("td", observation.Offset is { } offset ? $"{offset:N0}" : "", ("class", "number"));
        });
        More(html, observations.Count - 2 * MaximumRows);
    }

    private static void More(Html html, int more)
    {
        if (more > 0) html.Put("p", $"And {more:N0} more, in the JSON document.", ("class", "small"));
    }

    private static void WriteReading(Html html, MethodCard card)
    {
        using var pair = html.In("div", ("class", "pair"));
        foreach (var heading in new[] { "Look for", "Ignore" })
            using (html.In("div", ("class", heading == "Ignore" ? "ignore" : "look")))
            {
                html.Put("h3", heading);
                Prose.Write(html, card[heading]);
            }
    }

    private static void WriteMethod(Html html, Finding finding, MethodCard? card)
    {
        using var method = html.In("div", ("class", "method"));
        if (card is null) html.Put("p", "This version knows no method card for this detector.", ("class", "small"));
        else
            foreach (var heading in new[] { "Reads", "Why it betrays", "Applies to", "Fails where", "Source", "Parameters", "Measured on" })
                if (card[heading].Length > 0)
                    // What a card tells of its own measuring is for the screen; the report has a table of rates on material like its case's.
                    using (html.In("div", ("class", heading == "Measured on" ? "screen-only" : null)))
                    {
                        html.Put("h3", heading);
                        Prose.Write(html, card[heading]);
                    }
        if (finding.Parameters.Count > 0)
            Tables.Pairs(html, "Parameters of this run", finding.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value)));
    }
}
