using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>Looks for everything that would make figures on a data set better than they are on new material.</summary>
public static class LeakCheck
{
    /// <summary>Opens every file and checks.</summary>
    /// <inheritdoc cref="Run(DataSet, IReadOnlyList{SurveyedFile}, LeakTerms, CancellationToken)"/>
    public static LeakReport Run(DataSet set, LeakTerms? terms = null, CancellationToken cancel = default)
    {
        terms ??= new LeakTerms();
        return Run(set, DataSetSurvey.Take(set, new SurveyTerms { Jobs = terms.Jobs }, null, cancel), terms, cancel);
    }

    /// <summary>Checks what was learnt by opening the files. Pure: the same set, survey and terms give the same report.</summary>
    /// <param name="set">The set.</param>
    /// <param name="survey">One per entry, with facts and prints.</param>
    /// <param name="terms">Limits.</param>
    /// <param name="cancel">Stops between files.</param>
    /// <exception cref="ArgumentException">The survey is of another set.</exception>
    public static LeakReport Run(DataSet set, IReadOnlyList<SurveyedFile> survey, LeakTerms? terms = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(survey);
        terms ??= new LeakTerms();
        return Run(set, survey, LikenessSearch.Run([.. survey.Select(f => f.Print)], terms.Jobs, cancel), terms, cancel);
    }

    /// <summary>The same, with the likenesses found before: several questions about one set need one search.</summary>
    /// <param name="set">The set.</param>
    /// <param name="survey">One per entry, with facts and prints.</param>
    /// <param name="alike">Files that are alike, by place in the survey.</param>
    /// <param name="terms">Limits.</param>
    /// <param name="cancel">Stops between files.</param>
    /// <exception cref="ArgumentException">The survey is of another set.</exception>
    public static LeakReport Run(DataSet set, IReadOnlyList<SurveyedFile> survey, IReadOnlyList<LikePair> alike, LeakTerms terms, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(alike);
        ArgumentNullException.ThrowIfNull(terms);
        if (survey.Count != set.Entries.Count) throw new ArgumentException("The survey has one file per entry.", nameof(survey));
        var log = new LeakLog();
        int[] places = [.. Enumerable.Range(0, set.Entries.Count).Where(i => terms.Question is not { } asked || set.Entries[i].IsManipulated(asked) is not null)];
        // The hash of the bytes speaks; the manifest's stands in where the file could not be opened.
        DataSetEntry[] entries = [.. places.Select(i => set.Entries[i] with { Sha256 = survey[i].Sha256 ?? set.Entries[i].Sha256 })];
        SurveyedFile[] files = [.. places.Select(i => survey[i])];
        SplitCheck.Run(entries, log);
        DuplicateCheck.Run(entries, log);
        NotCompared(entries, files, log);
        var kept = places.Select((place, kept) => (place, kept)).ToDictionary(p => p.place, p => p.kept);
        DuplicateCheck.Run(entries, [.. alike.Where(p => kept.ContainsKey(p.One) && kept.ContainsKey(p.Other)).Select(p => p with { One = kept[p.One], Other = kept[p.Other] })], log);
        var shortcuts = ShortcutCheck.Run(entries, files, terms, log, cancel);
        return new LeakReport(set.Name, set.Hash, entries.Length, files.Count(f => f.Print.Pictures.Count > 0 || f.Print.Sound is not null), log.Findings, log.Counts, shortcuts);
    }

    private static void NotCompared(DataSetEntry[] entries, SurveyedFile[] files, LeakLog log)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (files[i].Fault is { } fault) log.Add(Codes.LeakNotCompared, IssueSeverity.Warning, $"The file could not be compared with the others ({fault.Code}): {fault.Message}", [entries[i].Path]);
            else if (files[i].Print is { Pictures: [{ IsFlat: true }], Sound: null }) log.Add(Codes.LeakNotCompared, IssueSeverity.Info, "The picture is a plain surface; only equal bytes would be noticed.", [entries[i].Path]);
        }
    }
}
