using Touchstone.Numerics;

namespace Touchstone.Evaluation.Metrics;

/// <summary>Cases of one class in the order of their scores.</summary>
/// <param name="Places">Place of each case's score among the distinct scores, rising.</param>
/// <param name="Clusters">Cluster of each case.</param>
internal sealed record RankedClass(int[] Places, int[] Clusters)
{
    /// <summary>Kish's effective number of clusters, (Σ sizes)² / Σ sizes²: the number where all are of one size, fewer else.</summary>
    internal double EffectiveClusters()
    {
        var sizes = Clusters.CountBy(c => c).Select(p => (double)p.Value).ToArray();
        return sizes.Sum() * sizes.Sum() / sizes.Sum(s => s * s);
    }
}

/// <summary>The answered cases of a set, sorted once; clusters are numbered anew so that those of one kind lie together.</summary>
/// <remarks>
/// Clusters are of three kinds: manipulated cases only, authentic only, both. A draw takes as many of each kind as there are, with
/// replacement, so that no draw loses a class that the design fixed.
/// </remarks>
internal sealed class RankedCases
{
    private readonly ScoreAxis _axis;
    private readonly int[] _kindEnds;

    private RankedCases(ScoreAxis axis, RankedClass manipulated, RankedClass authentic, int[] kindEnds)
    {
        (_axis, Manipulated, Authentic, _kindEnds) = (axis, manipulated, authentic, kindEnds);
    }

    internal RankedClass Manipulated { get; }

    internal RankedClass Authentic { get; }

    /// <summary>Answered cases.</summary>
    internal int Count => Manipulated.Places.Length + Authentic.Places.Length;

    /// <summary>Clusters with answered cases.</summary>
    internal int Clusters => _kindEnds[2];

    /// <summary>Clusters with manipulated cases.</summary>
    internal int ManipulatedClusters => _kindEnds[0] + _kindEnds[2] - _kindEnds[1];

    /// <summary>Clusters with authentic cases.</summary>
    internal int AuthenticClusters => _kindEnds[2] - _kindEnds[0];

    internal static RankedCases Of(CaseSet cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        if (cases.Manipulated.Length != cases.Count || cases.Clusters.Length != cases.Count) throw new ArgumentException("The columns differ in length.", nameof(cases));
        int[] order = [.. Enumerable.Range(0, cases.Count).Where(i => !double.IsNaN(cases.Scores[i]))];
        double[] keys = [.. order.Select(i => cases.Scores[i])];
        Array.Sort(keys, order);

        var numbers = Number(cases, order, out var kindEnds);
        var scores = new List<double>(order.Length);
        var (manipulated, authentic) = (order.Count(i => cases.Manipulated[i]), 0);
        authentic = order.Length - manipulated;
        var (mPlaces, mClusters, aPlaces, aClusters) = (new int[manipulated], new int[manipulated], new int[authentic], new int[authentic]);
        var (m, a) = (0, 0);
        for (var rank = 0; rank < order.Length; rank++)
        {
            // −0 and 0 are one score.
            if (rank == 0 || keys[rank] != keys[rank - 1]) scores.Add(keys[rank]);
            var i = order[rank];
            if (cases.Manipulated[i]) (mPlaces[m], mClusters[m++]) = (scores.Count - 1, numbers[cases.Clusters[i]]);
            else (aPlaces[a], aClusters[a++]) = (scores.Count - 1, numbers[cases.Clusters[i]]);
        }
        return new RankedCases(new ScoreAxis([.. scores]), new RankedClass(mPlaces, mClusters), new RankedClass(aPlaces, aClusters), kindEnds);
    }

    /// <summary>An empty tally on these scores, to be filled by draws.</summary>
    internal ScoreTally Tally() => new(_axis);

    /// <summary>The tally of the cases as they are.</summary>
    internal ScoreTally Whole()
    {
        var tally = Tally();
        var once = new int[Clusters];
        Array.Fill(once, 1);
        tally.Fill(this, once);
        return tally;
    }

    /// <summary>Draws clusters with replacement, kind by kind.</summary>
    /// <param name="multiplicities">How often each cluster was drawn [clusters]; overwritten.</param>
    /// <param name="chance">The stream of this draw.</param>
    internal void Draw(Span<int> multiplicities, Seeded chance)
    {
        multiplicities.Clear();
        var start = 0;
        foreach (var end in _kindEnds)
        {
            for (var i = start; i < end; i++) multiplicities[start + chance.NextInt(end - start)]++;
            start = end;
        }
    }

    // Old number to new: clusters of one kind together, each kind in the order of its first case by score.
    private static Dictionary<int, int> Number(CaseSet cases, int[] order, out int[] kindEnds)
    {
        var kinds = new Dictionary<int, int>();
        foreach (var i in order)
            kinds[cases.Clusters[i]] = kinds.GetValueOrDefault(cases.Clusters[i]) | (cases.Manipulated[i] ? 1 : 2);
        var starts = new int[3];
        foreach (var kind in kinds.Values) starts[kind - 1]++;
        kindEnds = [starts[0], starts[0] + starts[1], starts[0] + starts[1] + starts[2]];
        int[] next = [0, kindEnds[0], kindEnds[1]];
        var numbers = new Dictionary<int, int>(kinds.Count);
        foreach (var i in order)
        {
            var cluster = cases.Clusters[i];
            if (!numbers.ContainsKey(cluster)) numbers[cluster] = next[kinds[cluster] - 1]++;
        }
        return numbers;
    }
}
