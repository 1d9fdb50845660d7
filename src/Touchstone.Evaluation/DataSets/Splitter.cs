using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Touchstone.Evaluation.DataSets;

/// <summary>How a data set is divided.</summary>
public sealed record SplitTerms
{
    /// <summary>Seed; another one divides otherwise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of clusters to fit on, 0–1.</summary>
    public double Fit { get; init; } = 0.6;

    /// <summary>Share of clusters to calibrate on, 0–1; the rest is for the test.</summary>
    public double Calibrate { get; init; } = 0.2;

    /// <summary>Files whose subjects fall into different parts are left out, instead of tying all these subjects into one part. For sets of exchanged faces, where every person is tied to every other.</summary>
    public bool DropStraddling { get; init; }
}

/// <summary>A data set divided.</summary>
/// <param name="Set">The set with <see cref="DataSetEntry.Split"/> stated.</param>
/// <param name="Clusters">Clusters.</param>
/// <param name="LargestShare">Share of files in the largest cluster, 0–1; where it is high, the shares asked for cannot be met.</param>
/// <param name="Dropped">Files left out because their subjects fall into different parts.</param>
public sealed record SplitResult(DataSet Set, int Clusters, double LargestShare, int Dropped);

/// <summary>Divides a data set into "fit", "calibrate" and "test" so that no cluster straddles.</summary>
public static class Splitter
{
    /// <summary>
    /// Every cluster goes where the hash of its name and the seed says: u = first 64 bits of SHA-256(seed, name) / 2⁶⁴, "fit" below its share, then "calibrate", then "test".
    /// Adding files moves no other cluster unless it joins two.
    /// </summary>
    /// <param name="set">The set; splits it has are replaced.</param>
    /// <param name="terms">Shares and seed.</param>
    /// <exception cref="ArgumentException">The shares are not within 0 and 1.</exception>
    public static SplitResult Divide(DataSet set, SplitTerms terms)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(terms);
        if (!(terms.Fit >= 0 && terms.Calibrate >= 0 && terms.Fit + terms.Calibrate <= 1)) throw new ArgumentException("Shares are at least 0 and add up to at most 1.", nameof(terms));
        var clusters = Clusters.Of(set.Entries, everySubject: !terms.DropStraddling);
        var parts = clusters.Distinct().ToDictionary(c => c, c => PartOf(c, terms), StringComparer.Ordinal);
        var bySubject = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < set.Entries.Count; i++)
            if (Clusters.SubjectsOf(set.Entries[i]) is [var first, ..]) bySubject[first] = parts[clusters[i]];
        var divided = new List<DataSetEntry>(set.Entries.Count);
        for (var i = 0; i < set.Entries.Count; i++)
        {
            var part = parts[clusters[i]];
            // A subject that is nobody's first still belongs somewhere.
            if (!terms.DropStraddling || Clusters.SubjectsOf(set.Entries[i]).All(s => (bySubject.GetValueOrDefault(s) ?? PartOf("subject:" + s, terms)) == part))
                divided.Add(set.Entries[i] with { Split = part });
        }
        var largest = clusters.Count == 0 ? 0 : clusters.CountBy(c => c).Max(c => c.Value);
        return new SplitResult(set.With(divided), parts.Count, (double)largest / Math.Max(1, clusters.Count), set.Entries.Count - divided.Count);
    }

    private static string PartOf(string cluster, SplitTerms terms)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{terms.Seed}:{cluster}")));
        var unit = (BinaryPrimitives.ReadUInt64BigEndian(digest) >> 11) * (1.0 / (1UL << 53));
        return unit < terms.Fit ? "fit" : unit < terms.Fit + terms.Calibrate ? "calibrate" : "test";
    }
}
