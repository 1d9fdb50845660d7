using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Gates;

/// <summary>Which trials a criterion is about: those where columns have stated values, cut by every value of further columns.</summary>
/// <param name="Where">Columns with the value they must have.</param>
/// <param name="Each">Columns each combination of whose values is a slice of its own; a trial without one of them is in no slice.</param>
/// <param name="SkipBelow">Slices with fewer trials are listed and not judged.</param>
public sealed record SliceSelection(IReadOnlyDictionary<string, string> Where, IReadOnlyList<string> Each, int SkipBelow)
{
    /// <summary>Most slices of one criterion; a column of names is no slice.</summary>
    public const int MostSlices = 1000;

    /// <summary>All trials as one slice.</summary>
    public static SliceSelection All { get; } = new(new Dictionary<string, string>(), [], 0);

    /// <summary>In words: "all", "camera = Pixel 4", "each light × camera".</summary>
    public string Name
    {
        get
        {
            string[] parts = [.. Where.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key} = {w.Value}"), .. Each.Count > 0 ? ["each " + string.Join(" × ", Each)] : Array.Empty<string>()];
            return parts.Length == 0 ? "all" : string.Join(", ", parts);
        }
    }

    /// <summary>The slices by name, in ordinal order.</summary>
    /// <param name="trials">Trials of one question and one detector.</param>
    public IReadOnlyList<(string Name, IReadOnlyList<Trial> Trials)> Of(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var chosen = Where.Count == 0 ? trials : [.. trials.Where(t => Where.All(w => t.Columns.GetValueOrDefault(w.Key) == w.Value))];
        if (Each.Count == 0) return [(Name, chosen)];
        var fixedPart = string.Concat(Where.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key} = {w.Value}, "));
        return [.. chosen.Where(t => Each.All(t.Columns.ContainsKey))
            .GroupBy(t => fixedPart + string.Join(", ", Each.Select(c => $"{c} = {t.Columns[c]}")), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, (IReadOnlyList<Trial>)[.. g]))];
    }
}
