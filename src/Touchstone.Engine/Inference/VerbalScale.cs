namespace Touchstone.Engine.Inference;

/// <summary>Words for a likelihood ratio, alike in both directions (ENFSI Guideline for Evaluative Reporting, 2015, with one finer step).</summary>
public static class VerbalScale
{
    // Upper ends of the likelihood-ratio bands; the guideline gives 2, 10, 100, 1,000, 10,000 and 1,000,000.
    private static readonly (double Below, string Words)[] Bands =
    [
        (2, "no support"), (10, "weak support"), (100, "moderate support"), (1_000, "moderately strong support"),
        (10_000, "strong support"), (1_000_000, "very strong support"), (double.PositiveInfinity, "extremely strong support"),
    ];

    /// <summary>The band's words for a natural-log likelihood ratio, without direction: "moderate support".</summary>
    /// <param name="llr">Any number: an infinite one is beyond the last band, and what is not a number supports nothing.</param>
    public static string Words(double llr) => Bands.FirstOrDefault(b => !(Math.Abs(llr) >= Math.Log(b.Below)), Bands[^1]).Words;
}
