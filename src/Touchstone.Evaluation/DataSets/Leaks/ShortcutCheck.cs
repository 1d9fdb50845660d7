using System.Globalization;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>The shortcut gate: a small model on what files say of themselves must not tell the classes apart.</summary>
internal static class ShortcutCheck
{
    // With fewer files of a class nothing can be said of five folds.
    private const int FewestOfClass = 10;

    internal static IReadOnlyList<ShortcutReport> Run(DataSetEntry[] entries, SurveyedFile[] files, LeakTerms terms, LeakLog log, CancellationToken cancel)
    {
        var clusters = Clusters.Of(entries, everySubject: false);
        var cases = Enumerable.Range(0, entries.Length)
            .Where(i => entries[i].Truth != Truth.Unstated && files[i].Sha256 is not null)
            .Select(i => new ShortcutCase(files[i].Kind, entries[i].Columns.GetValueOrDefault(terms.PairColumn, ""), entries[i].Truth == Truth.Manipulated, clusters[i], files[i].Facts))
            .ToArray();
        var reports = new List<ShortcutReport>();
        foreach (var kind in cases.GroupBy(c => c.Kind).OrderBy(g => g.Key))
        {
            cancel.ThrowIfCancellationRequested();
            // Files outside every group are compared with nothing where the manifest has groups.
            var grouped = kind.Any(c => c.Group.Length > 0);
            ShortcutCase[] comparable = [.. kind.Where(c => !grouped || c.Group.Length > 0).GroupBy(c => c.Group).Where(g => g.Any(c => c.Manipulated) && g.Any(c => !c.Manipulated)).SelectMany(g => g)];
            if (comparable.Count(c => c.Manipulated) < FewestOfClass || comparable.Count(c => !c.Manipulated) < FewestOfClass) continue;
            var report = Report(kind.Key, comparable, terms);
            reports.Add(report);
            if (report.Blocks) log.Add(Codes.LeakShortcut, IssueSeverity.Error, Sentence(report), []);
        }
        return reports;
    }

    private static ShortcutReport Report(MediaKind kind, ShortcutCase[] cases, LeakTerms terms)
    {
        var table = new ShortcutTable(cases);
        var model = new ShortcutModel(cases, terms.Seed);
        // Each cue is a look of its own, so its interval is wider (Bonferroni).
        var cues = table.Cues.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, terms.Jobs))
            .Select(c => new ShortcutCue(c.Name, model.Auc([c], 1 - 0.05 / table.Cues.Count))).OrderByDescending(c => c.Auc.Value).ToArray();
        return new ShortcutReport(kind, cases.Length, cases.Select(c => c.Group).Distinct().Count(), terms.ShortcutLimit, new ShortcutCue("all", model.Auc(table.Cues, 0.95)), cues);
    }

    private static string Sentence(ShortcutReport report)
    {
        var worst = report.Cues.Where(c => c.Auc.Lower > report.Limit).Take(3).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.Auc.Value:0.00}"));
        var alone = string.Join(", ", worst) is { Length: > 0 } text ? $" Alone: {text}." : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{report.Kind}: the classes are told apart without looking at the media, AUC {report.All.Auc.Value:0.00} [{report.All.Auc.Lower:0.00}, {report.All.Auc.Upper:0.00}], limit {report.Limit:0.00}.{alone} A detector may learn this instead.");
    }
}
