using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Numerics.Distributions;

namespace Touchstone.Engine.Detectors.Image.FirstDigits;

/// <summary>Measures how far the first digits of a JPEG's coefficients follow the law they follow after one save.</summary>
/// <remarks>Source: Fu, Shi and Su, SPIE 6505, 2007; frequencies apart as in Amerini, Becarelli, Caldelli, Del Mastio, IEEE WIFS 2014. A description: it alarms at nothing.</remarks>
public sealed class FirstDigits : IDetector
{
    // The share of a digit that holds one of a hundred coefficients is then known to a tenth of itself.
    private const long FewestCoefficients = 10_000;

    /// <summary>Gain from which three saves are said, nats a coefficient.</summary>
    internal const double ThreeSavesGain = 0.01;

    /// <inheritdoc/>
    public string Id => nameof(FirstDigits);

    /// <inheritdoc/>
    public string Version => "1.2";

    /// <inheritdoc/>
    public Question Question => Question.History;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (specimen.Format != MediaFormat.Jpeg)
            return this.NotApplicable(Codes.NotApplicableFormat, "Only a JPEG file holds quantised coefficients.");
        if (!specimen.Coefficients.TryGet(out var coefficients, out var fault)) return this.Without(fault);
        if (coefficients.DamagedAtOffset is not null)
            return this.NotApplicable(Codes.NotApplicableUnreliable, "The coefficients are damaged in part; their digits would mislead.");
        var counts = DigitCounts.Of(coefficients.Luma, cancel);
        var all = counts[0].Sum();
        if (all < FewestCoefficients)
            return this.NotApplicable(Codes.NotApplicableTooSmall, $"{all} coefficients other than 0 are too few for the shares of their digits; {FewestCoefficients} are needed.");
        var shares = Shares(counts[0]);
        var law = GeneralisedBenford.Fit(shares);
        var chain = specimen.Luma.TryGet(out var luma, out _) ? SaveChain.Of(SavedFrequency.Of(coefficients.Luma, luma, DigitCounts.Frequencies, cancel), cancel) : null;
        var three = chain is { Gain: >= ThreeSavesGain };
        return this.Described(string.Create(CultureInfo.InvariantCulture,
            $"The first digits of {all} coefficients lie {law.Misfit:0.00000} from the nearest law of one save; after a second, finer save it is usually larger. {(three ? $"The coefficients fit three saves on one grid: at about quality {chain!.First}, then {chain.Middle}, then the last. " : "")}A measurement, not a verdict.")) with
        {
            Scores =
            [
                new Score("misfit of first digits", law.Misfit, "χ² per coefficient", Direction.Descriptive, null),
                new Score("exponent q of the law", law.Exponent, "–", Direction.Descriptive, null),
                new Score("shift s of the law", law.Shift, "–", Direction.Descriptive, null),
                .. chain is null ? (Score[])[] : [new Score("gain of three saves over two", chain.Gain, "nats per coefficient", Direction.Descriptive, null)],
                .. !three ? (Score[])[] : [
                    new Score("quality of the first of three saves", chain!.First, "of 100 (Annex K)", Direction.Descriptive, null),
                    new Score("quality of the second of three saves", chain.Middle, "of 100 (Annex K)", Direction.Descriptive, null)],
            ],
            Parameters = new Dictionary<string, string>
            {
                ["shares of the digits 1 to 9"] = string.Join(" ", shares.Select(s => s.ToString("F4", CultureInfo.InvariantCulture))),
                ["misfit of the first nine frequencies in zigzag order (– = too few)"] = string.Join(" ", counts.Skip(1).Select(Misfit)),
            },
        };
    }

    private static string Misfit(long[] counts) =>
        counts.Sum() < FewestCoefficients / DigitCounts.Frequencies ? "–" : GeneralisedBenford.Fit(Shares(counts)).Misfit.ToString("F4", CultureInfo.InvariantCulture);

    private static double[] Shares(long[] counts)
    {
        double sum = counts.Sum();
        return [.. counts.Select(c => c / sum)];
    }
}
