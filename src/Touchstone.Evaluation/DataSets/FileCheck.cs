using SkiaSharp;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets;

/// <summary>Holds the files of a data set against its manifest: there, readable as media, of the stated hash, with masks of the right size.</summary>
public static class FileCheck
{
    /// <summary>Opens every file.</summary>
    /// <param name="set">The set.</param>
    /// <param name="jobs">Files read side by side, at least 1.</param>
    /// <param name="progress">Told how many files are done.</param>
    /// <param name="cancel">Stops between files.</param>
    /// <returns>Issues by row, in the same order whatever <paramref name="jobs"/> says.</returns>
    public static IReadOnlyList<DataSetIssue> Run(DataSet set, int jobs = 1, Action<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        var found = new IReadOnlyList<DataSetIssue>[set.Entries.Count];
        var done = 0;
        Parallel.For(0, set.Entries.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs), CancellationToken = cancel }, i =>
        {
            found[i] = Check(set.Entries[i], cancel);
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        var log = new IssueLog();
        foreach (var issue in found.SelectMany(f => f)) log.Add(issue.Code, issue.Severity, issue.Row, issue.Path, issue.Message);
        return log.All();
    }

    private static IReadOnlyList<DataSetIssue> Check(DataSetEntry entry, CancellationToken cancel)
    {
        if (!Intake.TryOpen(entry.FullPath, Limits.Default, out var specimen, out var fault, cancel))
            return [Error(entry, fault.Code == Codes.IntakeNotFound ? Codes.DataFileMissing : fault.Code, fault.Message)];
        using (specimen) return Check(entry, specimen);
    }

    /// <summary>Issues of an opened file.</summary>
    internal static IReadOnlyList<DataSetIssue> Check(DataSetEntry entry, Specimen specimen)
    {
        var issues = new List<DataSetIssue>();
        if (entry.Sha256 is { } stated && stated != specimen.Hash.Hex)
            issues.Add(Error(entry, Codes.DataHashDiffers, "The file's SHA-256 is not the stated one: it was changed or exchanged."));
        if (entry.MaskPath is not null && CheckMask(entry, specimen) is { } issue) issues.Add(issue);
        return issues;
    }

    private static DataSetIssue? CheckMask(DataSetEntry entry, Specimen specimen)
    {
        if (!File.Exists(entry.MaskPath)) return Error(entry, Codes.DataMaskMissing, "There is no file of the mask's name.");
        using var codec = SKCodec.Create(entry.MaskPath);
        if (codec is null) return Error(entry, Codes.DataMaskUnreadable, "The mask is no image that can be read.");
        if (!specimen.DeclaredSize.TryGet(out var size, out _) || (codec.Info.Width == size.Width && codec.Info.Height == size.Height)) return null;
        return Error(entry, Codes.DataMaskSize, $"The mask is {codec.Info.Width}×{codec.Info.Height}; the file is {size.Width}×{size.Height}.");
    }

    private static DataSetIssue Error(DataSetEntry entry, string code, string message) => new(code, IssueSeverity.Error, entry.Row, entry.Path, message);
}
