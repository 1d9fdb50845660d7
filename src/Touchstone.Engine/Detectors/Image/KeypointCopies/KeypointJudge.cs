using Touchstone.Engine.Copies;

namespace Touchstone.Engine.Detectors.Image.KeypointCopies;

/// <summary>When an agreement of keypoints is taken for a copy.</summary>
internal static class KeypointJudge
{
    /// <summary>Least number of false alarms an agreement may leave, decimal logarithm: one picture in a million by chance alone.</summary>
    public const double MostLog10FalseAlarms = -6;

    /// <summary>Least median correlation of fine detail, as in CopyMove.</summary>
    public const double MinimumDetail = 0.6;

    /// <summary>Least correlation of the noise between the structures. Printed letters that stand twice reach 0.4 without being copies.</summary>
    public const double MinimumNoise = 0.5;

    private const double MinimumNoiseDeviations = 6;

    /// <summary>Least comparable cells of 8×8: half of CopyMove's, since the keypoints have agreed before. A copy reduced to half its size fills few.</summary>
    public const int MinimumCompared = 16;
    private const double MinimumComparedShare = 0.45;

    // Where few keypoints agree, the rest of the region has to speak for them.
    private const double FewLog10FalseAlarms = -20;
    private const double MinimumComparedShareOfFew = 0.65;
    private const double MinimumLiving = 0.5;

    // A copy that was turned and resized is stretched alike in both directions; of two printed letters or bricks that is not so. Over the
    // region's width the two stretches may part by what registration leaves open, pixels.
    private const double MostStretch = 1.2;

    // As in CopyMove: what is its own mirror image is a copy only where the noise itself is the same.
    private const double MostOwnMirror = 0.5;
    private const double SymmetricNoise = 0.75;

    public static bool IsCopy(KeypointPair candidate)
    {
        var pair = candidate.Pair;
        return candidate.Log10FalseAlarms <= MostLog10FalseAlarms
            && pair.Compared >= MinimumCompared
            && pair.Compared >= (candidate.Log10FalseAlarms > FewLog10FalseAlarms ? MinimumComparedShareOfFew : MinimumComparedShare) * pair.Area / (CorrelationGrid.Cell * CorrelationGrid.Cell)
            && pair.Median >= MinimumDetail
            && pair.Noise >= MinimumNoise
            && pair.Noise * Math.Sqrt(pair.QuietPixels / 4.0) >= MinimumNoiseDeviations
            && pair.Living >= MinimumLiving
            && (pair.Map.Anisotropy - 1) * Math.Sqrt(pair.Area) <= MostStretch
            && (pair.Noise >= SymmetricNoise || pair.OwnMirror() < MostOwnMirror);
    }
}
