using Touchstone.Evaluation.Conditions;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>What was learnt of one file by opening it.</summary>
/// <param name="Sha256">Hash of its bytes, or null where it could not be opened.</param>
/// <param name="Kind">Kind of media.</param>
/// <param name="Facts">What it says of itself.</param>
/// <param name="Print">By what it is known again.</param>
/// <param name="Conditions">Measured conditions by column, "condition.brightness"; empty unless asked for.</param>
/// <param name="Fault">Why it, or its main view, could not be read; null for a sound file.</param>
public sealed record SurveyedFile(string? Sha256, MediaKind Kind, FileFacts Facts, MediaPrint Print, IReadOnlyDictionary<string, string> Conditions, Fault? Fault);

/// <summary>What a survey takes of each file.</summary>
public sealed record SurveyTerms
{
    /// <summary>Prints, for near-duplicates.</summary>
    public bool Prints { get; init; } = true;

    /// <summary>Facts, for the shortcut gate.</summary>
    public bool Facts { get; init; } = true;

    /// <summary>Conditions, for slices.</summary>
    public bool Conditions { get; init; }

    /// <summary>Files opened side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Bounds on each file; few frames are enough to know a video again.</summary>
    public Limits Limits { get; init; } = Limits.Default with { MaximumFrames = 12 };
}

/// <summary>Opens every file of a data set once and keeps what checks, cards and slices need. A file that cannot be read is a fault with a code.</summary>
public static class DataSetSurvey
{
    /// <summary>Takes the survey.</summary>
    /// <param name="set">The set.</param>
    /// <param name="terms">What is taken.</param>
    /// <param name="progress">Told how many files are done.</param>
    /// <param name="cancel">Stops between files and views.</param>
    /// <returns>One per entry, in their order.</returns>
    public static IReadOnlyList<SurveyedFile> Take(DataSet set, SurveyTerms terms, Action<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(terms);
        var files = new SurveyedFile[set.Entries.Count];
        var done = 0;
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, terms.Jobs), CancellationToken = cancel }, i =>
        {
            files[i] = Open(set.Entries[i].FullPath, terms, cancel);
            progress?.Invoke(Interlocked.Increment(ref done));
        });
        return files;
    }

    private static SurveyedFile Open(string path, SurveyTerms terms, CancellationToken cancel)
    {
        if (!Intake.TryOpen(path, terms.Limits, out var specimen, out var fault, cancel))
            return new SurveyedFile(null, MediaKind.Unknown, FileFacts.None, MediaPrint.None, new Dictionary<string, string>(), fault);
        using (specimen)
        {
            var print = terms.Prints ? MediaPrint.Of(specimen, cancel) : MediaPrint.None;
            return new SurveyedFile(specimen.Hash.Hex, specimen.Kind, terms.Facts ? FileFacts.Of(specimen) : FileFacts.None, print,
                terms.Conditions ? ConditionCatalog.Measure(specimen, cancel) : new Dictionary<string, string>(), terms.Prints ? FaultOf(specimen, print) : null);
        }
    }

    // A file without a print was not compared; its main view says why.
    private static Fault? FaultOf(Specimen specimen, MediaPrint print) =>
        print.Pictures.Count > 0 || print.Sound is not null ? null : specimen.Kind switch
        {
            MediaKind.Image => specimen.Luma.Fault,
            MediaKind.Audio => specimen.Audio16k.Fault,
            MediaKind.Video => specimen.Frames.Fault,
            _ => Fault.Absent(Codes.ViewNotPresent, "This kind of file holds neither a picture nor sound."),
        };
}
