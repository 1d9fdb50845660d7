using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Layouts;

/// <summary>Every layout that can be read.</summary>
public static class LayoutCatalog
{
    /// <summary>All layouts.</summary>
    public static IReadOnlyList<Layout> All { get; } =
    [
        FaceForensics.Layout, CelebDf.Layout, Dfdc.Layout,
        AsvSpoof.Layout2019, AsvSpoof.Layout2021, AsvSpoof.Layout5, InTheWild.Layout, WaveFake.Layout,
        GenImage.Layout, Casia.Layout, Columbia.Layout, Imd2020.Layout, PlainFolders.Layout,
    ];

    /// <summary>Reads a folder by a layout. Files are found, not opened; hashes are left to the check.</summary>
    /// <param name="layout">One of <see cref="All"/>.</param>
    /// <param name="folder">An existing folder.</param>
    /// <returns>The set, and what the layout missed; an error where nothing fits it.</returns>
    public static DataSetReading Import(Layout layout, string folder)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        DataSetEntry[] entries = [];
        IssueLog issues;
        try
        {
            var files = new LayoutFolder(folder);
            issues = files.Issues;
            entries = [.. layout.Read(files).DistinctBy(e => e.Path)];
            if (entries.Length == 0) issues.Error(Codes.DataLayoutUnknown, 0, folder, $"Nothing here is laid out as {layout.Title}. Expected: {layout.Expects}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            issues = new IssueLog();
            issues.Error(Codes.DataLayoutUnknown, 0, folder, $"The folder cannot be read as {layout.Title}. {e.Message}");
        }
        return new DataSetReading(new DataSet(name, Path.GetFullPath(folder), "", []).With(entries), issues.All());
    }
}
