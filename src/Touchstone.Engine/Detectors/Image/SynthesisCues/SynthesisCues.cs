using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Engine.Detectors.Image.SynthesisCues;

/// <summary>Measures what the literature says generated pictures differ in: spectrum, periods of 2, 4 and 8 pixels, digits, colours.</summary>
/// <remarks>Sources: the method card. A description: it alarms at nothing and is no verdict.</remarks>
public sealed class SynthesisCues : IDetector
{
    // Four tiles: below that a single object sets every number.
    private const int LeastSide = 2 * SampleTiles.Edge + 1;

    // As FirstDigits asks: the share of a digit that holds one of a hundred coefficients is then known to a tenth of itself.
    private const long FewestCoefficients = 10_000;

    private static readonly int[] _periods = [2, 4, 8];

    /// <inheritdoc/>
    public string Id => nameof(SynthesisCues);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.Generated;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Pixels.TryGet(out var image, out var fault) || !specimen.Luma.TryGet(out var luma, out fault)) return this.Without(fault);
        if (Math.Min(image.Width, image.Height) < LeastSide)
            return this.NotApplicable(Codes.NotApplicableTooSmall, Text($"The image is {image.Width}×{image.Height}; these measurements need at least {LeastSide} pixels a side."));
        var tiles = SampleTiles.Of(image, luma);
        var (spectra, shares) = (TileSpectra.Of(tiles, cancel), PixelShares.Of(tiles, cancel));
        if (shares.Coefficients < FewestCoefficients || double.IsNaN(shares.RedGreen + shares.BlueGreen))
            return this.NotApplicable(Codes.NotApplicableNoTrace, "The picture is nearly flat; its spectrum and digits tell nothing.");
        return this.Described(Text($"Power falls by {-spectra.Slope:0.0} decades a decade of frequency; the strongest period of 2, 4 or 8 pixels stands {Strongest(spectra):0} dB over its surroundings. Measurements to compare with files of the same origin, not a verdict.")) with
        {
            Scores = [.. Scores(spectra, shares)],
            Parameters = new Dictionary<string, string>
            {
                ["pixels measured"] = Text($"{tiles.Places.Length} squares of {SampleTiles.Edge} px of {image.Width}×{image.Height}, not resampled"),
                ["radial power at 1/32, 2/32 … 16/32 cycles a pixel, dB"] = string.Join(" ", Enumerable.Range(1, 16).Select(i => Text($"{spectra.RadialDecibels[4 * i - 1]:0.0}"))),
                ["coefficients counted"] = Text($"{shares.Coefficients}, rounded to whole numbers"),
            },
        };
    }

    private static double Strongest(TileSpectra spectra) => _periods.Max(spectra.PeakDecibels);

    private static IEnumerable<Score> Scores(TileSpectra spectra, PixelShares shares)
    {
        (string Name, double Value, string Unit)[] all =
        [
            ("slope of the radial spectrum", spectra.Slope, "decades a decade"),
            ("highest frequencies over that slope", spectra.HighDecibels, "dB"),
            ("period of 2 pixels in the cross-difference", spectra.PeakDecibels(2), "dB"),
            ("period of 4 pixels in the cross-difference", spectra.PeakDecibels(4), "dB"),
            ("period of 8 pixels in the cross-difference", spectra.PeakDecibels(8), "dB"),
            ("differences within against between pairs, along lines", shares.AcrossDecibels, "dB"),
            ("differences within against between pairs, down columns", shares.DownDecibels, "dB"),
            ("misfit of first digits of the DCT", shares.Law().Misfit, "χ² per coefficient"),
            ("mean saturation", shares.Saturation, "0–1"),
            ("overexposed pixels", shares.WhiteShare, "share"),
            ("black pixels", shares.BlackShare, "share"),
            ("fine structure of red and green", shares.RedGreen, "correlation"),
            ("fine structure of blue and green", shares.BlueGreen, "correlation"),
        ];
        return all.Select(s => new Score(s.Name, s.Value, s.Unit, Direction.Descriptive, null));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
