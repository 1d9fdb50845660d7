using System.Globalization;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets.Leaks;

/// <summary>One file of known class as the shortcut gate sees it.</summary>
internal sealed record ShortcutCase(MediaKind Kind, string Group, bool Manipulated, string Cluster, FileFacts Facts);

/// <summary>One cue in levels: for each case the number of its level, from 0; −1 = a rare one.</summary>
internal sealed record LevelledCue(string Name, int Levels, int[] Of);

/// <summary>All cues of some cases in levels, so that a linear model sees any dependence: numbers by eighths of their order, or by value where there are few; texts by value.</summary>
internal sealed class ShortcutTable
{
    private const int MostLevels = 8;
    private const int FewestPerLevel = 4;

    internal ShortcutTable(ShortcutCase[] cases)
    {
        var numbers = cases.SelectMany(c => c.Facts.Numbers.Keys).Distinct().Order(StringComparer.Ordinal).Select(n => Numbers(n, [.. cases.Select(c => c.Facts.Numbers.TryGetValue(n, out var v) ? v : double.NaN)]));
        var texts = cases.SelectMany(c => c.Facts.Texts.Keys).Distinct().Order(StringComparer.Ordinal).Select(n => Texts(n, [.. cases.Select(c => c.Facts.Texts.GetValueOrDefault(n, ""))]));
        // A cue that is the same for all says nothing.
        Cues = [.. numbers.Concat(texts).Where(c => c.Of.Distinct().Count() > 1)];
    }

    internal IReadOnlyList<LevelledCue> Cues { get; }

    private static LevelledCue Numbers(string name, double[] values)
    {
        if (values.Distinct().Count() <= MostLevels) return Texts(name, [.. values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))]);
        double[] sorted = [.. values.Where(v => !double.IsNaN(v)).Order()];
        double[] bounds = [.. Enumerable.Range(1, MostLevels - 1).Select(i => sorted[(int)((long)i * sorted.Length / MostLevels)]).Distinct()];
        return new LevelledCue(name, bounds.Length + 1, [.. values.Select(v => double.IsNaN(v) ? -1 : bounds.Count(b => v >= b))]);
    }

    private static LevelledCue Texts(string name, string[] values)
    {
        var levels = values.CountBy(v => v).Where(c => c.Value >= FewestPerLevel).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(MostLevels).Select((c, i) => (c.Key, i)).ToDictionary(c => c.Key, c => c.i, StringComparer.Ordinal);
        return new LevelledCue(name, levels.Count, [.. values.Select(v => levels.GetValueOrDefault(v, -1))]);
    }
}
