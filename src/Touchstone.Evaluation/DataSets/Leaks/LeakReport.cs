using Touchstone.Evaluation.Estimates;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>One way in which figures on a data set would flatter.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Severity">An error blocks every gate.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Paths">Files concerned, the first ones.</param>
/// <param name="Likeness">0–1 for files that are alike, else null.</param>
public sealed record LeakFinding(string Code, IssueSeverity Severity, string Message, IReadOnlyList<string> Paths, double? Likeness = null);

/// <summary>How well one cue, or all together, tell the classes apart.</summary>
/// <param name="Name">The cue: "format", "jpeg-quality"; "all" for the model on all of them.</param>
/// <param name="Auc">Area under the ROC on clusters the model did not see, with its interval: ½ = tells nothing.</param>
public sealed record ShortcutCue(string Name, Estimate Auc);

/// <summary>The shortcut gate for one kind of media.</summary>
/// <param name="Kind">Kind of media.</param>
/// <param name="Cases">Files compared.</param>
/// <param name="Groups">Groups of files that are compared within themselves only; 1 where the manifest has no pair_group.</param>
/// <param name="Limit">Lower bound of the AUC from which the gate blocks.</param>
/// <param name="All">The model on all cues.</param>
/// <param name="Cues">Each cue alone, the most telling first.</param>
public sealed record ShortcutReport(MediaKind Kind, int Cases, int Groups, double Limit, ShortcutCue All, IReadOnlyList<ShortcutCue> Cues)
{
    /// <summary>True where the classes can be told apart without looking at the media.</summary>
    public bool Blocks => All.Auc.Lower > Limit || Cues.Any(c => c.Auc.Lower > Limit);
}

/// <summary>All leaks of a data set. What blocks here blocks every gate on it.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="DataHash">Its hash.</param>
/// <param name="Files">Files in it.</param>
/// <param name="Compared">Files of which a print could be taken.</param>
/// <param name="Findings">The first ones of each code in full.</param>
/// <param name="Counts">Findings by code, all of them.</param>
/// <param name="Shortcuts">The shortcut gate by kind of media.</param>
public sealed record LeakReport(
    string Name, string DataHash, int Files, int Compared, IReadOnlyList<LeakFinding> Findings, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ShortcutReport> Shortcuts)
{
    /// <summary>True where nothing may be promoted on this data.</summary>
    public bool Blocks => Findings.Any(f => f.Severity == IssueSeverity.Error);

    /// <summary>Codes that block, with their counts.</summary>
    public IEnumerable<(string Code, int Count)> Reasons =>
        Findings.Where(f => f.Severity == IssueSeverity.Error).Select(f => f.Code).Distinct().Select(c => (c, Counts[c]));
}

/// <summary>What leaks are looked for, and with which limits.</summary>
public sealed record LeakTerms
{
    /// <summary>
    /// Lower bound of the AUC of a shortcut from which the gate blocks, 0.5–1. At 0.60 a pair of one authentic and one manipulated file is put in order by its
    /// wrapping alone in three of five cases: equal error 0.43 for normal scores. The interval's lower bound keeps chance below it: of 100 cases a class 0.68 must be seen.
    /// </summary>
    public double ShortcutLimit { get; init; } = 0.60;

    /// <summary>Column whose groups are compared within themselves only.</summary>
    public string PairColumn { get; init; } = "pair_group";

    /// <summary>Only files that answer this question, or null for all.</summary>
    public Engine.Findings.Question? Question { get; init; }

    /// <summary>Searches and fits side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Seed of folds and draws.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Gathers findings; of each code the first ones in full.</summary>
internal sealed class LeakLog
{
    private const int KeptPerCode = 100, KeptPaths = 10;

    private readonly List<LeakFinding> _findings = [];

    internal Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    internal IReadOnlyList<LeakFinding> Findings => [.. _findings.OrderByDescending(f => f.Severity)];

    internal void Add(string code, IssueSeverity severity, string message, IEnumerable<string> paths, double? likeness = null)
    {
        var count = Counts[code] = Counts.GetValueOrDefault(code) + 1;
        if (count <= KeptPerCode) _findings.Add(new LeakFinding(code, severity, message, [.. paths.Take(KeptPaths)], likeness));
    }
}
