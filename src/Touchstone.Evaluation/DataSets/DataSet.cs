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
}
