using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Slices;

/// <summary>Cases with the columns that slices are cut along.</summary>
/// <param name="Cases">Cases.</param>
/// <param name="Columns">Columns of the same length.</param>
public sealed record SlicedCases(CaseSet Cases, IReadOnlyList<SliceColumn> Columns)
{
    /// <summary>The cases of trials by a number of theirs, with the named columns; a cell that a trial lacks is not known.</summary>
    /// <param name="trials">Trials of one question and one detector.</param>
    /// <param name="number">The oriented score, or the likelihood ratio.</param>
    /// <param name="roles">Columns to cut along and what they say.</param>
    public static SlicedCases Of(IReadOnlyList<Trial> trials, Func<Trial, double?> number, IReadOnlyDictionary<string, ColumnRole> roles)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(roles);
        return new SlicedCases(CaseSet.Of(trials, number),
            [.. roles.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => SliceColumn.Of(r.Key, r.Value, [.. trials.Select(t => t.Columns.GetValueOrDefault(r.Key))]))]);
    }

    /// <summary>The cases of a slice.</summary>
    /// <exception cref="ArgumentException">The slice names a column that is not here.</exception>
    public CaseSet Within(Slice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        var parts = slice.Parts.Select(p => (Column: Columns.FirstOrDefault(c => c.Name == p.Column)
            ?? throw new ArgumentException($"There is no column {p.Column}.", nameof(slice)), p.Value)).ToArray();
        return Of([.. Enumerable.Range(0, Cases.Count).Where(i => parts.All(p => p.Column.Values[i] == p.Value))]);
    }

    /// <summary>The cases at some places.</summary>
    internal CaseSet Of(int[] places) =>
        new([.. places.Select(i => Cases.Scores[i])], [.. places.Select(i => Cases.Manipulated[i])], [.. places.Select(i => Cases.Clusters[i])]);
}
