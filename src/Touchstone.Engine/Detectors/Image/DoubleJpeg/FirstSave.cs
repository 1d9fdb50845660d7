using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>Finds where in the tables of ratios the coefficients of one block stand.</summary>
/// <param name="row">Block row of the file's grid.</param>
/// <param name="column">Block column.</param>
/// <param name="at">Written: an index into the ratios of each seen frequency, or −1 where it says nothing.</param>
/// <returns>False where the block cannot speak: clipped, at the border, or without detail.</returns>
internal delegate bool BlockReading(int row, int column, Span<int> at);

/// <summary>The earlier save that an image as a whole shows: its grid, its steps, and how a block is held against it.</summary>
/// <param name="Right">Where its grid starts, pixels to the right of the file's own, 0 to 7.</param>
/// <param name="Down">The same downwards.</param>
/// <param name="Estimates">Its steps, frequency by frequency.</param>
internal abstract record FirstSave(int Right, int Down, IReadOnlyList<PrimaryEstimate> Estimates)
{
    // Frequencies that must show a first save in the greater part of the image; one or two do so by chance of content.
    public const int MinimumFrequencies = 4;

    /// <summary>The frequencies that show it in the greater part of the image.</summary>
    /// <remarks>
    /// On another grid only steps coarser than the last save's count: a block one pixel beside is made of one stored block for the most part, and four equal
    /// flat blocks have the mean of one, so that the lattice of the last save itself is seen there, whose steps reach Q2 and not beyond.
    /// </remarks>
    public IReadOnlyList<PrimaryEstimate> Seen { get; } =
        [.. Estimates.Where(e => e.IsSeen && e.Share >= PrimaryEstimate.LeastShare && ((Right == 0 && Down == 0) || e.FirstStep > e.SecondStep))];

    /// <summary>
    /// True when enough of them do, the mean of the blocks among them. On a grid half a block beside that of a save, or beside it on one axis,
    /// flat blocks carry its lattice in other frequencies, never in their means.
    /// </summary>
    public bool IsSeen => Seen.Count >= MinimumFrequencies && Seen[0].Frequency == 0;

    /// <summary>
    /// True when enough of them do and the mean of the blocks cannot: a step as fine as the finest seen divides that of the last save, so that each of its cells
    /// holds as many multiples as the next.
    /// </summary>
    public bool IsSeenExceptInMean =>
        Seen.Count >= MinimumFrequencies && Seen[0].Frequency != 0 && Estimates[0].SecondStep % Seen.Min(e => e.FirstStep) == 0;

    /// <summary>True on the file's own grid.</summary>
    public bool IsAligned => Right == 0 && Down == 0;

    /// <summary>The quality whose scaled Annex K table is nearest to the seen steps, 1 to 100, and the mean difference, steps.</summary>
    public (int Quality, double Difference) NearestQuality()
    {
        var best = (Quality: 1, Difference: double.MaxValue);
        for (var quality = 1; quality <= 100; quality++)
        {
            var table = JpegTables.ScaledLuminance(quality);
            var difference = Seen.Average(e => (double)Math.Abs(e.FirstStep - table[Frequencies.Natural[e.Frequency]]));
            if (difference < best.Difference) best = (quality, difference);
        }
        return best;
    }

    /// <summary>Reads one block.</summary>
    public abstract bool Read(int row, int column, Span<int> at);

    /// <summary>The save on the file's own grid if the image shows it, the mean of the blocks included; else the clearest on another grid; else what its own grid shows.</summary>
    public static FirstSave Of(CoefficientPlane plane, LumaSamples samples, CancellationToken cancel)
    {
        var aligned = AlignedSave.Fit(plane, samples, cancel);
        if (aligned.IsSeen) return aligned;
        var shifted = ShiftedSave.Fit(plane, samples, cancel);
        return shifted.IsSeen ? shifted : aligned;
    }
}
