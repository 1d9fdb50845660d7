using Touchstone.Evaluation.DataSets;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>The photographs of a data set: files labelled real, or all files of a set without labels and without stated verdicts.</summary>
/// <param name="Name">Name of the data set.</param>
/// <param name="Paths">The files, by their names still images.</param>
internal sealed record Photographs(string Name, IReadOnlyList<string> Paths)
{
    private static readonly string[] _extensions = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".dng"];

    internal static IReadOnlyList<Photographs> FindAll(string? folder) => folder is null ? [] : [.. DataSetReader.FindAll(folder).Select(Of).Where(p => p.Paths.Count > 0)];

    /// <summary>At most <paramref name="count"/> of them, evenly spread.</summary>
    internal IReadOnlyList<string> Sample(int count) => Paths.Count <= count ? Paths : [.. Enumerable.Range(0, count).Select(i => Paths[(int)((long)i * Paths.Count / count)])];

    private static Photographs Of(DataSet set)
    {
        // Files of stated verdicts were made to be judged, not taken as they are.
        var areVectors = set.Entries.Any(e => e.Columns.ContainsKey("stated_state"));
        return new(set.Name, [.. set.Entries
            .Where(e => e.Label == "real" || (e.Label.Length == 0 && !areVectors))
            .Select(e => e.FullPath).Where(p => _extensions.Contains(Path.GetExtension(p), StringComparer.OrdinalIgnoreCase))]);
    }
}
