using System.Runtime.InteropServices;
using Touchstone.Engine.Copies;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Keypoints;
using Touchstone.Numerics;

namespace Touchstone.Engine.Likeness;

/// <summary>Finds which of many pictures a picture is, is a part of, or shares a part with.</summary>
/// <remarks>
/// Two ways side by side. Thumbnails: hashes of the whole picture in eight positions, then the finer comparison of <see cref="PictureMatch"/>. Keypoints: codes of their
/// descriptors vote for stored pictures; of the most voted the pairs are searched for one map (<see cref="SimilarityConsensus"/>), whose number of
/// false alarms counts every picture of the store; then <see cref="MatchEvidence"/> asks for the keypoints that should agree too.
/// </remarks>
public sealed class LikenessIndex
{
    /// <summary>Largest number of false alarms of an agreement, decimal logarithm: one question in a thousand by chance alone.</summary>
    public const double MostLog10FalseAlarms = -3;

    // Bits by which the codes of one blob differ after a save or a resize; larger distances cost more time than they find.
    private const int MostBits = 11, MostCandidates = 40, FewestVotes = 4, MostThumbnails = 40;

    // A picture that was stretched more than this in one direction is another shape of picture.
    private const double MostAnisotropy = 1.5;

    // From this share of a frame on it is covered.
    private const double Covered = 0.85;

    private readonly IReadOnlyList<PictureRecord> _records;
    private readonly HashIndex _wholes, _codes;
    private readonly (int Record, int Point)[] _points;

    /// <summary>Sorts the codes of all pictures.</summary>
    /// <param name="records">Stored pictures [n]; kept.</param>
    /// <param name="hashes">Hash of the whole of each thumbnail [n].</param>
    public LikenessIndex(IReadOnlyList<PictureRecord> records, ulong[] hashes)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(hashes);
        if (records.Count != hashes.Length) throw new ArgumentException("One hash per picture.", nameof(hashes));
        _records = records;
        _wholes = new HashIndex(hashes);
        _points = new (int, int)[records.Sum(r => r.Points.Length)];
        var codes = new ulong[_points.Length];
        var at = 0;
        for (var r = 0; r < records.Count; r++)
            for (var p = 0; p < records[r].Points.Length; p++, at++)
                (_points[at], codes[at]) = ((r, p), records[r].Points[p].Code);
        _codes = new HashIndex(codes);
    }

    /// <summary>Stored pictures that are alike, the surest first.</summary>
    /// <param name="asked">The picture looked for, as made by <see cref="PictureRecord.Of"/>.</param>
    /// <param name="cancel">Stops between candidates.</param>
    public IReadOnlyList<LikePicture> Find(PictureRecord asked, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var found = new Dictionary<int, LikePicture>();
        foreach (var like in ByKeypoints(asked, cancel)) found[like.Place] = like;
        foreach (var like in ByThumbnail(asked))
            found[like.Place] = found.TryGetValue(like.Place, out var known) ? known with { ThumbnailLikeness = like.ThumbnailLikeness } : like;
        return [.. found.Values.OrderBy(l => l.Log10FalseAlarms ?? 0).ThenByDescending(l => l.ThumbnailLikeness ?? 0).ThenBy(l => l.Place)];
    }

    private IEnumerable<LikePicture> ByThumbnail(PictureRecord asked)
    {
        var upright = PicturePrint.OfThumbnail(asked.Thumbnail);
        if (upright.IsFlat) yield break;
        var seen = new HashSet<int>();
        for (var quarters = 0; quarters < 4; quarters++)
        {
            var print = upright.Turned(quarters);
            foreach (var mirrored in (bool[])[false, true])
            {
                var near = new List<(int Place, int Distance)>();
                _wholes.Find(mirrored ? print.Mirrored : print.Hashes[0], HashIndex.Radius, near);
                foreach (var (place, _) in near.OrderBy(n => n.Distance).ThenBy(n => n.Place).Take(MostThumbnails))
                {
                    if (seen.Contains(place)) continue;
                    var stored = _records[place];
                    var likeness = PictureMatch.Likeness(PicturePrint.OfThumbnail(stored.Thumbnail), 0, print, mirrored);
                    if (likeness < PictureMatch.Threshold || !seen.Add(place)) continue;
                    var turned = quarters % 2 == 1;
                    yield return new LikePicture(place, PictureRelation.Same, 0, null, likeness, quarters * 90, (double)stored.Width / (turned ? asked.Height : asked.Width), mirrored,
                        new Region(0, 0, asked.Width, asked.Height, "the whole picture", 1), new Region(0, 0, stored.Width, stored.Height, "the whole stored picture", 1));
                }
            }
        }
    }

    private IEnumerable<LikePicture> ByKeypoints(PictureRecord asked, CancellationToken cancel)
    {
        foreach (var (record, votes) in Votes(asked, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            var stored = _records[record];
            var pairs = votes.Select(v => new PointPair(asked.Points[v.Asked].Keypoint(), stored.Points[v.Point].Keypoint(), v.Mirrored, v.Bits)).ToList();
            var most = MostLog10FalseAlarms - Math.Log10(_records.Count);
            if (SimilarityConsensus.Find(pairs, stored.WorkingArea, most, MostAnisotropy) is not [var best, ..]) continue;
            if (Placed(asked, record, best) is { Evidence.IsSameContent: true } like) yield return like;
        }
    }

    private readonly record struct Vote(int Asked, int Point, bool Mirrored, int Bits);

    // Of one stored picture each keypoint looked for gets its nearest, as it is and mirrored.
    private IEnumerable<(int Record, List<Vote> Votes)> Votes(PictureRecord asked, CancellationToken cancel)
    {
        var found = new List<(int Place, int Distance)>[2 * asked.Points.Length];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancel }, i =>
        {
            if (i / 2 >= asked.MirroredCodes.Length && i % 2 == 1) return;
            _codes.Find(i % 2 == 0 ? asked.Points[i / 2].Code : asked.MirroredCodes[i / 2], MostBits, found[i] = []);
        });
        var votes = new Dictionary<int, List<Vote>>();
        var nearest = new Dictionary<int, Vote>();
        for (var i = 0; i < found.Length; i++)
        {
            nearest.Clear();
            foreach (var (place, distance) in found[i] ?? [])
            {
                var (record, point) = _points[place];
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(nearest, record, out var exists);
                if (!exists || distance < known.Bits || distance == known.Bits && point < known.Point) known = new Vote(i / 2, point, i % 2 == 1, distance);
            }
            foreach (var (record, vote) in nearest)
                (CollectionsMarshal.GetValueRefOrAddDefault(votes, record, out _) ??= []).Add(vote);
        }
        return votes.Where(v => v.Value.Count >= FewestVotes).OrderByDescending(v => v.Value.Count).ThenBy(v => v.Key).Take(MostCandidates).Select(v => (v.Key, v.Value.OrderBy(p => p.Bits).ThenBy(p => p.Asked).ToList()));
    }

    private LikePicture Placed(PictureRecord asked, int record, Agreement agreement)
    {
        var stored = _records[record];
        // From pixels of the one picture to pixels of the other, through the two working sizes.
        var map = agreement.Map with
        {
            Xx = agreement.Map.Xx * stored.Step / asked.Step, Xy = agreement.Map.Xy * stored.Step / asked.Step, X0 = agreement.Map.X0 * stored.Step,
            Yx = agreement.Map.Yx * stored.Step / asked.Step, Yy = agreement.Map.Yy * stored.Step / asked.Step, Y0 = agreement.Map.Y0 * stored.Step,
        };
        var inPicture = Box(agreement.Pairs.Select(p => ((double)p.From.X * asked.Step, (double)p.From.Y * asked.Step)), "keypoints that agree");
        var inStored = Box(agreement.Pairs.Select(p => ((double)p.To.X * stored.Step, (double)p.To.Y * stored.Step)), "keypoints that agree");
        var (storedShare, common) = ShareWithin(stored, asked, map.Inverse());
        var evidence = MatchEvidence.Of(asked, stored, agreement, common);
        return new LikePicture(record, evidence.IsWhole ? Relation(ShareWithin(asked, stored, map).Share, storedShare) : PictureRelation.SharesPart, agreement.Pairs.Count, agreement.Log10FalseAlarms + Math.Log10(_records.Count), null,
            map.RotationDegrees, map.Scale, agreement.Mirrored, inPicture, inStored) { Evidence = evidence };
    }

    private static PictureRelation Relation(double askedShare, double storedShare) => (askedShare >= Covered, storedShare >= Covered) switch
    {
        (true, true) => PictureRelation.Same,
        (true, false) => PictureRelation.PartOfStored,
        (false, true) => PictureRelation.HoldsStored,
        _ => PictureRelation.SharesPart,
    };

    // Share of a frame that a map sends into another, and its area in pixels, by a grid of samples.
    private static (double Share, double Area) ShareWithin(PictureRecord one, PictureRecord other, Affine map)
    {
        const int samples = 32;
        var inside = 0;
        for (var j = 0; j < samples; j++)
            for (var i = 0; i < samples; i++)
            {
                var (x, y) = map.Apply((i + 0.5) * one.Width / samples, (j + 0.5) * one.Height / samples);
                if (x >= 0 && y >= 0 && x <= other.Width && y <= other.Height) inside++;
            }
        var share = inside / (double)(samples * samples);
        return (share, share * one.Width * one.Height);
    }

    private static Region Box(IEnumerable<(double X, double Y)> points, string label)
    {
        var all = points.ToList();
        double x = all.Min(p => p.X), y = all.Min(p => p.Y);
        return new Region(x, y, all.Max(p => p.X) - x, all.Max(p => p.Y) - y, label, 1);
    }
}
