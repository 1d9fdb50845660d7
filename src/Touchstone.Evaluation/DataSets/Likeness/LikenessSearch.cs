using Touchstone.Engine.Likeness;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.DataSets.Likeness;

/// <summary>How two files are alike.</summary>
public enum LikenessKind
{
    /// <summary>The same picture, re-encoded, resized, brightened or mildly cropped.</summary>
    Picture,
    /// <summary>The same picture, mirrored left to right.</summary>
    Mirrored,
    /// <summary>The same sound, whole or an excerpt.</summary>
    Sound,
}

/// <summary>Two files that are alike.</summary>
/// <param name="One">Place of the first file.</param>
/// <param name="Other">Place of the second, above the first.</param>
/// <param name="Kind">How.</param>
/// <param name="Likeness">0–1, higher = more alike: correlation of details, or 1 − 2 × share of bit errors.</param>
public readonly record struct LikePair(int One, int Other, LikenessKind Kind, double Likeness);

/// <summary>Finds all files of a data set that are alike, without comparing all with all.</summary>
public static class LikenessSearch
{
    // Of a video at least this many sampled frames, or this share of the shorter one, must be found again.
    private const int FewestFrames = 3;
    private const double FrameShare = 0.3;
    private const int Distance = HashIndex.Radius, MostCandidates = 64;

    /// <summary>All pairs, by place.</summary>
    /// <param name="prints">One print per file [n].</param>
    /// <param name="jobs">Searches side by side.</param>
    /// <param name="cancel">Stops between files.</param>
    public static IReadOnlyList<LikePair> Run(IReadOnlyList<MediaPrint> prints, int jobs = 1, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(prints);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs), CancellationToken = cancel };
        return [.. Pictures(prints, options).Concat(Sounds(prints, options)).OrderBy(p => p.One).ThenBy(p => p.Other).ThenBy(p => p.Kind)];
    }

    private static IEnumerable<LikePair> Pictures(IReadOnlyList<MediaPrint> prints, ParallelOptions options)
    {
        var items = prints.SelectMany((p, file) => p.Pictures.Where(f => !f.IsFlat).Select(f => (File: file, Print: f))).ToArray();
        if (items.Length < 2) return [];
        var parts = PicturePrint.Parts.Count;
        var index = new HashIndex([.. items.SelectMany(i => i.Print.Hashes)]);
        var found = new List<(int Item, LikePair Pair)>[items.Length];
        Parallel.For(0, items.Length, options, i => found[i] = Near(items, index, i, parts));
        return found.SelectMany(f => f)
            .GroupBy(f => (f.Pair.One, f.Pair.Other))
            .Where(g => Enough(prints, g.Key, [.. g]))
            .Select(g => g.MaxBy(f => f.Pair.Likeness).Pair);
    }

    private static List<(int, LikePair)> Near((int File, PicturePrint Print)[] items, HashIndex index, int item, int parts)
    {
        var own = items[item].Print;
        var pairs = new List<(int, LikePair)>();
        var alike = new HashSet<int>();
        var tried = new HashSet<(int Item, int Part, bool Mirrored)>();
        Look(own.Hashes[0], c => c < PicturePrint.Crops, false);
        Look(own.Mirrored, c => c < PicturePrint.Crops, true);
        // A quarter is looked for among the same quarters; the pictures are then compared as wholes.
        for (var quarter = PicturePrint.Crops; quarter < parts; quarter++)
        {
            var place = quarter;
            Look(own.Hashes[quarter], c => c == place, false);
        }
        return pairs;

        void Look(ulong hash, Func<int, bool> wanted, bool mirrored)
        {
            var file = items[item].File;
            var candidates = new List<(int Place, int Distance)>();
            index.Find(hash, Distance, candidates);
            // Of one picture the part nearest by hash is tried; what is symmetric is met from both sides, once is enough.
            var nearest = candidates.Where(c => wanted(c.Place % parts) && items[c.Place / parts].File != file && (IsCrop(c.Place % parts) || items[c.Place / parts].File > file))
                .GroupBy(c => c.Place / parts).Select(g => g.MinBy(c => (c.Distance, c.Place))).OrderBy(c => c.Distance).ThenBy(c => c.Place).Take(MostCandidates);
            foreach (var (place, _) in nearest)
            {
                var (other, part) = (items[place / parts], IsCrop(place % parts) ? place % parts : 0);
                if (alike.Contains(place / parts) || !tried.Add((place / parts, part, mirrored))) continue;
                var likeness = PictureMatch.Likeness(other.Print, part, own, mirrored);
                if (likeness >= PictureMatch.Threshold && alike.Add(place / parts))
                    pairs.Add((item, new LikePair(Math.Min(file, other.File), Math.Max(file, other.File), mirrored ? LikenessKind.Mirrored : LikenessKind.Picture, Math.Min(1, likeness))));
            }
        }
    }

    private static bool IsCrop(int part) => part is > 0 and < PicturePrint.Crops;

    // One frame that two videos share may be a title; a still image is all there is of it.
    private static bool Enough(IReadOnlyList<MediaPrint> prints, (int One, int Other) files, (int Item, LikePair Pair)[] matches)
    {
        var fewer = Math.Min(prints[files.One].Pictures.Count, prints[files.Other].Pictures.Count);
        return fewer < FewestFrames || matches.Select(m => m.Item).Distinct().Count() >= Math.Max(FewestFrames, FrameShare * fewer);
    }

    private static IEnumerable<LikePair> Sounds(IReadOnlyList<MediaPrint> prints, ParallelOptions options)
    {
        var items = prints.Select((p, file) => (File: file, p.Sound)).Where(p => p.Sound is not null).ToArray();
        if (items.Length < 2) return [];
        var index = new SoundIndex([.. items.Select(i => i.Sound!)]);
        var found = new LikePair[items.Length][];
        Parallel.For(0, items.Length, options, i => found[i] =
            [.. index.Find(i, i + 1).Select(h => new LikePair(items[i].File, items[h.Other].File, LikenessKind.Sound, 1 - 2 * h.BitErrors))]);
        return found.SelectMany(f => f);
    }
}
