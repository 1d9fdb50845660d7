using System.Globalization;

namespace Touchstone.Evaluation.Slices;

/// <summary>What a column of the data says about a case.</summary>
public enum ColumnRole
{
    /// <summary>The person (age band, sex, skin tone, language): a gap here is a matter of fairness, and is also looked at within each control value.</summary>
    Sensitive,

    /// <summary>The circumstances (camera, light, codec): may explain a gap, and is held fixed while sensitive columns are compared.</summary>
    Control,
}

/// <summary>One column over all cases.</summary>
/// <param name="Name">Name in the data set.</param>
/// <param name="Role">Sensitive or control.</param>
/// <param name="Values">Group of each case [n]; "" where it is not known: such a case is in no group of this column.</param>
/// <param name="Numbers">Value of each case [n] where the column is numeric, NaN where not known; null for a column of names.</param>
public sealed record SliceColumn(string Name, ColumnRole Role, string[] Values, double[]? Numbers = null)
{
    // Up to this many different numbers are groups of their own (a year, a count); more are cut into quarters.
    private const int MostNumbers = 8;
    private const int Parts = 4;

    /// <summary>Groups in ordinal order, without "".</summary>
    public IReadOnlyList<string> Groups { get; } = [.. Values.Where(v => v.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A column from the text of its cells: where all known cells are numbers and more than eight differ, groups are the quarters of the cases, named by their ends.</summary>
    /// <param name="name">Name.</param>
    /// <param name="role">Sensitive or control.</param>
    /// <param name="cells">Text of each case; null and "" are not known.</param>
    public static SliceColumn Of(string name, ColumnRole role, IReadOnlyList<string?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        string[] values = [.. cells.Select(c => c ?? "")];
        var numbers = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            numbers[i] = double.NaN;
            if (values[i].Length == 0) continue;
            if (!double.TryParse(values[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                return new SliceColumn(name, role, values);
        }
        double[] known = [.. numbers.Where(double.IsFinite).Order()];
        if (known.Distinct().Count() <= MostNumbers) return new SliceColumn(name, role, values, known.Length > 0 ? numbers : null);
        double[] cuts = [.. Enumerable.Range(1, Parts - 1).Select(k => known[k * known.Length / Parts]).Distinct()];
        return new SliceColumn(name, role, [.. numbers.Select(x => Part(x, cuts))], numbers);
    }

    private static string Part(double x, double[] cuts)
    {
        if (double.IsNaN(x)) return "";
        var part = cuts.Count(c => c <= x);
        static string Text(double v) => v.ToString("0.####", CultureInfo.InvariantCulture);
        return part == 0 ? "<" + Text(cuts[0]) : part == cuts.Length ? "≥" + Text(cuts[^1]) : $"{Text(cuts[part - 1])}–{Text(cuts[part])}";
    }
}
