using System.Globalization;
using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.Measures.Bench.Repeats;

/// <summary>How far two findings of one detector on one picture agree, value by value, on scales that are stated.</summary>
internal static class Agreement
{
    /// <summary>Share of its scale that a value may differ by: below what a report prints of it.</summary>
    internal const double Tolerance = 0.01;

    private const int Named = 3;

    /// <summary>What became of one score or one map.</summary>
    /// <param name="Name">Detector and score or map.</param>
    /// <param name="Values">Values compared.</param>
    /// <param name="Off">Values off by more than the tolerance.</param>
    /// <param name="Largest">Largest difference as a share of the scale; +∞ where only one has a value.</param>
    internal sealed record Part(string Name, int Values, int Off, double Largest);

    /// <summary>Whether the findings have the same state, alarm and form.</summary>
    internal static bool SaysTheSame(Finding one, Finding other) => HasTheSameForm(one, other) && MaterialFigures.Alarms(one) == MaterialFigures.Alarms(other);

    /// <summary>Whether the findings have the same state, and scores and maps of the same names and sizes.</summary>
    internal static bool HasTheSameForm(Finding one, Finding other) => one.DetectorId == other.DetectorId && one.State == other.State
        && one.Scores.Select(s => s.Name).SequenceEqual(other.Scores.Select(s => s.Name)) && one.Maps.Select(m => (m.Name, m.Width, m.Height)).SequenceEqual(other.Maps.Select(m => (m.Name, m.Width, m.Height)));

    /// <summary>The scores of two findings of the same form: the scale of each is the largest of both values and its threshold.</summary>
    internal static IEnumerable<Part> OfScores(Finding one, Finding other) => one.Scores.Zip(other.Scores, (a, b) =>
        Judge($"{one.DetectorId}: {a.Name}", [Off(a.Value, b.Value, Math.Max(Math.Abs(a.Threshold ?? 0), Math.Max(Math.Abs(a.Value), Math.Abs(b.Value))))]));

    /// <summary>The maps of two findings of the same form: the scale of each is the length of its printed scale.</summary>
    internal static IEnumerable<Part> OfMaps(Finding one, Finding other) => one.Maps.Zip(other.Maps, (a, b) =>
        Judge($"{one.DetectorId}: {a.Name}", [.. a.Values.Zip(b.Values, (x, y) => Off(x, y, a.ScaleMaximum - a.ScaleMinimum))]));

    /// <summary>The difference of two values as a share of a scale; +∞ where only one of them is a number, or finite.</summary>
    internal static double Off(double one, double other, double scale) => one.Equals(other) ? 0
        : double.IsFinite(one) && double.IsFinite(other) ? Math.Abs(one - other) / scale
        : double.PositiveInfinity;

    /// <summary>The largest difference, and the scores or maps with most values off, in words.</summary>
    internal static string Worst(IReadOnlyList<Part> parts)
    {
        var named = parts.Where(p => p.Off > 0).GroupBy(p => p.Name).Select(g => (Name: g.Key, Off: g.Sum(p => p.Off), Values: g.Sum(p => p.Values))).OrderByDescending(p => p.Off).ThenBy(p => p.Name, StringComparer.Ordinal).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"largest {parts.Select(p => p.Largest).DefaultIfEmpty(0).Max():0.#E+0}")
            + string.Concat(named.Take(Named).Select(p => $"; {p.Name} {p.Off} of {p.Values}")) + (named.Count > Named ? $"; {named.Count - Named} more" : "");
    }

    private static Part Judge(string name, double[] differences) => new(name, differences.Length, differences.Count(d => d > Tolerance), differences.DefaultIfEmpty(0).Max());
}
