namespace Touchstone.Evaluation.DataSets;

/// <summary>A data set: a manifest with the files it names.</summary>
/// <param name="Name">Name of its folder or manifest.</param>
/// <param name="Folder">Absolute path entries are relative to.</param>
/// <param name="Hash">SHA-256 of the manifest's bytes, lower-case hexadecimal: the identity of the data in calibrators, operating points and gate reports.</param>
/// <param name="Entries">Files in the manifest's order.</param>
public sealed record DataSet(string Name, string Folder, string Hash, IReadOnlyList<DataSetEntry> Entries)
{
    /// <summary>At most <paramref name="count"/> entries, evenly spread over the manifest.</summary>
    /// <param name="count">At least 1.</param>
    public IReadOnlyList<DataSetEntry> Sample(int count) =>
        Entries.Count <= count ? Entries : [.. Enumerable.Range(0, count).Select(i => Entries[(int)((long)i * Entries.Count / count)])];

    /// <summary>The same set with other entries, and with the hash of the manifest that would be written of them.</summary>
    /// <param name="entries">The entries.</param>
    public DataSet With(IReadOnlyList<DataSetEntry> entries)
    {
        var changed = this with { Entries = entries };
        return changed with { Hash = ManifestWriter.HashOf(changed) };
    }

    /// <summary>Several sets as one. A column "set" names where a file comes from; a column of that name is left as it is.</summary>
    /// <param name="name">Name of the whole.</param>
    /// <param name="folder">Absolute path that the files shall be relative to.</param>
    /// <param name="sets">The sets, in the order of the rows.</param>
    /// <exception cref="ArgumentException">A file lies outside the folder, or two sets name the same file.</exception>
    public static DataSet Merge(string name, string folder, IReadOnlyList<DataSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        DataSetEntry[] entries = [.. sets.SelectMany(s => s.Entries.Select(e => Moved(e, s.Name, folder)))];
        if (entries.FirstOrDefault(e => !seen.Add(e.Path)) is { } twice) throw new ArgumentException($"{twice.Path} is in two of the sets. A file may be named once.");
        return new DataSet(name, folder, "", []).With(entries);
    }

    private static DataSetEntry Moved(DataSetEntry entry, string set, string folder)
    {
        var path = System.IO.Path.GetRelativePath(folder, entry.FullPath).Replace('\\', '/');
        if (path.StartsWith("../", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(path)) throw new ArgumentException($"{entry.FullPath} lies outside {folder}. Write the merged manifest to a folder above all sets.");
        return entry with { Path = path, Columns = entry.Columns.ContainsKey("set") ? entry.Columns : new Dictionary<string, string>(entry.Columns) { ["set"] = set } };
    }
}
