using System.Text.RegularExpressions;

namespace Touchstone.Engine.Detectors.Metadata.SavingApplication;

/// <summary>How particular a row is.</summary>
internal enum ApplicationKind
{
    /// <summary>The file carries a text only this application is known to write.</summary>
    Mark,
    /// <summary>An order of segments the application is known for.</summary>
    Layout,
    /// <summary>Settings of a standard library, with a size the application is known for.</summary>
    Settings,
    /// <summary>Settings of a standard library alone.</summary>
    Library,
}

/// <summary>A row of the table: what a file must have to be as this application writes.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Kind">How particular it is.</param>
/// <param name="Name">The application, in words.</param>
/// <param name="Source">Where the facts come from.</param>
/// <param name="Date">When they were seen.</param>
internal sealed record KnownApplication(string Id, ApplicationKind Kind, string Name, string Source, string Date)
{
    /// <summary>Which qualities of Annex K fit, inclusive; null: any tables.</summary>
    internal (int Low, int High)? Quality { get; private init; }

    private string Frame { get; init; } = "";

    private string Sampling { get; init; } = "";

    private Regex? Order { get; init; }

    /// <summary>Longest sides that fit, pixels; none: any.</summary>
    internal IReadOnlySet<int> Longest { get; private init; } = new HashSet<int>();

    private (string Where, string Text)? Mark { get; init; }

    /// <summary>A line of the table; columns as its head says.</summary>
    internal static KnownApplication Parse(string line)
    {
        var cells = line.Split(';');
        // The name of a source may hold a semicolon; the date is last.
        var source = string.Join(';', cells[9..^1]);
        var quality = cells[3].Split('-', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
        return new(cells[0], Enum.Parse<ApplicationKind>(cells[1], ignoreCase: true), cells[2], source, cells[^1])
        {
            Quality = quality.Length == 0 ? null : (quality[0], quality[^1]),
            Frame = cells[4],
            Sampling = cells[5],
            // The text it runs on is the file's; without backtracking it cannot take long.
            Order = cells[6].Length == 0 ? null : new Regex(cells[6], RegexOptions.NonBacktracking | RegexOptions.CultureInvariant),
            Longest = cells[7].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToHashSet(),
            Mark = cells[8].Length == 0 ? null : (cells[8][..cells[8].IndexOf(':', StringComparison.Ordinal)], cells[8][(cells[8].IndexOf(':', StringComparison.Ordinal) + 1)..]),
        };
    }

    /// <summary>Whether the file has everything the row asks for.</summary>
    internal bool Fits(WrittenFile file) =>
        (Quality is not { } quality || file.ExactQuality is { } q && q >= quality.Low && q <= quality.High)
        && (Frame.Length == 0 || Frame == file.Frame)
        && (Sampling.Length == 0 || Sampling == file.Sampling)
        && (Order is null || Order.IsMatch(file.Order))
        && (Longest.Count == 0 || Longest.Contains(file.Longest))
        && (Mark is not { } mark || file.Marks.Any(m => m.Where == mark.Where && m.Text.StartsWith(mark.Text, StringComparison.Ordinal)));
}
