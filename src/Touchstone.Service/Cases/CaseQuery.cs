using System.Globalization;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Service.Analysis;

namespace Touchstone.Service.Cases;

/// <summary>Which cases; what stands in the address of the list is a part of it.</summary>
/// <param name="Text">Part of the title, a number, or the beginning of a digest; null for all.</param>
/// <param name="Outcome">Decision, or null for all.</param>
/// <param name="Kind">Kind of the media, or null for all.</param>
/// <param name="After">Behind which place of the list, or null for its beginning.</param>
/// <param name="Count">How many at most, 1 to 200.</param>
public sealed record CaseQuery(string? Text = null, Outcome? Outcome = null, MediaKind? Kind = null, CaseCursor? After = null, int Count = 50)
{
    /// <summary>Longest text looked for.</summary>
    public const int LongestText = 200;

    /// <summary>Where the examination stands, or null for all.</summary>
    public ExaminationState? Progress { get; init; }

    /// <summary>A tag the cases bear, or null for all.</summary>
    public string? Tag { get; init; }

    /// <summary>Only what is newer than this place, or null for all.</summary>
    public CaseCursor? Before { get; init; }

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsNarrowed => ToQuery().Length > 0;

    /// <summary>Reads an address; what it does not say, or says wrongly, is not asked for.</summary>
    public static CaseQuery Of(Func<string, string?> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        T? Named<T>(string name) where T : struct, Enum => Enum.TryParse<T>(query(name), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
        string? Text(string name) => query(name) is { Length: > 0 and <= LongestText } text ? text : null;
        return new CaseQuery(Text("text"), Named<Outcome>("outcome"), Named<MediaKind>("kind")) { Progress = Named<ExaminationState>("progress"), Tag = Text("tag") };
    }

    /// <summary>The part of the address after "?"; places and counts are none of it.</summary>
    public string ToQuery()
    {
        (string Name, string? Value)[] parts =
        [
            ("text", string.IsNullOrWhiteSpace(Text) ? null : Text.Trim()), ("outcome", Outcome?.ToString().ToLowerInvariant()), ("kind", Kind?.ToString().ToLowerInvariant()),
            ("progress", Progress?.ToString().ToLowerInvariant()), ("tag", Tag),
        ];
        return string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }

    /// <summary>Year and ordinal, where the text is the number of a case.</summary>
    internal static (int Year, int Ordinal)? NumberIn(string text) =>
        text.Trim().Split('-') is ["C" or "c", var year, var ordinal] && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out var o) ? (y, o) : null;
}
