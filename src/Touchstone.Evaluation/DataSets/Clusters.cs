namespace Touchstone.Evaluation.DataSets;

/// <summary>What is independent of what: files that share a subject, a session, a parent or their bytes belong to one cluster.</summary>
public static class Clusters
{
    // Columns that name the file an entry was made from: its path, its name without extension, or its hash.
    private static readonly string[] _parents = ["parent", "derived_from", "original", "source_file"];

    /// <summary>The cluster of every entry, by union-find over all it shares with others (Galler &amp; Fischer 1964).</summary>
    /// <param name="entries">Entries of one data set.</param>
    /// <param name="everySubject">True: every subject of an entry binds, as a split needs it. False: only the first, the one it passes for, as intervals need it: exchanged faces would tie all people into one cluster.</param>
    /// <returns>Names [n]: "subject:…", "session:…" or "file:…", of the first entry of the cluster; the same for the same entries.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<DataSetEntry> entries, bool everySubject)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var parents = new int[entries.Count];
        for (var i = 0; i < parents.Length; i++) parents[i] = i;
        var firstWith = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
            foreach (var key in Keys(entries[i], everySubject))
                if (!firstWith.TryAdd(key, i)) Unite(parents, firstWith[key], i);
        UniteWithParents(entries, parents);
        return [.. Enumerable.Range(0, entries.Count).Select(i => NameOf(entries[Root(parents, i)]))];
    }

    /// <summary>The subjects of an entry, the one it passes for first; empty where none is stated.</summary>
    /// <param name="entry">The entry.</param>
    public static IReadOnlyList<string> SubjectsOf(DataSetEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Subject.Length == 0 ? [] : entry.Subject.Contains(';') ? [.. entry.Subject.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(s => !LabelVocabulary.IsUnstated(s)).Distinct()] : LabelVocabulary.IsUnstated(entry.Subject) ? [] : [entry.Subject];
    }

    private static IEnumerable<string> Keys(DataSetEntry entry, bool everySubject)
    {
        foreach (var subject in everySubject ? SubjectsOf(entry) : SubjectsOf(entry).Take(1)) yield return "subject:" + subject;
        if (entry.Session.Length > 0) yield return "session:" + entry.Session;
        if (entry.Sha256 is not null) yield return "sha256:" + entry.Sha256;
    }

    private static void UniteWithParents(IReadOnlyList<DataSetEntry> entries, int[] parents)
    {
        if (!entries.Any(e => ParentOf(e).Length > 0)) return;
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            byName.TryAdd(entries[i].Path, i);
            byName.TryAdd(Path.GetFileNameWithoutExtension(entries[i].Path), i);
            if (entries[i].Sha256 is { } hash) byName.TryAdd(hash, i);
        }
        for (var i = 0; i < entries.Count; i++)
            if (ParentOf(entries[i]) is { Length: > 0 } parent && byName.TryGetValue(parent, out var at)) Unite(parents, at, i);
    }

    /// <summary>What the entry says it was made from, or "".</summary>
    internal static string ParentOf(DataSetEntry entry)
    {
        foreach (var column in _parents)
            if (entry.Columns.TryGetValue(column, out var parent) && !LabelVocabulary.IsUnstated(parent)) return parent;
        return "";
    }

    private static string NameOf(DataSetEntry first) =>
        SubjectsOf(first) is [var subject, ..] ? "subject:" + subject : first.Session.Length > 0 ? "session:" + first.Session : "file:" + (first.Sha256 ?? first.Path);

    private static int Root(int[] parents, int i)
    {
        // Path halving keeps the trees flat.
        while (parents[i] != i) i = parents[i] = parents[parents[i]];
        return i;
    }

    // The smaller number stays root, so that the name of a cluster is that of its first entry.
    private static void Unite(int[] parents, int a, int b)
    {
        var (low, high) = (Root(parents, a), Root(parents, b));
        if (low > high) (low, high) = (high, low);
        parents[high] = low;
    }
}
