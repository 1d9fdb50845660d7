namespace Touchstone.Evaluation.Drift;

/// <summary>Many features watched at once.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Which hypotheses fall when the expected share of wrong ones among them shall stay below q (Benjamini &amp; Hochberg 1995; also for
    /// positively dependent p-values, Benjamini &amp; Yekutieli 2001); where nothing changed at all, q is the probability of any alarm.
    /// </summary>
    /// <param name="pValues">p-values, 0–1.</param>
    /// <param name="rate">q, 0–1.</param>
    /// <returns>True where the hypothesis falls, in the same order.</returns>
    public static bool[] Reject(IReadOnlyList<double> pValues, double rate)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        double[] sorted = [.. pValues.Order()];
        var limit = double.NegativeInfinity;
        for (var i = 0; i < sorted.Length; i++)
            if (sorted[i] <= rate * (i + 1) / sorted.Length) limit = sorted[i];
        return [.. pValues.Select(p => p <= limit)];
    }
}
