using System.Globalization;
using Touchstone.Evaluation.DataSets.Likeness;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>Files that are there more than once: by their bytes, or alike to eye or ear.</summary>
internal static class DuplicateCheck
{
    /// <summary>Equal bytes.</summary>
    internal static void Run(DataSetEntry[] entries, LeakLog log)
    {
        foreach (var same in entries.Where(e => e.Sha256 is not null).GroupBy(e => e.Sha256!).Where(g => g.Count() > 1).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            DataSetEntry[] files = [.. same];
            string[] paths = [.. files.Select(f => f.Path)];
            if (files.Select(f => f.Truth).Where(t => t != Truth.Unstated).Distinct().Count() > 1)
                log.Add(Codes.LeakDuplicateLabels, IssueSeverity.Error, "The same bytes are called authentic and manipulated.", paths, 1);
            if (SplitsOf(files).Length > 1)
                log.Add(Codes.LeakDuplicateSplits, IssueSeverity.Error, $"The same bytes are in {string.Join(" and ", SplitsOf(files))}.", paths, 1);
            else
                log.Add(Codes.LeakDuplicate, IssueSeverity.Warning, "The same bytes are there more than once; they count as one cluster.", paths, 1);
        }
    }

    /// <summary>Alike to eye or ear. Equal bytes were told already.</summary>
    internal static void Run(DataSetEntry[] entries, IReadOnlyList<LikePair> pairs, LeakLog log)
    {
        var clusters = Clusters.Of(entries, everySubject: true);
        foreach (var pair in pairs)
        {
            var (one, other) = (entries[pair.One], entries[pair.Other]);
            if (one.Sha256 is not null && one.Sha256 == other.Sha256) continue;
            var how = pair.Kind switch { LikenessKind.Mirrored => "Mirrored, the pictures are one", LikenessKind.Sound => "The recordings hold the same sound", _ => "The pictures are one" };
            how = string.Create(CultureInfo.InvariantCulture, $"{how} (likeness {pair.Likeness:0.00})");
            string[] paths = [one.Path, other.Path];
            if (SplitsOf(one, other) is [var first, var second])
                log.Add(Codes.LeakNearDuplicateSplits, IssueSeverity.Error, $"{how}, and they are in {first} and {second}.", paths, pair.Likeness);
            else if (clusters[pair.One] == clusters[pair.Other])
                log.Add(Codes.LeakNearDuplicate, IssueSeverity.Info, $"{how}; the manifest binds them already.", paths, pair.Likeness);
            else if (one.Truth != other.Truth)
                log.Add(Codes.LeakNearDuplicate, IssueSeverity.Info, $"{how}, authentic and manipulated, on the same side; state a common session, so that a split keeps them together.", paths, pair.Likeness);
            else
                log.Add(Codes.LeakNearDuplicate, IssueSeverity.Warning, $"{how}; intervals count them as independent. State a common session.", paths, pair.Likeness);
        }
    }

    private static string[] SplitsOf(params DataSetEntry[] entries) => [.. entries.Select(e => e.Split).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
