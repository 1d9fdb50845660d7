using System.Globalization;
using System.Text;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>A calibration for people, as Markdown: what was fitted to what, what it is worth elsewhere, what routing by it promises, what was refused.</summary>
public static class CalibrationSummary
{
    /// <summary>The page.</summary>
    public static string Markdown(CalibrationDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Calibration\n\nFitted on the split `{document.Source.Split}`, checked on `{document.Source.CheckSplit}`, of the trials {document.Source.TrialsHash}.\nData set {document.Source.DataHash}.\nEngine {document.Source.EngineVersion}. Content {document.Hash}.\n");
        text.Append("\nLikelihood ratios are natural logarithms; Cllr is in bits: 0 is perfect, 1 says nothing, above 1 misleads.\n");
        if (document.Calibrators.Count > 0)
            Table(text, "Calibrators", ["detector", "question", "curve", "authentic (clusters)", "manipulated (clusters)", "silent", "carries", "held-out Cllr", "Cllr", "Cllr min", "ECE"],
                document.Calibrators.Select(c => (string[])
                [
                    $"{c.Calibrator.DetectorId} {c.Calibrator.DetectorVersion}", c.Question.ToString(), CalibratorFit.Name(c.Kind), Of(c.Counts.Authentic, c.Counts.AuthenticClusters), Of(c.Counts.Manipulated, c.Counts.ManipulatedClusters),
                    $"{c.Counts.Silent}", Range(c.Lowest, c.Highest), Number(c.HeldOutCllr.GetValueOrDefault(CalibratorFit.Name(c.Kind), double.NaN)), .. Checked(c.Check),
                ]));
        if (document.Fusions.Count > 0)
            Table(text, "Fusions", ["question", "weights", "authentic (clusters)", "manipulated (clusters)", "carries", "held-out Cllr", "Cllr", "Cllr min", "ECE"],
                document.Fusions.Select(f => (string[])
                [
                    f.Model.Question.ToString(), string.Join(", ", f.Model.Terms.Select(t => $"{t.DetectorId} {Number(t.Weight)} (silent {Number(t.Silent)})")), Of(f.Counts.Authentic, f.Counts.AuthenticClusters), Of(f.Counts.Manipulated, f.Counts.ManipulatedClusters),
                    Range(f.Model.Lowest, f.Model.Highest), Number(f.HeldOutCllr.GetValueOrDefault("fused", double.NaN)), .. Checked(f.Check),
                ]));
        if (document.Promises.Count > 0)
            Table(text, "Promises", ["question", "flag from", "clear up to", "P(flag, if authentic)", "P(clear, if manipulated)", "risk", "authentic clusters", "manipulated clusters"],
                document.Promises.Select(p => (string[])
                [
                    p.Question.ToString(), double.IsInfinity(p.FlagFrom) ? "never" : Number(p.FlagFrom), double.IsInfinity(p.ClearUpTo) ? "never" : Number(p.ClearUpTo),
                    $"≤ {p.FalseFlagRate}", $"≤ {p.MissRate}", $"{p.Risk}", Enough(p.Authentic, p.FalseFlagRate, p.Risk), Enough(p.Manipulated, p.MissRate, p.Risk),
                ]));
        if (document.Refused.Count > 0)
            Table(text, "Not fitted", ["question", "detector", "why"], document.Refused.Select(r => (string[])[r.Question.ToString(), r.DetectorId, $"{r.Text} ({r.Code})"]));
        var warnings = document.Calibrators.SelectMany(c => c.Warnings.Select(w => $"{c.Calibrator.DetectorId}: {w}")).Concat(document.Fusions.SelectMany(f => f.Warnings.Select(w => $"Fusion on {f.Model.Question}: {w}"))).ToArray();
        if (warnings.Length > 0) text.Append("\n## Warnings\n\n").AppendJoin('\n', warnings.Select(w => $"- {w}")).Append('\n');
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, string[] heads, IEnumerable<string[]> rows)
    {
        // A name from a file may hold anything; a bar or a line break would break the table.
        static string Cell(string s) => s.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => "---|"))}\n");
        foreach (var row in rows) text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Cell))} |\n");
    }

    private static string[] Checked(FitCheck? check)
    {
        if (check is null) return ["–", "–", "–"];
        string One(string name) => check.Metrics.TryGetValue(name, out var e) ? Interval(e) : "–";
        return [One("cllr"), One("cllr-min"), One("ece")];
    }

    private static string Interval(Estimate e) => double.IsNaN(e.Lower) ? Number(e.Value) : $"{Number(e.Value)} [{Number(e.Lower)}, {Number(e.Upper)}]";

    private static string Of(int cases, int clusters) => $"{cases} ({clusters})";

    private static string Range(double low, double high) => $"{Number(low)} to {Number(high)}";

    private static string Enough(int cases, double rate, double risk) =>
        LearnThenTest.CasesNeeded(rate, risk / 2) is var needed && cases >= needed ? $"{cases}" : $"{cases} of the {needed} needed";

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("0.00", CultureInfo.InvariantCulture);
}
