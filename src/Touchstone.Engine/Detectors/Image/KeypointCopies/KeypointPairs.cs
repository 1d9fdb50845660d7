using Touchstone.Engine.Copies;
using Touchstone.Engine.Keypoints;
using Touchstone.Media.Pixels;

namespace Touchstone.Engine.Detectors.Image.KeypointCopies;

/// <summary>An agreement of keypoints, compared pixel by pixel.</summary>
/// <param name="Pair">The smaller side and its match at full resolution.</param>
/// <param name="Keypoints">Keypoint pairs that agree.</param>
/// <param name="Log10FalseAlarms">Decimal logarithm of the number of such agreements expected by chance in one picture.</param>
internal sealed record KeypointPair(CopyPair Pair, int Keypoints, double Log10FalseAlarms);

/// <summary>What the search found.</summary>
/// <param name="Pairs">Agreements that could be compared, not yet judged.</param>
/// <param name="Features">Keypoints of the working image.</param>
/// <param name="Factor">Reduction of the working image.</param>
/// <param name="Matches">Alike pairs of keypoints.</param>
/// <param name="Doubled">Whether keypoints were also sought at twice the size.</param>
internal sealed record KeypointCandidates(IReadOnlyList<KeypointPair> Pairs, FeatureSet Features, int Factor, int Matches, bool Doubled);

/// <summary>Keypoints, their look-alikes, what moves together, and its comparison at full resolution.</summary>
internal static class KeypointPairs
{
    // Pixels of the working image, and of its doubled first octave where that fits: what one thread describes and matches in a fifth of a second.
    public const long WorkingPixels = 1_500_000;
    private const int MostKeypoints = 3000;

    // Agreements that chance gives more often than in one picture of ten are not worth a comparison.
    private const double MostLog10FalseAlarms = -1;
    private const double MostAnisotropy = 1.35;

    /// <summary>Least distance of look-alikes, working-image pixels.</summary>
    public const double LeastShift = 24;

    /// <summary>Fewer keypoints in a picture leave nothing to compare.</summary>
    public const int LeastKeypoints = 20;

    private const int SeedStep = 2;

    public static KeypointCandidates Find(Plane luma, CancellationToken cancel)
    {
        var factor = 1;
        while ((long)(luma.Width / factor) * (luma.Height / factor) > WorkingPixels) factor++;
        var working = ScaledPlane.Whole(luma, factor, cancel);
        var doubled = 4L * luma.Width * luma.Height <= WorkingPixels;
        var features = KeypointSearch.Find(working, doubled, MostKeypoints, cancel);
        var matches = SelfMatching.Find(features, LeastShift, cancel);
        var agreements = SimilarityConsensus.Find(matches, (double)working.Width * working.Height, MostLog10FalseAlarms, MostAnisotropy);
        var pairs = new List<KeypointPair>();
        if (agreements.Count > 0)
        {
            var planes = new ComparisonPlanes(luma, working, GaussianBlur.Of(working, 1.5, cancel), factor);
            foreach (var agreement in agreements)
                if (PairVerification.Verify(planes, Points(agreement), cancel) is { } pair) pairs.Add(new KeypointPair(pair, agreement.Pairs.Count, agreement.Log10FalseAlarms));
        }
        return new KeypointCandidates(pairs, features, factor, matches.Count, doubled);
    }

    // The smaller side is the one compared: every pixel of it has its own on the larger side. Around each keypoint its blob counts as seen.
    private static MovedPoints Points(Agreement agreement)
    {
        var shrinks = agreement.Map.Scale < 1;
        var places = new SortedSet<(int Y, int X)>();
        foreach (var pair in agreement.Pairs)
        {
            var point = shrinks ? pair.To : pair.From;
            var reach = Math.Max(6, 3 * point.Scale);
            for (var y = Math.Ceiling((point.Y - reach) / SeedStep); y * SeedStep <= point.Y + reach; y++)
                for (var x = Math.Ceiling((point.X - reach) / SeedStep); x * SeedStep <= point.X + reach; x++)
                    places.Add(((int)y * SeedStep, (int)x * SeedStep));
        }
        return new MovedPoints([.. places.Select(p => ((double)p.X, (double)p.Y))], shrinks ? agreement.Map.Inverse() : agreement.Map, SeedStep / 2.0);
    }
}
