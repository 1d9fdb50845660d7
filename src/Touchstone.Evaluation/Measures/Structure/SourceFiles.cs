using Touchstone.Engine.Profiles;
using Touchstone.Evaluation.DataSets;
using Touchstone.Media;

namespace Touchstone.Evaluation.Measures.Structure;

/// <summary>A file by its shape.</summary>
/// <param name="Name">File name.</param>
/// <param name="Sha256">Digest.</param>
/// <param name="Shape">How it is written.</param>
internal sealed record SourceFile(string Name, string Sha256, FileShape Shape);

/// <summary>Files that one pipeline wrote: those of one folder of a data set.</summary>
/// <param name="Name">Set and folder.</param>
/// <param name="Files">The files, in the order of the manifest.</param>
internal sealed record SourceFiles(string Name, IReadOnlyList<SourceFile> Files)
{
    /// <summary>The folders of all data sets that hold still images, each with at most a number of files, evenly spread.</summary>
    internal static IReadOnlyList<SourceFiles> Read(MeasureRequest request, int most, CancellationToken cancel)
    {
        if (request.Data is null) return [];
        return
        [
            .. DataSetReader.FindAll(request.Data).SelectMany(s => s.Entries.Select(e => (Set: s.Name, Entry: e)))
                .Where(e => Path.GetExtension(e.Entry.Path).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png" && !e.Entry.Path.Contains("mask", StringComparison.OrdinalIgnoreCase))
                .GroupBy(e => $"{e.Set}/{Path.GetDirectoryName(e.Entry.Path)}", StringComparer.Ordinal)
                .Select(g => new SourceFiles(g.Key, [.. Spread([.. g.Select(e => e.Entry.FullPath)], most).Select(p => Of(p, cancel)).OfType<SourceFile>()])),
        ];
    }

    private static IEnumerable<string> Spread(List<string> paths, int most) =>
        paths.Count <= most ? paths : Enumerable.Range(0, most).Select(i => paths[(int)((long)i * paths.Count / most)]);

    private static SourceFile? Of(string path, CancellationToken cancel)
    {
        if (!Intake.TryOpen(path, Limits.Default, out var specimen, out _, cancel)) return null;
        using (specimen)
            return FileShape.Of(specimen, cancel).TryGet(out var shape, out _) ? new(specimen.Name, specimen.Hash.Hex, shape) : null;
    }
}
