using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets;

/// <summary>Makes entries of a manifest's rows and notes what is wrong with them. No file is touched.</summary>
internal sealed class ManifestRows(ManifestColumns columns, string folder, ReadingTerms terms, IssueLog issues)
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    // Few words stand in many rows; what one means is found out once.
    private readonly Dictionary<string, Truth?> _truths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _splits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Question>?> _kinds = new(StringComparer.Ordinal);
    private int _rows, _withoutLabel, _withoutLicence, _withoutConsent;

    /// <summary>The entry of a row, or null where it names no file that may be read.</summary>
    internal DataSetEntry? Make(long row, string[] cells)
    {
        string Cell(int column) => column >= 0 && column < cells.Length ? cells[column].Trim() : "";
        _rows++;
        if (FileOf(row, Cell(columns.File)) is not var (path, full)) return null;
        var label = Cell(columns.Label) is { Length: > 0 } stated ? stated : terms.DefaultLabel;
        var truth = TruthOf(row, path, label);
        var mask = MaskOf(row, path, Cell(columns.Mask));
        if (LabelVocabulary.IsUnstated(Cell(columns.Licence))) _withoutLicence++;
        if (LabelVocabulary.IsUnstated(Cell(columns.Consent))) _withoutConsent++;
        CheckDate(row, path, Cell(columns.Date));
        return new DataSetEntry
        {
            Path = path,
            Row = row,
            FullPath = full,
            Sha256 = HashOf(row, path, Cell(columns.Sha256)),
            Label = label,
            Truth = truth,
            Questions = truth == Truth.Manipulated ? QuestionsOf(row, path, label, mask is not null, (Cell(columns.Question), Cell(columns.Kind))) : [],
            MaskPath = mask,
            Subject = Joined(Cell(columns.Subject), Cell(columns.OtherSubject)),
            Session = SessionOf(Cell(columns.Session), Cell(columns.Collection), Cell(columns.Source)),
            Split = Known(_splits, Cell(columns.Split), LabelVocabulary.Split),
            Columns = new RowColumns(columns.FurtherNames, [.. columns.Further.Select(Cell)]),
        };
    }

    /// <summary>Notes what only the whole manifest shows.</summary>
    internal void Complete()
    {
        if (_withoutLabel > 0) issues.Warn(Codes.DataLabelMissing, 0, "", $"{_withoutLabel:N0} of {_rows:N0} rows have no label; they count for no metric. Give them one in the manifest or as a default.");
        if (_withoutLicence > 0) issues.Warn(Codes.DataLicenceMissing, 0, "", $"{_withoutLicence:N0} of {_rows:N0} rows state no licence.");
        if (_withoutConsent > 0) issues.Warn(Codes.DataConsentMissing, 0, "", $"{_withoutConsent:N0} of {_rows:N0} rows state no consent of the people shown or heard.");
    }

    private (string Path, string Full)? FileOf(long row, string cell)
    {
        if (cell.Length == 0)
        {
            issues.Error(Codes.DataPathMissing, row, "", "The row names no file.");
            return null;
        }
        var path = cell.Replace('\\', '/');
        if (Inside(path) is not { } full)
        {
            issues.Error(Codes.DataPathEscapes, row, cell, "The path is absolute, leads out of the data set's folder, or is no path. The file is not read.");
            return null;
        }
        if (_paths.Add(full)) return (path, full);
        issues.Error(Codes.DataPathDuplicate, row, cell, "The file is named by an earlier row already; this row is left out.");
        return null;
    }

    /// <summary>The absolute path of a relative one that stays within the folder, or null.</summary>
    private string? Inside(string path)
    {
        if (path.Contains('\0') || System.IO.Path.IsPathRooted(path) || (path.Length > 1 && path[1] == ':')) return null;
        // The common case is told without asking the system: names between single slashes.
        if (!path.Contains("..", StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal) && !path.StartsWith("./", StringComparison.Ordinal) && !path.Contains("/./", StringComparison.Ordinal))
            return System.IO.Path.Join(folder, path);
        var full = System.IO.Path.GetFullPath(path, folder);
        return full.StartsWith(folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }

    private Truth TruthOf(long row, string path, string label)
    {
        if (Known(_truths, label, LabelVocabulary.Read) is not { } truth)
        {
            issues.Error(Codes.DataLabelUnknown, row, path, $"The label '{label}' is not known. Use real, authentic, bonafide, genuine, live, or fake, forged, manipulated, spoof, generated.");
            return Truth.Unstated;
        }
        if (truth == Truth.Unstated) _withoutLabel++;
        return truth;
    }

    private string? MaskOf(long row, string path, string cell)
    {
        if (LabelVocabulary.IsUnstated(cell)) return null;
        if (Inside(cell.Replace('\\', '/')) is { } full) return full;
        issues.Error(Codes.DataPathEscapes, row, path, $"The path of the mask, '{cell}', leads out of the data set's folder. The mask is not read.");
        return null;
    }

    private string? HashOf(long row, string path, string cell)
    {
        if (LabelVocabulary.IsUnstated(cell)) return null;
        if (cell.Length == 64 && cell.All(char.IsAsciiHexDigit)) return cell.ToLowerInvariant();
        issues.Error(Codes.DataHashMalformed, row, path, "The SHA-256 is not 64 hexadecimal digits.");
        return null;
    }

    private IReadOnlyList<Question> QuestionsOf(long row, string path, string label, bool hasMask, (string Question, string Kind) cells)
    {
        var named = LabelVocabulary.IsUnstated(cells.Question) ? "" : cells.Question;
        if (named.Length > 0)
        {
            if (QuestionVocabulary.Parse(named) is { } parsed) return parsed;
            issues.Error(Codes.DataQuestionUnknown, row, path, $"The question '{named}' is not known. Known are {string.Join(", ", Enum.GetNames<Question>())}.");
            return [];
        }
        if (cells.Kind.Length > 0 && Known(_kinds, cells.Kind, QuestionVocabulary.OfKind) is { } ofKind) return ofKind;
        if (QuestionVocabulary.OfLabel(label, path, hasMask) is { } ofLabel) return ofLabel;
        if (terms.DefaultQuestions.Count > 0) return terms.DefaultQuestions;
        issues.Warn(Codes.DataQuestionMissing, row, path, $"It is not stated which question this {label} file answers{(cells.Kind.Length > 0 ? $", and its kind '{cells.Kind}' does not tell" : "")}; it counts for no metric.");
        return [];
    }

    private void CheckDate(long row, string path, string cell)
    {
        if (!LabelVocabulary.IsUnstated(cell) && DataSetDates.Parse(cell) is null)
            issues.Warn(Codes.DataDateUnknown, row, path, string.Create(CultureInfo.InvariantCulture, $"The date '{cell}' is not understood. Write 2026-11-23 or 2026-11-23T12:00:00Z."));
    }

    private static T Known<T>(Dictionary<string, T> known, string word, Func<string, T> find) =>
        known.TryGetValue(word, out var meaning) ? meaning : known[word] = find(word);

    private static string Joined(string subject, string other) =>
        LabelVocabulary.IsUnstated(other) || other == subject ? (LabelVocabulary.IsUnstated(subject) ? "" : subject) : LabelVocabulary.IsUnstated(subject) ? other : subject + ";" + other;

    // What two files were cut from binds them as a recording session does.
    private static string SessionOf(string session, string collection, string source) =>
        !LabelVocabulary.IsUnstated(session) ? session : LabelVocabulary.IsUnstated(source) ? "" : collection.Length > 0 ? $"{collection}:{source}" : source;
}
