using Touchstone.Evaluation.DataSets;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>An authentic photograph of a data set.</summary>
/// <param name="Path">The file.</param>
/// <param name="Set">Name of its data set.</param>
/// <param name="Cluster">What it shares with others: source folder, person or session; named within all sets.</param>
internal sealed record BenchPhoto(string Path, string Set, string Cluster)
{
    private const string Preferred = "photos";

    private static readonly string[] _stills = [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"];

    /// <summary>The authentic still images of every data set in a folder, by set.</summary>
    /// <remarks>A set without labels holds photographs; files of stated verdicts were made to be judged and are left out.</remarks>
    internal static IReadOnlyList<IReadOnlyList<BenchPhoto>> Read(MeasureRequest request)
    {
        if (request.Data is null) return [];
        return [.. DataSetReader.FindAll(request.Data).Where(s => !s.Entries.Any(e => e.Columns.ContainsKey("stated_state"))).Select(OfSet).Where(p => p.Count > 0)];
    }

    /// <summary>Photographs to make manipulations of: those of the set "photos" where there is one, else all; none where all are of one source folder, for host and donor must not be.</summary>
    internal static IReadOnlyList<BenchPhoto> Hosts(IReadOnlyList<IReadOnlyList<BenchPhoto>> sets)
    {
        var hosts = sets.FirstOrDefault(s => s[0].Set == Preferred) ?? [.. sets.SelectMany(s => s)];
        return hosts.Select(h => h.Cluster).Distinct().Skip(1).Any() ? hosts : [];
    }

    /// <summary>What the folder of the data holds, so that nobody takes a figure of some sets for one of all.</summary>
    internal static Figure Found(MeasureRequest request)
    {
        var sets = Read(request);
        if (sets.Count == 0) return Figure.Skipped("authentic photographs found", "no --data folder with authentic photographs; rows that need them say so");
        var missing = sets.Any(s => s[0].Set == Preferred) ? "" : $"; no set named {Preferred}, so manipulations are made of all";
        return new Figure("authentic photographs found", Estimates.Estimate.Point(sets.Sum(s => s.Count), sets.Count), null, string.Join(", ", sets.Select(s => $"{s.Count} in {s[0].Set}")) + missing);
    }

    private static List<BenchPhoto> OfSet(DataSet set)
    {
        // A column of labels that leaves one out says nothing of that file; no labels at all says that all are as taken.
        var unlabelled = set.Entries.All(e => e.Label.Length == 0);
        DataSetEntry[] authentic = [.. set.Entries.Where(e => (e.Truth == Truth.Authentic || unlabelled) && _stills.Contains(System.IO.Path.GetExtension(e.Path).ToLowerInvariant()))];
        var clusters = Clusters.Of(authentic, everySubject: false);
        return [.. authentic.Zip(clusters, (e, c) => new BenchPhoto(e.FullPath, set.Name, set.Name + "/" + FolderOf(c)))];
    }

    // "session:…:dataset/dog/03.jpg" is one of several pictures of a dog; a file with a name of its own, "jpg/Nikon D90.jpg", stands alone.
    private static string FolderOf(string cluster) =>
        cluster.LastIndexOf('/') is > 0 and var slash && System.IO.Path.GetFileNameWithoutExtension(cluster[(slash + 1)..]) is { Length: > 0 } name && name.All(char.IsAsciiDigit) ? cluster[..slash] : cluster;

    /// <summary>At most a number of photographs, evenly spread.</summary>
    internal static IReadOnlyList<BenchPhoto> Sample(IReadOnlyList<BenchPhoto> photos, int count) =>
        photos.Count <= count ? photos : [.. Enumerable.Range(0, count).Select(i => photos[(int)((long)i * photos.Count / count)])];
}
