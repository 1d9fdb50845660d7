using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>Which entries of a manifest are taken.</summary>
public enum SourceChoice
{
    /// <summary>Those labelled as captured, and those without a label.</summary>
    Authentic,
    /// <summary>All.</summary>
    Every,
}

/// <summary>Finds the media to make specimens from: one file, the files of a folder, or the authentic entries of a manifest.</summary>
public static class SourceList
{
    private const int MostFiles = 100_000;
    private static readonly string[] Authentic = ["", "real", "bonafide", "bona fide", "authentic", "pristine", "genuine", "original"];

    /// <summary>Reads the list in a fixed order; files that are no media are left out.</summary>
    /// <param name="from">A file, a folder or a manifest (.csv; a folder with a manifest.csv is read by it).</param>
    /// <param name="kind">Only media of this kind.</param>
    /// <param name="choice">Which entries of a manifest; files without one are all taken.</param>
    /// <param name="clusterColumn">Manifest column that names the cluster, or null for subject, identity, speaker or the file itself. Of a path that ends in a number, the number is left out.</param>
    /// <param name="cancel">Stops hashing.</param>
    public static IReadOnlyList<SourceMedium> Read(string from, MediaKind kind, SourceChoice choice, string? clusterColumn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(from);
        var manifest = from.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? from : Path.Combine(from, "manifest.csv");
        IEnumerable<(string, Dictionary<string, string>)> rows = File.Exists(manifest) ? Rows(manifest, choice)
            : Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(MostFiles).Select(f => (f, new Dictionary<string, string>()))
            : [(from, [])];
        List<SourceMedium> media = [];
        foreach (var (path, columns) in rows)
        {
            if (!Intake.TryOpen(path, Limits.Default, out var specimen, out _, cancel)) continue;
            using (specimen)
                if (specimen.Kind == kind)
                    media.Add(new SourceMedium(path, kind, columns) { Sha256 = specimen.Hash.Hex, Cluster = ClusterOf(path, columns, clusterColumn) });
        }
        return Grouped(media, kind);
    }

    private static List<(string, Dictionary<string, string>)> Rows(string manifest, SourceChoice choice)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(manifest))!;
        using var csv = CsvReader.FromFile(manifest);
        csv.ReadHeader();
        List<(string, Dictionary<string, string>)> rows = [];
        while (csv.Read() && rows.Count < MostFiles)
        {
            var columns = csv.Headers.Distinct(StringComparer.Ordinal).ToDictionary(h => h, csv.GetString, StringComparer.Ordinal);
            var file = columns.GetValueOrDefault("path") is { Length: > 0 } p && File.Exists(Path.Combine(folder, p)) ? p : columns.GetValueOrDefault("file", "");
            if (file.Length > 0 && (choice == SourceChoice.Every || Authentic.Contains(columns.GetValueOrDefault("label", "").ToLowerInvariant()))) rows.Add((Path.Combine(folder, file), columns));
        }
        return rows;
    }

    private static string ClusterOf(string path, Dictionary<string, string> columns, string? clusterColumn)
    {
        string[] names = clusterColumn is null ? ["subject", "identity", "speaker"] : [clusterColumn];
        var value = names.Select(n => columns.GetValueOrDefault(n, "")).FirstOrDefault(v => v.Length > 0);
        if (value is null) return path;
        // "dataset/dog/03.jpg" and "dataset/dog/04.jpg" show one dog.
        var stem = value.Contains('/') ? value[..^Path.GetExtension(value).Length] : value;
        return stem.Length > 0 && value.Contains('/') ? stem.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') : value;
    }

    // Clusters are paired, and a donor is only taken from the same pair: then no part of a medium reaches another session, and splits by
    // session do not leak. The pairs depend on the clusters' names alone, so that every set made from the same media has the same sessions.
    private static List<SourceMedium> Grouped(List<SourceMedium> media, MediaKind kind)
    {
        List<SourceMedium> grouped = [];
        foreach (var split in media.GroupBy(m => m.Column("split"), StringComparer.Ordinal))
        {
            // A voice's own other recordings are its best donors.
            var alone = split.GroupBy(m => m.Cluster, StringComparer.Ordinal).OrderBy(c => Digest(c.Key), StringComparer.Ordinal).ToList();
            var own = kind == MediaKind.Audio ? alone.Where(c => c.Count() > 1).ToList() : [];
            foreach (var cluster in own) grouped.AddRange(cluster.Select(m => m with { Session = Session(cluster.Key) }));
            var pairs = alone.Except(own).Chunk(2).ToList();
            for (var i = 0; i < pairs.Count; i++)
            {
                // A cluster left over joins the pair before it.
                var name = Session((pairs[i].Length == 1 && i > 0 ? pairs[i - 1] : pairs[i])[0].Key);
                grouped.AddRange(pairs[i].SelectMany(c => c).Select(m => m with { Session = name }));
            }
        }
        return [.. grouped.OrderBy(m => m.Path, StringComparer.Ordinal)];
    }

    private static string Session(string key) => "session-" + Digest(key)[..12];

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
