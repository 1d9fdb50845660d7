using Spectre.Console;
using Spectre.Console.Rendering;
using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Workbench.Reports;

namespace Touchstone.Cli.Rendering;

/// <summary>Questions with their findings: strength in words, likelihood ratio, where, reason. Five columns where there is room, else three.</summary>
internal static class QuestionTable
{
    private const int WideFrom = 110;

    private const string StandsOut = "stands out";
    private const string NothingStandsOut = "nothing stands out";
    private const string Uncalibrated = "uncalibrated";

    private sealed record Row(string Subject, string Strength, string Ratio, string Where, string Reason, Style Style, Style StrengthStyle);

    internal static IRenderable Of(Examination examination, int width)
    {
        var wide = width >= WideFrom;
        var table = new Table { Border = TableBorder.None, ShowHeaders = true, Expand = true };
        string[] headings = wide ? ["Question", "Strength", "LLR", "Where", "Reason"] : ["Question", "Strength, LLR, where", "Reason"];
        int?[] widths = wide ? [21, 16, 17, 20, null] : [20, 21, null];
        foreach (var (heading, columnWidth) in headings.Zip(widths))
            table.AddColumn(new TableColumn(new Text(heading, Styles.Quiet)) { Width = columnWidth, Padding = new Padding(0, 0, 2, 0) });
        foreach (var assessment in examination.Assessments)
        {
            Add(table, OfQuestion(assessment), wide);
            foreach (var finding in examination.Findings.Where(f => f.Question == assessment.Question))
                Add(table, OfFinding(finding), wide);
        }
        return table;
    }

    private static void Add(Table table, Row row, bool wide)
    {
        Text Cell(string text, Style? style = null) => new(Printable.Clean(text), style ?? row.Style);
        if (wide)
        {
            table.AddRow(Cell(row.Subject), Cell(row.Strength, row.StrengthStyle), Cell(row.Ratio), Cell(row.Where), Cell(row.Reason));
            return;
        }
        IRenderable[] middle = [Cell(row.Strength, row.StrengthStyle), .. new[] { row.Ratio, row.Where }.Where(t => t.Length > 0 && t != row.Strength).Select(t => Cell(t))];
        table.AddRow(Cell(row.Subject), new Rows(middle), Cell(row.Reason));
    }

    private static Row OfQuestion(Assessment assessment)
    {
        var strength = assessment switch
        {
            { Contradictions.Count: > 0 } => "contradiction",
            { Llr: not null } => assessment.Strength,
            { StandingOut.Count: > 0 } => StandsOut,
            { Measured.Count: > 0 } => NothingStandsOut,
            _ => "not answered",
        };
        var style = assessment.Contradictions.Count > 0 || assessment.Llr is { Value: > 0 } ? Styles.Against : assessment.Llr is { Value: < 0 } ? Styles.For : Styles.Strong;
        var ratio = assessment.Llr is { } llr ? Ratio(llr) : assessment is { Measured.Count: > 0, Contradictions.Count: 0 } ? Uncalibrated : "";
        // Where nothing is calibrated the first columns have said all; the summary explains it once. Contradictions follow the table in full.
        var sentence = assessment.Llr is not null ? assessment.Sentence : "";
        return new Row(Sentences.Heading(assessment.Question), strength, ratio, "", sentence, Styles.Strong, style);
    }

    private static Row OfFinding(Finding finding)
    {
        var contradictions = finding.Observations.Count(o => o.Weight == Weight.Contradiction);
        var (strength, ratio) = finding switch
        {
            { State: FindingState.NotApplicable } => ("not applicable", ""),
            { State: FindingState.Failed } => ("failed", ""),
            { Evidence: { } evidence } => (VerbalScale.Words(evidence.Llr.Value), Ratio(evidence.Llr)),
            _ when contradictions > 0 => (Plural.Of(contradictions, "contradiction", "contradictions"), ""),
            _ => (finding.Scores.Count > 0 ? MainScore(finding.Scores[0]) : "measured", finding.Scores.Count > 0 ? Uncalibrated : ""),
        };
        var style = finding.State == FindingState.NotApplicable ? Styles.Quiet : Style.Plain;
        var reason = finding.State == FindingState.Failed ? $"{finding.Reason.Text} ({finding.Reason.Code})" : finding.Reason.Text;
        return new Row("  " + MethodCard.NameOf(finding.DetectorId), strength, ratio, Pointers.Where(finding), reason, style, style);
    }

    private static string MainScore(Score score) => ScoreText.Phrase(score) + (ScoreText.Threshold(score) is { } threshold ? $" (threshold {threshold})" : "");

    // A likelihood ratio always shows its sign and its bounds.
    private static string Ratio(Llr llr) => $"{llr.Value:+0.0;-0.0;0.0} [{llr.Lower:+0.0;-0.0;0.0}, {llr.Upper:+0.0;-0.0;0.0}]";
}
