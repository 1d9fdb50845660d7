namespace Touchstone.Evaluation.Metrics.Curves;

/// <summary>A point of a Tippett plot.</summary>
/// <param name="Llr">Natural-log likelihood ratio.</param>
/// <param name="Manipulated">Share of manipulated cases with at least this ratio, 0–1.</param>
/// <param name="Authentic">Share of authentic cases with at least this ratio, 0–1.</param>
public readonly record struct TippettPoint(double Llr, double Manipulated, double Authentic);

/// <summary>Tippett plot (Evett &amp; Buckleton 1996; Meuwly 2001): how often each class reaches each strength of evidence.</summary>
/// <param name="Points">Points in rising likelihood ratio; empty when a class is empty.</param>
/// <param name="MisleadingManipulated">Share of manipulated cases whose ratio supports authenticity (below 0), 0–1; NaN when a class is empty.</param>
/// <param name="MisleadingAuthentic">Share of authentic cases whose ratio supports manipulation (above 0), 0–1; NaN when a class is empty.</param>
public sealed record TippettCurve(IReadOnlyList<TippettPoint> Points, double MisleadingManipulated, double MisleadingAuthentic)
{
    /// <summary>The curve of natural-log likelihood ratios.</summary>
    /// <param name="tally">Cases.</param>
    /// <param name="most">Most points.</param>
    public static TippettCurve Of(ScoreTally tally, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (!tally.HasBoth) return new TippettCurve([], double.NaN, double.NaN);
        var points = RocCurve.Of(tally, most).Skip(1).Reverse().Select(p => new TippettPoint(p.Threshold, p.Tpr, p.Fpr));
        long manipulatedBelow = 0, authenticAbove = 0;
        for (var g = 0; g < tally.Scores.Length; g++)
        {
            if (tally.Scores[g] < 0) manipulatedBelow += tally.Manipulated[g];
            if (tally.Scores[g] > 0) authenticAbove += tally.Authentic[g];
        }
        return new TippettCurve([.. points], (double)manipulatedBelow / tally.ManipulatedTotal, (double)authenticAbove / tally.AuthenticTotal);
    }
}
