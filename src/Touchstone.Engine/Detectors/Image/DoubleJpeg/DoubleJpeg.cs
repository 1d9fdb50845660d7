using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Image.DoubleJpeg;

/// <summary>Finds parts of a twice-saved JPEG that lack the quantisation of the first save.</summary>
/// <remarks>
/// T. Bianchi, A. De Rosa, A. Piva, "Improved DCT coefficient analysis for forgery localization in JPEG images", ICASSP 2011: likelihood
/// map of aligned double quantisation from the stored coefficients. The first steps and the share of twice-saved blocks are fitted by maximum
/// likelihood where the paper fits by least squares. Where the image shows no first save on the file's grid, one on another grid is looked for
/// (T. Bianchi, A. Piva, IEEE TIFS 7(2) and 7(3), 2012) and its blocks are held against it in the same way. An image without either trace is not judged.
/// </remarks>
public sealed class DoubleJpeg : IDetector
{
    // Two blocks each way are lost to the shifted grid, and the histograms need a few hundred blocks.
    private const int MinimumBlocks = 400;

    // Under this share of blocks that can speak, or over this share that look singly quantised everywhere, the map says nothing.
    private const double MinimumReliable = 0.1;
    private const double MaximumShareOutside = 0.25;

    // One false alarm in a hundred images, if the model of strewn blocks holds.
    private const double LogFalseAlarmsThreshold = -2;

    /// <inheritdoc/>
    public string Id => nameof(DoubleJpeg);

    /// <inheritdoc/>
    public string Version => "2.1";

    /// <inheritdoc/>
    public Question Question => Question.LocallyEdited;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Format != MediaFormat.Jpeg)
            return this.NotApplicable(Codes.NotApplicableFormat, "Only a JPEG file holds quantised coefficients.");
        if (!specimen.Coefficients.TryGet(out var coefficients, out var fault)) return this.Without(fault);
        var luma = coefficients.Luma;
        var blocks = (long)luma.ImageBlocksWide * luma.ImageBlocksHigh;
        if (blocks < MinimumBlocks || Math.Min(luma.ImageBlocksWide, luma.ImageBlocksHigh) < 4)
            return this.NotApplicable(Codes.NotApplicableTooSmall, $"{blocks} blocks are too few for the histograms of the coefficients; {MinimumBlocks} are needed.");
        if (blocks * 64 > specimen.Limits.MaximumDetectorPixels)
            return this.NotApplicable(Codes.NotApplicableTooLarge, "The image has more pixels than the detectors examine.");
        if (coefficients.DamagedAtOffset is not null)
            return this.NotApplicable(Codes.NotApplicableUnreliable, "The coefficients are damaged in part; their histograms would mislead.");
        var samples = LumaSamples.Of(luma, specimen.Pixels.Value, cancel);
        var save = FirstSave.Of(luma, samples, cancel);
        if (!save.IsSeen && !save.IsSeenExceptInMean)
            return this.NotApplicable(Codes.NotApplicableNoTrace,
                $"{(save.Seen.Count == 0 ? "None" : $"{save.Seen.Count}")} of the {Frequencies.Count} frequencies {(save.Seen.Count <= 1 ? "shows" : "show")} in its histogram an earlier JPEG save of lower quality on this grid, {(save.Seen.Count < FirstSave.MinimumFrequencies ? $"and {FirstSave.MinimumFrequencies} are needed" : "but the mean of the blocks, which a save with such steps marks, does not")}; no other grid shows one. The file was saved once, or its first save was of the same or higher quality.")
                with { Parameters = Describe(save, null) };
        var map = LikelihoodMap.Of(samples.Columns, samples.Rows, save, cancel);
        if (map.ReliableShare < MinimumReliable)
            return this.NotApplicable(Codes.NotApplicableUnreliable, "Too few blocks hold detail that is not clipped.") with { Parameters = Describe(save, map) };
        return Report(map, save);
    }

    private Finding Report(LikelihoodMap map, FirstSave save)
    {
        var clusters = map.Clusters();
        var strongest = clusters.Count > 0 ? clusters[0] : null;
        if (strongest is { LogFalseAlarms: < LogFalseAlarmsThreshold, ShareOutside: > MaximumShareOutside } || map.PositiveShare > 0.5)
            return this.NotApplicable(Codes.NotApplicableUnreliable, "Blocks that look saved once lie all over the image; the map does not tell regions.") with { Parameters = Describe(save, map) };
        var alarms = clusters.Where(c => c.LogFalseAlarms <= LogFalseAlarmsThreshold).ToList();
        // Without a cluster there is nothing to test: one test, certain under chance.
        var log = strongest?.LogFalseAlarms ?? Math.Log10(Math.Max(1, (double)map.Values.Length));
        var first = save.NearestQuality();
        var text = alarms.Count == 0
            ? $"The whole image went through an earlier JPEG save on {Grid(save)}, and no region lacks it."
            : $"{(alarms.Count == 1 ? "1 region lacks" : $"{alarms.Count} regions lack")} the earlier JPEG save that the rest of the image went through; by chance, a region like the strongest is expected in {FalseAlarms.InWords(log)}.";
        return this.Measured(text) with
        {
            Scores =
            [
                new Score("strongest region without the first save", log, "log10 NFA", Direction.LowerSupportsManipulation, LogFalseAlarmsThreshold),
                new Score("blocks that look saved once", map.PositiveShare, "share of blocks", Direction.Descriptive, null),
                new Score("frequencies that show the first save", save.Seen.Count, "of 15", Direction.Descriptive, null),
                new Score("quality of the first save", first.Quality, "of 100 (Annex K)", Direction.Descriptive, null),
                new Score("distance of its steps from that table", first.Difference, "quantisation steps, mean", Direction.Descriptive, null),
            ],
            Observations =
            [
                new Observation(save.IsAligned ? "jpeg.double-quantised" : "jpeg.double-quantised-shifted", Weight.Note,
                    $"{save.Seen.Count} of {Frequencies.Count} frequencies show an earlier JPEG save with coarser or other quantisation, on {Grid(save)}.",
                    save.IsAligned ? "Any picture that was opened and saved again, or sent through a service that re-encodes, shows this." : "Any picture that was cropped and saved again shows this.", null),
            ],
            Maps = [Draw(map)],
            Regions = [.. alarms.Select(c => new Region(c.Box.Left * 8, c.Box.Top * 8, c.Box.Width * 8, c.Box.Height * 8,
                string.Create(CultureInfo.InvariantCulture, $"saved once, {c.Box.Cells} blocks, log10 NFA {c.LogFalseAlarms:F1}"), 0))],
            Parameters = Describe(save, map),
        };
    }

    private static EvidenceMap Draw(LikelihoodMap map) => new()
    {
        Name = "log ratio of saved once against saved twice",
        Width = map.Columns,
        Height = map.Rows,
        CellSize = 8,
        Unit = "nats, mean of 3×3 blocks",
        ScaleMinimum = -10,
        ScaleMaximum = 10,
        Direction = Direction.HigherSupportsManipulation,
        Threshold = LikelihoodMap.Threshold,
        Values = map.Smooth,
        Reliability = [.. map.Smooth.Select((v, i) => float.IsNaN(v) ? 0 : map.Reliability[i])],
    };

    private static string Grid(FirstSave save) => save.IsAligned ? "the same grid" : $"a grid that starts at ({save.Right},{save.Down})";

    private static Dictionary<string, string> Describe(FirstSave save, LikelihoodMap? map)
    {
        string Steps(Func<PrimaryEstimate, string> of) => string.Join(" ", save.Estimates.Select(of));
        var parameters = new Dictionary<string, string>
        {
            ["frequencies"] = $"first {Frequencies.Count} in zigzag order, luma",
            ["grid of the first save"] = $"({save.Right},{save.Down})",
            ["first steps Q1 (– = none seen)"] = Steps(e => save.Seen.Contains(e) ? e.FirstStep.ToString(CultureInfo.InvariantCulture) : "–"),
            ["second steps Q2"] = Steps(e => e.SecondStep.ToString(CultureInfo.InvariantCulture)),
            ["share saved twice"] = Steps(e => save.Seen.Contains(e) ? e.Share.ToString("F2", CultureInfo.InvariantCulture) : "–"),
            ["gain, nats per coefficient"] = Steps(e => e.Gain.ToString("F3", CultureInfo.InvariantCulture)),
        };
        if (map is not null) parameters["blocks that can speak"] = (100 * map.ReliableShare).ToString("F0", CultureInfo.InvariantCulture) + " %";
        return parameters;
    }
}
