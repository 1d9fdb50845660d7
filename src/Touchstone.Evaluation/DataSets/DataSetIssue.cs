using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets;

/// <summary>How much an issue weighs.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,
    /// <summary>Figures on this data may mislead, or its use may not be allowed.</summary>
    Warning,
    /// <summary>The manifest or its files are wrong; nothing may be promoted on them.</summary>
    Error,
}

/// <summary>What is wrong with a manifest or with one of its files.</summary>
/// <param name="Code">One of <see cref="Codes"/>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Row">Line of a CSV manifest or row of a Parquet one, from 1; 0 = the whole manifest.</param>
/// <param name="Path">The path as the manifest states it, or "".</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record DataSetIssue(string Code, IssueSeverity Severity, long Row, string Path, string Message);

/// <summary>Gathers issues; of each code the first ones in full, then only their count, so that a million bad rows make no million lines.</summary>
internal sealed class IssueLog
{
    private const int KeptPerCode = 200;

    private readonly List<DataSetIssue> _kept = [];
    private readonly Dictionary<string, (int Count, IssueSeverity Worst)> _counts = new(StringComparer.Ordinal);

    internal void Add(string code, IssueSeverity severity, long row, string path, string message)
    {
        var (count, worst) = _counts.GetValueOrDefault(code);
        _counts[code] = (count + 1, (IssueSeverity)Math.Max((int)worst, (int)severity));
        if (count < KeptPerCode) _kept.Add(new DataSetIssue(code, severity, row, path, message));
    }

    internal void Error(string code, long row, string path, string message) => Add(code, IssueSeverity.Error, row, path, message);

    internal void Warn(string code, long row, string path, string message) => Add(code, IssueSeverity.Warning, row, path, message);

    /// <summary>What was gathered, by row; a line per code for what was counted only.</summary>
    internal IReadOnlyList<DataSetIssue> All() =>
    [
        .. _kept.OrderBy(i => i.Row).ThenBy(i => i.Code, StringComparer.Ordinal).ThenBy(i => i.Path, StringComparer.Ordinal),
        .. _counts.Where(c => c.Value.Count > KeptPerCode).OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new DataSetIssue(c.Key, c.Value.Worst, 0, "", $"{c.Value.Count - KeptPerCode:N0} more of this kind.")),
    ];
}
