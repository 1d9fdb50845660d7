using System.Globalization;

namespace Touchstone.Service.Journal.Auditing;

/// <summary>Which lines of the journal; it stands in the address of the page.</summary>
/// <param name="Group">Kinds that belong together, or null for all.</param>
/// <param name="Who">Who did it, as the journal names them: account:ID, key:ID, system or anonymous; null for all.</param>
/// <param name="Case">Number or id of a case, or null for all.</param>
/// <param name="From">First day, UTC, or null for no beginning.</param>
/// <param name="Until">Last day, UTC, or null for no end.</param>
public sealed record JournalQuery(KindGroup? Group = null, string? Who = null, string? Case = null, DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>Longest text of a name or a case.</summary>
    public const int LongestText = 64;

    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Only lines before this number; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most, 1 to 500.</summary>
    public int Count { get; init; } = 50;

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsNarrowed => ToQuery().Length > 0;

    /// <summary>Reads an address; what it does not say, or says wrongly, is not asked for.</summary>
    public static JournalQuery Of(Func<string, string?> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string? Text(string name) => query(name)?.Trim() is { Length: > 0 and <= LongestText } text ? text : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(query(name), DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        KindGroup? group = Enum.TryParse<KindGroup>(query("group"), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
        return new JournalQuery(group, Text("who"), Text("case"), Day("from"), Day("until"));
    }

    /// <summary>The part of the address after "?"; places and counts are none of it.</summary>
    public string ToQuery()
    {
        (string Name, string? Value)[] parts =
        [
            ("group", Group?.ToString().ToLowerInvariant()), ("who", Who), ("case", Case),
            ("from", From?.ToString(DayForm, CultureInfo.InvariantCulture)), ("until", Until?.ToString(DayForm, CultureInfo.InvariantCulture)),
        ];
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}
