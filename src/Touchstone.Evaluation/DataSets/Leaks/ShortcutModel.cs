using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Touchstone.Evaluation.Estimates;
using Touchstone.Numerics;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>Logistic regression on levelled cues, fitted on four fifths of the clusters and scored on the rest; AUC within groups, interval by drawing clusters.</summary>
internal sealed class ShortcutModel
{
    private const int Folds = 5, Draws = 1000, MostColumns = 200, MostFitted = 3000;
    // A ridge of 1 a column: a level with few cases on one side is believed little.
    private const double Ridge = 1;

    private readonly ShortcutCase[] _cases;
    private readonly int[] _folds, _clusters, _groups;
    private readonly int _clusterCount, _groupCount;
    private readonly ulong _seed;

    internal ShortcutModel(ShortcutCase[] cases, ulong seed)
    {
        (_cases, _seed) = (cases, seed);
        _folds = [.. cases.Select(c => (int)(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{c.Cluster}"))) % Folds))];
        (_clusters, _clusterCount) = Numbered(cases.Select(c => c.Cluster));
        (_groups, _groupCount) = Numbered(cases.Select(c => c.Group));
    }

    /// <summary>AUC of scores on unseen clusters with its interval; NaN where a fold cannot be fitted.</summary>
    internal Estimate Auc(IReadOnlyList<LevelledCue> cues, double confidence)
    {
        var scores = Scores(cues);
        int[] scored = [.. Enumerable.Range(0, scores.Length).Where(i => !double.IsNaN(scores[i])).OrderBy(i => _groups[i]).ThenBy(i => scores[i])];
        double[] ones = [.. Enumerable.Repeat(1.0, _clusterCount)];
        var value = Auc(scored, scores, ones);
        if (double.IsNaN(value)) return new Estimate(double.NaN, double.NaN, double.NaN, 0);
        var chance = new Seeded(_seed);
        var draws = new List<double>(Draws);
        for (var d = 0; d < Draws; d++)
        {
            var times = new double[_clusterCount];
            for (var c = 0; c < _clusterCount; c++) times[chance.NextInt(_clusterCount)]++;
            if (Auc(scored, scores, times) is var drawn && !double.IsNaN(drawn)) draws.Add(drawn);
        }
        if (draws.Count == 0) return new Estimate(value, double.NaN, double.NaN, scored.Length);
        draws.Sort();
        double At(double share) => draws[(int)Math.Clamp(share * (draws.Count - 1), 0, draws.Count - 1)];
        return new Estimate(value, At((1 - confidence) / 2), At((1 + confidence) / 2), scored.Length);
    }

    private double[] Scores(IReadOnlyList<LevelledCue> cues)
    {
        var columns = Columns(cues);
        var scores = new double[_cases.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] seen = [.. Enumerable.Range(0, _cases.Length).Where(i => _folds[i] != fold)];
            // Every k-th of a large set is enough for so few unknowns.
            var step = Math.Max(1, seen.Length / MostFitted);
            int[] fitted = [.. seen.Where((_, place) => place % step == 0)];
            var solution = fitted.Any(i => _cases[i].Manipulated) && fitted.Any(i => !_cases[i].Manipulated) ? Fit(columns, fitted) : null;
            for (var i = 0; i < scores.Length; i++)
                if (_folds[i] == fold) scores[i] = solution is null ? double.NaN : Dot(columns, i, solution);
        }
        return scores;
    }

    private double[] Fit(int[][] columns, int[] fitted)
    {
        var width = columns[0].Length == 0 ? 1 : columns.Max(c => c.Length == 0 ? 0 : c.Max()) + 1;
        var rows = new double[fitted.Length * width];
        for (var r = 0; r < fitted.Length; r++)
            foreach (var column in columns[fitted[r]]) rows[r * width + column] = 1;
        var regression = new LogisticRegression(width);
        // The first columns are the groups' own levels: the prior within a group is no shortcut.
        for (var j = 0; j < width; j++) regression.Restrain(j, j < Math.Min(_groupCount, MostColumns / 2) ? 1e-3 : Ridge);
        var solution = new double[width];
        regression.Fit(rows, [.. fitted.Select(i => _cases[i].Manipulated)], [.. Enumerable.Repeat(1.0, fitted.Length)], [], solution);
        return solution;
    }

    private static double Dot(int[][] columns, int row, double[] solution)
    {
        double sum = 0;
        foreach (var column in columns[row])
            if (column < solution.Length) sum += solution[column];
        return sum;
    }

    /// <summary>For each case the columns that are 1: its group, then the level of each cue.</summary>
    private int[][] Columns(IReadOnlyList<LevelledCue> cues)
    {
        var groups = Math.Min(_groupCount, MostColumns / 2);
        var columns = new List<int>[_cases.Length];
        for (var i = 0; i < columns.Length; i++) columns[i] = [Math.Min(_groups[i], groups - 1)];
        var next = groups;
        foreach (var cue in cues)
        {
            if (next + cue.Levels > MostColumns) break;
            for (var i = 0; i < columns.Length; i++)
                if (cue.Of[i] >= 0) columns[i].Add(next + cue.Of[i]);
            next += cue.Levels;
        }
        return [.. columns.Select(c => c.ToArray())];
    }

    // Pairs are compared within a group only; a tie counts half. Cases are in order of group, then score.
    private double Auc(int[] scored, double[] scores, double[] times)
    {
        double wins = 0, pairs = 0;
        for (var start = 0; start < scored.Length;)
        {
            var group = _groups[scored[start]];
            double manipulated = 0, authentic = 0, won = 0;
            var end = start;
            while (end < scored.Length && _groups[scored[end]] == group)
            {
                double tiedManipulated = 0, tiedAuthentic = 0;
                var score = scores[scored[end]];
                for (; end < scored.Length && _groups[scored[end]] == group && scores[scored[end]] == score; end++)
                {
                    if (_cases[scored[end]].Manipulated) tiedManipulated += times[_clusters[scored[end]]];
                    else tiedAuthentic += times[_clusters[scored[end]]];
                }
                won += tiedManipulated * (authentic + tiedAuthentic / 2);
                manipulated += tiedManipulated;
                authentic += tiedAuthentic;
            }
            wins += won;
            pairs += manipulated * authentic;
            start = end;
        }
        return pairs == 0 ? double.NaN : wins / pairs;
    }

    private static (int[] Of, int Count) Numbered(IEnumerable<string> names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] of = [.. names.Select(n => numbers.TryGetValue(n, out var known) ? known : numbers[n] = numbers.Count)];
        return (of, numbers.Count);
    }
}
