namespace Touchstone.Evaluation.Estimates;

/// <summary>What asking many questions at once costs.</summary>
public static class Multiplicity
{
    /// <summary>
    /// p-values adjusted by Holm's step-down procedure (Holm 1979): one may claim every hypothesis below α refuted, and errs in any of them
    /// with probability at most α, whatever the dependence.
    /// </summary>
    /// <param name="pValues">p-values; NaN (nothing could be tested) stays NaN and does not count.</param>
    /// <returns>Adjusted p-values in the same order, 0–1, never smaller than given.</returns>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(i => !double.IsNaN(pValues[i])).OrderBy(i => pValues[i])];
        double[] adjusted = [.. pValues];
        double running = 0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    /// <summary>The confidence each of several intervals needs so that all hold together with a given one (Bonferroni): 1 − (1 − confidence)/count.</summary>
    /// <param name="confidence">Joint confidence, 0–1.</param>
    /// <param name="count">Intervals, ≥ 1.</param>
    public static double Confidence(double confidence, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return 1 - (1 - confidence) / count;
    }
}
