using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics;

/// <summary>Events and cases of each cluster.</summary>
/// <param name="Events">Events [clusters].</param>
/// <param name="Cases">Cases asked [clusters].</param>
internal sealed record ClusterCounts(int[] Events, int[] Cases)
{
    /// <summary>Counts the cases that are asked, and those of them in which something happened.</summary>
    internal static ClusterCounts Of(CaseSet cases, Func<int, bool> asked, Func<int, bool> happened)
    {
        var clusters = cases.Clusters.Length == 0 ? 0 : cases.Clusters.Max() + 1;
        var (events, sizes) = (new int[clusters], new int[clusters]);
        for (var i = 0; i < cases.Count; i++)
        {
            if (!asked(i)) continue;
            sizes[cases.Clusters[i]]++;
            if (happened(i)) events[cases.Clusters[i]]++;
        }
        return new ClusterCounts(events, sizes);
    }

    /// <summary>The rate of events with its intervals.</summary>
    internal ConfidenceCurve Rate() => ClusteredRate.Of(Events, Cases);

    /// <summary>Correlation of two rates' estimates over the clusters they share, by linearisation; 0 where one of them does not vary.</summary>
    internal double Correlation(ClusterCounts other)
    {
        var (p, q) = (Share, other.Share);
        double both = 0, own = 0, others = 0;
        for (var c = 0; c < Cases.Length; c++)
        {
            var (x, y) = (Events[c] - p * Cases[c], other.Events[c] - q * other.Cases[c]);
            both += x * y;
            own += x * x;
            others += y * y;
        }
        return own > 0 && others > 0 ? both / Math.Sqrt(own * others) : 0;
    }

    private double Share => Cases.Sum() is var n and > 0 ? (double)Events.Sum() / n : 0;
}
