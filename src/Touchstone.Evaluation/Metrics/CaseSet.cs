using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Metrics;

/// <summary>Cases as columns of equal length: what metrics are computed from.</summary>
/// <param name="Scores">Oriented score or natural-log likelihood ratio [n], higher supports manipulation; NaN = not answered.</param>
/// <param name="Manipulated">Truth [n].</param>
/// <param name="Clusters">Number of the independent cluster each case belongs to [n], from 0; intervals draw clusters.</param>
public sealed record CaseSet(double[] Scores, bool[] Manipulated, int[] Clusters)
{
    /// <summary>Cases.</summary>
    public int Count => Scores.Length;

    /// <summary>The cases of trials by a number of theirs; a trial without one is a case that was not answered.</summary>
    /// <param name="trials">Trials of one question and one detector.</param>
    /// <param name="number">The oriented score, or the likelihood ratio.</param>
    public static CaseSet Of(IReadOnlyList<Trial> trials, Func<Trial, double?> number)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(number);
        var clusters = new Dictionary<string, int>(StringComparer.Ordinal);
        int Number(string cluster) => clusters.TryGetValue(cluster, out var known) ? known : clusters[cluster] = clusters.Count;
        return new CaseSet([.. trials.Select(t => number(t) ?? double.NaN)], [.. trials.Select(t => t.Manipulated)], [.. trials.Select(t => Number(t.Cluster))]);
    }
}
