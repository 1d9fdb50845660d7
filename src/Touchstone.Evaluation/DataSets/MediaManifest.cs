using CsvHelper;

namespace Touchstone.Evaluation.DataSets;

/// <summary>One file of a data set.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">"real", "fake", "forged", "bonafide", "spoof", or "" where the manifest has no label.</param>
/// <param name="MaskPath">The mask of a local manipulation (255 = manipulated), or null.</param>
/// <param name="HasStatedVerdict">The manifest states verdicts of provenance instead of labels: its files were made to be judged, not taken as they are.</param>
public sealed record MediaItem(string Path, string Label, string? MaskPath, bool HasStatedVerdict);

/// <summary>A data set: a folder with a manifest.csv whose column "file" is relative to the folder.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Items">Files in the manifest's order.</param>
public sealed record MediaManifest(string Name, IReadOnlyList<MediaItem> Items)
{
    /// <summary>All data sets in a folder: its own manifest and those of its sub-folders, by name.</summary>
    /// <param name="folder">An existing folder.</param>
    public static IReadOnlyList<MediaManifest> FindAll(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Prepend(folder)
            .Select(f => Path.Combine(f, "manifest.csv")).Where(File.Exists)
            .Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Reads a manifest. Rows whose file is missing are left out.</summary>
    public static MediaManifest Read(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var csv = CsvReader.FromFile(path);
        csv.ReadHeader();
        string Field(string name) => csv.TryGetFieldIndex(name, out var index) ? csv.GetString(index) : "";
        var items = new List<MediaItem>();
        while (csv.Read())
        {
            var file = Path.Combine(folder, Field("file"));
            var mask = Field("mask");
            if (File.Exists(file))
                items.Add(new MediaItem(file, Field("label"), mask.Length > 0 ? Path.Combine(folder, mask) : null, csv.TryGetFieldIndex("stated_state", out _)));
        }
        return new MediaManifest(Path.GetFileName(folder), items);
    }

    /// <summary>At most <paramref name="count"/> items, evenly spread over the manifest.</summary>
    public IReadOnlyList<MediaItem> Sample(int count) =>
        Items.Count <= count ? Items : [.. Enumerable.Range(0, count).Select(i => Items[(int)((long)i * Items.Count / count)])];
}
