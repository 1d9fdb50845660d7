using Touchstone.Evaluation.DataSets;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>The photographs of a data set: files labelled real, or all files of a set without labels and without stated verdicts.</summary>
/// <param name="Name">Name of the data set.</param>
/// <param name="Paths">The files, by their names still images.</param>
internal sealed record Photographs(string Name, IReadOnlyList<string> Paths)
{
    private static readonly string[] _extensions = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".dng"];

    internal static IReadOnlyList<Photographs> FindAll(string? folder) => folder is null ? [] : [.. MediaManifest.FindAll(folder).Select(Of).Where(p => p.Paths.Count > 0)];

    /// <summary>At most <paramref name="count"/> of them, evenly spread.</summary>
    internal IReadOnlyList<string> Sample(int count) => Paths.Count <= count ? Paths : [.. Enumerable.Range(0, count).Select(i => Paths[(int)((long)i * Paths.Count / count)])];

    private static Photographs Of(MediaManifest set) => new(set.Name, [.. set.Items
        .Where(i => i.Label == "real" || (i.Label.Length == 0 && !i.HasStatedVerdict))
        .Select(i => i.Path).Where(p => _extensions.Contains(Path.GetExtension(p), StringComparer.OrdinalIgnoreCase))]);
}
