namespace Touchstone.Evaluation.Metrics.Curves;

/// <summary>The rates at one threshold.</summary>
/// <param name="Threshold">Scores at or above it are called manipulated; +∞ calls none.</param>
/// <param name="Fpr">False-positive rate, 0–1.</param>
/// <param name="Tpr">True-positive rate, 0–1.</param>
/// <param name="Precision">TP / (TP + FP), 0–1; 1 where none is called.</param>
public readonly record struct RocPoint(double Threshold, double Fpr, double Tpr, double Precision)
{
    /// <summary>False-negative rate, 0–1.</summary>
    public double Fnr => 1 - Tpr;
}

/// <summary>Receiver operating characteristic (Fawcett 2006): the rates at every distinct score, from the threshold that calls none down.</summary>
public static class RocCurve
{
    /// <summary>The points, false-positive rate never falling; empty when a class is empty. Precision against recall is the same list.</summary>
    /// <param name="tally">Cases.</param>
    /// <param name="most">Most points: the curve is thinned to those nearest to even steps along it, the first and last kept.</param>
    public static IReadOnlyList<RocPoint> Of(ScoreTally tally, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (!tally.HasBoth) return [];
        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0, 1) };
        long tp = 0, fp = 0;
        for (var g = tally.Scores.Length - 1; g >= 0; g--)
        {
            tp += tally.Manipulated[g];
            fp += tally.Authentic[g];
            points.Add(new RocPoint(tally.Scores[g], (double)fp / tally.AuthenticTotal, (double)tp / tally.ManipulatedTotal, (double)tp / (tp + fp)));
        }
        return Thinned(points, most);
    }

    // Both rates rise, so their sum runs from 0 to 2 and even steps of it are even steps along the curve.
    private static List<RocPoint> Thinned(List<RocPoint> points, int most)
    {
        if (points.Count <= most) return points;
        var kept = new List<RocPoint>(most) { points[0] };
        for (var i = 1; i < points.Count - 1; i++)
            if (points[i].Fpr + points[i].Tpr >= 2.0 * kept.Count / (most - 1) && kept.Count < most - 1) kept.Add(points[i]);
        kept.Add(points[^1]);
        return kept;
    }
}
