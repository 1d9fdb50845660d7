using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets;

/// <summary>What a manifest leaves open.</summary>
public sealed record ReadingTerms
{
    /// <summary>The label of rows that have none, or "".</summary>
    public string DefaultLabel { get; init; } = "";

    /// <summary>Questions of manipulated rows where neither a column nor kind, label or mask tells.</summary>
    public IReadOnlyList<Question> DefaultQuestions { get; init; } = [];

    /// <summary>Folder that paths are relative to, or null: the manifest's own.</summary>
    public string? Folder { get; init; }
}

/// <summary>A data set as read, with what is wrong with its manifest.</summary>
/// <param name="Set">The set; without entries where the manifest could not be read.</param>
/// <param name="Issues">By row; empty for a sound manifest.</param>
public sealed record DataSetReading(DataSet Set, IReadOnlyList<DataSetIssue> Issues)
{
    /// <summary>True where an issue is an error.</summary>
    public bool HasErrors => Issues.Any(i => i.Severity == IssueSeverity.Error);
}

/// <summary>Reads manifests, CSV or Parquet. What is wrong becomes an issue, never an exception; the files themselves are not touched.</summary>
public static class DataSetReader
{
    /// <summary>Reads a manifest.</summary>
    /// <param name="path">A file .csv or .parquet.</param>
    /// <param name="terms">What the manifest leaves open.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static DataSetReading Read(string path, ReadingTerms? terms = null, CancellationToken cancel = default)
    {
        terms ??= new ReadingTerms();
        var issues = new IssueLog();
        var entries = new List<DataSetEntry>();
        var manifest = Path.GetFullPath(path);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(terms.Folder ?? Path.GetDirectoryName(manifest)!));
        var hash = "";
        ManifestRows? rows = null;
        void Begin(IReadOnlyList<string> header)
        {
            var columns = new ManifestColumns(header);
            if (columns.File < 0) throw new InvalidDataException("It has no column 'path' or 'file'.");
            rows = new ManifestRows(columns, folder, terms, issues);
        }
        void Add(long place, string[] cells)
        {
            if (rows!.Make(place, cells) is { } entry) entries.Add(entry);
        }
        try
        {
            hash = ManifestTable.HashOf(manifest);
            if (ManifestTable.IsParquet(manifest)) Task.Run(() => ManifestTable.ReadParquetAsync(manifest, Begin, Add, cancel), cancel).GetAwaiter().GetResult();
            else ManifestTable.ReadCsv(manifest, Begin, Add, issues, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            issues.Error(Codes.DataManifestUnreadable, 0, path, $"The manifest cannot be read{(entries.Count > 0 ? $" after {entries.Count:N0} rows" : "")}. {e.Message}");
        }
        rows?.Complete();
        return new DataSetReading(new DataSet(NameOf(manifest), folder, hash, entries), issues.All());
    }

    /// <summary>All data sets in a folder: its own manifest.csv and those of its sub-folders, by name. Rows whose file is missing are left out.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="terms">What the manifests leave open.</param>
    public static IReadOnlyList<DataSet> FindAll(string folder, ReadingTerms? terms = null) =>
        [.. Directory.EnumerateDirectories(folder).Prepend(folder)
            .Select(f => Path.Combine(f, "manifest.csv")).Where(File.Exists)
            .Order(StringComparer.Ordinal).Select(f => Present(Read(f, terms).Set))];

    private static DataSet Present(DataSet set) => set with { Entries = [.. set.Entries.Where(e => File.Exists(e.FullPath))] };

    // "manifest" says nothing; the folder's name does.
    private static string NameOf(string manifest)
    {
        var name = Path.GetFileNameWithoutExtension(manifest);
        return name == "manifest" && Path.GetFileName(Path.GetDirectoryName(manifest)) is { Length: > 0 } folder ? folder : name;
    }
}
