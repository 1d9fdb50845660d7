namespace Touchstone.Evaluation.Metrics;

/// <summary>Counts of a two-class decision; positive = manipulated.</summary>
/// <param name="TruePositive">Manipulated and said so.</param>
/// <param name="FalsePositive">Authentic and called manipulated.</param>
/// <param name="FalseNegative">Manipulated and missed.</param>
/// <param name="TrueNegative">Authentic and left alone.</param>
public readonly record struct Confusion(long TruePositive, long FalsePositive, long FalseNegative, long TrueNegative)
{
    /// <summary>F1 = 2TP / (2TP + FP + FN), 0–1, higher is better; 1 when there is nothing to find and nothing was called.</summary>
    public double F1 => TruePositive + FalsePositive + FalseNegative == 0 ? 1 : 2.0 * TruePositive / (2.0 * TruePositive + FalsePositive + FalseNegative);

    /// <summary>Intersection over union TP / (TP + FP + FN) (Jaccard 1901), 0–1, higher is better; 1 when there is nothing to find and nothing was called.</summary>
    public double Iou => TruePositive + FalsePositive + FalseNegative == 0 ? 1 : (double)TruePositive / (TruePositive + FalsePositive + FalseNegative);

    /// <summary>Matthews correlation (Matthews 1975), −1–1, higher is better; 0 when a row or column is empty, 1 when all is negative and right.</summary>
    public double Mcc
    {
        get
        {
            if (TruePositive + FalsePositive + FalseNegative == 0) return 1;
            var product = Math.Sqrt((double)(TruePositive + FalsePositive)) * Math.Sqrt(TruePositive + FalseNegative)
                * Math.Sqrt(TrueNegative + FalsePositive) * Math.Sqrt(TrueNegative + FalseNegative);
            return product == 0 ? 0 : ((double)TruePositive * TrueNegative - (double)FalsePositive * FalseNegative) / product;
        }
    }

    /// <summary>Counts over two masks of equal length.</summary>
    /// <param name="said">What was called manipulated.</param>
    /// <param name="truth">What is.</param>
    public static Confusion Of(ReadOnlySpan<bool> said, ReadOnlySpan<bool> truth)
    {
        if (said.Length != truth.Length) throw new ArgumentException("The masks differ in length.", nameof(truth));
        long tp = 0, fp = 0, fn = 0, tn = 0;
        for (var i = 0; i < said.Length; i++)
        {
            if (said[i] && truth[i]) tp++;
            else if (said[i]) fp++;
            else if (truth[i]) fn++;
            else tn++;
        }
        return new Confusion(tp, fp, fn, tn);
    }
}
