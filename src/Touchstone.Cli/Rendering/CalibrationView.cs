using Spectre.Console;
using Spectre.Console.Rendering;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Thresholds;

namespace Touchstone.Cli.Rendering;

/// <summary>A calibration on the terminal: what was fitted, what it is worth elsewhere, what routing by it promises, and what was refused.</summary>
internal static class CalibrationView
{
    internal static IRenderable Of(CalibrationDocument document)
    {
        var rows = new List<IRenderable>();
        if (document.Calibrators.Count + document.Fusions.Count > 0) rows.Add(Fitted(document));
        if (document.Promises.Count > 0) rows.Add(Promises(document));
        if (document.Refused.Count > 0)
        {
            rows.Add(new Text($"Not fitted ({document.Refused.Count})", Styles.Strong));
            rows.AddRange(document.Refused.Select(r => new Padder(new Text(Printable.Clean($"{r.Text} ({r.Code})")), new Padding(2, 0, 0, 0))));
        }
        var warnings = document.Calibrators.SelectMany(c => c.Warnings.Select(w => $"{c.Calibrator.DetectorId}: {w}")).ToArray();
        rows.AddRange(warnings.Select(w => new Text(Printable.Clean($"Warning: {w}"), Styles.Quiet)));
        return new Rows(rows);
    }

    private static Table Fitted(CalibrationDocument document)
    {
        var table = Frame("question", "detector", "curve", "authentic", "manipulated", "LR carried", "held-out Cllr", $"Cllr on {document.Source.CheckSplit}");
        foreach (var c in document.Calibrators)
            Row(table, c.Question.ToString(), $"{c.Calibrator.DetectorId} {c.Calibrator.DetectorVersion}", c.Kind.ToString().ToLowerInvariant(), c.Counts, c.Lowest, c.Highest, Held(c.HeldOutCllr, c.Kind.ToString().ToLowerInvariant()), c.Check);
        foreach (var f in document.Fusions)
            Row(table, f.Model.Question.ToString(), "all of them fused", $"{f.Model.Terms.Count} weights", f.Counts, f.Model.Lowest, f.Model.Highest, Held(f.HeldOutCllr, "fused"), f.Check);
        return table;
    }

    private static Table Promises(CalibrationDocument document)
    {
        var table = Frame("question", "flag from", "clear up to", "promise", "authentic clusters", "manipulated clusters");
        foreach (var p in document.Promises)
        {
            table.AddRow(
                Cell(p.Question.ToString()), Cell(double.IsInfinity(p.FlagFrom) ? "never" : $"{p.FlagFrom:0.00}"), Cell(double.IsInfinity(p.ClearUpTo) ? "never" : $"{p.ClearUpTo:0.00}"),
                Cell($"FPR ≤ {p.FalseFlagRate:P1}, FNR ≤ {p.MissRate:P1}, risk {p.Risk:P0}"), Cell(Enough(p.Authentic, p.FalseFlagRate, p.Risk)), Cell(Enough(p.Manipulated, p.MissRate, p.Risk)));
        }
        return table;
    }

    private static void Row(Table table, string question, string detector, string curve, FitCounts counts, double lowest, double highest, double held, FitCheck? check) => table.AddRow(
        Cell(question), Cell(detector), Cell(curve), Cell($"{counts.Authentic} of {counts.AuthenticClusters}"), Cell($"{counts.Manipulated} of {counts.ManipulatedClusters}"),
        Cell($"{lowest:0.0} to {highest:0.0}"), Cell($"{held:0.00}"),
        Cell(check is not null && check.Metrics.TryGetValue("cllr", out var e) ? double.IsNaN(e.Lower) ? $"{e.Value:0.00}" : $"{e.Value:0.00} [{e.Lower:0.00}, {e.Upper:0.00}]" : "–"));

    private static double Held(IReadOnlyDictionary<string, double> of, string name) => of.GetValueOrDefault(name, double.NaN);

    private static string Enough(int cases, double rate, double risk) =>
        LearnThenTest.CasesNeeded(rate, risk / 2) is var needed && cases >= needed ? $"{cases}" : $"{cases} of {needed} needed";

    private static Table Frame(params string[] heads)
    {
        var table = new Table().Border(TableBorder.Horizontal);
        foreach (var head in heads) table.AddColumn(new TableColumn(new Text(head, Styles.Quiet)) { NoWrap = head.StartsWith("Cllr", StringComparison.Ordinal), Padding = new Padding(0, 0, 2, 0) });
        return table;
    }

    private static Text Cell(string text) => new(Printable.Clean(text));
}
