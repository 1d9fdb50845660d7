using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Layouts;

/// <summary>The files below a folder, by path, and what a layout needs of them.</summary>
public sealed class LayoutFolder
{
    private static readonly string[] _images = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif"];
    private static readonly string[] _videos = [".mp4", ".avi", ".mov", ".mkv", ".webm"];
    private static readonly string[] _sounds = [".wav", ".flac", ".mp3", ".ogg", ".m4a", ".opus"];

    private readonly HashSet<string> _files;

    /// <summary>Walks a folder; links are not followed.</summary>
    /// <param name="path">An existing folder.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public LayoutFolder(string path)
    {
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        Files = [.. Directory.EnumerateFiles(Path, "*", options).Select(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        _files = [.. Files];
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>All files, relative, with slashes, in ordinal order.</summary>
    public IReadOnlyList<string> Files { get; }

    internal IssueLog Issues { get; } = new();

    internal IEnumerable<string> Images => Files.Where(f => Has(f, _images));

    internal IEnumerable<string> Videos => Files.Where(f => Has(f, _videos));

    internal IEnumerable<string> Sounds => Files.Where(f => Has(f, _sounds));

    internal IEnumerable<string> Media => Files.Where(f => Has(f, _images) || Has(f, _videos) || Has(f, _sounds));

    internal bool Exists(string file) => _files.Contains(file);

    /// <summary>The file that a list names, or null after noting that it is not there.</summary>
    internal string? Listed(string list, int line, string file)
    {
        if (Exists(file)) return file;
        Issues.Error(Codes.DataFileMissing, line, file, $"{list} names this file, and it is not there.");
        return null;
    }

    /// <summary>Lines of a list in fields between blanks, with their numbers; lines with fewer fields are noted and left out.</summary>
    internal IEnumerable<(int Line, string[] Fields)> Fields(string list, int fewest)
    {
        var number = 0;
        foreach (var line in File.ReadLines(System.IO.Path.Join(Path, list)))
        {
            number++;
            var fields = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= fewest) yield return (number, fields);
            else if (fields.Length > 0) Issues.Error(Codes.DataRowDamaged, number, list, $"The line has {fields.Length} fields; {fewest} are expected.");
        }
    }

    /// <summary>An entry; authentic where no kind is given.</summary>
    internal DataSetEntry Entry(string file, string? kind, params Question[] questions) => new()
    {
        Path = file, FullPath = System.IO.Path.Join(Path, file), Label = kind is null ? "real" : "fake",
        Truth = kind is null ? Truth.Authentic : Truth.Manipulated, Questions = kind is null ? [] : questions,
        Columns = kind is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["kind"] = kind },
    };

    /// <summary>The entry with further columns; empty values are left out.</summary>
    internal static DataSetEntry With(DataSetEntry entry, params (string Name, string Value)[] columns)
    {
        var all = new Dictionary<string, string>(entry.Columns, StringComparer.Ordinal);
        foreach (var (name, value) in columns)
            if (!LabelVocabulary.IsUnstated(value)) all[name] = value;
        return entry with { Columns = all };
    }

    internal static string Stem(string file) => System.IO.Path.GetFileNameWithoutExtension(file);

    private static bool Has(string file, string[] extensions) => extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
