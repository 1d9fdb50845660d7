using System.Globalization;
using Touchstone.Evaluation.Estimates;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>Subjects and sessions on both sides of a split, missing splits, and tests on the past.</summary>
internal static class SplitCheck
{
    // A random division puts a test file before the median of the fit in half of the cases; with this lower bound it is the rule.
    private const double MostlyBefore = 0.75;

    private static readonly string[] _known = ["fit", "calibrate", "test"];

    internal static void Run(DataSetEntry[] entries, LeakLog log)
    {
        var splits = entries.Where(e => e.Split.Length > 0).Select(e => e.Split).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (splits.Length == 0)
        {
            log.Add(Codes.LeakSplitMissing, IssueSeverity.Warning, "No file states its split: fitting and testing on this set cannot be told apart. Divide it first.", []);
            return;
        }
        DataSetEntry[] without = [.. entries.Where(e => e.Split.Length == 0)];
        if (without.Length > 0) log.Add(Codes.LeakSplitMissing, IssueSeverity.Warning, $"{without.Length:N0} of {entries.Length:N0} files state no split.", without.Select(e => e.Path));
        foreach (var other in splits.Except(_known)) log.Add(Codes.LeakSplitUnknown, IssueSeverity.Info, $"The split '{other}' is none of fit, calibrate, test.", []);
        Shared(entries, Clusters.SubjectsOf, (Codes.LeakSubjectSplits, "subject"), log);
        Shared(entries, e => e.Session.Length > 0 ? [e.Session] : [], (Codes.LeakSessionSplits, "session"), log);
        Dates(entries, log);
    }

    private static void Shared(DataSetEntry[] entries, Func<DataSetEntry, IReadOnlyList<string>> keys, (string Code, string Noun) what, LeakLog log)
    {
        var shared = entries.Where(e => e.Split.Length > 0).SelectMany(e => keys(e).Select(k => (Key: k, Entry: e))).GroupBy(p => p.Key, p => p.Entry)
            .Where(g => g.Select(e => e.Split).Distinct().Count() > 1).OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var both in shared)
        {
            var counts = both.GroupBy(e => e.Split).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count():N0} in {g.Key}");
            // The files of the smaller part are what would have to go.
            log.Add(what.Code, IssueSeverity.Error, $"The {what.Noun} '{both.Key}' is on both sides: {string.Join(", ", counts)}.", both.GroupBy(e => e.Split).MinBy(g => g.Count())!.Select(e => e.Path));
        }
    }

    private static void Dates(DataSetEntry[] entries, LeakLog log)
    {
        DateTimeOffset[] Of(string split) => [.. entries.Where(e => e.Split == split).Select(DataSetDates.Of).OfType<DateTimeOffset>().Order()];
        var (fit, test) = (Of("fit"), Of("test"));
        if (fit.Length == 0 || test.Length == 0) return;
        var before = Rate.Of(test.Count(t => t < fit[fit.Length / 2]), test.Length);
        if (before.Lower > MostlyBefore)
            log.Add(Codes.LeakDates, IssueSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"The test is on the past: {before.Value:P0} of its {test.Length:N0} dated files are older than half of those fitted on."), []);
        else if (test[0] <= fit[^1])
            log.Add(Codes.LeakDates, IssueSeverity.Info, string.Create(CultureInfo.InvariantCulture, $"Capture dates of fit and test overlap ({test.Count(t => t <= fit[^1]):N0} of {test.Length:N0} test files); figures say nothing of later material."), []);
    }
}
