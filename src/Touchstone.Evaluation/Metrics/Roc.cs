namespace Touchstone.Evaluation.Metrics;

/// <summary>The receiver operating characteristic of scores where higher supports the positive class.</summary>
public static class Roc
{
    /// <summary>
    /// Area under the curve = P(positive &gt; negative) + ½ P(equal) (Mann–Whitney; Hanley &amp; McNeil 1982), 0–1.
    /// NaN when a class is empty.
    /// </summary>
    /// <param name="scores">Scores; must not be NaN.</param>
    /// <param name="positive">True where the case is positive; same length.</param>
    public static double Auc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positive)
    {
        if (scores.Length != positive.Length) throw new ArgumentException("Scores and labels differ in length.", nameof(positive));
        var keys = scores.ToArray();
        var labels = positive.ToArray();
        Array.Sort(keys, labels);
        double positives = 0, negatives = 0, wins = 0;
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            double tiedPositives = 0, tiedNegatives = 0;
            for (; end < keys.Length && keys[end] == keys[start]; end++)
            {
                if (labels[end]) tiedPositives++;
                else tiedNegatives++;
            }
            wins += tiedPositives * (negatives + tiedNegatives / 2);
            positives += tiedPositives;
            negatives += tiedNegatives;
            start = end;
        }
        return positives == 0 || negatives == 0 ? double.NaN : wins / (positives * negatives);
    }
}
