using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Rates;

/// <summary>Which files of several runs are not independent of each other: those of one cluster, of the same bytes, or made from one another, by union-find (Galler &amp; Fischer 1964).</summary>
internal sealed class SourceGroups
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _parents = [];

    internal SourceGroups(IReadOnlyList<RateRun> runs)
    {
        for (var run = 0; run < runs.Count; run++)
            foreach (var trial in runs[run].Trials)
            {
                var file = Number("file:" + trial.Sha256);
                Unite(file, Number(ClusterOf(run, trial)));
                // Of several parents the first is the picture that was changed; the others gave parts to it.
                if (ParentOf(trial) is { } parent) Unite(file, Number("file:" + parent));
            }
    }

    /// <summary>The group of a trial's file.</summary>
    internal int Of(int run, Trial trial) => Root(_numbers[ClusterOf(run, trial)]);

    /// <summary>SHA-256 of the file that a made one was made from; null for one that was not made.</summary>
    internal static string? ParentOf(Trial trial) => trial.Columns.TryGetValue("parents", out var parents) && parents.Length > 0 ? parents.Split(';')[0] : null;

    // Names of clusters are only told apart within their run.
    private static string ClusterOf(int run, Trial trial) => FormattableString.Invariant($"cluster:{run}:{trial.Cluster}");

    private int Number(string key)
    {
        if (_numbers.TryGetValue(key, out var number)) return number;
        _parents.Add(_parents.Count);
        return _numbers[key] = _parents.Count - 1;
    }

    private int Root(int of)
    {
        // Path halving keeps the trees flat.
        while (_parents[of] != of) of = _parents[of] = _parents[_parents[of]];
        return of;
    }

    private void Unite(int one, int other)
    {
        var (low, high) = (Math.Min(Root(one), Root(other)), Math.Max(Root(one), Root(other)));
        _parents[high] = low;
    }
}
