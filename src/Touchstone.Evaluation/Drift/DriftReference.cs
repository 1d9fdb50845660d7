namespace Touchstone.Evaluation.Drift;

/// <summary>How a number was distributed when the system was validated.</summary>
public sealed record NumberReference
{
    /// <summary>The most values kept: beyond it they are thinned evenly over their ranks.</summary>
    public const int MostValues = 20_000;

    private const int Bins = 10;

    /// <summary>Name of the feature.</summary>
    public required string Name { get; init; }

    /// <summary>Values, ascending [m].</summary>
    public required double[] Sorted { get; init; }

    /// <summary>Values that were missing.</summary>
    public required int Missing { get; init; }

    /// <summary>Standard deviation, &gt; 0.</summary>
    public required double Deviation { get; init; }

    /// <summary>Inner edges of bins that hold equal shares of the reference, strictly rising [k − 1]; a value on an edge is above it.</summary>
    public required double[] Edges { get; init; }

    /// <summary>Reference counts of the bins [k].</summary>
    public required int[] Counts { get; init; }

    /// <summary>Takes a reference sample.</summary>
    /// <param name="name">Name of the feature.</param>
    /// <param name="values">Values; NaN are missing.</param>
    /// <exception cref="ArgumentException">Fewer than 20 values are there, or they do not differ.</exception>
    public static NumberReference Of(string name, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] all = [.. values];
        double[] sorted = [.. all.Where(v => !double.IsNaN(v)).Order()];
        var missing = all.Length - sorted.Length;
        if (sorted.Length < 20 || sorted[0] == sorted[^1]) throw new ArgumentException($"The reference of {name} needs at least 20 values that differ.", nameof(values));
        if (sorted.Length > MostValues) sorted = [.. Enumerable.Range(0, MostValues).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (MostValues - 1))])];
        var mean = sorted.Average();
        double[] edges = [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[i * sorted.Length / Bins]).Distinct().Where(e => e > sorted[0])];
        var counts = new int[edges.Length + 1];
        foreach (var value in sorted) counts[Bin(edges, value)]++;
        return new NumberReference { Name = name, Sorted = sorted, Missing = missing, Deviation = Math.Sqrt(sorted.Average(v => (v - mean) * (v - mean))), Edges = edges, Counts = counts };
    }

    internal static int Bin(double[] edges, double value)
    {
        var found = Array.BinarySearch(edges, value);
        return found >= 0 ? found + 1 : ~found;
    }
}

/// <summary>How often each category occurred when the system was validated.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Categories">Known categories, in ordinal order; any other counts as one further category.</param>
/// <param name="Counts">How often each occurred, the further one last [categories + 1].</param>
public sealed record CategoryReference(string Name, IReadOnlyList<string> Categories, int[] Counts)
{
    private const int MostCategories = 100;

    /// <summary>Takes a reference sample; the hundred commonest categories are known.</summary>
    public static CategoryReference Of(string name, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var counted = values.GroupBy(v => v, StringComparer.Ordinal).Select(g => (g.Key, Count: g.Count())).OrderByDescending(g => g.Count).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (counted.Length == 0) throw new ArgumentException($"The reference of {name} is empty.", nameof(values));
        var known = counted.Take(MostCategories).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        return new CategoryReference(name, [.. known.Select(g => g.Key)], [.. known.Select(g => g.Count), counted.Skip(MostCategories).Sum(g => g.Count)]);
    }
}
