using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Touchstone.Evaluation.DataSets;

/// <summary>The further columns of one row as a dictionary: names are shared by all rows, so a million rows cost a million small arrays. Empty values are not contained.</summary>
internal sealed class RowColumns(RowColumns.Names names, string[] values) : IReadOnlyDictionary<string, string>
{
    /// <summary>Column names with their places, shared by the rows of a manifest.</summary>
    internal sealed class Names(IReadOnlyList<string> list)
    {
        private readonly Dictionary<string, int> _places = list.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);

        internal IReadOnlyList<string> List => list;

        internal int PlaceOf(string name) => _places.GetValueOrDefault(name, -1);
    }

    private IEnumerable<int> Stated => Enumerable.Range(0, values.Length).Where(i => values[i].Length > 0);

    public int Count => Stated.Count();

    public IEnumerable<string> Keys => Stated.Select(i => names.List[i]);

    public IEnumerable<string> Values => Stated.Select(i => values[i]);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no column '{key}' in this row.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var place = names.PlaceOf(key);
        value = place >= 0 && values[place].Length > 0 ? values[place] : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < values.Length; i++)
            if (values[i].Length > 0) yield return KeyValuePair.Create(names.List[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
