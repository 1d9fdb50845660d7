using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Engine.Detectors.Image.HistogramComb;

/// <summary>Measures combs in the histogram, as a tone curve applied to 8-bit levels leaves them, for the picture and part by part. A description: it alarms at nothing.</summary>
/// <remarks>Source: M. C. Stamm, K. J. R. Liu, "Forensic detection of image manipulation using statistical intrinsic fingerprints", IEEE TIFS 5(3), 2010.</remarks>
public sealed class HistogramComb : IDetector
{
    // With 256 levels this leaves a hundred pixels a level on average.
    private const int LeastSide = 160;
    private const int Channels = 3, Green = 1;

    // Two cells: 128 pixels, within the 50 to 200 that Stamm and Liu examine, and 64 pixels a level on average.
    private const int WindowCells = 2;

    /// <inheritdoc/>
    public string Id => nameof(HistogramComb);

    /// <inheritdoc/>
    public string Version => "1.1";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Format.IsVideoFrame())
            return this.NotApplicable(Codes.NotApplicableProcessed, "The codecs of WebP, HEIC and AVIF may hold levels from 16 to 235, which decoding stretches to 0 to 255: that leaves a comb no one made.");
        if (!specimen.Pixels.TryGet(out var image, out var fault)) return this.Without(fault);
        if (this.RefuseSize(image.Width, image.Height, LeastSide, "histograms that can be read") is { } refusal) return refusal;
        CellHistograms[] channels = [.. Enumerable.Range(0, Channels).Select(c => CellHistograms.Of(image, c, cancel))];
        return Tell(channels, specimen.Format.IsLossy());
    }

    private Finding Tell(CellHistograms[] channels, bool isLossy)
    {
        var measure = new CombMeasure();
        var (energies, ratios, empty, doubled) = (new float[Channels], new float[Channels], new float[Channels], new float[Channels]);
        for (var c = 0; c < Channels; c++)
        {
            var histogram = channels[c].Sum(0, 0, channels[c].Wide, channels[c].High);
            energies[c] = (float)measure.Energy(histogram, out var ratio);
            ratios[c] = (float)ratio;
            (empty[c], doubled[c]) = CombMeasure.Teeth(histogram);
        }
        if (ratios.Any(float.IsNaN)) return this.NotApplicable(Codes.NotApplicableNoTrace, "A channel lies wholly at the ends of the scale.");
        // The median of the channels: one alone may hold a drawn colour.
        var (over, gaps, peaks) = (Middle(ratios), Middle(empty), Middle(doubled));
        var caution = isLossy ? " The file was saved with loss, which fills a comb in: its absence says nothing." : "";
        return this.Described(Text($"The histogram varies from level to level {over:0.0} times as much as counting explains; {(gaps is 1 ? "1 level between filled ones is empty" : $"{gaps:0} levels between filled ones are empty")} and {peaks:0} {(peaks is 1 ? "counts" : "count")} double (medians of the channels).{caution} A measurement, not a verdict.")) with
        {
            Scores =
            [
                new Score("comb of the histogram", over, "times chance", Direction.Descriptive, null),
                new Score("high-frequency energy F", Middle(energies), "share of pixels", Direction.Descriptive, null),
                new Score("empty levels", gaps, "levels of 250", Direction.Descriptive, null),
                new Score("doubled levels", peaks, "levels of 250", Direction.Descriptive, null),
            ],
            Parameters = new Dictionary<string, string>
            {
                ["comb by channel"] = Text($"red {ratios[0]:0.0}, green {ratios[1]:0.0}, blue {ratios[2]:0.0} times chance"),
                ["pinched off"] = "8 levels at either end",
                ["frequencies"] = "112 to 128 of 256 levels",
                ["map"] = Text($"green channel, windows of {WindowCells * CellHistograms.Side} px every {CellHistograms.Side} px"),
            },
            Maps = [Map(channels[Green], measure)],
        };
    }

    private static EvidenceMap Map(CellHistograms cells, CombMeasure measure)
    {
        var (wide, high) = (Math.Max(1, cells.Wide - WindowCells + 1), Math.Max(1, cells.High - WindowCells + 1));
        var values = new float[wide * high];
        for (var i = 0; i < values.Length; i++)
        {
            _ = measure.Energy(cells.Sum(i % wide, i / wide, Math.Min(WindowCells, cells.Wide), Math.Min(WindowCells, cells.High)), out var over);
            values[i] = (float)over;
        }
        return new EvidenceMap
        {
            Name = "comb of the histogram, window by window",
            Width = wide,
            Height = high,
            CellSize = CellHistograms.Side,
            OriginX = CellHistograms.Side / 2.0,
            OriginY = CellHistograms.Side / 2.0,
            Unit = "times chance",
            ScaleMinimum = 0,
            ScaleMaximum = 10,
            Direction = Direction.Descriptive,
            Values = values,
            Reliability = [.. values.Select(v => float.IsNaN(v) ? 0f : 1f)],
        };
    }

    private static float Middle(float[] values) => OrderStatistics.Median([.. values]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
