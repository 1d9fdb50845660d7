namespace Touchstone.Engine.Copies;

/// <summary>When a pair that agrees is taken for a copy.</summary>
internal static class CopyJudge
{
    /// <summary>Least area of source and copy together, pixels: of the smallest region alone, since the two may overlap on the map.</summary>
    public const double MinimumArea = MinimumCompared * CorrelationGrid.Cell * CorrelationGrid.Cell;

    /// <summary>Least median correlation of fine detail: copies re-saved at quality 75 keep 0.65 and more on self-made material, unlike things under 0.3.</summary>
    public const double MinimumDetail = 0.6;

    /// <summary>Least correlation of the noise between the structures; 0 is expected of two things that only look alike.</summary>
    public const double MinimumNoise = 0.3;

    // The noise correlation of n pixels, of which neighbours share a 2×2 support of the residual, has the deviation 1/√(n/4) when the two
    // sides are independent; six deviations have a probability of 1e-9, against at most 24 pairs compared in an image.
    public const double MinimumNoiseDeviations = 6;

    // Cells of a region of about 45×45 pixels. One printed letter that stands twice fills fewer.
    private const int MinimumCompared = 32;
    // A copy agrees all over; things that look alike agree at a few marks with nothing comparable between them (printed letters, drawn lines).
    private const double MinimumComparedShare = 0.5;
    private const double MaximumAnisotropy = 1.2;

    // A drawing repeats itself exactly and holds no noise between its lines; a photograph lives everywhere.
    public const double MinimumLiving = 0.5;

    // Faces and ornaments are their own mirror images, and what is left of their structure counts as noise in part. Whoever mirrors a part
    // to the other side of an axis makes the same figure, so such a pair is taken only where the noise itself is the same.
    public const double MostOwnMirror = 0.5;
    public const double SymmetricNoise = 0.75;

    public static bool IsCopy(CopyPair pair) => Agrees(pair) && (pair.Noise >= SymmetricNoise || pair.OwnMirror() < MostOwnMirror);

    private static bool Agrees(CopyPair pair) =>
        pair.Compared >= MinimumCompared
        && pair.Compared >= MinimumComparedShare * pair.Area / (CorrelationGrid.Cell * CorrelationGrid.Cell)
        && pair.Median >= MinimumDetail
        && pair.Noise >= MinimumNoise
        && pair.Noise * Math.Sqrt(pair.QuietPixels / 4.0) >= MinimumNoiseDeviations
        && pair.Living >= MinimumLiving
        && pair.Map.Anisotropy <= MaximumAnisotropy;
}
